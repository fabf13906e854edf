"""From written coordinates to points in metres: which system they are in, which are missing, which cannot be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samsyn.errors import BadDeclaration
from samsyn.files.ledger import Ledger, counted
from samsyn.files.numbers import read_numbers
from samsyn.files.raw import Raw
from samsyn.stats.space import in_sweden, project, transform, working_crs

Floats = NDArray[np.float64]
_FAR_M = 2_000_000.0
_MOST = 0.9


@dataclass(frozen=True, kw_only=True)
class Located:
    """
    Where the rows happened.

    Parameters
    ----------
    lon, lat : arrays, shape (rows,)
        WGS 84, degrees; not a number where missing.
    x_m, y_m : arrays, shape (rows,)
        Metres in `crs`.
    crs : str, optional
        The working system; none where the file has no coordinates.
    file_crs : str, optional
        The system that the file has.
    in_sweden : bool, optional
        Whether the middle of the points is; none where there is no point.
    """

    lon: Floats
    lat: Floats
    x_m: Floats
    y_m: Floats
    crs: str | None = None
    file_crs: str | None = None
    in_sweden: bool | None = None

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which rows have a point."""
        known: NDArray[np.bool_] = np.isfinite(self.x_m) & np.isfinite(self.y_m)
        return known


def locate(
    raw: Raw, columns: dict[str, str], *, crs: str | None, target: str | None, ledger: Ledger
) -> Located:
    """
    Return the rows' points.

    Parameters
    ----------
    raw : Raw
    columns : dict
        Meaning → heading.
    crs : str, optional
        The declared system of the file's coordinates; told by the size of the numbers where none.
    target : str, optional
        The system to work in; decided from the points where none.
    ledger : Ledger

    Raises
    ------
    BadDeclaration
        If the declared system does not exist.
    """
    pair = next((p for p in (("longitude", "latitude"), ("x", "y")) if set(p) <= set(columns)), None)
    none = np.full(raw.frame.height, np.nan)
    if pair is None:
        return Located(lon=none, lat=none, x_m=none, y_m=none)
    first, second = columns[pair[0]], columns[pair[1]]
    east, north = _numbers(raw, first, ledger), _numbers(raw, second, ledger)
    _drop_zeros(east, north, raw, first, ledger)
    if not (np.isfinite(east) & np.isfinite(north)).any():
        ledger.warn("Ingen rad har koordinater som går att använda.")
        return Located(lon=none, lat=none, x_m=none, y_m=none, crs=target, file_crs=crs)
    system, swapped = _system(east, north, crs or raw.crs)
    if swapped:
        east, north = north, east
        _tell_swap(system, pair, first, second, ledger)
    if system is None:
        ledger.warn(
            f"Koordinaterna i ”{first}” och ”{second}” är i ett system som inte känns igen. De lästes inte; "
            "ange systemet, "
            "till exempel EPSG:3006."
        )
        return Located(lon=none, lat=none, x_m=none, y_m=none, crs=target)
    _tell_system(system, crs or raw.crs, first, ledger)
    return _projected(east, north, system, target, raw, first, ledger)


def _numbers(raw: Raw, column: str, ledger: Ledger) -> Floats:
    text = raw.frame[column]
    numbers = read_numbers(text)
    bad = text.is_not_null() & numbers.is_null()
    if bad.any():
        ledger.problem(
            column, raw.rows.filter(bad), text.filter(bad)[0], "en koordinat, till exempel 59,3293"
        )
    return numbers.fill_null(float("nan")).to_numpy().copy()


def _drop_zeros(east: Floats, north: Floats, raw: Raw, column: str, ledger: Ledger) -> None:
    zero = (east == 0) & (north == 0)
    half = np.isfinite(east) != np.isfinite(north)
    if zero.any():
        rows = raw.rows.filter(pl.Series(zero))
        ledger.problem(column, rows, "0 och 0", "en koordinat; 0, 0 räknas som att platsen saknas")
        ledger.warn(
            f"{counted(int(zero.sum()), 'rad', 'rader')} har koordinaten 0, 0. Sådana räknas, men utan plats på kartan."
        )
    east[zero | half] = np.nan
    north[zero | half] = np.nan


def _share(mask: Any) -> float:
    return float(np.mean(mask)) if len(mask) else 0.0


def _system(east: Floats, north: Floats, declared: str | None) -> tuple[str | None, bool]:
    """Return the system of the numbers, and whether the two columns are swapped."""
    known = np.isfinite(east) & np.isfinite(north)
    e, n = east[known], north[known]
    if declared:
        return declared, declared in _RANGES and _fits(declared, n, e) > max(_MOST, _fits(declared, e, n))
    if _share((np.abs(e) <= 180) & (np.abs(n) <= 180)) >= 0.5:
        swapped = _share(in_sweden(n, e)) >= _MOST and _share(in_sweden(e, n)) < 0.1
        return "EPSG:4326", swapped or _share(np.abs(n) > 90) >= 0.5 and _share(np.abs(e) <= 90) >= _MOST
    for system in _RANGES:
        if _fits(system, e, n) >= 0.5:
            return system, False
        if _fits(system, n, e) >= 0.5:
            return system, True
    return None, False


_RANGES = {
    "EPSG:3006": (200_000.0, 950_000.0, 6_000_000.0, 7_750_000.0),
    "EPSG:3021": (1_150_000.0, 1_950_000.0, 6_000_000.0, 7_750_000.0),
}
"""Where Sweden lies in SWEREF 99 TM and in RT 90 2.5 gon V: west, east, south, north (metres)."""

_NAMES = {"EPSG:3006": "SWEREF 99 TM", "EPSG:3021": "RT 90 2,5 gon V", "EPSG:4326": "WGS 84 (grader)"}


def _fits(system: str, east: Floats, north: Floats) -> float:
    west, right, south, top = _RANGES[system]
    return _share((east >= west) & (east <= right) & (north >= south) & (north <= top))


def _tell_swap(system: str | None, pair: tuple[str, str], first: str, second: str, ledger: Ledger) -> None:
    if system == "EPSG:4326":
        ledger.warn(
            f"Kolumnerna ”{first}” och ”{second}” hade bytt plats: latitud stod som longitud. De lästes omvänt."
        )
    ledger.guess(
        pair[1], first, f"”{first}” är nordlig och ”{second}” östlig koordinat: det säger talens storlek."
    )


def _tell_system(system: str, declared: str | None, column: str, ledger: Ledger) -> None:
    if not declared and system != "EPSG:4326":
        ledger.guess("crs", column, f"Talens storlek säger att koordinaterna är i {_NAMES[system]}.")


def _projected(
    east: Floats, north: Floats, system: str, target: str | None, raw: Raw, column: str, ledger: Ledger
) -> Located:
    degrees = system == "EPSG:4326"
    impossible = (np.abs(east) > 180) | (np.abs(north) > 90) if degrees else np.zeros(east.shape, dtype=bool)
    if system in _RANGES:
        west, right, south, top = _RANGES[system]
        impossible = (east < west) | (east > right) | (north < south) | (north > top)
    _drop(impossible, east, north, raw, column, f"en koordinat i {_NAMES.get(system, system)}", ledger)
    try:
        lon, lat = (east, north) if degrees else transform(east, north, source=system, target="EPSG:4326")
        crs = target or working_crs(lon, lat)
        x, y = (east.copy(), north.copy()) if system == crs else project(lon, lat, crs)
    except Exception as error:
        if type(error).__module__.startswith("pyproj"):
            raise BadDeclaration(
                f"Koordinatsystemet ”{system}” känns inte igen. Skriv till exempel EPSG:3006."
            ) from None
        raise
    far = np.hypot(x - np.nanmedian(x), y - np.nanmedian(y)) > _FAR_M
    far |= np.isfinite(lon) & ~np.isfinite(x)
    lon, lat = lon.copy(), lat.copy()
    _drop(far, lon, lat, raw, column, "en koordinat i närheten av de andra", ledger)
    x[far], y[far] = np.nan, np.nan
    known = np.isfinite(x)
    home = bool(in_sweden(np.median(lon[known]), np.median(lat[known]))) if known.any() else None
    return Located(lon=lon, lat=lat, x_m=x, y_m=y, crs=crs, file_crs=system, in_sweden=home)


def _drop(
    wrong: NDArray[np.bool_],
    east: Floats,
    north: Floats,
    raw: Raw,
    column: str,
    expected: str,
    ledger: Ledger,
) -> None:
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        ledger.problem(column, raw.rows.filter(pl.Series(wrong)), raw.frame[column][place], expected)
        ledger.warn(
            f"{counted(int(wrong.sum()), 'rad', 'rader')} har koordinater som inte kan stämma. Sådana "
            "räknas, men utan plats på kartan."
        )
        east[wrong] = np.nan
        north[wrong] = np.nan
