"""The final report: counted from the records, with people's own text first and never overwritten."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from samsyn.cycle import Edition, Section
from samsyn.documents import document, html
from samsyn.errors import BadInput
from samsyn.programme import (
    PARTS,
    Reported,
    activity_matrix,
    at_a_glance,
    final_report,
    from_plain,
    read_programme,
    to_plain,
)
from tests.architecture.tree import ROOT

SUO = read_programme(ROOT / "examples/suo")


def section(key: str, found: tuple[Section, ...]) -> Section:
    """One section by its key."""
    return next(one for one in found if one.key == key)


def test_every_part_the_commission_asks_for_is_there() -> None:
    keys = [one.key for one in final_report(SUO)]
    assert set(PARTS) - {"summary"} <= set(keys)
    assert [key for key in keys if key.startswith("focus_")] == [f"focus_{n}" for n in range(1, 7)]
    assert keys[-5:] == [f"activities-{one.key}" for one in SUO.municipalities]


def test_the_matrix_adds_up() -> None:
    table = next(one for one in section("carried_out", final_report(SUO)).tables if one.key == "matrix")
    *rows, total = table.rows
    assert total[1:] == tuple(sum(int(row[place] or 0) for row in rows) for place in range(1, 8))
    assert total[-1] == 75


def test_an_activity_of_two_focus_areas_stands_in_both_and_counts_once_in_all() -> None:
    first = replace(SUO.activities[0], also_in=(4,))
    found = final_report(replace(SUO, activities=(first, *SUO.activities[1:])))
    matrix = next(one for one in section("carried_out", found).tables if one.key == "matrix")
    before = next(one for one in section("carried_out", final_report(SUO)).tables if one.key == "matrix")
    gained = [
        int(now or 0) - int(was or 0)
        for now, was in zip(matrix.rows[-1][1:], before.rows[-1][1:], strict=True)
    ]
    assert gained == [0, 0, 0, 1, 0, 0, 0]
    assert "en gång i Alla" in section("carried_out", found).method
    for key in ("focus_1", "focus_4"):
        assert first.title in [row[1] for row in section(key, found).tables[0].rows]


def test_tables_are_numbered_through() -> None:
    captions = [table.caption for one in final_report(SUO) for table in one.tables]
    numbers = [int(re.match(r"Tabell (\d+)\.", caption)[1]) for caption in captions]  # type: ignore[index]
    assert numbers == list(range(1, len(captions) + 1))


def test_the_survey_stands_with_its_bounds_and_its_bias() -> None:
    followed = section("followed", final_report(SUO))
    told = " ".join(followed.paragraphs)
    assert "27 av 30 svarade (90 %). 17 av dem valde 4–5: 63 %." in told
    assert "anonymitet kunde inte garanteras" in told
    survey = next(one for one in followed.tables if one.key == "survey")
    assert survey.rows[0][-1] == "56,7–66,7 %"


def test_own_text_stands_first_and_stays() -> None:
    texts = {"summary": "Kort.", "learnt": "Första stycket.\n\nAndra stycket."}
    found = final_report(SUO, texts)
    assert section("summary", found).paragraphs == ("Kort.",)
    assert section("learnt", found).paragraphs == ("Första stycket.", "Andra stycket.")
    assert section("learnt", found).tables
    assert "summary" not in [one.key for one in final_report(SUO)]


def test_it_is_a_page_with_contents() -> None:
    made = html(
        document(
            title="Slutrapport",
            subtitle="x",
            edition=Edition.PUBLIC,
            sections=final_report(SUO),
            kind=("a", "b"),
        )
    )
    assert 'href="#followed"' in made
    assert "ej angivet" in made


def test_what_is_kept_is_read_back_without_loss() -> None:
    again = from_plain(json.loads(json.dumps(to_plain(SUO))))
    assert again.activities == SUO.activities
    assert again.money == SUO.money
    assert again.readiness == SUO.readiness
    assert again.survey == SUO.survey
    assert final_report(again) == final_report(SUO)


def test_what_is_not_done_is_not_reported_as_done() -> None:
    first = replace(SUO.activities[0], status="cancelled")
    less = replace(SUO, activities=(first, *SUO.activities[1:]))
    told = section("carried_out", final_report(less))
    assert told.lead.startswith("74 aktiviteter")
    assert first.title not in str(section("activities-linkoping", final_report(less)).tables)


def test_of_very_many_activities_numbers_are_told_and_no_long_table_is_cut() -> None:
    many = tuple(
        replace(SUO.activities[n % 75], key=f"x{n}", municipality="linkoping", heading=f"Rubrik {n // 16}")
        for n in range(1200)
    )
    found = final_report(replace(SUO, activities=many))
    tables = section("activities-linkoping", found).tables
    assert [len(one.rows) for one in tables] == [50, 25]
    assert sum(int(row[1] or 0) for one in tables for row in one.rows) == 1200
    assert "datafilen" in section("activities-linkoping", found).method
    assert section("focus_1", found).tables[0].rows[0][0] == "Linköping"


def test_a_municipality_that_does_not_take_part_is_told_as_such() -> None:
    more = {**SUO.more, "obstacles": [{"text": "x", "municipalities": ["annanstad"]}]}
    with pytest.raises(BadInput, match="annanstad"):
        final_report(replace(SUO, more=more))


def test_scores_of_an_invented_programme_by_dimension_and_wave() -> None:
    """By hand: (4.5 + 3.25 + 3 + 4 + 3.25 + 4.25) / 6 = 3.708."""
    example = read_programme(ROOT / "examples/exempelprogrammet")
    assert example.is_fictional
    tables = {one.key: one for one in section("followed", final_report(example)).tables}
    first = tables["readiness-scores"].rows[0]
    assert first[:2] == ("Exempelköping", "före")
    assert first[-3:] == ("C", "3,71", 3)
    assert "readiness-scores" not in {one.key for one in section("followed", final_report(SUO)).tables}


def test_figures_are_numbered_and_the_survey_is_drawn_with_the_unanswered_and_its_bias() -> None:
    found = final_report(SUO)
    drawn = [chart for one in found for chart in one.charts]
    assert [one.title for one in drawn] == [
        "Figur 1. Genomförda aktiviteter per fokusområde",
        "Figur 2. Svaren i enkäten",
    ]
    assert drawn[0].table.rows[0][1] == 20
    assert drawn[1].table.rows == (("4–5", 17), ("1–3", 10), ("svarade inte", 3))
    assert "Avsändare: Brå; anonymitet kunde inte garanteras" in drawn[1].sentence
    survey = next(one for one in section("followed", found).tables if one.key == "survey")
    assert survey.rows[-1][:2] == ("svarade inte", 3)
    assert "Avsändare: Brå" in survey.note
    assert not [chart for one in at_a_glance(SUO, activity_matrix(SUO)) for chart in one.charts]


def test_what_quarters_report_by_hand() -> None:
    """Two quarters: time 1 + 2 = 3 times, money 2 times."""
    reported = (
        Reported(quarter="2026-Q1", asked=5, handed_in=5, in_time=4, obstacles={"pengar": 2, "kort tid": 1}),
        Reported(quarter="2026-Q2", asked=5, handed_in=3, in_time=3, obstacles={"kort tid": 2}),
    )
    found = final_report(replace(SUO, reported=reported))
    quarters = next(one for one in section("followed", found).tables if one.key == "quarters")
    assert quarters.rows == (("kvartal 1, 2026", 5, 5, 4), ("kvartal 2, 2026", 5, 3, 3))
    stood = section("obstacles", found)
    assert stood.tables[-1].rows == (("kort tid", 1, 2, 3), ("pengar", 2, 0, 2))
    assert stood.charts[0].table.rows == (("kort tid", 3), ("pengar", 2))
    assert from_plain(json.loads(json.dumps(to_plain(replace(SUO, reported=reported))))).reported == reported
