"""Each fact of the programme, from the loaded data; the numbers beside are those that the documents print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadDeclaration, Refused
from samsyn.programme import (
    activity_counts,
    activity_matrix,
    appendix_sections,
    from_plain,
    money_total,
    read_programme,
    survey_figure,
    to_plain,
)
from tests.architecture.tree import ROOT

SUO = read_programme(ROOT / "examples/suo")


def test_the_commission() -> None:
    assert SUO.reference == "Ju2022/01000"
    assert SUO.more["commissioned_on"] == date(2022, 3, 17)
    assert (SUO.more["starts"], SUO.more["ends"]) == ("2022-08", "2024-05")
    assert SUO.more["report_due_on"] == date(2024, 6, 10)
    assert len(SUO.more["report_must_contain"]["parts"]) == 3
    assert not SUO.is_fictional


def test_the_appendix_has_75_entries_in_the_right_place() -> None:
    counts = activity_counts(SUO)
    assert counts.total == 75
    assert counts.by_municipality == {
        "linkoping": 27,
        "goteborg_sydvast": 16,
        "trollhattan": 17,
        "sigtuna": 12,
        "sodertalje": 3,
    }
    assert counts.unbulleted == 6
    assert len(SUO.focus_areas) == 6


def test_every_entry_of_the_appendix_has_the_one_focus_area_of_its_heading() -> None:
    assert all(one.focus_areas == (one.focus_area,) for one in (*SUO.activities, *SUO.additions))
    matrix = activity_matrix(SUO)
    assert matrix.total == 75
    assert matrix.totals == activity_counts(SUO).by_municipality
    assert {n: matrix.in_area(n) for n in SUO.focus_areas} == activity_counts(SUO).by_focus_area
    assert all(sum(row.values()) == matrix.totals[key] for key, row in matrix.cells.items())


areas = st.lists(st.sampled_from(sorted(SUO.focus_areas)), min_size=1, max_size=6, unique=True)


@given(st.lists(st.tuples(st.sampled_from([one.key for one in SUO.municipalities]), areas), max_size=12))
def test_an_activity_counts_once_in_each_of_its_areas_and_once_in_all(
    drawn: list[tuple[str, list[int]]],
) -> None:
    made = tuple(
        replace(SUO.activities[0], municipality=place, focus_area=numbers[0], also_in=tuple(numbers[1:]))
        for place, numbers in drawn
    )
    one = replace(SUO, activities=made)
    matrix = activity_matrix(one)
    assert matrix.total == len(made) == activity_counts(one).total
    assert from_plain(to_plain(one)).activities == made
    for key, row in matrix.cells.items():
        assert matrix.totals[key] == len([place for place, _numbers in drawn if place == key])
        for number, n in row.items():
            assert n == len([place for place, numbers in drawn if place == key and number in numbers])


def test_two_focus_areas_are_read_in_their_order_and_each_only_once(tmp_path: Path) -> None:
    copytree(ROOT / "examples/suo", tmp_path, dirs_exist_ok=True)
    table = tmp_path / "activities.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("L01,linkoping,1,", 'L01,linkoping,"4,1",'), encoding="utf-8")
    assert read_programme(tmp_path).activities[0].focus_areas == (4, 1)
    for wrong in ('"1,1"', '"1,9"', ""):
        table.write_text(text.replace("L01,linkoping,1,", f"L01,linkoping,{wrong},"), encoding="utf-8")
        with pytest.raises(BadDeclaration, match="rad 2: fokusområde"):
            read_programme(tmp_path)


def test_headings_vary_as_printed() -> None:
    headings = {(one.municipality, one.heading) for one in SUO.activities if one.focus_area == 3}
    assert headings == {
        ("linkoping", "Parallella samhällsstrukturer och otillåten påverkan"),
        ("goteborg_sydvast", "Parallella samhällsstrukturer och otillåten påverkan"),
        ("trollhattan", "Parallella samhällsstrukturer"),
        ("sigtuna", "Otillåten påverkan"),
    }


def test_every_activity_has_a_source_and_formats_of_ours() -> None:
    for one in (*SUO.activities, *SUO.additions):
        assert one.source.document == "002"
        assert one.source.section
        assert one.formats
    assert SUO.more["formats_status"] == "own_classification"
    assert {
        one.title for one in SUO.additions if one.municipality == "sigtuna" and "Fallstudie" in one.title
    } == {
        "Fallstudie på Tingvallaskolan",
        "Fallstudie på Steningehöjden",
    }


def test_the_areas_and_their_classes() -> None:
    first = {one.area: one.classes[2021] for one in SUO.areas}
    assert first == {
        "Skäggetorp": "särskilt utsatt",
        "Tynnered/Grevegården/Opaltorget": "riskområde",
        "Kronogården/Lextorp/Sylte": "riskområde",
        "Valsta": "riskområde",
        "Ronna/Geneta/Lina": "särskilt utsatt",
        "Fornhöjden": "riskområde",
        "Hovsjö": "riskområde",
    }
    assert {one.area for one in SUO.areas if one.classes[2021] != one.classes[2023]} == {"Hovsjö"}
    assert SUO.more["selection"]["national_count_2021"] == {"with_particularly": 9, "further_with_risk": 8}


def test_earlier_support_is_shown_and_never_scored() -> None:
    criteria = {one["key"]: one for one in SUO.more["selection"]["criteria"]}
    assert not criteria["earlier_support"]["scored"]
    assert all(one["scored"] for key, one in criteria.items() if key != "earlier_support")
    assert {"voluntary", "police_class", "medium_sized", "spread"} <= set(criteria)


def test_the_money() -> None:
    assert money_total(SUO, kind="grant", year=2022) == 3000
    assert money_total(SUO, kind="grant") == 6000
    assert money_total(SUO, kind="local_support", year=2022) == 2000
    assert money_total(SUO, kind="local_support", year=2024) == 2000
    assert money_total(SUO, kind="excess") is None, "the excess has no stated figure"
    shared = next(one for one in SUO.money if one.key == "M3")
    assert shared.recipient == "de fem kommunerna tillsammans", "no split is stated"
    assert {one.recipient for one in SUO.money if one.exact == "not_stated"} >= {"Södertälje", "Trollhättan"}


def test_the_survey_with_its_bounds_and_its_bias() -> None:
    assert SUO.survey is not None
    figure = survey_figure(SUO.survey, "4-5")
    assert (figure.count, figure.answered, figure.invited) == (17, 27, 30)
    assert round(100 * figure.response) == 90
    assert round(100 * figure.share) == SUO.survey.stated_percent == 63
    assert (round(100 * figure.lowest, 1), round(100 * figure.highest, 1)) == (56.7, 66.7)
    for said in ("Brå", "anonymitet kunde inte garanteras", "härlett"):
        assert said in figure.under
    assert sum(SUO.survey.counts.values()) == SUO.survey.answered


def test_17_is_the_only_count_that_gives_63_percent() -> None:
    assert [n for n in range(28) if round(100 * n / 27) == 63] == [17]


def test_bars_that_are_not_published_are_not_drawn() -> None:
    assert SUO.survey is not None
    with pytest.raises(Refused, match="inte publicerat"):
        survey_figure(SUO.survey, "5")


def test_readiness_is_said_in_order_and_not_in_numbers() -> None:
    before = [one for one in SUO.readiness if one.wave == "before"]
    assert {one.municipality for one in before} == {one.key for one in SUO.municipalities}
    assert {one.dimensions for one in before if one.statement == "strongest"} == {(("A",), ("F",))}
    assert {one.dimensions for one in before if one.statement == "weakest"} == {(("C",), ("E",))}
    after = {one.municipality: one for one in SUO.readiness if one.wave == "after"}
    better = {key for key, one in after.items() if one.statement == "improved"}
    assert better == {"linkoping", "trollhattan", "goteborg_sydvast"}
    assert all(after[key].dimensions == (("C",), ("B", "E")) for key in better), "the ambiguity is kept"
    assert after["sodertalje"].reading.startswith("inte relevant")
    assert "mer relevant" in after["sigtuna"].reading
    assert SUO.more["readiness"]["scores"] == "not_published"


def test_the_eight_rule_analyses() -> None:
    assert [(one.municipality, one.object) for one in SUO.rules].count(
        ("Göteborgs Stad", "hemvårdsbidrag")
    ) == 1
    by_town = {
        town: sum(one.municipality == town for one in SUO.rules)
        for town in {r.municipality for r in SUO.rules}
    }
    assert by_town == {"Linköping": 1, "Sigtuna": 1, "Trollhättan": 3, "Göteborgs Stad": 3}


def test_partners_obstacles_lessons_and_what_was_dropped() -> None:
    assert len(SUO.more["partners"]) == 12
    assert {one["key"] for one in SUO.more["obstacles"]} >= {
        "short_time",
        "turnover",
        "vacancy",
        "reorganisation",
    }
    assert len(SUO.more["lessons"]) == 5
    assert SUO.more["focus_areas_dropped"][0]["name"] == "individer som vill lämna kriminalitet"
    assert len(SUO.more["focus_areas_first_list"]["names"]) == 6
    midterm = next(one for one in SUO.more["conferences"] if one["key"] == "midterm")
    assert (midterm["days"], midterm["participants"], midterm["about"]) == (2, 100, True)


def test_the_appendix_as_sections_keeps_order_and_headings() -> None:
    sections = appendix_sections(SUO)
    assert [one.title for one in sections] == [
        "Linköping",
        "Göteborg Sydväst",
        "Trollhättan",
        "Sigtuna",
        "Södertälje",
    ]
    told = [row[0] for section in sections for table in section.tables for row in table.rows]
    assert told == [one.title for one in SUO.activities]
    assert [table.caption for table in sections[3].tables][2] == "Otillåten påverkan"


def test_a_row_that_names_no_known_municipality_is_refused(tmp_path: Path) -> None:
    for name in ("programme.yaml", "activities.csv"):
        text = (ROOT / "examples/suo" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("L02,linkoping", "L02,lund"), encoding="utf-8")
    with pytest.raises(BadDeclaration, match="rad 3: kommunen ”lund” finns inte"):
        read_programme(tmp_path)
    with pytest.raises(BadDeclaration, match="programme.yaml"):
        read_programme(tmp_path / "nothing")
