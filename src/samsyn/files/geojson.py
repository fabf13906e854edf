"""Reads GeoJSON and TopoJSON."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from samsyn.errors import UnreadableFile
from samsyn.files.encoding import to_utf8
from samsyn.files.features import raw_of
from samsyn.files.ledger import Ledger
from samsyn.files.opening import Opened
from samsyn.files.raw import Raw
from samsyn.files.topojson import decoded

_CODE = re.compile(r"EPSG:{1,2}(?:[\d.]*:)?(\d{4,6})$", re.IGNORECASE)


def read_json(opened: Opened, ledger: Ledger) -> Raw:
    """
    Read a GeoJSON feature collection or a TopoJSON topology.

    Raises
    ------
    UnreadableFile
        If it is neither, is broken, or holds nothing.
    """
    data, _ = to_utf8(opened.data, opened.name)
    try:
        content = json.loads(data)
    except (json.JSONDecodeError, RecursionError):
        raise UnreadableFile(
            f"Filen {opened.name} är skadad eller avbruten: den är ingen hel GeoJSON."
        ) from None
    features, crs, format = _features(content, opened.name, ledger)  # noqa: A001
    if not features:
        raise UnreadableFile(f"Filen {opened.name} innehåller inga objekt.")
    properties = []
    for feature in features:
        own = feature.get("properties")
        entry = dict(own) if isinstance(own, dict) else {}
        if "id" in feature and "id" not in entry:
            entry["id"] = feature["id"]
        properties.append(entry)
    geometry = _geometry(features, ledger)
    return raw_of(properties, geometry, format=format, crs=crs)


def _features(content: Any, name: str, ledger: Ledger) -> tuple[list[dict[str, Any]], str, str]:
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "Topology":
        try:
            return decoded(content, ledger), "EPSG:4326", "topojson"
        except (KeyError, IndexError, TypeError, ValueError):
            raise UnreadableFile(f"Filen {name} är en skadad TopoJSON.") from None
    if kind == "FeatureCollection" and isinstance(content.get("features"), list):
        features = [feature for feature in content["features"] if isinstance(feature, dict)]
        return features, _crs(content), "geojson"
    if kind == "Feature":
        return [content], _crs(content), "geojson"
    if isinstance(content, list) and content and all(isinstance(entry, dict) for entry in content):
        return [{"properties": _flat(entry)} for entry in content], "EPSG:4326", "json"
    raise UnreadableFile(f"Filen {name} är JSON men ingen GeoJSON med objekt.")


def _flat(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an object whose objects are laid out beside it: location: {name} becomes location_name."""
    flat: dict[str, Any] = {}
    for key, value in entry.items():
        if isinstance(value, dict):
            flat.update({f"{key}_{inner}": each for inner, each in value.items()})
        else:
            flat[key] = value
    return flat


def _crs(content: dict[str, Any]) -> str:
    """Return the system that an older GeoJSON names; WGS 84 where it names none."""
    try:
        named = str(content["crs"]["properties"]["name"])
    except (KeyError, TypeError):
        return "EPSG:4326"
    code = _CODE.search(named)
    return f"EPSG:{code[1]}" if code else "EPSG:4326"


def _geometry(features: list[dict[str, Any]], ledger: Ledger) -> NDArray[Any]:
    shapes = np.empty(len(features), dtype=object)
    broken = []
    for place, feature in enumerate(features):
        geometry = feature.get("geometry")
        if not geometry:
            continue
        try:
            with np.errstate(invalid="ignore"):  # NaN is no JSON, but Python reads it
                shapes[place] = shape(geometry)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
            broken.append(place + 2)
    if broken:
        ledger.problem(
            "geometri", broken, "en form som inte går att läsa", "en punkt eller yta enligt GeoJSON"
        )
    return shapes
