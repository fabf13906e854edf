"""From a file of any kind to its cells as text."""

from __future__ import annotations

from collections.abc import Callable

from samsyn.errors import UnreadableFile
from samsyn.files.delimited import read_delimited
from samsyn.files.geojson import read_json
from samsyn.files.geopackage import read_geopackage
from samsyn.files.ledger import Ledger
from samsyn.files.opening import Opened
from samsyn.files.parquet import read_parquet
from samsyn.files.raw import Raw, check_number
from samsyn.files.workbook import read_workbook

READERS: dict[str, Callable[[Opened, Ledger], Raw]] = {
    "text": read_delimited,
    "json": read_json,
    "workbook": read_workbook,
    "gpkg": read_geopackage,
    "parquet": read_parquet,
}
"""Kind of file → its reader."""


def read_raw(opened: Opened, ledger: Ledger) -> Raw:
    """
    Return a file's rows as text.

    Raises
    ------
    UnreadableFile
        If the file has headings but no row, or cannot be read, or has too many columns.
    MissingColumn
        If it has no headings.
    """
    raw = READERS[opened.kind](opened, ledger)
    if not raw.frame.width:
        raise UnreadableFile(f"Filen {opened.name} är tom.")
    check_number(raw.frame.width)
    if not raw.frame.height:
        raise UnreadableFile(f"Filen {opened.name} har rubriker men inga rader.")
    return raw
