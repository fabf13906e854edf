"""Reads text tables: CSV, TSV and whatever else separates its cells by one character."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from samsyn.errors import UnreadableFile
from samsyn.files.encoding import to_utf8
from samsyn.files.heading import find_heading, is_value
from samsyn.files.ledger import Ledger
from samsyn.files.names import is_known
from samsyn.files.opening import Opened
from samsyn.files.raw import Raw, cleaned, headings

DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck", "^": "cirkumflex", "~": "tilde"}
_SAMPLE = 1 << 18
_SAMPLE_ROWS = 200
_PIECE = 50_000
_DECLARED = re.compile(rb'"?sep=(.)"?\r?\n')


def read_delimited(opened: Opened, ledger: Ledger) -> Raw:
    """
    Read a text table as it stands.

    Raises
    ------
    UnreadableFile
        If it holds no table.
    MissingColumn
        If it has no headings.
    """
    data, encoding = to_utf8(opened.data, opened.name)
    if encoding not in ("utf-8",):
        ledger.guess("encoding", encoding, f"Texten är skriven i teckenkodningen {encoding}.")
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
    declared = _DECLARED.match(data)
    before = 1 if declared else 0
    sample = _sample(data[declared.end() :] if declared else data)
    delimiter = declared[1].decode("latin-1") if declared else find_delimiter(sample)
    lines, rows = _records(sample, delimiter)
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise UnreadableFile(f"Filen {opened.name} är tom.")
    place = find_heading(rows, opened.name)
    if place:
        ledger.guess("heading", f"rad {place + before + 1}", f"Rubrikerna står på rad {place + before + 1}.")
    names = headings(_widened(rows, place))
    frame = _frame(
        data, delimiter, len(names), skip=lines[place] + before, ledger=ledger, first=place + before + 2
    )
    frame.columns = names
    numbers = pl.int_range(place + before + 2, place + before + 2 + frame.height, dtype=pl.Int64, eager=True)
    frame, numbers = cleaned(frame, numbers)
    return Raw(frame=frame, rows=numbers, format="csv", encoding=encoding, delimiter=delimiter)


def _sample(data: bytes) -> str:
    start = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        start = start[: start.rfind(b"\n") + 1] or start
    return start.decode("utf-8", errors="ignore")


def _records(sample: str, delimiter: str) -> tuple[list[int], list[list[str]]]:
    """Return the first records and the number of lines read after each."""
    lines, rows = [], []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error:  # a quote that is never closed, or a cell larger than any cell is
        pass
    return lines, rows


def _widened(rows: list[list[str]], place: int) -> list[str]:
    """Return the heading row, as wide as the widest row below it that has something in its last cell."""
    width = max((len(row) for row in rows[place : place + 1]), default=1)
    for row in rows[place + 1 :]:
        end = len(row)
        while end > width and not row[end - 1].strip():
            end -= 1
        if width < end <= width + 1:
            width = end
    return rows[place] + [""] * (width - len(rows[place]))


def find_delimiter(sample: str) -> str:
    """Return the character that cuts most rows into the same number of cells below a row that reads as headings."""
    return max(DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter))


def _fitness(sample: str, delimiter: str) -> tuple[float, int]:
    rows = [row for row in _records(sample, delimiter)[1] if any(cell.strip() for cell in row)]
    widths = [len(row) for row in rows]
    if not rows or max(widths) == 1:
        return 0.0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    if usual == 1:
        return 0.0, 0
    first = next(row for row in rows if len(row) == usual)
    cells = [cell for cell in first if cell.strip()] or [""]
    words = sum(not is_value(cell) for cell in cells) / len(cells)
    known = sum(is_known(cell) for cell in cells)
    return widths.count(usual) / len(widths) * words + known, usual


def _frame(data: bytes, delimiter: str, width: int, *, skip: int, ledger: Ledger, first: int) -> pl.DataFrame:
    """Return the records below the headings, quickly where they are regular and carefully where they are not."""
    try:
        return pl.read_csv(
            data,
            has_header=False,
            schema={f"c{place}": pl.String() for place in range(width)},
            missing_columns="insert",
            separator=delimiter,
            skip_lines=skip,
        )
    except pl.exceptions.PolarsError:
        return _irregular(data, delimiter, width, skip=skip, ledger=ledger, first=first)


def _irregular(
    data: bytes, delimiter: str, width: int, *, skip: int, ledger: Ledger, first: int
) -> pl.DataFrame:
    """Read records one by one: some have too many cells, or a quote that does not close."""
    quoting = csv.QUOTE_MINIMAL if _closes(data, delimiter, skip) else csv.QUOTE_NONE
    if quoting == csv.QUOTE_NONE:
        ledger.warn(
            "Filen har citattecken som inte stängs. Raderna lästes därför en rad i taget, och citattecken togs bort."
        )
    pieces, wide = _careful(data, delimiter, width, skip, first, quoting)
    ledger.problem(
        "hela raden", wide, "fler celler än rubriker", f"högst {width} celler på raden; resten lästes inte"
    )
    return pl.concat(pieces) if pieces else pl.DataFrame(schema={f"c{n}": pl.String for n in range(width)})


def _closes(data: bytes, delimiter: str, skip: int) -> bool:
    """Return whether every quote is closed; a stray quote inside a cell does no harm."""
    try:
        for _ in csv.reader(_lines(data, skip), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "expected after" in str(error)
    return True


def _careful(
    data: bytes, delimiter: str, width: int, skip: int, first: int, quoting: Any
) -> tuple[list[pl.DataFrame], list[int]]:
    pieces, wide = [], []
    for start, rows in _batches(data, delimiter, skip, quoting):
        wide += [first + start + n for n, row in enumerate(rows) if any(cell.strip() for cell in row[width:])]
        even = [row[:width] + [""] * (width - len(row)) for row in rows]
        if quoting == csv.QUOTE_NONE:
            even = [[cell.replace('"', "") for cell in row] for row in even]
        pieces.append(pl.DataFrame(even, schema={f"c{n}": pl.String for n in range(width)}, orient="row"))
    return pieces, wide


def _lines(data: bytes, skip: int) -> Iterator[str]:
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="replace", newline="")
    for _ in range(skip):
        text.readline()
    return text


def _batches(data: bytes, delimiter: str, skip: int, quoting: Any) -> Iterator[tuple[int, list[list[str]]]]:
    batch: list[list[str]] = []
    start = 0
    for row in csv.reader(_lines(data, skip), delimiter=delimiter, quoting=quoting):
        batch.append(row)
        if len(batch) == _PIECE:
            yield start, batch
            start, batch = start + len(batch), []
    if batch:
        yield start, batch
