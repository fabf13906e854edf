"""A category list that an organisation has made: the national one, renamed, closed and added to, never cut."""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from typing import Any

import yaml

from samsyn.errors import BadDeclaration
from samsyn.instruments.categories import (
    TARGETS,
    Category,
    CategoryList,
    Indicator,
    Subcategory,
    read_categories,
)
from samsyn.instruments.groups import check_names_no_group

LOCAL = "L"
"""Local codes are this and two digits: L01, and SAM-L01 for a subcategory. No national code looks so."""
_LOCAL_CATEGORY = re.compile(rf"{LOCAL}\d\d")
_LOCAL_PART = re.compile(rf"[A-Z0-9]+-{LOCAL}\d\d")
_INDICATOR = re.compile(r"I\d\d")
MOST_LABEL = 80
Kind = Category | Subcategory


def is_local(code: str) -> bool:
    """Whether a code is of a category or subcategory that an organisation has added."""
    return bool(_LOCAL_CATEGORY.fullmatch(code) or _LOCAL_PART.fullmatch(code))


def free_code(known: CategoryList, parent: str | None = None) -> str:
    """
    Return the next local code: for a category, or for a subcategory of `parent`.

    Raises
    ------
    BadDeclaration
        If ninety-nine are taken.
    """
    before = f"{parent}-{LOCAL}" if parent else LOCAL
    return _free(before, set(known.every))


def free_indicator(known: CategoryList) -> str:
    """Return the next code for an indicator."""
    return _free("I", {one.code for one in known.indicators})


def _free(before: str, taken: set[str]) -> str:
    code = next((f"{before}{n:02}" for n in range(1, 100) if f"{before}{n:02}" not in taken), None)
    if code is None:
        raise BadDeclaration("Det finns redan 99 egna av det här slaget. Återanvänd någon som är stängd.")
    return code


def check_local(
    known: CategoryList, national: CategoryList, before: CategoryList | None = None
) -> CategoryList:
    """
    Return the list if it may be used by an organisation.

    Parameters
    ----------
    known : CategoryList
        What the organisation wants to use.
    national : CategoryList
        The list that it is made from.
    before : CategoryList, optional
        The organisation's list until now, whose codes must all be there too.

    Raises
    ------
    BadDeclaration
        If a code has been removed, a new code is not local, a local category has neither a national counterpart nor a
        reason, something points at a code that does not exist or is closed, or all categories are closed.
    NamesAGroup
        If a text names a group of people.
    """
    for older in (national, before) if before else (national,):
        gone = [code for code in older.every if code not in known.every]
        if gone:
            raise BadDeclaration(
                f"{', '.join(gone)} finns inte i den nya listan. En kategori kan stängas men aldrig tas bort: det som "
                "har rapporterats måste gå att läsa."
            )
    for code, one in known.every.items():
        if code in national.every:
            _check_national(one, national.every[code])
        else:
            _check_added(one, national)
        _check_kind(one, known, national.every.get(code))
    if not any(one.kind == "incident" and not one.closed for one in known.categories):
        raise BadDeclaration("Minst en kategori för händelser måste vara öppen.")
    for indicator in known.indicators:
        _check_indicator(indicator, known)
    return known


def _check_national(one: Kind, own: Kind) -> None:
    if isinstance(one, Category) and isinstance(own, Category) and one.kind != own.kind:
        raise BadDeclaration(f"{one.code}: slaget kan inte ändras i en kategori ur den nationella listan.")
    if isinstance(one, Subcategory) and isinstance(own, Subcategory) and own.sensitive and not one.sensitive:
        raise BadDeclaration(
            f"{one.code} är känslig och kan inte göras okänslig. Den kan slås på eller stängas."
        )


def _check_added(one: Kind, national: CategoryList) -> None:
    wanted = _LOCAL_CATEGORY if isinstance(one, Category) else _LOCAL_PART
    if not wanted.fullmatch(one.code):
        raise BadDeclaration(
            f"Koden {one.code} är varken nationell eller lokal. Lokala koder ser ut så här: L01 för en kategori, "
            "SAM-L01 för en underkategori."
        )
    if one.national is not None and one.national not in national.every:
        raise BadDeclaration(f"{one.code}: {one.national} finns inte i den nationella listan.")
    if (one.national is None) == (not one.no_national):
        raise BadDeclaration(
            f"{one.code} ({one.label}): välj vilken nationell kategori den räknas som när kommuner jämförs, eller "
            "skriv varför ingen passar. Det ena, inte båda."
        )


def _check_kind(one: Kind, known: CategoryList, same: Kind | None) -> None:
    open_parts = [sub.code for sub in getattr(one, "subcategories", ()) if not sub.closed]
    if one.closed and open_parts:
        raise BadDeclaration(f"{one.code} är stängd men {', '.join(open_parts)} under den är öppen.")
    if len(one.label) > MOST_LABEL:
        raise BadDeclaration(f"{one.code}: namnet är längre än {MOST_LABEL} tecken.")
    own = (one.label, one.help, one.example_ok)
    for text in own if same is None else set(own) - {same.label, same.help, same.example_ok}:
        check_names_no_group(text, f"{one.code} ({one.label})")
    if one.formerly and not is_local(one.code):
        raise BadDeclaration(f"{one.code} är inte ny och kan inte ha rapporterats under en annan kod.")
    if one.instead is not None:
        other = known.every.get(one.instead)
        if not one.closed:
            raise BadDeclaration(f"{one.code} är öppen och har ingenting i sitt ställe. Stäng den först.")
        if other is None or other.closed or isinstance(one, Category) and not isinstance(other, Category):
            raise BadDeclaration(
                f"{one.code} ersätts av {one.instead}, som inte är en öppen kategori i listan."
            )
    for code in one.formerly:
        earlier = known.every.get(code)
        if earlier is None or code == one.code:
            raise BadDeclaration(
                f"{one.code}: {code}, som det rapporterades under förut, finns inte i listan."
            )


def _check_indicator(one: Indicator, known: CategoryList) -> None:
    if not _INDICATOR.fullmatch(one.code):
        raise BadDeclaration(f"Indikatorns kod {one.code} ska se ut så här: I01.")
    check_names_no_group(f"{one.label} {one.help}", f"Indikatorn {one.label}")
    for code, _weight in one.parts:
        if code not in known.every:
            raise BadDeclaration(f"Indikatorn {one.label} räknar {code}, som inte finns i listan.")


def read_local(
    text: str, name: str, national: CategoryList, before: CategoryList | None = None
) -> CategoryList:
    """
    Return the list that a YAML text declares, checked as by `check_local`.

    Raises
    ------
    BadDeclaration
        As `read_categories` and `check_local`.
    """
    return check_local(read_categories(text, name), national, before)


def dump_categories(known: CategoryList) -> str:
    """Return a list as YAML that `read_categories` gives back the same."""
    top: dict[str, Any] = {"version": known.version, "source_status": known.source_status}
    if known.based_on:
        top["based_on"] = known.based_on
    top |= {f"{kind}s": dict(known.targets[kind]) for kind in TARGETS}
    top["categories"] = [_plain(one) for one in known.categories]
    if known.indicators:
        top["indicators"] = [_plain_indicator(one) for one in known.indicators]
    return yaml.safe_dump(top, allow_unicode=True, sort_keys=False, width=120)


def _plain(one: Kind) -> dict[str, Any]:
    """Return the fields that say something."""
    said: dict[str, Any] = {}
    for each in fields(one):
        value = getattr(one, each.name)
        if each.name == "subcategories":
            continue
        if each.name == "enabled":
            if isinstance(one, Subcategory) and value == one.sensitive:  # else it is as unsaid
                said["enabled"] = value
        elif value not in (None, "", (), False):
            said[each.name] = list(value) if isinstance(value, tuple) else value
    said["weight"] = one.weight
    if isinstance(one, Category) and one.subcategories:
        said["subcategories"] = [_plain(sub) for sub in one.subcategories]
    return said


def _plain_indicator(one: Indicator) -> dict[str, Any]:
    said = {name: value for name, value in asdict(one).items() if value not in (None, "", False)}
    said.pop("hours", None)
    said["parts"] = dict(one.parts)
    if one.hours:
        said["from_hour"], said["to_hour"] = one.hours
    return said


def as_national(known: CategoryList, national: CategoryList) -> dict[str, str]:
    """
    Return what each code is counted as where municipalities are compared: a category of the national list.

    A local category without a counterpart is counted under its own name. A subcategory without one is counted as the
    category that it stands in.

    Examples
    --------
    >>> from samsyn.instruments.load import categories
    >>> found = as_national(categories(), categories())
    >>> found["SAM-TRA"], found["SAM"]
    ('SAM', 'SAM')
    """
    found: dict[str, str] = {}
    for category in known.categories:
        home = national.get(category.national if is_local(category.code) else category.code)
        found[category.code] = home.code if home else category.label
        for sub in category.subcategories:
            own = national.get(sub.national if is_local(sub.code) else sub.code)
            found[sub.code] = own.code if own else found[category.code]
    return found
