"""Places where reports stand closer than chance gives, as the map's page lists them: how much, and in which area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.cycle import Edition
from samsyn.stats.space import transform
from samsyn.table import AreaSet
from samsyn_web.base import words

Square = Mapping[str, Any]


def significant_cells(document: Mapping[str, Any], edition: Edition) -> list[Square]:
    """The squares where reports stand closer than chance gives; the public edition has none."""
    found = document.get("series", {}).get("hot_places") or []
    return [] if edition is Edition.PUBLIC else [one for one in found if one.get("significant")]


def dense_places(
    document: Mapping[str, Any], borders: AreaSet | None, crs: str, edition: Edition
) -> tuple[tuple[str, str], ...]:
    """Places with more than chance gives: squares that the document counts as one place are one line."""
    squares = significant_cells(document, edition)
    places: dict[Any, list[tuple[Square, str]]] = {}
    for n, (one, area) in enumerate(zip(squares, _areas_of(squares, borders, crs), strict=True)):
        places.setdefault(one.get("place") or f"square {n}", []).append((one, area))
    return tuple(
        (_name(n, own), _size([one for one, _area in own])) for n, own in enumerate(places.values(), 1)
    )


def _name(n: int, own: Sequence[tuple[Square, str]]) -> str:
    """The number, and the areas that the squares' middles lie in, the one with most reports first."""
    inside: Counter[str] = Counter()
    for one, area in own:
        inside[area] += one["n"]
    areas = ", ".join(area for area, _n in inside.most_common() if area)
    if not areas:
        return _("Plats %(n)s") % {"n": n}
    return _("Plats %(n)s, %(areas)s") % {"n": n, "areas": areas}


def _size(squares: Sequence[Square]) -> str:
    count = sum(one["n"] for one in squares)
    told = {"n": words.number(count), "cells": len(squares), "size": words.number(squares[0]["size_m"])}
    where = ngettext("i %(cells)s ruta om %(size)s m", "i %(cells)s rutor om %(size)s m", len(squares)) % told
    return f"{ngettext('%(n)s rapport', '%(n)s rapporter', count) % told} {where}"


def _areas_of(squares: Sequence[Square], borders: AreaSet | None, crs: str) -> list[str]:
    """The name of the area that each square's middle lies in, the first where several do; empty where none does."""
    names = [""] * len(squares)
    if borders is None or borders.polygons is None or not squares:
        return names
    import numpy as np
    import shapely

    x, y = (np.array([one[axis] for one in squares], dtype=float) for axis in ("x_m", "y_m"))
    if borders.crs != crs:
        x, y = transform(x, y, source=crs, target=borders.crs)
    at, area = shapely.STRtree(borders.polygons).query(shapely.points(x, y), predicate="intersects")
    for square, own in sorted(zip(at.tolist(), area.tolist(), strict=True), reverse=True):
        names[square] = borders.names[own]
    return names
