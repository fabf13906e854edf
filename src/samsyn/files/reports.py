"""Reads a file of reports into a table that methods can work on, and says all that was guessed on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from samsyn.errors import MissingColumn
from samsyn.files.formats import read_raw
from samsyn.files.ledger import Ledger
from samsyn.files.opening import LARGEST, open_file
from samsyn.files.raw import Raw
from samsyn.files.reading import Progress, Reading
from samsyn.files.understanding import OpenedFile, understand
from samsyn.table import AreaSet, Source


def read(
    path: Path | str,
    *,
    declared: Source | None = None,
    known: Sequence[Source] = (),
    corrections: Mapping[str, str] | None = None,
    areas: AreaSet | None = None,
    at: datetime | None = None,
    progress: Progress | None = None,
    name: str | None = None,
    keep: bool = False,
    largest: int = LARGEST,
) -> Reading:
    """
    Read a file of reports.

    Parameters
    ----------
    path : Path or str
        CSV (any delimiter and encoding), XLSX, ODS, XLS, GeoJSON, GeoPackage or Parquet, each also gzipped.
        The first bytes decide.
    declared : Source, optional
        What the source says about itself; outranks every guess.
    known : sequence of Source
        Declarations to recognise the file by, where none is declared; see `samsyn.files.known`.
    corrections : mapping, optional
        Meaning (a key of MEANINGS) → heading; an empty heading says that there is no such column. Outranks all else.
    areas : AreaSet, optional
        The areas to place the rows in. Without it the file's own keys are used.
    at : datetime, optional
        Now, with zone: rows that happened later are left out.
    progress : callable, optional
        Is told the share done and what is being done.
    name : str, optional
        What the file is called, where it is stored under another name.
    keep : bool
        Whether to give what may be kept of the file too (`Reading.kept`).
    largest : int
        The largest number of bytes that is read, unpacked; of a workbook four times as many.

    Returns
    -------
    Reading

    Raises
    ------
    UnreadableFile
        If the file is empty, broken, locked, too large or of no known kind, or has more than `MOST_COLUMNS` columns.
    MissingColumn
        If it has no headings, a named column is missing, or no column holds a time.
    BadDeclaration
        If the declaration or a correction says something that cannot be.

    Notes
    -----
    Half-open: a day, week or month without clock is the span from its first midnight to the one after it, in
    the source's zone. Cells are text: a formula is never computed. Free text and personal columns are not
    read.
    """
    tell = progress or _nobody
    ledger = Ledger()
    tell(0.0, "Läser filen")
    opened = open_file(path, name=name, largest=largest)
    raw = read_raw(opened, ledger)
    file = OpenedFile(name=opened.name, sha256=opened.sha256, gzipped=opened.gzipped, opening=ledger.opening)
    del opened
    return understand(
        raw, file, ledger, tell,
        declared=declared, known=known, corrections=corrections or {}, areas=areas, at=at, keep=keep,
    )  # fmt: skip


def read_again(
    reading: Reading,
    *,
    declared: Source | None = None,
    known: Sequence[Source] = (),
    corrections: Mapping[str, str] | None = None,
    areas: AreaSet | None = None,
    at: datetime | None = None,
    progress: Progress | None = None,
) -> Reading:
    """
    Read a file again from what was kept of it, with other columns, another declaration or other areas.

    Parameters
    ----------
    reading : Reading
        With `kept`; its name, digest and format are carried over.
    declared, known, corrections, areas, at, progress
        As in `read`.

    Returns
    -------
    Reading
        With `kept`.

    Raises
    ------
    MissingColumn, BadDeclaration
        As `read`; a column whose cells are gone cannot be used.
    """
    kept = reading.kept
    if kept is None:
        raise ValueError("Nothing was kept of the file.")
    gone = [c for m, c in (corrections or {}).items() if c in kept.withheld]
    if gone:
        raise MissingColumn(
            f"Kolumnen ”{gone[0]}” sparades inte, eftersom den kan innehålla uppgifter om personer. "
            "Välj filen igen för att läsa kolumnen."
        )
    raw = Raw(
        frame=kept.cells, rows=kept.rows, format=reading.format, encoding=reading.encoding,
        delimiter=reading.delimiter, sheet=reading.sheet, crs=kept.crs, coordinates=kept.coordinates,
        withheld=kept.withheld, content=kept.content,
    )  # fmt: skip
    file = OpenedFile(name=reading.name, sha256=reading.sha256, gzipped=reading.gzipped, opening=kept.opening)
    return understand(
        raw, file, Ledger.after(kept.opening), progress or _nobody,
        declared=declared, known=known, corrections=corrections or {}, areas=areas, at=at, keep=True,
    )  # fmt: skip


def _nobody(share: float, what: str) -> None:
    """Nobody waits."""
