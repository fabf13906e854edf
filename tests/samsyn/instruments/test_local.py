"""A list that an organisation makes: what it may change, what it may not, and that it is read as it was written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadDeclaration
from samsyn.instruments.categories import Category, CategoryList, Indicator, Subcategory, read_categories
from samsyn.instruments.editing import closed, moved, opened, put, put_indicator, restated
from samsyn.instruments.groups import NamesAGroup, named_group
from samsyn.instruments.load import categories
from samsyn.instruments.local import (
    as_national,
    check_local,
    dump_categories,
    free_code,
    free_indicator,
    is_local,
    read_local,
)

NATIONAL = categories()
STAIRS = Category(
    code="L01", label="Trapphus", weight=3, kind="incident", help="I ett trapphus.", source_status="local_design",
    national="SAM", formerly=("SAM",), words=("Trappa",),
)  # fmt: skip
NIGHT = Indicator(
    code="I01",
    label="Otrygghet i trapphus",
    parts=(("SAM-TRA", 2), ("L01", 1)),
    least_severity=2,
    hours=(21, 6),
)


def local() -> CategoryList:
    """Return a list with one of each change."""
    known = put(NATIONAL, STAIRS)
    known = put(known, replace(known.every["SAM"], label="Samling", source_status="local_design"))  # type: ignore[type-var]
    known = put(
        known,
        Subcategory(
            code="PLA-L01",
            label="Trasig hiss",
            weight=1,
            source_status="local_design",
            no_national="Bara hos oss",
        ),
        "PLA",
    )
    sub = known.every["TRA-OVE"]
    known = put(known, replace(sub, closed=True, instead="TRA"), "TRA")  # type: ignore[type-var]
    return replace(put_indicator(known, NIGHT), version="Exempelköping 1", based_on=NATIONAL.version)


def test_a_list_is_read_as_it_was_written() -> None:
    known = local()
    assert read_local(dump_categories(known), "lista.yaml", NATIONAL) == known


def test_the_national_list_is_read_as_it_was_written() -> None:
    assert read_categories(dump_categories(NATIONAL), "a") == NATIONAL


def test_local_codes_follow_each_other_and_are_told_from_national_ones() -> None:
    assert (free_code(NATIONAL), free_code(local())) == ("L01", "L02")
    assert (free_code(local(), "PLA"), free_code(local(), "SAM")) == ("PLA-L02", "SAM-L01")
    assert (free_indicator(NATIONAL), free_indicator(local())) == ("I01", "I02")
    assert not any(is_local(code) for code in NATIONAL.every)
    assert is_local("L01")
    assert is_local("SAM-L01")


def test_what_is_closed_or_off_cannot_be_chosen() -> None:
    shown = {one.code: [sub.code for sub in one.subcategories] for one in local().choosable}
    assert "TRA-OVE" not in shown["TRA"]
    assert "ORD-SOV" not in shown["ORD"]  # sensitive, off
    assert "SAM-TRA" in shown["SAM"]
    gone = put(NATIONAL, replace(NATIONAL.categories[6], closed=True, subcategories=()))
    assert "ORD" not in [one.code for one in gone.choosable]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (replace(STAIRS, national=None), "skriv varför ingen passar"),
        (replace(STAIRS, no_national="Ingen"), "Det ena, inte båda"),
        (replace(STAIRS, national="XYZ"), "finns inte i den nationella listan"),
        (replace(STAIRS, code="TRP"), "Lokala koder ser ut så här"),
        (replace(STAIRS, instead="SAM"), "Stäng den först"),
        (replace(STAIRS, closed=True, instead="NEJ"), "inte är en öppen kategori"),
        (replace(STAIRS, formerly=("NEJ",)), "rapporterades under förut"),
        (replace(STAIRS, label="x" * 81), "längre än 80"),
        (replace(NATIONAL.categories[5], formerly=("ORD",)), "är inte ny"),
        (replace(NATIONAL.categories[5], closed=True), "under den är öppen"),
        (replace(NATIONAL.categories[5], kind="forward"), "slaget kan inte ändras"),
    ],
)
def test_what_is_wrong_is_refused_in_words(one: Category, said: str) -> None:
    with pytest.raises(BadDeclaration, match=said):
        check_local(put(NATIONAL, one), NATIONAL)


def test_no_code_is_ever_removed() -> None:
    with pytest.raises(BadDeclaration, match="SKA.*aldrig tas bort"):
        check_local(replace(NATIONAL, categories=NATIONAL.categories[1:]), NATIONAL)
    with pytest.raises(BadDeclaration, match="L01.*aldrig tas bort"):
        check_local(NATIONAL, NATIONAL, before=put(NATIONAL, STAIRS))


def test_a_sensitive_kind_can_be_turned_on_but_not_called_harmless() -> None:
    own = NATIONAL.every["ORD-SOV"]
    assert isinstance(own, Subcategory)
    on = check_local(put(NATIONAL, replace(own, enabled=True), "ORD"), NATIONAL)
    assert "ORD-SOV" in [sub.code for one in on.choosable for sub in one.subcategories]
    assert read_categories(dump_categories(on), "a") == on
    with pytest.raises(BadDeclaration, match="känslig"):
        check_local(put(NATIONAL, replace(own, sensitive=False), "ORD"), NATIONAL)


def test_an_indicator_counts_what_is_there() -> None:
    with pytest.raises(BadDeclaration, match="XYZ"):
        check_local(put_indicator(NATIONAL, replace(NIGHT, parts=(("XYZ", 1),))), NATIONAL)


@pytest.mark.parametrize(
    "label",
    [
        "Tiggeri", "EU-migranter vid butiken", "Hemlösa", "romer", "Invandrare", "Ungdomsgäng", "Narkomaner i parken",
        "Bråk mellan klaner", "prostituerade", "Nyanlända", "TIGGARE", "Oroliga barn",
    ],
)  # fmt: skip
def test_no_category_names_a_group_of_people(label: str) -> None:
    with pytest.raises(NamesAGroup, match="vad hände, och på vilken plats"):
        check_local(put(NATIONAL, replace(STAIRS, label=label)), NATIONAL)


@pytest.mark.parametrize(
    "label",
    [
        "Barnvagnsrum",
        "Elevator",
        "Trasigt rum",
        "Krom stulen",
        "Alkohol",
        "Alarm",
        "Hatiska budskap",
        "Manlucka",
    ],
)
def test_words_that_only_look_so_may_be_used(label: str) -> None:
    assert named_group(label) is None


def test_nothing_in_the_national_list_is_refused() -> None:
    check_local(NATIONAL, NATIONAL)


@given(st.data())
def test_moving_keeps_every_code_and_back_again_gives_the_same(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(list(NATIONAL.every)))
    steps = data.draw(st.sampled_from([-1, 1]))
    there = moved(NATIONAL, code, steps)
    assert sorted(there.every) == sorted(NATIONAL.every)
    if there != NATIONAL:  # at an end it stays
        assert moved(there, code, -steps) == NATIONAL


def test_local_codes_are_counted_as_national_ones() -> None:
    found = as_national(
        put(local(), replace(STAIRS, code="L02", label="Hiss", national=None, no_national="x")), NATIONAL
    )
    assert (found["L01"], found["PLA-L01"], found["L02"]) == ("SAM", "PLA", "Hiss")
    assert {code: to for code, to in found.items() if not is_local(code)} == {
        code: code.split("-")[0] for code in NATIONAL.every
    }


def test_a_category_is_closed_and_opened_with_its_parts() -> None:
    own = NATIONAL.get("ORD")
    assert own is not None
    gone = closed(own, "SAM")
    assert {(sub.closed, sub.instead) for sub in gone.subcategories} == {(True, "SAM")}
    assert opened(gone) == own
    check_local(put(NATIONAL, gone), NATIONAL)
    first = replace(own, subcategories=(replace(own.subcategories[0], closed=True), *own.subcategories[1:]))
    assert opened(closed(first, "SAM")) == first  # what was closed before stays so


def test_whose_text_it_is_follows_the_text() -> None:
    own = NATIONAL.get("SAM")
    assert own is not None
    assert restated(replace(own, label="Samling"), NATIONAL).source_status == "local_design"
    assert restated(replace(own, weight=4), NATIONAL).source_status == "own_words"
    assert restated(replace(STAIRS, source_status="original"), NATIONAL).source_status == "local_design"
