"""
Reads CSV, XLSX, ODS, GeoJSON, GeoPackage and Parquet into tables and says what it guessed.

    read(path, *, declared=None, known=(), corrections={}, areas=None, at=None, progress=None, name=None) -> Reading
    read_areas(path, *, columns={}, version=None, name=None) -> AreaSet
    load_source(path) -> Source
    dump_source(source) -> str
"""

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
    "ColumnProfile",
    "Duplicates",
    "Guess",
    "LeftOut",
    "Problem",
    "Progress",
    "Reading",
    "read",
]
