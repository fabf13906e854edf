"""
Reads CSV, XLSX, ODS, GeoJSON, GeoPackage and Parquet into tables and says what it guessed.

    read(path, *, declared, known, corrections, areas, at, progress, name, keep) -> Reading
    read_again(reading, *, declared, known, corrections, areas, at, progress) -> Reading, from what was kept of the file
    place_again(frame, *, crs, precision, own, areas) -> frame, crs: rows in other areas
    read_areas(path, *, columns, version, name) -> AreaSet ; inspect_areas(...) also tells what was guessed
    read_border(text) -> polygon : one border that a person has pasted or drawn
    read_prose(path_or_bytes, *, name) -> Prose : a running text (Word, PDF, plain) as numbered passages
    load_source(path) -> Source ; dump_source(source) -> str
"""

from samsyn.files.areas import AreaReading, inspect_areas, read_areas
from samsyn.files.border_text import outside_sweden, read_border
from samsyn.files.declaration import dump_source, load_source
from samsyn.files.passages import Passage
from samsyn.files.placing import place_again
from samsyn.files.prose import Prose, read_prose
from samsyn.files.reading import (
    EXAMPLES,
    MEANINGS,
    ColumnProfile,
    Duplicates,
    Guess,
    Kept,
    LeftOut,
    Opening,
    Problem,
    Progress,
    Reading,
)
from samsyn.files.reports import read, read_again

__all__ = [
    "EXAMPLES",
    "MEANINGS",
    "AreaReading",
    "ColumnProfile",
    "Duplicates",
    "Guess",
    "Kept",
    "LeftOut",
    "Opening",
    "Passage",
    "Problem",
    "Progress",
    "Prose",
    "Reading",
    "dump_source",
    "inspect_areas",
    "load_source",
    "outside_sweden",
    "place_again",
    "read",
    "read_again",
    "read_areas",
    "read_border",
    "read_prose",
]
