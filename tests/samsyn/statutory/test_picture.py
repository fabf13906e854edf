"""The statutory picture: what is compared, what is refused and why, what editions withhold, and what it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.disclosure import exposed_cells
from samsyn.statutory import (
    PICTURE_PARTS,
    Ground,
    KnownCause,
    KnownFigure,
    KnownProblem,
    PictureFacts,
    UsedPicture,
    changed,
    joined,
    lacking,
    picture_sections,
    picture_state,
    steps,
    why_not,
)

EVERYWHERE = frozenset(Edition)


def picture(key: str, start: date, end: date, **more: object) -> UsedPicture:
    """A published picture of a tertial."""
    given: dict[str, object] = {
        "key": key, "title": f"Bild {key}", "method": "incidents", "kind": "tertial", "period": key, "start": start,
        "end": end, "sources": ("Rapporter",), "editions": EVERYWHERE, **more,
    }  # fmt: skip
    return UsedPicture(**given)  # type: ignore[arg-type]


ONE = picture("T1", date(2026, 1, 1), date(2026, 5, 1), total=120, counts={"Klotter": 117, "Bränder": 3})
TWO = picture("T2", date(2026, 5, 1), date(2026, 9, 1), total=246, counts={"Klotter": 240, "Bränder": 6})
PROBLEM = KnownProblem(
    key="7", title="Klotter vid stationen", area="Åsen", extent="Varje helg", consequences="Sanering",
    position="prioriteras", reason="Ökar", grounds=(Ground(text="Antal: 3", source="T1", is_figure=True),),
    causes=(KnownCause(statement="Mörkt", support=2, against=0, influence="ja"),),
)  # fmt: skip


def told(facts: PictureFacts, edition: Edition = Edition.INTERNAL) -> dict[str, Section]:
    """The sections of an edition, by key."""
    return {one.key: one for one in picture_sections(facts, edition)}


def test_a_doubling_is_told_with_its_interval() -> None:
    """Twice as many in as many days (123 against 120): by hand 246/123 over 120/120 is 2.0."""
    step = steps([ONE, TWO])[1]
    assert step.ratio == pytest.approx(2.0)
    assert step.low is not None
    assert step.high is not None
    assert 1 < step.low < 2 < step.high
    assert step.said.startswith("fler: 2,00 gånger")


def test_a_small_difference_may_be_chance() -> None:
    assert steps([ONE, replace(TWO, total=130)])[1].said.startswith("kan vara slump")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sources": ("Rapporter", "Larm")}, "underlaget är ett annat (Larm och Rapporter mot Rapporter)"),
        ({"method": "surveys"}, "metoden är en annan"),
        ({"kind": "month"}, "perioderna är olika långa slag"),
        ({"start": date(2026, 4, 1)}, "perioderna går in i varandra"),
        (
            {"breaks": ((date(2026, 5, 1), "Nya kategorier."),)},
            "källan har ett brott 1 maj 2026 (Nya kategorier)",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(changes: dict[str, object], why: str) -> None:
    assert why_not(ONE, replace(TWO, **changes)) == why  # type: ignore[arg-type]


def test_a_break_on_the_first_day_of_both_or_after_them_refuses_nothing() -> None:
    for day in (ONE.start, TWO.end):
        assert why_not(replace(ONE, breaks=((day, "Nytt"),)), TWO) == ""


def test_a_refused_step_is_in_the_table_and_has_no_figure() -> None:
    facts = PictureFacts(pictures=(ONE, replace(TWO, sources=("Larm",))))
    development = told(facts)["development"]
    assert development.tables[0].rows[1][2] == "jämförs inte: underlaget är ett annat (Larm mot Rapporter)"
    assert "görs inte" in development.lead


def test_the_longest_kind_with_three_pictures_is_told() -> None:
    weeks = [
        picture(f"v{n}", date(2026, 9, 7 * n + 1), date(2026, 9, 7 * n + 8), kind="week", total=9)
        for n in range(3)
    ]
    assert [one.picture.key for one in steps([ONE, TWO, *weeks])] == ["v0", "v1", "v2"]
    third = picture("T3", date(2026, 9, 1), date(2027, 1, 1), total=9)
    assert [one.picture.key for one in steps([ONE, TWO, third, *weeks])] == ["T1", "T2", "T3"]


def test_other_editions_withhold_small_counts_and_what_was_written_within() -> None:
    facts = PictureFacts(pictures=(ONE, TWO), problems=(PROBLEM,))
    inside, public = told(facts), told(facts, Edition.PUBLIC)
    assert ("Bränder", 3) in inside["extent"].tables[1].rows
    shown = {row[0]: row[1] for row in public["extent"].tables[1].rows}
    assert shown["Bränder"] == "visas inte"
    assert "Alla" not in shown or shown["Klotter"] == "visas inte", "else the small one can be worked out"
    assert inside["analysis"].tables
    assert not public["analysis"].tables
    assert not any("Sanering" in str(one) for one in public.values())
    assert not any("Antal: 3" in str(one) for one in told(facts, Edition.PARTNER).values())
    assert public["positions"].tables[0].rows[0][:3] == ("Klotter vid stationen", "prioriteras", "Ökar")


@given(st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.integers(0, 12), min_size=1, max_size=6))
def test_no_withheld_count_can_be_worked_out(counts: dict[str, int]) -> None:
    one = replace(ONE, counts=counts, total=sum(counts.values()))
    tables = told(PictureFacts(pictures=(one,)), Edition.PUBLIC)["extent"].tables
    rows = {str(row[0]): row[1] for row in tables[0].rows} if tables else {}
    names = sorted(counts)
    hidden = [(n, None) for n, name in enumerate(names) if rows.get(name) == "visas inte"]
    assert all(rows[name] == n for name, n in counts.items() if n and rows[name] != "visas inte")
    cells = {(n, None): counts[name] for n, name in enumerate(names)}
    cells[None, None] = sum(counts.values())
    hidden += [] if "Alla" in rows else [(None, None)]
    assert exposed_cells(cells, hidden) == []


def test_an_edition_rests_on_what_was_given_out_in_it() -> None:
    facts = PictureFacts(pictures=(ONE, replace(TWO, editions=frozenset({Edition.INTERNAL}))))
    assert len(told(facts)["sources"].tables[0].rows) == 2
    assert [row[0] for row in told(facts, Edition.PUBLIC)["sources"].tables[0].rows] == ["Bild T1"]


def test_the_forced_parts_are_those_of_the_law_and_figures_fill_only_the_extent() -> None:
    made = picture_sections(PictureFacts(pictures=(ONE,), problems=(PROBLEM,)))
    assert [one.key for one in lacking(PICTURE_PARTS, made, {})] == [
        "consequences",
        "other",
        "analysis",
        "limits",
    ]
    assert [one.key for one in lacking(PICTURE_PARTS, picture_sections(PictureFacts()), {})][0] == "extent"
    written = dict.fromkeys(("extent", "consequences", "other", "analysis", "limits"), "Skrivet.")
    assert lacking(PICTURE_PARTS, (), written) == ()


def test_texts_stand_first_and_what_is_generated_stays_as_it_was() -> None:
    made = picture_sections(PictureFacts(pictures=(ONE,), problems=(PROBLEM,)))
    whole = {
        one.key: one
        for one in joined(made, PICTURE_PARTS, {"analysis": "Först.\n\nSedan.", "limits": "Mörkertal."})
    }
    assert whole["analysis"].paragraphs[:2] == ("Först.", "Sedan.")
    assert (
        whole["analysis"].tables
        == told(PictureFacts(pictures=(ONE,), problems=(PROBLEM,)))["analysis"].tables
    )
    assert whole["sources"].paragraphs == ("Vad källorna inte visar: Mörkertal.",)
    assert "reference" not in whole, "nobody has compared, so nothing is said of it"


def test_finished_surveys_and_measurements_stand_with_their_limits_in_every_edition() -> None:
    one = KnownFigure(
        key="k",
        origin="Enkät (2026)",
        name="Trygg hemma",
        value="63 procent",
        limits="mellan 44 och 79",
        n=27,
        note="Nej.",
    )
    facts = PictureFacts(pictures=(ONE,), figures=(one,))
    for edition in Edition:
        other = told(facts, edition)["other"]
        assert other.tables[0].rows == (
            ("Enkät (2026)", "Trygg hemma", "63 procent", "mellan 44 och 79", 27),
        )
        assert other.paragraphs == ("Enkät (2026): Nej.",)
    assert told(PictureFacts(pictures=(ONE,)))["other"].tables == ()
    moved = picture_state(replace(facts, figures=(replace(one, value="70 procent"),)))
    assert [(one.word, one.what) for one in changed(picture_state(facts), moved)] == [
        ("ändrat", "Enkät (2026), Trygg hemma")
    ]


def test_what_changed_since_is_told() -> None:
    before = picture_state(PictureFacts(pictures=(ONE,), problems=(PROBLEM,)))
    after = picture_state(PictureFacts(pictures=(ONE, TWO), problems=(replace(PROBLEM, position="inte nu"),)))
    assert [(one.word, one.what) for one in changed(before, after)] == [
        ("ändrat", "Klotter vid stationen"),
        ("nytt", "Bild T2"),
    ]
    assert [one.word for one in changed(after, {})] == ["borta"] * 3


def test_figures_of_others_stand_where_they_belong_with_what_they_cannot_show() -> None:
    def table(word: str, number: int | None) -> DataTable:
        return DataTable(key=f"x-{word}", caption=word, columns=(Column(label="Vad"),), rows=((number,),))

    words = ("latest", "years", "changes", "group")
    year = picture(
        "2025", date(2025, 1, 1), date(2026, 1, 1), method="x", kind="year", sources=("Källan",),
        tables={
            Edition.INTERNAL: tuple(table(word, 3) for word in words),
            Edition.PUBLIC: tuple(table(word, None) for word in words),
        },
        limits={edition: ("Bara anmälda brott.",) for edition in Edition},
    )  # fmt: skip
    facts = PictureFacts(pictures=(ONE, year))
    for edition, number in ((Edition.INTERNAL, 3), (Edition.PUBLIC, None)):
        made = told(facts, edition)
        for section, own in (
            ("extent", ["latest"]),
            ("development", ["years", "changes"]),
            ("reference", ["group"]),
        ):
            shown = [one for one in made[section].tables if one.key.startswith("x-")]
            assert [one.caption.partition(".")[0] for one in shown] == own
            assert all(one.rows == ((number,),) for one in shown)
        limits = next(one for one in made["sources"].tables if one.key == "limits")
        assert limits.rows == (("Bild 2025", "Bara anmälda brott."),)
    assert [one.picture.key for one in steps(facts.pictures)] == [
        "T1"
    ]  # a year of others' figures is no count
