"""What the page where figures are picked for a situational picture is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.cycle import Round
from samsyn.errors import Refused
from samsyn.methods.statistics.figures import COUNT, SHARE
from samsyn.methods.statistics.find import breaks_between
from samsyn.methods.statistics.picking import check_area, is_own
from samsyn.methods.statistics.withheld import area_name
from samsyn_web.base import words
from samsyn_web.methods.statistics.models import StatisticsFile
from samsyn_web.methods.statistics.presenters.files import title
from samsyn_web.methods.statistics.queries import Revised

MOST_SHOWN = 200
UNITS = {COUNT: "", SHARE: " %"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which year and area the page is about, and words that the indicators hold."""

    year: int
    area: str
    sought: str


@dataclass(frozen=True, kw_only=True)
class NotPicked:
    """A figure that cannot be picked, and why; the newer file where there is one."""

    what: str
    why: str
    href: str


@dataclass(frozen=True, kw_only=True)
class PickPage:
    """What may be picked of a file for an area and a year, and what follows each figure."""

    key: int
    title: str
    asked: Asked
    years: tuple[int, ...]
    areas: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]
    left_out: tuple[NotPicked, ...]
    refused: str
    limits: tuple[str, ...]
    more: int


def asked(given: Mapping[str, str], one: StatisticsFile, observed: Round, own: Sequence[str]) -> Asked:
    """Return what somebody asked for, or else the latest year and the own municipality."""
    frame = observed.table.frame
    year = given.get("ar", "")
    areas = frame["area"].unique().sort().to_list()
    first = next((area for area in areas if is_own(area, own)), areas[0])
    years = {day.year for day in frame["day"]}
    return Asked(
        year=int(year) if year.isdecimal() and int(year) in years else one.year,
        area=given["omrade"] if given.get("omrade") in areas else first,
        sought=given.get("sok", "").strip(),
    )


def pick_page(
    one: StatisticsFile,
    observed: Round,
    wanted: Asked,
    *,
    own: Sequence[str],
    revised: Iterable[Revised],
    replaced: Iterable[Revised],
) -> PickPage:
    """Return the figures of an area and a year: those that may be picked, and those that may not, with the reason."""
    frame = observed.table.frame
    areas = sorted(
        frame["area"].unique().to_list(), key=lambda area: (not is_own(area, own), area_name(area))
    )
    here = [row for row in _rows(frame, wanted) if _holds(row["category"], wanted.sought)]
    refused = _refused(wanted.area, own, observed.options)
    before = {_key(each): each for each in revised}
    after = {_key(each): each for each in replaced if each.revision.day.year <= wanted.year}
    newer = {key[:3]: each for key, each in after.items()}
    left_out, choices = [], []
    for row in here:
        key = (row["area"], row["category"], row["kind"])
        if row["value"] is None:
            left_out.append(
                NotPicked(what=row["category"], why=_("Källan har inget värde. Det är inte noll."), href="")
            )
        elif key in newer:
            left_out.append(_replaced(row["category"], newer[key]))
        else:
            said = _said(observed, row, before.get((*key, wanted.year)))
            choices.append((f"{row['kind']}:{row['category']}", said))
    source = observed.source
    return PickPage(
        key=one.pk,
        title=title(one),
        asked=wanted,
        years=tuple(sorted({day.year for day in frame["day"]}, reverse=True)),
        areas=tuple((area, area_name(area)) for area in areas),
        choices=() if refused else tuple(choices[:MOST_SHOWN]),
        left_out=() if refused else tuple(left_out[:MOST_SHOWN]),
        refused=refused,
        limits=(*source.caveats, *(f"{words.day(each.day)}: {each.what}" for each in source.breaks)),
        more=max(len(choices) - MOST_SHOWN, 0),
    )


def _rows(frame: pl.DataFrame, wanted: Asked) -> list[dict[str, Any]]:
    of = (pl.col("area") == wanted.area) & (pl.col("day") == date(wanted.year, 1, 1))
    return frame.filter(of).sort("category", "kind").to_dicts()


def _holds(text: str, sought: str) -> bool:
    return all(word in text.casefold() for word in sought.casefold().split())


def _refused(area: str, own: Sequence[str], options: Mapping[str, Any]) -> str:
    try:
        check_area(area, own, options)
    except Refused as error:
        return error.message
    return ""


def _key(one: Revised) -> tuple[str, str, str, int]:
    each = one.revision
    return each.area, each.category, each.kind, each.day.year


def _replaced(what: str, newer: Revised) -> NotPicked:
    return NotPicked(
        what=what,
        why=_("Källan har ändrat siffran för %(year)s i en nyare fil.") % {"year": newer.revision.day.year},
        href=reverse("statistics:pick", args=[newer.other.pk]),
    )


def _said(observed: Round, row: Mapping[str, Any], before: Revised | None) -> str:
    """Return a figure with what follows it: its interval or that it has none, a break, and that it was revised."""
    parts = [
        _("%(what)s: %(value)s") % {"what": row["category"], "value": figure_words(row["kind"], row["value"])}
    ]
    if row["low"] is not None:
        low, high = (words.number(row[side], 1) for side in ("low", "high"))
        parts.append(_("osäkerhet %(low)s till %(high)s") % {"low": low, "high": high})
    elif row["kind"] == SHARE:
        parts.append(_("källan anger inget intervall"))
    year = row["day"].year
    if breaks_between(observed, row["area"], date(year - 1, 1, 1), row["day"]):
        parts.append(_("jämförs inte med %(year)s") % {"year": year - 1})
    if before is not None:
        was = figure_words(row["kind"], before.revision.before)
        parts.append(_("ändrad av källan, var %(before)s") % {"before": was})
    return ", ".join(parts)


def figure_words(kind: str, value: float | None) -> str:
    """Return a figure with its unit; a missing one is said to be so."""
    if value is None:
        return _("saknas")
    text = words.number(value, 0 if float(value).is_integer() else 1)
    if kind in UNITS:
        return f"{text}{UNITS[kind]}"
    return _("%(value)s per 100 000 invånare") % {"value": text}
