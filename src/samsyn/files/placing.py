"""Gives each row its area: by polygon where the points allow it, else by the key or name that the row carries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from samsyn.files.keys import area_keys
from samsyn.files.ledger import Ledger, counted
from samsyn.files.places import Located
from samsyn.files.raw import Raw
from samsyn.files.reading import EXAMPLES
from samsyn.stats.space import assign, transform
from samsyn.table import AreaSet, LocationPrecision

OWN_VERSION = "områden enligt filen"

TRUSTED = 0.5
"""Names are trusted where at least this share of them are names of the areas: a district can be called as a town is."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The area key of each row (String, null where none), and the areas that the keys belong to."""

    area: pl.Series
    areas: AreaSet | None


def place(
    raw: Raw,
    located: Located,
    columns: dict[str, str],
    *,
    precision: LocationPrecision,
    areas: AreaSet | None,
    version: str | None,
    ledger: Ledger,
) -> Placed:
    """
    Return the area of each row.

    Notes
    -----
    Polygons are used only where `precision.carries_polygons`: the middle of a county lies in some small area,
    but nothing happened there. Rows that no polygon holds keep no area. Rows without a point take the key or
    name that they carry, if it names exactly one of the areas.
    """
    if areas is None:
        return _own(raw, columns, version or OWN_VERSION)
    named = _named(raw, columns, areas, ledger)
    if areas.polygons is None or not precision.carries_polygons or not located.known.any():
        if located.known.any() and not precision.carries_polygons and areas.polygons is not None:
            ledger.warn(
                "Rader placerades i område efter kod eller namn, aldrig efter koordinat: koordinaterna är inte platser."
            )
        _tell_unmatched(raw, columns, named, areas, ledger)
        return _finished(named, areas, ledger)
    found = assign(located.x_m, located.y_m, areas.polygons)
    keys = np.array([*areas.keys, None], dtype=object)[found]
    drawn = pl.Series("area", keys.tolist(), dtype=pl.String)
    outside = pl.Series(located.known & (found < 0))
    if outside.any():
        count = counted(outside.sum(), "rad", "rader")
        ledger.warn(
            f"{count} har en punkt utanför områdena i {areas.version}. Sådana räknas, men inte i något område."
        )
        ledger.problem(
            "plats", raw.rows.filter(outside), "punkt utanför områdena", f"en punkt i {areas.version}"
        )
    without = pl.Series(~located.known)
    if named.filter(without).count():
        count = counted(named.filter(without).count(), "rad", "rader")
        ledger.warn(f"{count} utan punkt placerades efter områdets kod eller namn.")
    return _finished(drawn.zip_with(~without, named), areas, ledger)


def place_again(
    frame: pl.DataFrame, *, crs: str | None, precision: LocationPrecision, own: AreaSet | None, areas: AreaSet
) -> tuple[pl.DataFrame, str | None]:
    """
    Place rows that have been read before in other areas.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as in `samsyn.table.INCIDENTS`.
    crs : str, optional
        The system of `x_m` and `y_m`.
    precision : LocationPrecision
        What the source says about its places.
    own : AreaSet, optional
        The areas that the file named itself, whose keys the rows carry.
    areas : AreaSet
        The areas to place them in.

    Returns
    -------
    tuple of polars.DataFrame and str
        The rows with `area`, `x_m` and `y_m` of the new areas, and the system of the points.

    Notes
    -----
    As when a file is read: by polygon where the points allow it, else by the key or name that the row carries.
    """
    names = dict(zip(own.keys, own.names, strict=True)) if own else {}
    values = frame["area"].drop_nulls().unique().sort().to_list()
    found = area_keys(values, areas) | {
        key: pair for key in values if key in names for pair in area_keys([names[key]], areas).values()
    }
    keys = {value: key for value, (key, _) in found.items()}
    named = frame["area"].replace_strict(keys, default=None, return_dtype=pl.String).alias("area")
    points = frame.select("x_m", "y_m").to_numpy()
    if areas.polygons is None or not precision.carries_polygons or not np.isfinite(points).any():
        return frame.with_columns(named), crs
    x, y = points[:, 0], points[:, 1]
    if crs is not None and crs != areas.crs:
        x, y = transform(x, y, source=crs, target=areas.crs)
    known = np.isfinite(x) & np.isfinite(y)
    drawn = pl.Series(
        "area",
        np.array([*areas.keys, None], dtype=object)[assign(x, y, areas.polygons)].tolist(),
        dtype=pl.String,
    )
    moved = [pl.Series(name, values).fill_nan(None) for name, values in (("x_m", x), ("y_m", y))]
    return frame.with_columns(drawn.zip_with(pl.Series(known), named), *moved), areas.crs


def _own(raw: Raw, columns: dict[str, str], version: str) -> Placed:
    """Return the keys as the file has them, and a set of areas without polygons made of them."""
    column = columns.get("area") or columns.get("area_name")
    if column is None:
        return Placed(area=pl.repeat(None, raw.frame.height, dtype=pl.String, eager=True), areas=None)
    area = raw.frame[column].rename("area")
    name = raw.frame[columns.get("area_name", column)].rename("name")
    pairs = (
        pl.DataFrame([area, name])
        .drop_nulls("area")
        .group_by("area")
        .agg(pl.col("name").drop_nulls().mode().sort().first())
    )
    pairs = pairs.sort("area").with_columns(pl.coalesce("name", "area").alias("name"))
    keys, names = tuple(pairs["area"].to_list()), tuple(pairs["name"].to_list())
    return Placed(area=area, areas=AreaSet(keys=keys, names=names, version=version) if keys else None)


def _named(raw: Raw, columns: dict[str, str], areas: AreaSet, ledger: Ledger) -> pl.Series:
    """Return the areas that the rows name themselves, the key before the name."""
    result = pl.repeat(None, raw.frame.height, dtype=pl.String, eager=True).alias("area")
    for meaning in ("area", "area_name"):
        if meaning not in columns or result.count():
            continue
        text = raw.frame[columns[meaning]]
        values = text.drop_nulls().unique().sort().to_list()
        found = area_keys(values, areas)
        if len(found) < TRUSTED * len(values):
            found = {value: pair for value, pair in found.items() if pair[1] == "key"}
        keys = {value: key for value, (key, _) in found.items()}
        result = text.replace_strict(keys, default=None, return_dtype=pl.String)
        if any(how == "zeros" for _, how in found.values()):
            ledger.warn(f"Koder i ”{columns[meaning]}” hade förlorat sin inledande nolla och kompletterades.")
    return result.alias("area")


def _tell_unmatched(
    raw: Raw, columns: dict[str, str], named: pl.Series, areas: AreaSet, ledger: Ledger
) -> None:
    """Tell which values name no area, the most common first."""
    column = columns.get("area") or columns.get("area_name")
    if column is None or not named.count():
        return
    frame = pl.DataFrame({"v": raw.frame[column], "row": raw.rows}).filter(named.is_null()).drop_nulls()
    groups = (
        frame.group_by("v")
        .agg(pl.col("row").sort(), pl.len().alias("n"))
        .sort(["n", "v"], descending=[True, False])
    )
    for value, rows, _ in groups.head(EXAMPLES).iter_rows():
        ledger.problem(column, rows, value, f"ett område i {areas.version}")


def _finished(area: pl.Series, areas: AreaSet, ledger: Ledger) -> Placed:
    if area.len() and area.null_count() == area.len():
        ledger.warn(f"Ingen rad kunde placeras i {areas.version}.")
    return Placed(area=area.alias("area"), areas=areas)
