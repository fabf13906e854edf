"""What the pages of areas show."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.files import AreaReading
from samsyn.stats.borders import overlaps, redrawn
from samsyn.table import AreaSet
from samsyn_web.base import words
from samsyn_web.places.models import AreaDraft, AreaVersion

MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """One line in the list of versions."""

    id: int
    name: str
    areas: str
    valid_from: date | None
    at: datetime
    follows: str
    uses: str


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """One area in a table; `position` is its place in the set."""

    position: int
    key: str
    name: str
    population: str
    km2: str


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """What happened to one area from one version to the next; `kind` is added, removed, changed or same."""

    key: str
    name: str
    kind: str
    what: str
    details: tuple[str, ...]


def counted_areas(count: int) -> str:
    """How many areas, in words."""
    return ngettext("%(n)s område", "%(n)s områden", count) % {"n": words.number(count)}


def used_by(uses: Iterable[tuple[str, int]]) -> str:
    """What rests on a version, in words; empty when nothing does."""
    return ", ".join(f"{words.number(count)} {what}" for what, count in uses)


def version_row(version: AreaVersion, count: int, uses: Iterable[tuple[str, int]]) -> VersionRow:
    """A version as a line."""
    return VersionRow(
        id=version.pk,
        name=version.version,
        areas=counted_areas(count),
        valid_from=version.valid_from,
        at=version.created_at,
        follows=version.supersedes.version if version.supersedes else "",
        uses=used_by(uses),
    )


def area_rows(areas: AreaSet) -> list[AreaRow]:
    """Areas as lines, in their own order."""
    people = areas.population or (None,) * len(areas.keys)
    shapes = [None] * len(areas.keys) if areas.polygons is None else list(areas.polygons)
    rows = zip(areas.keys, areas.names, people, shapes, strict=True)
    return [
        AreaRow(
            position=place,
            key=key,
            name=name,
            population=words.number(count) if count is not None else _("okänt"),
            km2=_km2(shape.area) if shape is not None else _("ingen gräns"),
        )
        for place, (key, name, count, shape) in enumerate(rows)
    ]


def sums(areas: AreaSet) -> tuple[str, str]:
    """All inhabitants and all surface, what lies in two areas once; empty where some area lacks it."""
    people = areas.population or (None,)
    shapes = [None] if areas.polygons is None else list(areas.polygons)
    return (
        "" if None in people else words.number(sum(count or 0 for count in people)),
        "" if any(one is None for one in shapes) else _km2(_covered_m2(areas)),
    )


def _covered_m2(areas: AreaSet) -> float:
    assert areas.polygons is not None
    if overlaps(dict(zip(areas.keys, areas.polygons, strict=True))):
        import shapely

        return float(shapely.union_all(areas.polygons).area)
    return float(sum(one.area for one in areas.polygons))


def warnings(areas: AreaSet) -> list[str]:
    """What is odd about a set of areas, and can be right all the same."""
    found: list[str] = []
    if areas.polygons is None:
        return [
            _("Inget område har någon gräns. Rapporter kan bara kopplas till dem med nyckel eller namn.")
        ] * bool(areas.keys)
    shapes = dict(zip(areas.keys, areas.polygons, strict=True))
    without = [areas.name_of(key) for key, shape in shapes.items() if shape is None]
    if without:
        found.append(_("Utan gräns: %(names)s.") % {"names": _named(without)})
    for pair in overlaps(shapes)[:MOST_NAMED]:
        names = {
            "a": areas.name_of(pair.first),
            "b": areas.name_of(pair.second),
            "size": surface(pair.area_m2),
        }
        found.append(
            _(
                "%(a)s och %(b)s ligger över varandra med %(size)s. En plats där räknas till det första av dem."
            )
            % names
        )
    if areas.crs != "EPSG:3006":
        found.append(_("Områdena ligger utanför Sverige. Stämmer det?"))
    return found


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    text = ", ".join(names[:MOST_NAMED])
    return _("%(text)s och %(n)s till") % {"text": text, "n": more} if more > 0 else text


def told(reading: AreaReading, file_name: str) -> dict[str, Any]:
    """What was understood of a file, as it is kept with a draft until the areas are."""
    return {
        "file": file_name[:255],
        "guesses": [{"why": one.why, "sure": one.sure} for one in reading.guesses],
        "problems": [
            {"column": one.column, "found": one.found or "", "expected": one.expected, "count": one.count}
            for one in reading.problems
        ],
        "warnings": list(reading.warnings),
    }


def features(areas: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The areas of a draft as GeoJSON, each with its place in the draft."""
    found = [
        {
            "type": "Feature",
            "id": one["key"],
            "properties": {"key": one["key"], "name": one["name"], "position": place},
            "geometry": one["geometry"],
        }
        for place, one in enumerate(areas)
    ]
    return {"type": "FeatureCollection", "features": found}


def area_initial(area: Mapping[str, Any]) -> dict[str, Any]:
    """What a form about an area begins with."""
    border = json.dumps(area["geometry"]) if area["geometry"] else ""
    return {
        "was": area["key"],
        "key": area["key"],
        "name": area["name"],
        "population": area["population"],
        "border": border,
    }


def file_name(text: str) -> str:
    """A name that every file system takes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_").lower() or "omraden"


def draft_sentence(draft: AreaDraft) -> str:
    """What a draft is."""
    words = {"areas": counted_areas(len(draft.areas)), "file": draft.told.get("file", "")}
    if words["file"]:
        return _("%(areas)s lästes från %(file)s.") % words
    if draft.supersedes:
        return _("%(areas)s, utifrån %(base)s.") % {**words, "base": draft.supersedes.version}
    return _("%(areas)s ritade.") % words if draft.areas else _("Rita det första området.")


def change_rows(before: AreaSet, after: AreaSet) -> list[ChangeRow]:
    """What each area went through, those that changed first."""
    old, new = _by_key(before), _by_key(after, before.crs)
    keys = [*new, *(key for key in old if key not in new)]
    rows = [_change(key, old.get(key), new.get(key)) for key in keys]
    return sorted(rows, key=lambda row: row.kind == "same")


def change_sentence(rows: Iterable[ChangeRow]) -> str:
    """What changed, in one sentence."""
    kinds = [row.kind for row in rows]
    parts = [
        (kinds.count("added"), _("tillkommer")),
        (kinds.count("removed"), _("försvinner")),
        (kinds.count("changed"), _("ändras")),
        (kinds.count("same"), _("är som förut")),
    ]
    text = ", ".join(f"{counted_areas(count)} {what}" for count, what in parts if count)
    return f"{text[:1].upper()}{text[1:]}." if text else _("Ingenting har ändrats.")


@dataclass(frozen=True, kw_only=True)
class _Known:
    name: str
    population: int | None
    shape: Any


def _by_key(areas: AreaSet, crs: str = "") -> dict[str, _Known]:
    people = areas.population or (None,) * len(areas.keys)
    shapes = [None] * len(areas.keys) if areas.polygons is None else list(areas.polygons)
    if crs and crs != areas.crs:
        shapes = [_in(crs, areas.crs, shape) for shape in shapes]
    rows = zip(areas.keys, areas.names, people, shapes, strict=True)
    return {key: _Known(name=name, population=count, shape=shape) for key, name, count, shape in rows}


def _in(crs: str, source: str, shape: Any) -> Any:
    if shape is None:
        return None
    import numpy as np
    import shapely

    from samsyn.stats.space import transform

    points = shapely.get_coordinates(shape)
    x, y = transform(points[:, 0], points[:, 1], source=source, target=crs)
    return shapely.set_coordinates(shape, np.column_stack([x, y]))


def _change(key: str, old: _Known | None, new: _Known | None) -> ChangeRow:
    if new is None:
        assert old is not None
        size = (surface(old.shape.area),) if old.shape is not None else ()
        return ChangeRow(key=key, name=old.name, kind="removed", what=_("Försvinner"), details=size)
    if old is None:
        size = (surface(new.shape.area),) if new.shape is not None else ()
        return ChangeRow(key=key, name=new.name, kind="added", what=_("Tillkommer"), details=size)
    moved = redrawn(old.shape, new.shape)
    details = []
    if old.name != new.name:
        details.append(_("Hette %(name)s.") % {"name": old.name})
    if not moved.is_same:
        sizes = {"gained": surface(moved.gained_m2), "lost": surface(moved.lost_m2)}
        details.append(_("Ny gräns: %(gained)s till, %(lost)s bort.") % sizes)
    if old.population != new.population:
        counts = [
            words.number(one) if one is not None else _("okänt") for one in (old.population, new.population)
        ]
        details.append(_("Invånare: %(old)s, nu %(new)s.") % dict(zip(("old", "new"), counts, strict=True)))
    kind, what = ("changed", _("Ändras")) if details else ("same", _("Som förut"))
    return ChangeRow(key=key, name=new.name, kind=kind, what=what, details=tuple(details))


def surface(size_m2: float) -> str:
    """A surface in words: square metres, or square kilometres when it is large."""
    if round(size_m2) >= 1_000_000:
        return _km2(size_m2) + "\u00a0km²"
    return words.number(round(size_m2)) + "\u00a0m²"


def _km2(size_m2: float) -> str:
    return words.number(size_m2 / 1e6, decimals=2)
