"""Reads GeoPackage: a SQLite file with geometry as well-known binary behind a short header."""

from __future__ import annotations

import sqlite3
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from samsyn.errors import UnreadableFile
from samsyn.files.features import raw_of
from samsyn.files.ledger import Ledger
from samsyn.files.opening import Opened
from samsyn.files.raw import Raw

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_LARGEST = 3_000_000


def read_geopackage(opened: Opened, ledger: Ledger) -> Raw:
    """
    Read the largest layer of a GeoPackage.

    Raises
    ------
    UnreadableFile
        If it is no GeoPackage, is broken, or holds no layer.

    References
    ----------
    OGC (2021), GeoPackage Encoding Standard 1.3.1, section 2.1.3 (binary format).
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(opened.data)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        return _read(connection, opened.name, ledger)
    except (sqlite3.Error, UnicodeDecodeError):
        raise UnreadableFile(
            f"Filen {opened.name} är ingen hel GeoPackage: den är skadad eller av annat slag."
        ) from None
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, name: str, ledger: Ledger) -> Raw:
    layers = [
        row[0]
        for row in connection.execute(
            "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
        )
    ]
    sizes = {
        layer: connection.execute(f"SELECT count(*) FROM {_quoted(layer)}").fetchone()[0] for layer in layers
    }
    if not sizes or not max(sizes.values()):
        raise UnreadableFile(f"Filen {name} innehåller inga objekt.")
    layer = max(sizes, key=lambda key: sizes[key])
    if sizes[layer] > _LARGEST:
        raise UnreadableFile(
            f"Filen {name} har fler än 3 miljoner objekt. Dela upp den, till exempel per år."
        )
    if len(sizes) > 1:
        ledger.guess("sheet", layer, f"Filen har flera lager; ”{layer}” är störst och lästes.")
    cursor = connection.execute(f"SELECT * FROM {_quoted(layer)}")
    names = [column[0] for column in cursor.description]
    geometry_column, crs = _geometry_column(connection, layer)
    rows = cursor.fetchall()
    properties = [
        {key: value for key, value in zip(names, row, strict=True) if key != geometry_column} for row in rows
    ]
    blobs = [row[names.index(geometry_column)] if geometry_column in names else None for row in rows]
    return raw_of(properties, _shapes(blobs, ledger), format="gpkg", crs=crs)


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _geometry_column(connection: sqlite3.Connection, layer: str) -> tuple[str | None, str | None]:
    row = connection.execute(
        "SELECT g.column_name, s.organization, s.organization_coordsys_id FROM gpkg_geometry_columns g "
        "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE g.table_name = ?",
        (layer,),
    ).fetchone()
    if row is None:
        return None, None
    known = str(row[1]).upper() == "EPSG" and row[2]
    return str(row[0]), f"EPSG:{row[2]}" if known else None


def _shapes(blobs: list[Any], ledger: Ledger) -> NDArray[Any]:
    bodies = [_body(blob) for blob in blobs]
    shapes: NDArray[Any] = np.asarray(
        shapely.from_wkb(np.array([*bodies, None], dtype=object), on_invalid="ignore")
    )[:-1]
    broken = [
        place + 2 for place, body in enumerate(bodies) if blobs[place] is not None and shapes[place] is None
    ]
    if broken:
        ledger.problem("geometri", broken, "en form som inte går att läsa", "en punkt eller yta")
    return shapes


def _body(blob: Any) -> bytes | None:
    """Return the well-known binary of a geometry, without the header of the package."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:
        return None
    envelope = (blob[3] >> 1) & 7
    if envelope >= len(_ENVELOPE_BYTES):
        return None
    return blob[8 + _ENVELOPE_BYTES[envelope] :]
