"""What a picture's map shows: each area with its level, figures and border; points only where they mean something."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.charts.tokens import LEVELS as LOOKS
from samsyn.charts.tokens import SYMBOLS
from samsyn.cycle import Edition, Status
from samsyn.documents.judged import Judgements
from samsyn.table import AreaSet, LocationPrecision
from samsyn_web.base import words
from samsyn_web.findings.models.judgements import LEVEL_WORDS, LEVELS
from samsyn_web.findings.presenters.dense import dense_places, significant_cells

SEVERITY = ("", Status.GREEN.value, "grey", "yellow", "orange", "red")
OUTSIDE = (Status.ABOVE.value, Status.BELOW.value)
Finding = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class MapFigure:
    """One figure of an area: what it is, in words, and where it can be opened."""

    label: str
    value: str
    href: str


@dataclass(frozen=True, kw_only=True)
class MapArea:
    """One area beside the map and in the table; `counts` is its number of reports by category, as JSON."""

    n: int
    name: str
    level: str
    words: str
    proposed: bool
    sentence: str
    total: str
    counts: str
    in_category: str
    figures: tuple[MapFigure, ...]
    has_border: bool


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """A picture's map in one edition."""

    sentence: str
    areas: tuple[MapArea, ...]
    listed: tuple[MapArea, ...]
    categories: tuple[tuple[str, str], ...]
    category: str
    category_name: str
    legend: tuple[tuple[str, str, str, int], ...]
    symbols: dict[str, str]
    has_borders: bool
    has_levels: bool
    shows_points: bool
    refusals: tuple[tuple[str, str], ...]
    density: tuple[tuple[str, str], ...]


def map_page(
    document: Mapping[str, Any],
    said: Judgements,
    borders: AreaSet | None,
    labels: Mapping[str, str],
    points: pl.DataFrame | None,
    category: str,
    edition: Edition,
    crs: str = "EPSG:3006",
) -> MapPage:
    """
    The map's page, from an edition's own document: what it withholds is withheld here too.

    `crs` is that of the document's own coordinates.
    """
    areas = _areas(document, said, borders, labels, category, edition)
    categories = tuple((one["key"], one["name"]) for one in document.get("categories", ()))
    levels = [one.level for one in areas if one.level]
    return MapPage(
        sentence=_sentence(areas, document.get("sentence", "")),
        areas=areas,
        listed=tuple(sorted(areas, key=lambda one: -SEVERITY.index(one.level))),
        categories=categories,
        category=category,
        category_name=dict(categories).get(category, ""),
        legend=tuple(
            (key, str(dict(LEVELS)[key]), SYMBOLS[each.symbol], levels.count(key))
            for key, each in LOOKS.items()
            if levels
        ),
        symbols={key: SYMBOLS[each.symbol] for key, each in LOOKS.items()},
        has_borders=any(one.has_border for one in areas),
        has_levels=bool(levels),
        shows_points=why_no_points(document, points, edition) == "" and points is not None,
        refusals=_refusals(document, borders, points, edition),
        density=dense_places(document, borders, crs, edition),
    )


def _areas(
    document: Mapping[str, Any],
    said: Judgements,
    borders: AreaSet | None,
    labels: Mapping[str, str],
    category: str,
    edition: Edition,
) -> tuple[MapArea, ...]:
    by_area: dict[str, list[Finding]] = {}
    for finding in document.get("findings", ()):
        if finding["area"] is not None:
            by_area.setdefault(finding["area"], []).append(finding)
    judgements = {one.area: one for one in said.levels}
    known = (
        {}
        if borders is None or borders.polygons is None
        else dict(zip(borders.keys, borders.polygons, strict=True))
    )
    made = []
    for n, area in enumerate(document.get("areas", ())):
        own = by_area.get(area["key"], [])
        level = next((one for one in own if one["status"] in LOOKS), None)
        judged = judgements.get(area["key"])
        status = judged.level.value if judged else level["status"] if level else ""
        counts = {one["category"]: _shown(one) for one in own if one["category"] and _is_count(one)}
        reason = judged.reason if judged and judged.decision else ""
        total = next((one for one in own if not one["category"] and _is_count(one)), None)
        if total and total["status"] == Status.SILENT.value:  # then no category's absence is a zero either
            counts = {one["key"]: _shown(total) for one in document.get("categories", ())}
        made.append(
            MapArea(
                n=n,
                name=area["name"],
                level=status,
                words=str(dict(LEVEL_WORDS)[status]) if status else "",
                proposed=bool(status) and not (judged and judged.decision),
                sentence=_reasons(level["reason"] if level else "", reason),
                total=_shown(total),
                counts=json.dumps(counts, ensure_ascii=False),
                in_category=counts.get(category, words.number(0)) if category else "",
                figures=tuple(_figure(one, labels, edition) for one in own if _is_told(one)),
                has_border=known.get(area["key"]) is not None,
            )
        )
    return tuple(made)


def _reasons(systems: str, peoples: str) -> str:
    """The system's reason, which is the library's Swedish, and that of people, in whatever language they wrote."""
    return (
        format_html("{} {}", words.swedish(systems), peoples)
        if systems and peoples
        else (words.swedish(systems) or peoples)
    )


def _is_count(finding: Finding) -> bool:
    """Whether a figure is a plain number of reports."""
    plain = finding["status"] in (Status.STATED.value, Status.WITHHELD.value, Status.SILENT.value)
    return bool(plain and finding["key"] == "count")


def _is_told(finding: Finding) -> bool:
    """Whether a figure is told beside the map: those of the area as a whole, and each that deviates."""
    return finding["status"] not in LOOKS and (finding["category"] is None or finding["status"] in OUTSIDE)


def _figure(finding: Finding, labels: Mapping[str, str], edition: Edition) -> MapFigure:
    what = labels.get(finding["key"], finding["key"]).split(",")[
        0
    ]  # the rest says for what else it is computed
    name = f"{what}, {finding['category_name']}" if finding["category_name"] else what
    decimals = 0 if finding["value"] is None or float(finding["value"]).is_integer() else 1
    value = format_html("{} {}", words.number(finding["value"], decimals), words.swedish(finding["unit"]))
    if finding["low"] is not None and finding["high"] is not None:
        low, high = (words.number(finding[side], 1) for side in ("low", "high"))
        value = format_html("{} ({}–{})", value, low, high)
    if finding["status"] in (Status.WITHHELD.value, Status.SILENT.value):
        value = format_html("{}", _shown(finding))
    href = reverse("findings:figure", args=[finding["digest"]]) if edition is Edition.INTERNAL else ""
    return MapFigure(label=words.swedish(f"{name[:1].upper()}{name[1:]}"), value=value, href=href)


def _shown(finding: Finding | None) -> str:
    """A number, or why there is none."""
    if finding and finding["status"] == Status.SILENT.value and finding["value"] is None:
        return str(dict(LEVEL_WORDS)[Status.GREY.value])
    return _("visas inte") if finding is None or finding["value"] is None else words.number(finding["value"])


def _sentence(areas: Sequence[MapArea], otherwise: str) -> str:
    outside = [one for one in areas if one.level in ("yellow", "orange", "red")]
    if not any(one.level for one in areas):
        return otherwise
    if not outside:
        silent = sum(one.level == "grey" for one in areas)
        text = _("Inget område har en nivå över normalläge.")
        more = ngettext("%(n)s saknar underlag.", "%(n)s saknar underlag.", silent) % {"n": silent}
        return f"{text} {more}" if silent else text
    order = list(LOOKS)
    outside.sort(key=lambda one: -order.index(one.level))
    named = ", ".join(f"{one.name} ({one.words})" for one in outside[:4])
    if len(outside) > 4:
        named += _(" och %(n)s till") % {"n": len(outside) - 4}
    text = ngettext(
        "%(n)s område har en nivå över normalläge: %(names)s.",
        "%(n)s områden har en nivå över normalläge: %(names)s.",
        len(outside),
    )
    return text % {"n": len(outside), "names": named}


def why_no_points(document: Mapping[str, Any], points: pl.DataFrame | None, edition: Edition) -> str:
    """Why the map shows no points, in words; empty where it does."""
    if edition is not Edition.INTERNAL:
        return _("Punkter visas bara i den interna upplagan.")
    precision = LocationPrecision(document["source"].get("location_precision", "unknown"))
    if not precision.carries_points:
        return _(
            "Källan anger inte platsen så noga att en punkt betyder något. En punkt skulle se exaktare ut än den är."
        )
    if points is None:
        return _("Punkter visas bara för den som får öppna raderna bakom siffrorna.")
    if points.is_empty():
        return _("Inga rapporter i perioden har koordinater.")
    return ""


def _refusals(
    document: Mapping[str, Any], borders: AreaSet | None, points: pl.DataFrame | None, edition: Edition
) -> tuple[tuple[str, str], ...]:
    found = []
    if borders is None or borders.polygons is None:
        why = _(
            "Lägesbilden räknades utan gränser. Lägg till områden, och räkna perioden igen med dem, så ritas de här."
        )
        found.append((_("Områdena ritas inte"), why))
    if why := why_no_points(document, points, edition):
        found.append((_("Punkter ritas inte"), why))
    hot = document.get("series", {}).get("hot_places")
    if hot is None:
        refused = [one["why"] for one in document.get("refusals", ()) if one["key"] == "hot_places"]
        why = (
            words.swedish(refused[0])
            if refused
            else _("Lägesbilden innehåller ingen beräkning av var det är tätare än slumpen ger.")
        )
        found.append((_("Täthet ritas inte"), why))
    elif not significant_cells(document, edition):
        found.append((_("Täthet ritas inte"), _("Ingen plats har fler rapporter än vad slumpen kan ge.")))
    return tuple(found)
