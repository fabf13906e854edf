"""Turns a TopoJSON topology, where borders are stored once and shared, into features."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from samsyn.files.ledger import Ledger

Line = NDArray[np.float64]


def decoded(topology: dict[str, Any], ledger: Ledger) -> list[dict[str, Any]]:
    """
    Return the features of the largest object in a topology.

    References
    ----------
    Bostock and Metcalf (2013), The TopoJSON Format Specification, sections 2.1.4 (arcs), 2.1.2 (transforms).
    """
    objects = {name: _members(entry) for name, entry in topology["objects"].items()}
    name = max(objects, key=lambda key: len(objects[key]))
    if len(objects) > 1:
        ledger.guess("sheet", name, f"Filen har flera lager; ”{name}” är störst och lästes.")
    arcs = _arcs(topology)
    transform = topology.get("transform")
    return [_feature(entry, arcs, transform) for entry in objects[name]]


def _members(entry: dict[str, Any]) -> list[dict[str, Any]]:
    return list(entry["geometries"]) if entry["type"] == "GeometryCollection" else [entry]


def _arcs(topology: dict[str, Any]) -> list[Line]:
    transform = topology.get("transform")
    lines = []
    for arc in topology["arcs"]:
        line = np.asarray(arc, dtype=float)[:, :2]
        if transform:
            line = np.cumsum(line, axis=0) * transform["scale"] + transform["translate"]
        lines.append(line)
    return lines


def _feature(entry: dict[str, Any], arcs: list[Line], transform: dict[str, Any] | None) -> dict[str, Any]:
    feature: dict[str, Any] = {"properties": entry.get("properties") or {}, "geometry": None}
    if "id" in entry:
        feature["id"] = entry["id"]
    kind = entry.get("type")
    if kind == "Polygon":
        coordinates: Any = [_ring(ring, arcs) for ring in entry["arcs"]]
    elif kind == "MultiPolygon":
        coordinates = [[_ring(ring, arcs) for ring in polygon] for polygon in entry["arcs"]]
    elif kind == "Point":
        coordinates = entry["coordinates"]
        if transform:
            coordinates = (np.asarray(coordinates[:2]) * transform["scale"] + transform["translate"]).tolist()
    else:
        return feature
    feature["geometry"] = {"type": kind, "coordinates": coordinates}
    return feature


def _ring(indices: list[int], arcs: list[Line]) -> list[list[float]]:
    """Return a ring joined from arcs; a negative index is an arc backwards, and the joints are not repeated."""
    parts: list[Line] = []
    for index in indices:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        parts.append(line if not parts else line[1:])
    points: list[list[float]] = np.concatenate(parts).tolist()
    return points
