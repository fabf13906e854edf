"""Official statistics: files of every template, figures by hand, breaks, missing values, groups and small counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samsyn.cycle import Edition, Finding, Found, Round
from samsyn.errors import BadInput, MissingColumn
from samsyn.methods.statistics import (
    TEMPLATES,
    comparison_group,
    find,
    read_statistics,
    revisions,
    statistics_table,
)
from samsyn.methods.statistics.method import STATISTICS, Figures
from samsyn.methods.statistics.templates import template
from samsyn.period import parse


def row(area: str, category: str, year: int, value: float | None, **more: Any) -> dict[str, Any]:
    """One figure; a count unless told otherwise."""
    plain = {"low": None, "high": None, "answers": None, "population": None, "kind": "count", "row": 2}
    return {**plain, "day": date(year, 1, 1), "area": area, "category": category, "value": value, **more}


def observed(rows: list[dict[str, Any]], *, year: int, source: str = "bra-reported", **options: Any) -> Round:
    return Round(
        table=statistics_table(rows),
        period=parse(str(year)),
        source=template(source).source,
        sources=("0" * 32,),
        options=options,
    )


def one(found: Found, key: str, **fits: Any) -> Finding:
    (only,) = [
        f for f in found.findings
        if f.key == key and all((f.detail["year"] if k == "year" else getattr(f, k)) == v for k, v in fits.items())
    ]  # fmt: skip
    return only


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("bra-reported", "kommunkod;år;brottstyp;antal\n0181;2024;Stöld;1200\n", {"count"}),
        ("bra-reported", "Kommun;Brottstyp;2023;2024\nSödertälje;Stöld;1 100;..\n", {"count"}),
        (
            "bra-indicators",
            "Kommunkod;Indikator;Enhet;År;Värde\n1;Stöld;Antal;2024;9\n1;Oro;Andel;2024;31\n1;Rån;Per 100 000;2024;6\n",
            {"count", "share", "rate"},
        ),
        (
            "ntu",
            "Kommunkod;Fråga;År;Andel (%);Nedre gräns;Övre gräns;Antal svar\n0181;Otrygg;2024;32,1;29,0;35,2;610\n",
            {"share"},
        ),
        ("police-survey", "Område;Fråga;Mätår;Procent\nRonna;Känner oro;2024;41\n", {"share"}),
    ],
)
def test_each_template_reads_its_files(tmp_path: Path, source: str, text: str, kinds: set[str]) -> None:
    reading = read_statistics(written(tmp_path / "fil.csv", text), source)
    assert set(reading.table.frame["kind"]) == kinds
    assert reading.years[-1] == 2024
    assert reading.source.credit.startswith("Källa: ")


def test_a_sign_for_missing_is_not_zero_and_is_told(tmp_path: Path) -> None:
    text = "Kommun;Brottstyp;2023;2024\nSödertälje;Stöld;0;..\nSalem;Stöld;–;7\n"  # noqa: RUF001
    reading = read_statistics(written(tmp_path / "fil.csv", text), "bra-reported")
    values = {(r["area"], r["day"].year): r["value"] for r in reading.table.frame.iter_rows(named=True)}
    assert values == {
        ("Södertälje", 2023): 0, ("Södertälje", 2024): None, ("Salem", 2023): None, ("Salem", 2024): 7,
    }  # fmt: skip
    assert [w for w in reading.warnings if "inte som noll" in w] == [
        "1 värden är skrivna .. (uppgift saknas) och räknas som saknade, inte som noll.",
        "1 värden är skrivna – (streck) och räknas som saknade, inte som noll.",  # noqa: RUF001
    ]


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("år;brottstyp;antal\n2024;Stöld;1\n", MissingColumn, "kolumn för området"),
        ("kommunkod;år;brottstyp\n0181;2024;Stöld\n", MissingColumn, "kolumn för siffran"),
        ("kommunkod;år;brottstyp;antal\n0181;2024;Stöld;många\n", BadInput, "Rad 2: 'många' är inget tal"),
        ("kommunkod;år;brottstyp;antal\n0181;i fjol;Stöld;4\n", BadInput, "i fjol är inget år"),
        ("kommunkod;år;brottstyp;antal\n0181;2024;Stöld;-4\n", BadInput, "är negativt"),
        ("kommunkod;år;brottstyp;antal\n0181;2024;A;4\n0181;2024;A;5\n", BadInput, "finns mer än en gång"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused(
    tmp_path: Path, text: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        read_statistics(written(tmp_path / "fil.csv", text), "bra-reported")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"value": 101.0, "kind": "share"}, "mer än 100 procent"),
        ({"value": 30.0, "kind": "share", "low": 31.0, "high": 33.0}, "utanför sitt"),
        ({"value": 30.0, "kind": "share", "low": 29.0}, "bara en gräns"),
    ],
)
def test_a_share_must_be_possible(more: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        statistics_table([{**row("0181", "Otrygg", 2024, None), **more}])


def test_rates_use_the_population_of_the_same_year() -> None:
    rows = [row("0181", "Stöld", 2023, 1040), row("0181", "Stöld", 2024, 1100), row("0181", "Rån", 2010, 9)]
    found = find(observed(rows, year=2024))
    # Statistics Sweden: Södertälje at the end of each year, as in municipalities.csv
    from samsyn.sweden import municipality

    people = municipality("0181").population
    assert one(found, "rate_per_100000", year=2024).estimate.value == pytest.approx(1100 / people[2024] * 1e5)
    assert one(found, "rate_per_100000", year=2023).estimate.value == pytest.approx(1040 / people[2023] * 1e5)
    unknown = one(found, "rate_per_100000", year=2010)
    assert (unknown.estimate.value, unknown.reason[:19]) == (None, "Folkmängden är inte")
    change = one(found, "change_from_year_before").estimate
    assert change.value == pytest.approx((1100 / people[2024] - 1040 / people[2023]) * 1e5)


def test_a_break_of_the_source_or_of_the_municipality_refuses_the_change() -> None:
    source = find(observed([row("X", "Stöld", y, 50, population=10_000) for y in (2014, 2015)], year=2015))
    split = find(observed([row("0181", "Stöld", y, 50, population=80_000) for y in (1998, 1999)], year=1999))
    for found, why in ((source, "Kvaliteten på uppgiften om kommun"), (split, "Nykvarn bröts ut")):
        assert not [f for f in found.findings if f.key == "change_from_year_before"]
        (refusal,) = found.refusals
        assert why in refusal.why
    fine = find(observed([row("X", "Stöld", y, 50, population=10_000) for y in (2015, 2016)], year=2016))
    assert one(fine, "change_from_year_before").estimate.value == 0


def test_a_share_keeps_the_interval_of_its_source_and_a_change_has_one_from_both() -> None:
    told = {"kind": "share", "answers": 600}
    rows = [
        row("0181", "Otrygg", 2024, 30.0, low=27.0, high=33.0, **told),
        row("0181", "Otrygg", 2025, 34.0, low=30.0, high=38.0, **told),
        row("0181", "Utan", 2024, 20.0, **told), row("0181", "Utan", 2025, 21.0, **told),
    ]  # fmt: skip
    found = find(observed(rows, year=2025, source="ntu"))
    share = one(found, "share", category="Otrygg", year=2025)
    assert (share.estimate.low, share.estimate.high, share.estimate.n) == (30, 38, 600)
    change = one(found, "change_from_year_before", category="Otrygg").estimate
    # half-widths 3 and 4 points are the sides of a right-angled triangle, so the difference has 5
    assert (change.value, change.low, change.high) == pytest.approx((4, -1, 9))
    assert "inget osäkerhetsintervall" in one(found, "share", category="Utan", year=2025).reason
    assert "inget osäkerhetsintervall" in one(found, "change_from_year_before", category="Utan").reason


def test_the_group_is_the_municipalities_of_stated_size() -> None:
    from samsyn.sweden import municipalities

    size = {m.code: m.population[2024] for m in municipalities()}
    slow = [c for c, n in size.items() if c != "0181" and 0.8 * size["0181"] <= n <= 1.2 * size["0181"]]
    group = comparison_group("Södertälje", share=0.2)
    assert list(group.areas) == slow
    assert group.criteria.startswith("Kommuner med ")
    near = comparison_group("Södertälje", share=0.4, same_county=True)
    assert {code[:2] for code in near.areas} == {"01"}
    with pytest.raises(BadInput, match="minst 3"):
        comparison_group("Stockholm")


def test_one_is_compared_with_the_median_of_the_group_and_not_with_too_few() -> None:
    rows = [
        row(a, "Stöld", 2024, v, population=100_000)
        for a, v in zip("ABCDE", (50, 10, 20, 40, 90), strict=True)
    ]
    rows.append(row("A", "Rån", 2024, 8, population=100_000))
    found = find(observed(rows, year=2024, home="A", group=["B", "C", "D", "E"], criteria="Påhittade."))
    assert one(found, "above_group_median").estimate.value == 50 - (20 + 40) / 2
    assert [r.what for r in found.refusals] == ["Jämförelse för Rån"]
    said = STATISTICS.sections(observed(rows, year=2024, home="A"), found, Edition.INTERNAL)[0].lead
    assert said.endswith("A ligger över gruppens median i 1 av 1 jämförelser.")


def test_revised_figures_are_told() -> None:
    before = statistics_table(
        [row("A", "Stöld", 2023, 10), row("A", "Rån", 2023, 4), row("A", "Mord", 2023, None)]
    )
    after = statistics_table(
        [row("A", "Stöld", 2023, 12), row("A", "Rån", 2023, 4), row("A", "Mord", 2023, 1)]
    )
    assert [(r.category, r.before, r.after) for r in revisions(before, after)] == [
        ("Mord", None, 1), ("Stöld", 10, 12),
    ]  # fmt: skip


def test_the_public_edition_hides_a_small_count_and_what_gives_it_away() -> None:
    rows = [row("A", c, y, v, population=10_000) for c, v in (("Rån", 3), ("Stöld", 60), ("Alla", 63))
            for y in (2023, 2024)]  # fmt: skip
    asked = observed(rows, year=2024)
    (section,) = STATISTICS.sections(asked, find(asked), Edition.PUBLIC)
    latest = {cells[1]: cells[2:] for cells in section.tables[0].rows}
    assert latest["Rån"] == (None, None, None, "visas inte", None)
    assert latest["Stöld"] == (None, None, None, "visas inte", None)
    assert latest["Alla"][:2] == (63, 630)
    years = {cells[1]: cells[3:] for cells in section.tables[1].rows}
    assert years["Rån"] == years["Stöld"] == (None, None)
    (inside,) = STATISTICS.sections(asked, find(asked), Edition.INTERNAL)
    assert {cells[1]: cells[2] for cells in inside.tables[0].rows} == {"Rån": 3, "Stöld": 60, "Alla": 63}


def test_a_document_is_told_again_from_its_rows() -> None:
    asked = STATISTICS.example()
    first = Figures(observed=asked, found=find(asked)).document(Edition.INTERNAL)
    again = STATISTICS.tell(asked.table, first, None).document(Edition.INTERNAL)
    assert again == first
    assert Figures(observed=asked, found=find(asked)).document(Edition.PUBLIC)["findings"] == []


def test_no_template_claims_anothers_words() -> None:
    assert {one.source.source_status for one in TEMPLATES.values()} == {"own_words"}
    assert all("mindre områden" in " ".join(one.source.caveats) for one in TEMPLATES.values())


def test_the_charts_are_of_the_own_municipality_and_hold_back_what_the_tables_do() -> None:
    rows = [
        row(a, c, y, v, population=10_000)
        for a in ("A", "B")
        for c, v in (("Rån", 3), ("Stöld", 60), ("Alla", 90))
        for y in (2022, 2024)
    ]
    asked = observed(rows, year=2024, home="B", group=["A"])
    (inside,) = STATISTICS.sections(asked, find(asked), Edition.INTERNAL)
    drawn = {chart.title: chart.spec for chart in inside.charts}
    assert set(drawn) == {"Rån, B", "Stöld, B", "Alla, B"}
    assert drawn["Rån, B"]["values"] == [30, None, 30]  # a year that is not there is a gap
    (public,) = STATISTICS.sections(asked, find(asked), Edition.PUBLIC)
    assert [chart.title for chart in public.charts] == ["Alla, B"]


def test_a_change_stands_with_its_own_interval() -> None:
    rows = [
        row("A", "Otrygg", y, v, kind="share", low=v - h, high=v + h)
        for y, v, h in ((2024, 20, 4), (2025, 24, 3))
    ]
    asked = observed(rows, year=2025, source="ntu")
    (section,) = STATISTICS.sections(asked, find(asked), Edition.INTERNAL)
    changes = next(table for table in section.tables if table.key == "statistics-changes")
    assert changes.rows == (("A", "Otrygg", 20, 24, 4, "-1,0–9,0".replace("-", "\u2212"), "procentenheter"),)
    assert section.charts[0].spec["low"] == [16, 21]


def test_a_comparison_spells_municipalities_as_the_file_does() -> None:
    from samsyn.methods.statistics import compared_in

    areas = ["Södertälje", "Nacka", "0126", "Botkyrka", "Hela landet"]
    options = compared_in(areas, "0181", share=0.5)
    assert options["home"] == "Södertälje"
    assert set(options["group"]) == {"Nacka", "0126", "Botkyrka"}
    with pytest.raises(BadInput, match="inget att jämföra"):
        compared_in(areas, "Kiruna")
