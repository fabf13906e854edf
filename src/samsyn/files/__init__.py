"""
Reads CSV, XLSX, ODS, GeoJSON, GeoPackage and Parquet into tables and says what it guessed.

    read(path, *, declared, known, corrections, areas, at, progress, name) -> Reading
    read_areas(path, *, columns, version, name) -> AreaSet ; inspect_areas(...) also tells what was guessed
    load_source(path) -> Source ; dump_source(source) -> str
"""

from samsyn.files.areas import AreaReading, inspect_areas, read_areas
from samsyn.files.declaration import dump_source, load_source
from samsyn.files.reading import (
    EXAMPLES,
    MEANINGS,
    ColumnProfile,
    Duplicates,
    Guess,
    LeftOut,
    Problem,
    Progress,
    Reading,
)
from samsyn.files.reports import read

__all__ = [
    "EXAMPLES",
    "MEANINGS",
    "AreaReading",
    "ColumnProfile",
    "Duplicates",
    "Guess",
    "LeftOut",
    "Problem",
    "Progress",
    "Reading",
    "dump_source",
    "inspect_areas",
    "load_source",
    "read",
    "read_areas",
]
