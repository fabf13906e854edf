"""Reads one border that a person has pasted or drawn: GeoJSON, or a list of corners."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.validation import explain_validity

from samsyn.errors import BadInput
from samsyn.stats.space import SWEDEN, SWEDEN_CRS, transform

DEGREES = "EPSG:4326"
MOST_CHARACTERS = 2_000_000
_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_PAIR = re.compile(rf"^\s*({_NUMBER})\s*(?:[;\t ]|,\s)\s*({_NUMBER})\s*[;,]?\s*$")
_PLAIN_PAIR = re.compile(r"^\s*([-+]?\d+(?:\.\d+)?)\s*,\s*([-+]?\d+(?:\.\d+)?)\s*$")
_CROSSING = re.compile(r"\[(\S+) (\S+)\]")


def read_border(text: str) -> Any:
    """
    Return the surface that a text draws.

    Parameters
    ----------
    text : str
        A GeoJSON geometry, feature or collection of one feature (WGS 84), or one corner per line: north and east in
        SWEREF 99 TM (metres), or latitude and longitude (degrees). Which it is, and in which order, shows in the
        numbers: in Sweden a northing is above 6 000 000 and a latitude above 54.

    Returns
    -------
    shapely Polygon or MultiPolygon
        WGS 84, longitude first.

    Raises
    ------
    BadInput
        If the text draws no whole surface, with what is wrong and where.

    Examples
    --------
    >>> read_border("59,00 18,00\\n59,00 18,01\\n59,01 18,00").bounds
    (18.0, 59.0, 18.01, 59.01)
    """
    if len(text) > MOST_CHARACTERS:
        raise BadInput("Gränsen är för lång. Ladda upp den som fil i stället.")
    if not text.strip():
        raise BadInput("Gränsen är tom.")
    drawn = _from_json(text) if text.lstrip()[0] in "{[" else _from_corners(text)
    _check(drawn)
    return drawn


def _from_json(text: str) -> Any:
    try:
        content = json.loads(text)
        for _ in range(2):
            if isinstance(content, dict) and content.get("type") == "FeatureCollection":
                features = content.get("features") or []
                if len(features) != 1:
                    raise BadInput(
                        f"Det här är {len(features)} områden. Klistra in ett i taget, eller ladda upp filen."
                    )
                content = features[0]
            if isinstance(content, dict) and content.get("type") == "Feature":
                content = content.get("geometry")
        with np.errstate(invalid="ignore"):  # NaN is no JSON, but Python reads it
            drawn = shapely.force_2d(shape(content))
    except json.JSONDecodeError as error:
        raise BadInput(
            f"Texten är ingen hel GeoJSON: det tar slut eller blir fel vid tecken {error.pos + 1}."
        ) from None
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        shapely.errors.ShapelyError,
    ):
        raise BadInput("Texten är JSON men ingen GeoJSON-geometri som går att läsa.") from None
    if drawn.geom_type not in ("Polygon", "MultiPolygon"):
        raise BadInput("Formen är ingen yta. Ett område behöver en polygon, inte en punkt eller linje.")
    return drawn


def _from_corners(text: str) -> Any:
    corners = [_corner(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        raise BadInput(f"En yta behöver minst tre hörn. Texten har {len(corners)}.")
    return shapely.Polygon(_degrees(np.array(corners)))


def _corner(line: str, number: int) -> tuple[float, float]:
    found = _PLAIN_PAIR.match(line) or _PAIR.match(line)
    if not found:
        raise BadInput(
            f"Rad {number}, ”{line.strip()[:40]}”, är inget hörn. Skriv två tal per rad, till exempel 6580822 674032 "
            "(norr och öst i SWEREF 99 TM) eller 59,3293 18,0686 (latitud och longitud)."
        )
    return float(found[1].replace(",", ".")), float(found[2].replace(",", "."))


def _degrees(corners: Any) -> Any:
    """Return corners as longitude and latitude; the order of the two numbers shows in their size."""
    if np.all(np.abs(corners) <= 180):
        north_first = corners[:, 0].mean() > corners[:, 1].mean()
        return corners[:, ::-1] if north_first else corners
    if np.all(corners.max(axis=1) > 1_000_000) and np.all(corners.min(axis=1) > 100_000):
        north_first = corners[:, 0].mean() > corners[:, 1].mean()
        east, north = (corners[:, 1], corners[:, 0]) if north_first else (corners[:, 0], corners[:, 1])
        lon, lat = transform(east, north, source=SWEDEN_CRS, target=DEGREES)
        return np.column_stack([lon, lat])
    raise BadInput(
        "Talen är varken grader (latitud och longitud) eller meter i SWEREF 99 TM (norr sju siffror, öst sex)."
    )


def _check(drawn: Any) -> None:
    points = shapely.get_coordinates(drawn)
    if drawn.is_empty or not len(points):
        raise BadInput("Formen är tom.")
    if not np.isfinite(points).all() or np.abs(points[:, 0]).max() > 180 or np.abs(points[:, 1]).max() > 90:
        raise BadInput("Koordinaterna är inga grader i WGS 84 (longitud till 180, latitud till 90).")
    if shapely.convex_hull(drawn).area == 0:
        raise BadInput("Ytan är noll: hörnen ligger på en linje.")
    if not drawn.is_valid:
        raise BadInput(_wrong(drawn))


def _wrong(drawn: Any) -> str:
    why = explain_validity(drawn)
    place = _CROSSING.search(why)
    near = (
        f" nära latitud {float(place[2]):.5f}, longitud {float(place[1]):.5f}".replace(".", ",")
        if place
        else ""
    )
    if "Self-intersection" in why or "Ring Self" in why:
        return f"Gränsen korsar sig själv{near}. Flytta hörnen så att linjen går runt ytan en gång."
    return f"Gränsen är ingen hel yta{near}: hål och delar måste ligga inuti, och inte över varandra."


def outside_sweden(drawn: Any) -> bool:
    """Return whether a surface (WGS 84) reaches outside the box around Sweden."""
    west, south, east, north = drawn.bounds
    return bool(west < SWEDEN[0] or south < SWEDEN[1] or east > SWEDEN[2] or north > SWEDEN[3])


__all__ = ["outside_sweden", "read_border"]
