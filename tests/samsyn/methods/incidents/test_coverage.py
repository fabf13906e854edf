"""A period that the rows do not cover is said to be so, and is not compared with whole ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.methods.incidents.coverage import begun, check_overlap, ended, reach
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.sentence import sentence
from samsyn.methods.incidents.story import story
from samsyn.table import TimePrecision
from tests.support.rounds import SOURCE, areas, observed

MONDAY = date(2023, 1, 2)


def daily(days: int, *, every: int = 1) -> list[dict[str, object]]:
    """Return two reports on every so many days from a Monday."""
    return [
        {"day": MONDAY + timedelta(days=n), "area": area, "category": "SKA"}
        for n in range(0, days, every)
        for area in ("Norr", "Söder")
    ]


HALF = daily(40 * 7 + 3)  # forty weeks, and Monday to Wednesday of the next: 2023-W41


def test_half_a_week_is_not_called_a_fall():
    round_ = observed(HALF, "2023-W41")
    found = find(round_)
    keys = {finding.key for finding in found.findings}
    assert not keys & {"change", "change_pooled", "area_level", "ratio_to_earlier_year", "reporters_answered"}
    (refusal,) = [one for one in found.refusals if one.key == "unfinished"]
    assert "11 oktober 2023" in refusal.why
    assert "15 oktober 2023" in refusal.why
    assert found.series["trend"]["values"][-2:] == [14, None]
    assert "expected" not in found.series["trend"]
    text = sentence(story(round_, found, Edition.INTERNAL, 5))
    assert "6 rapporter" in text
    assert "Perioden är inte slut i uppgifterna, som slutar 11 oktober 2023" in text
    assert "avviker" not in text
    assert "Historiken" not in text


def test_the_week_before_is_whole():
    round_ = observed(HALF, "2023-W40")
    assert ended(round_) is None
    assert any(finding.key == "change" for finding in find(round_).findings)


@pytest.mark.parametrize(
    ("days", "every", "last"),
    [
        (40 * 7 + 3, 1, date(2023, 10, 11)),  # every day, then four days of nothing
        (40 * 7 + 1, 7, None),  # Mondays only: six silent days are as always
        (40 * 7, 20, None),  # a report in twenty days: a week of nothing is nothing strange
    ],
)
def test_silence_means_the_end_only_where_it_is_rare(days, every, last):
    assert ended(observed(daily(days, every=every), "2023-W41")) == last


def test_a_row_of_a_month_speaks_of_the_whole_month():
    rows = [{"day": date(2023, month, 1), "area": "Norr"} for month in range(1, 12) for _ in range(10)]
    source = replace(SOURCE, time_precision=TimePrecision.MONTH)
    assert reach(observed(rows, "2023-11", source=source)) == (date(2023, 1, 1), date(2023, 12, 1))
    assert ended(observed(rows, "2023-11", source=source)) is None
    assert ended(observed(rows, "2023-Q4", source=source)) == date(2023, 11, 30)


def test_a_period_that_began_before_the_rows_is_said_to_be_partly_covered():
    round_ = observed(daily(300), "2022-12-01..2023-02-01")
    assert begun(round_) == MONDAY
    text = sentence(story(round_, find(round_), Edition.INTERNAL, 5))
    assert "Uppgifterna börjar 2 januari 2023, så de täcker inte hela perioden." in text


@pytest.mark.parametrize("period", ["1900", "2022-W52", "2024-W10", "2023-12"])
def test_a_period_that_the_rows_say_nothing_about_is_refused(period):
    with pytest.raises(Refused, match=r"2 januari 2023–8 oktober 2023"):
        check_overlap(observed(daily(280), period))


def test_a_sparse_week_without_rows_is_a_week_without_reports():
    check_overlap(observed(daily(280, every=20), "2023-W41"))


def test_areas_that_no_row_could_be_placed_in_get_no_level():
    rows = [{**row, "area": None} for row in daily(280)]
    found = find(observed(rows, "2023-W40", areas=areas("Norr", "Söder")))
    assert not [f for f in found.findings if f.key == "area_level" or f.area is not None]
    assert {"areas": "Ingen rad kunde kopplas till något av områdena."}.items() <= {
        one.key: one.why for one in found.refusals
    }.items()


def test_the_public_edition_says_nothing_of_what_it_does_not_compare():
    rows = daily(280) + [{"day": date(2023, 10, 4), "area": "Norr", "category": "SKA"}] * 40
    round_ = observed(rows, "2023-W40")
    assert "avviker" in sentence(story(round_, find(round_), Edition.INTERNAL, 5))
    assert "avviker" not in sentence(story(round_, find(round_), Edition.PUBLIC, 5))
