"""Tables as they stand in a file, whatever its kind, and the running text around them."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.errors import UnreadableFile

LARGEST_ROWS, LARGEST_COLUMNS, LARGEST_CELLS = 5000, 200, 200_000


@dataclass(frozen=True, kw_only=True)
class Grid:
    """
    A sheet or a table as text.

    Parameters
    ----------
    part : str
        What a person calls it: "bladet Plan", "tabell 2".
    kind : str
        "sheet" or "table".
    index : int
        Its number in the file, counted from 0.
    rows : tuple of tuple of str
        Cells; what is merged over several rows stands in each of them, what is merged over columns in the first.
    spread : frozenset of int
        Rows, counted from 0, that hold one text.
    merged : frozenset of int
        Those of them whose text is merged over columns.
    """

    part: str
    kind: str
    index: int
    rows: tuple[tuple[str, ...], ...]
    spread: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()

    def filled(self, row: int) -> list[str]:
        """Return the texts of a row."""
        return [cell for cell in self.rows[row] if cell]


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """
    A paragraph of running text.

    Parameters
    ----------
    number : int
        Counted from 1 over the document, tables left out.
    level : int
        Level of a heading, 0 for what is none.
    is_item : bool
        Whether it stands in a list.
    """

    text: str
    number: int
    level: int = 0
    is_item: bool = False


Block = Grid | Paragraph


@dataclass(frozen=True, kw_only=True)
class Contents:
    """
    All that a file says, in order.

    Parameters
    ----------
    formulas : int
        Cells that hold a formula; their saved values were read.
    pictures : int
    """

    format: str
    blocks: tuple[Block, ...]
    formulas: int = 0
    pictures: int = 0


def tidy(text: str) -> str:
    """Return a cell's text with single spaces, its lines kept."""
    lines = (" ".join(line.replace("\u00ad", "").split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def grid(part: str, kind: str, index: int, rows: list[list[str]], merged: set[int], *, name: str) -> Grid:
    """
    Return a grid of equally long rows.

    Raises
    ------
    UnreadableFile
        If it is larger than a plan is: nothing is cut off in silence.
    """
    tidied = [[tidy(cell) for cell in row] for row in rows]
    while tidied and not any(tidied[-1]):
        tidied.pop()
    width = max((n + 1 for row in tidied for n, cell in enumerate(row) if cell), default=0)
    if len(tidied) > LARGEST_ROWS or width > LARGEST_COLUMNS or len(tidied) * width > LARGEST_CELLS:
        raise UnreadableFile(
            f"Filen {name}: {part} har fler än {LARGEST_ROWS} rader eller {LARGEST_COLUMNS} kolumner. Så stor är "
            "ingen plan. Spara bara planen i en egen fil."
        )
    even = tuple(tuple((row + [""] * width)[:width]) for row in tidied)
    alone = {n for n, row in enumerate(even) if sum(bool(cell) for cell in row) == 1}
    return Grid(
        part=part,
        kind=kind,
        index=index,
        rows=even,
        spread=frozenset(alone),
        merged=frozenset(merged & alone),
    )
