"""Money: budget against outcome, each sum with the way to its rows, and nothing summed over what is not stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.programmes.models import (
    MoneyCertainty,
    MoneyChange,
    MoneyKind,
    MoneyRow,
    MoneySide,
)

GROUPED = {
    "slag": ("year", "kind"),
    "mottagare": ("recipient", "kind"),
    "allt": ("year", "recipient", "kind"),
}
"""By what sums are grouped. Kind is always one of them: kinds are never added to each other."""
ASKED = {"year": "ar", "kind": "slag", "recipient": "mottagare"}
NOTHING = "–"


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A sum of one group: what is shown, what is said of it, and the address of its rows; none without rows."""

    text: str
    note: str = ""
    href: str = ""
    ore: int | None = None


@dataclass(frozen=True, kw_only=True)
class SumRow:
    """One group: its names, what was granted, budgeted and paid, and how far outcome is from budget."""

    names: tuple[str, ...]
    sums: tuple[Sum, ...]
    difference: str


@dataclass(frozen=True, kw_only=True)
class MoneyLine:
    """A sum as it is listed."""

    key: int
    year: str
    side: str
    kind: str
    payer: str
    recipient: str
    purpose: str
    amount: str
    certainty: str
    source: str


@dataclass(frozen=True, kw_only=True)
class MoneyEvent:
    """One line of a sum's history."""

    at: datetime
    by: str
    what: str
    reason: str
    before: tuple[str, ...]


def group_heads(grouping: str) -> tuple[str, ...]:
    """Return the headings of what sums are grouped by."""
    named = {"year": _("År"), "recipient": _("Till"), "kind": _("Slag")}
    return tuple(named[name] for name in GROUPED[grouping])


def amount(ore: int | None, *, exact: bool) -> str:
    """Return a sum in kronor, with öre where there are any, or in whole thousands; said where it is not stated."""
    if ore is None:
        return _("ej angivet")
    if exact:
        return words.number(ore / 100, 2 if ore % 100 else 0)
    sign = -1 if ore < 0 else 1
    return words.number(sign * ((abs(ore) + 50_000) // 100_000))


def sum_rows(rows: Iterable[MoneyRow], grouping: str, *, exact: bool) -> tuple[SumRow, ...]:
    """Return the groups in the order of their first rows."""
    groups: dict[tuple[Any, ...], list[MoneyRow]] = {}
    for one in rows:
        groups.setdefault(tuple(getattr(one, name) for name in GROUPED[grouping]), []).append(one)
    return tuple(_sum_row(key, its, grouping, exact) for key, its in groups.items())


def _sum_row(key: tuple[Any, ...], rows: Sequence[MoneyRow], grouping: str, exact: bool) -> SumRow:
    asked = {ASKED[name]: value or 0 for name, value in zip(GROUPED[grouping], key, strict=True)}
    asked |= {"per": grouping, **({"enhet": "exakt"} if exact else {})}
    sums = {side: _sum([one for one in rows if one.side == side], side, asked, exact) for side in MoneySide}
    planned, paid = sums[MoneySide.BUDGET].ore, sums[MoneySide.OUTCOME].ore
    known = planned is not None and paid is not None
    return SumRow(
        names=tuple(_named(name, value) for name, value in zip(GROUPED[grouping], key, strict=True)),
        sums=tuple(sums.values()),
        difference=amount((paid or 0) - (planned or 0), exact=exact) if known else NOTHING,
    )


def _sum(rows: Sequence[MoneyRow], side: MoneySide, asked: dict[str, Any], exact: bool) -> Sum:
    if not rows:
        return Sum(text=NOTHING)
    href = f"?{urlencode({**asked, 'sida': side.value})}#rader"
    stated = [one.amount_ore for one in rows if one.amount_ore is not None]
    if len(stated) < len(rows):
        told = _("%(sum)s angivet i %(n)s av %(all)s rader")
        said = {"sum": amount(sum(stated), exact=exact), "n": len(stated), "all": len(rows)}
        return Sum(text=amount(None, exact=exact), note=told % said if stated else "", href=href)
    about = any(one.certainty == MoneyCertainty.ABOUT for one in rows)
    total = sum(stated)
    return Sum(text=amount(total, exact=exact), note=_("ungefär") if about else "", href=href, ore=total)


def _named(name: str, value: Any) -> str:
    if name == "kind":
        return str(MoneyKind(value).label)
    return str(value) if value else _("ej angivet")


def money_lines(rows: Iterable[MoneyRow], *, exact: bool) -> tuple[MoneyLine, ...]:
    """Return sums as rows of a list."""
    return tuple(money_line(one, exact=exact) for one in rows)


def money_line(one: MoneyRow, *, exact: bool) -> MoneyLine:
    """Return one sum as a row of a list."""
    return MoneyLine(
        key=one.pk,
        year=_named("year", one.year),
        side=str(MoneySide(one.side).label),
        kind=str(MoneyKind(one.kind).label),
        payer=one.payer or _("ej angivet"),
        recipient=one.recipient,
        purpose=one.purpose,
        amount=amount(one.amount_ore, exact=exact),
        certainty=str(MoneyCertainty(one.certainty).label) if one.certainty == MoneyCertainty.ABOUT else "",
        source=f"{one.source_document}, {one.source_section}" if one.is_sourced else _("skriven i Samsyn"),
    )


def money_sentence(rows: Sequence[MoneyRow]) -> str:
    """Return what the page says first: how many sums there are, and how many of them nobody has stated."""
    silent = sum(one.amount_ore is None for one in rows)
    if not rows:
        return _("Inga summor än.")
    if not silent:
        return _("%(n)s rader, alla med angiven summa.") % {"n": len(rows)}
    return _("%(n)s rader, varav %(m)s utan angiven summa.") % {"n": len(rows), "m": silent}


def money_values(one: MoneyRow) -> dict[str, Any]:
    """Return a sum as the form that changes it begins."""
    names = ("side", "kind", "year", "payer", "recipient", "purpose", "version")
    text = "" if one.amount_ore is None else amount(one.amount_ore, exact=True)
    return {
        **{name: getattr(one, name) for name in names},
        "amount": text,
        "is_about": one.certainty == MoneyCertainty.ABOUT,
    }


def money_events(found: Iterable[MoneyChange]) -> tuple[MoneyEvent, ...]:
    """Return the history; of each field that was changed, what it was."""
    return tuple(
        MoneyEvent(
            at=one.changed_at,
            by=str(one.changed_by),
            what=one.get_kind_display(),
            reason=one.reason,
            before=tuple(_was(name, value) for name, value in one.before.items()),
        )
        for one in found
    )


def _was(name: str, value: Any) -> str:
    if name == "amount_ore":
        return f"{_('summa')}: {amount(value, exact=True)}"
    labels: dict[str, type[MoneySide] | type[MoneyKind] | type[MoneyCertainty]] = {
        "side": MoneySide, "kind": MoneyKind, "certainty": MoneyCertainty,
    }  # fmt: skip
    said = str(labels[name](value).label) if name in labels else str(value or _("tomt"))
    return f"{MoneyRow._meta.get_field(name).verbose_name}: {said}"  # type: ignore[union-attr]
