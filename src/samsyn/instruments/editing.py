"""Changes in a category list: each takes a list and gives another; `local.check_local` says whether it may be used."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from samsyn.errors import BadDeclaration
from samsyn.instruments.categories import Category, CategoryList, Indicator, Subcategory
from samsyn.instruments.local import Kind

Named = TypeVar("Named", Category, Subcategory, Indicator)
SAID = ("label", "help", "example_ok", "example_not_ok")


def put(known: CategoryList, one: Kind, parent: str | None = None) -> CategoryList:
    """
    Return the list with a category, or a subcategory of `parent`, put in the place of the one with its code, or last.

    Raises
    ------
    BadDeclaration
        If `parent` is not there.
    """
    if isinstance(one, Category):
        return replace(known, categories=_put(known.categories, one))
    home = known.get(parent)
    if home is None:
        raise BadDeclaration(f"Kategorin {parent} finns inte.")
    return put(known, replace(home, subcategories=_put(home.subcategories, one)))


def _put(there: tuple[Named, ...], one: Named) -> tuple[Named, ...]:
    codes = [each.code for each in there]
    at = codes.index(one.code) if one.code in codes else len(codes)
    return there[:at] + (one,) + there[at + 1 :]


def put_indicator(known: CategoryList, one: Indicator) -> CategoryList:
    """Return the list with an indicator put in the place of the one with its code, or last."""
    return replace(known, indicators=_put(known.indicators, one))


def moved(known: CategoryList, code: str, steps: int) -> CategoryList:
    """Return the list with a category or subcategory moved up (negative) or down among its own; the ends stay."""
    home = known.get(code)
    if home is None:
        raise BadDeclaration(f"{code} finns inte i listan.")
    if home.code == code:
        return replace(known, categories=_moved(known.categories, code, steps))
    return put(known, replace(home, subcategories=_moved(home.subcategories, code, steps)))


def _moved(there: tuple[Named, ...], code: str, steps: int) -> tuple[Named, ...]:
    at = next(n for n, one in enumerate(there) if one.code == code)
    rest = [one for one in there if one.code != code]
    rest.insert(min(max(at + steps, 0), len(rest)), there[at])
    return tuple(rest)


def closed(category: Category, instead: str | None) -> Category:
    """Return a category closed together with the subcategories that are open."""
    parts = tuple(
        sub if sub.closed else replace(sub, closed=True, instead=instead) for sub in category.subcategories
    )
    return replace(category, closed=True, instead=instead, subcategories=parts)


def opened(category: Category) -> Category:
    """Return a category open again, with the subcategories that were closed together with it."""
    parts = tuple(
        replace(sub, closed=False, instead=None) if sub.closed and sub.instead == category.instead else sub
        for sub in category.subcategories
    )
    return replace(category, closed=False, instead=None, subcategories=parts)


def restated(one: Kind, national: CategoryList) -> Kind:
    """Return a category or subcategory with whose text it is: local where it differs from the national list."""
    own = national.every.get(one.code)
    same = own is not None and all(getattr(one, name) == getattr(own, name) for name in SAID)
    status = own.source_status if own is not None and same else "local_design"
    return replace(one, source_status=status)
