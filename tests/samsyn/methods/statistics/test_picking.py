"""Figures that people pick: the same numbers as the whole file gives, and what must follow them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Edition, Round
from samsyn.errors import BadInput, Refused
from samsyn.methods.statistics import STATISTICS, Pick, Revision, find, statistics_table, with_picks
from samsyn.methods.statistics.method import Figures
from samsyn.methods.statistics.templates import template
from samsyn.period import parse

EXAMPLE = STATISTICS.example()
WHOLE = find(EXAMPLE)
OWN = ("Exempelköping",)
KINDS = ("Misshandel", "Narkotikabrott", "Rån", "Skadegörelse", "Stöld")


def picked(*categories: str, observed: Round = EXAMPLE) -> Round:
    picks = [Pick(area=OWN[0], category=one, kind="count") for one in categories]
    return replace(observed, options=with_picks(observed.options, picks, own=OWN))


@given(st.sets(st.sampled_from(KINDS), min_size=1))
def test_picked_figures_are_those_of_the_whole_file_that_are_about_them(categories: set[str]) -> None:
    slow = {
        one.digest for one in WHOLE.findings if one.area == OWN[0] and one.category in categories
    }  # every finding of the whole file, and none other
    found = find(picked(*sorted(categories)))
    assert {one.digest for one in found.findings} == slow
    assert len(found.findings) == len(categories) * (
        5 * 2 + 2
    )  # five years, count and rate; change, comparison


def test_what_a_source_cannot_say_follows_a_picked_figure() -> None:
    rows = [
        {"row": n, "day": date(year, 1, 1), "area": "Lokalpolisområde Norr", "category": "Otrygg", "kind": "share",
         "value": 20.0 + n, "low": None, "high": None, "answers": 400, "population": None}
        for n, year in enumerate((2016, 2017))
    ]  # fmt: skip
    observed = Round(
        table=statistics_table(rows), period=parse("2017"), source=template("ntu").source, sources=("a" * 64,)
    )
    revised = Revision(
        area="Lokalpolisområde Norr",
        category="Otrygg",
        kind="share",
        day=date(2017, 1, 1),
        before=19.5,
        after=21.0,
    )
    options = with_picks(
        {}, [Pick(area="Lokalpolisområde Norr", category="Otrygg", kind="share")], own=OWN,
        revised=[revised, replace(revised, category="Annat")],
    )  # fmt: skip
    found = find(replace(observed, options=options))
    assert [one.key for one in found.refusals] == [
        "change_from_year_before",
        "other_area",
        "interval",
        "revised",
    ]
    said = Figures(observed=replace(observed, options=options), found=found).sections(Edition.PUBLIC)[0]
    text = " ".join(said.paragraphs)
    for part in (
        "nytt sätt från 2017",
        "Den säger inget om resten",
        "inget intervall",
        "Det tidigare värdet",
    ):
        assert part in text
    assert "19,5" not in f"{text} {options}"  # in a public edition it could be a small count


def test_another_municipality_is_no_figure_of_ones_own_picture() -> None:
    for area, says in (("Norrbruk", "Norrbruk"), ("0126", "Huddinge")):
        with pytest.raises(Refused, match=says):
            with_picks(EXAMPLE.options, [Pick(area=area, category="Rån", kind="count")], own=OWN)
    with_picks({}, [Pick(area="0126", category="Rån", kind="count")], own=("Huddinge",))
    with pytest.raises(BadInput, match="minst en"):
        with_picks({}, [], own=OWN)
    many = [Pick(area=OWN[0], category=str(n), kind="count") for n in range(41)]
    with pytest.raises(BadInput, match="högst 40"):
        with_picks({}, many, own=OWN)


def test_a_picked_figure_stays_withheld_where_the_whole_file_withholds_it() -> None:
    rows = [
        {"row": n, "day": date(2020, 1, 1), "area": OWN[0], "category": what, "kind": "count", "value": float(value),
         "low": None, "high": None, "answers": None, "population": 1000}
        for n, (what, value) in enumerate((("Rån", 3), ("Våld", 20), ("Stöld", 90), ("Summa", 113)))
    ]  # fmt: skip
    observed = picked("Våld", observed=replace(EXAMPLE, table=statistics_table(rows), period=parse("2020")))
    told = Figures(observed=observed, found=find(observed))
    shown = {edition: told.sections(edition)[0].tables[0].rows for edition in Edition}
    assert shown[Edition.INTERNAL][0][2] == 20
    assert shown[Edition.PUBLIC][0][2] is None  # else 113 - 90 - 20 gives the three away


def test_a_picture_of_picked_figures_is_told_again_from_its_rows() -> None:
    observed = picked("Stöld", "Rån")
    told = Figures(observed=observed, found=find(observed))
    document = told.document(Edition.INTERNAL)
    again = STATISTICS.tell(observed.table, document, None)
    assert again.document(Edition.INTERNAL)["digest"] == document["digest"]
    assert again.sections(Edition.PUBLIC) == told.sections(Edition.PUBLIC)
