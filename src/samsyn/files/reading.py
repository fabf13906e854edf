"""What a reading of a file is: the table, and everything that was guessed, doubted and left out on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from samsyn.table import AreaSet, Sensitivity, Source, Table

MEANINGS: dict[str, str] = {
    "time_from": "tid, eller början av tidsrymden",
    "time_to": "slut på tidsrymden",
    "date": "datum, vecka eller månad",
    "time_of_day": "klockslag",
    "category": "kategori",
    "area": "områdets kod",
    "area_name": "områdets namn",
    "longitude": "longitud",
    "latitude": "latitud",
    "x": "östlig koordinat",
    "y": "nordlig koordinat",
    "reporter": "rapporterande funktion",
    "kind": "slag av rapport",
    "severity": "allvarlighet",
    "id": "radens nummer i källan",
}
"""What a column may mean, with the words that people see; the keys of `corrections` and of `Source.columns`."""

EXAMPLES = 20
"""The largest number of rows that are named for one problem."""

Progress = Callable[[float, str], None]
"""Is told how far the reading has come (0–1), and what is being done, in Swedish."""


@dataclass(frozen=True, kw_only=True)
class Guess:
    """
    One thing that was not declared and had to be inferred.

    Parameters
    ----------
    meaning : str
        A key of MEANINGS, or "encoding", "delimiter", "sheet", "heading", "source", "zone", "crs", "date_order",
        "time_precision", "location_precision".
    column : str, optional
        The column it is about, or the value that was chosen where it is not about a column.
    why : str
        One Swedish sentence.
    sure : bool
        False where a person should look.
    """

    meaning: str
    column: str | None
    why: str
    sure: bool = True


@dataclass(frozen=True, kw_only=True)
class Problem:
    """
    A cell that could not be used as it is, with how many there are of the kind.

    Parameters
    ----------
    row : int
        The first such row, as a spreadsheet numbers it (the first row of the file is 1).
    column : str
        The heading.
    found, expected : str
        What stands there (shortened, control characters removed), and what was expected, Swedish.
    count : int
        How many rows have it.
    rows : tuple of int
        The first of them.
    """

    row: int
    column: str
    found: str
    expected: str
    count: int = 1
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """
    Rows that are not in the table, by reason.

    Parameters
    ----------
    key : str
        "no_time", "bad_time", "two_digit_year", "absurd_time", "future", "ends_before_start", "duplicate", "total".
    reason : str
        In Swedish.
    count : int
    rows : tuple of int
        The first of them, as a spreadsheet numbers rows.
    """

    key: str
    reason: str
    count: int
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ColumnProfile:
    """
    A column of the file.

    Free text and personal columns are profiled by name only: `filled`, `distinct` and `examples` are empty for them.

    Parameters
    ----------
    name : str
        The heading (made unique where two are equal).
    meaning : str, optional
        The key of MEANINGS that it was used as; none where it is not read.
    sensitivity : Sensitivity
    why : str
        Why it is read as it is, or not at all; Swedish.
    filled, distinct : int, optional
        Rows with a value, and the number of different values.
    examples : tuple of str
        The most common values, only of category, area, kind and severity.
    """

    name: str
    meaning: str | None
    sensitivity: Sensitivity = Sensitivity.HARMLESS
    why: str = ""
    filled: int | None = None
    distinct: int | None = None
    examples: tuple[str, ...] = ()

    @property
    def used(self) -> bool:
        """Whether the column is carried into the table."""
        return self.meaning is not None


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """
    Rows that stand more than once.

    Parameters
    ----------
    column : str, optional
        The column that numbers the rows; none where there is none, and then no row is a duplicate.
    left_out : int
        Rows whose number and whole content stand earlier in the file.
    same_number : int
        Rows whose number stands earlier with other content; they are kept.
    identical : int
        Rows equal to an earlier one in a file that does not number its rows; they are kept.
    """

    column: str | None = None
    left_out: int = 0
    same_number: int = 0
    identical: int = 0


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What was said while a file was opened, before any column was understood."""

    guesses: tuple[Guess, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kept:
    """
    What may be kept of a file, so that its rows can be read again and brought into a register.

    Cells of columns that may name or describe people, and cells that identify a person, are not there.

    Parameters
    ----------
    cells : polars.DataFrame
        The file's columns as text, one row per row that was read.
    rows : polars.Series
        Row numbers as a spreadsheet shows them.
    content : polars.Series
        A number per row for its whole content, cells that are gone included.
    reason : polars.Series
        Why the row is not in the table (a key of `LeftOut`); null where it is.
    withheld : mapping
        Columns whose cells are gone, and how they were to be handled.
    opening : Opening
    identities : polars.DataFrame
        `identity` and `digest`, 16 bytes each, one row per row of the reading's table: what the row is called wherever
        it comes again, and what it says.
    crs, coordinates : optional
        As in `samsyn.files.raw.Raw`.
    """

    cells: pl.DataFrame
    rows: pl.Series
    content: pl.Series
    reason: pl.Series
    withheld: Mapping[str, Sensitivity]
    opening: Opening
    identities: pl.DataFrame
    crs: str | None = None
    coordinates: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """
    A file, read.

    Parameters
    ----------
    table : Table
        The rows that can be used.
    source : Source
        What the source declares, with columns, zone and precisions settled.
    areas : AreaSet, optional
        The areas that `table` is keyed by: those given, or those that the file itself names (then without polygons).
    guesses, problems, left_out, columns, warnings : tuples
        What was inferred, what was wrong, what is missing, what the columns are, what the reader must know.
    duplicates : Duplicates
    rows_read, rows_used : int
        `rows_read` = `rows_used` + the sum of `left_out`. Empty rows are not counted.
    name, sha256 : str
        The file's name and the digest of its bytes as they are stored.
    format : str
        "csv", "xlsx", "ods", "xls", "geojson", "gpkg" or "parquet"; `gzipped` says whether it was compressed.
    encoding, delimiter, sheet : str, optional
        Where they apply; `delimiter` is the character itself.
    kept : Kept, optional
        Only where it was asked for.
    """

    table: Table
    source: Source
    name: str
    sha256: str
    format: str
    rows_read: int
    rows_used: int
    areas: AreaSet | None = None
    guesses: tuple[Guess, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    columns: tuple[ColumnProfile, ...] = ()
    duplicates: Duplicates = field(default_factory=Duplicates)
    warnings: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    gzipped: bool = False
    kept: Kept | None = None
