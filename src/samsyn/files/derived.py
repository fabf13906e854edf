"""Columns that say half of a thing (a year beside a week) or two at once (a point in one cell) are joined or split."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from samsyn.files.ledger import Ledger
from samsyn.files.names import plain
from samsyn.files.raw import Raw

_YEARS = {"ar", "year", "jahr", "artal"}
_PARTS = {
    "År-vecka": ({"vecka", "veckonummer", "veckonr", "week", "kw", "v", "isovecka"}, "-W"),
    "År-månad": ({"manad", "manadsnummer", "month", "monat", "man"}, "-"),
}
_POINTS = {
    "gps", "koordinat", "koordinater", "coordinates", "coordinate", "position", "latlong", "lat_long", "latlon",
    "lat_lon", "location_gps", "geo_point", "geo_point_2d", "wkt", "point", "geometry", "geom",
}  # fmt: skip
_PAIR = r"^\(?\s*(?P<a>[+-]?\d{1,3}\.\d+)\s*[,; ]\s*(?P<b>[+-]?\d{1,3}\.\d+)\s*\)?$"
_WKT = r"(?i)^(?:SRID=\d+;)?POINT\s*\(\s*(?P<b>[+-]?\d+(?:\.\d+)?)\s+(?P<a>[+-]?\d+(?:\.\d+)?)\s*\)$"


def with_derived(raw: Raw, ledger: Ledger) -> Raw:
    """Return the file with columns added for what its own columns say together or in part."""
    return _with_points(_with_dates(raw, ledger), ledger)


def _with_dates(raw: Raw, ledger: Ledger) -> Raw:
    """Add "2024-W40" or "2024-10" where the year stands in one column and the week or month in another."""
    year = _found(raw, _YEARS, r"^(?:19|20)\d\d$")
    for heading, (words, between) in _PARTS.items():
        part = _found(raw, words, r"^\d{1,2}$")
        if year is None or part is None or heading in raw.frame.columns:
            continue
        joined = pl.col(year) + pl.lit(between) + pl.col(part).str.pad_start(2, "0")
        ledger.guess("date", heading, f"”{year}” och ”{part}” säger tillsammans när det hände.")
        return replace(raw, frame=raw.frame.with_columns(joined.alias(heading)))
    return raw


def _with_points(raw: Raw, ledger: Ledger) -> Raw:
    """Add longitude and latitude where they stand in one cell: latitude first, or as well-known text."""
    if raw.coordinates or {"lon", "lat", "longitude", "latitude"} & {
        plain(name) for name in raw.frame.columns
    }:
        return raw
    for pattern in (_PAIR, _WKT):
        name = _found(raw, _POINTS, pattern)
        if name is None:
            continue
        parts = raw.frame.select(pl.col(name).str.extract_groups(pattern).alias("p")).unnest("p")
        ledger.guess("longitude", name, f"Cellerna i ”{name}” innehåller både latitud och longitud.")
        added = [parts["b"].alias("longitude"), parts["a"].alias("latitude")]
        return replace(raw, frame=raw.frame.with_columns(added))
    return raw


def _found(raw: Raw, words: set[str], pattern: str) -> str | None:
    """Return the first column that is called so and looks so in nine cells of ten."""
    for name in raw.frame.columns:
        if plain(name) in words:
            share = raw.frame[name].drop_nulls().str.contains(pattern).mean()
            if isinstance(share, float) and share >= 0.9:
                return name
    return None
