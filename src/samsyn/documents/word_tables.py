"""Tables of a Word document: real header rows, widths that follow the texts, levels as colour, symbol and word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.charts.lettering import width_of
from samsyn.charts.tokens import LIGHT, level
from samsyn.documents.word_xml import node, paragraph, run

ROOM = 9242  # twentieths of a point between the margins
GAP = 160  # of a cell's width that is no text
SIZE = 9  # points
LONGEST = 4200  # that a column asks for
INDENT = 100  # beside and inside a coloured cell
TOGETHER = 12  # rows of a table that stays on one page
SIGNS: Mapping[str, str] = {
    "ring": "○",
    "circle": "●",
    "triangle": "▲",
    "diamond": "◆",
    "square": "■",
    "cross": "✕",
}
SIGN_FONT = "Segoe UI Symbol"


def table(shown: Mapping[str, Any], room: int = ROOM) -> Any:
    """Return a table as `samsyn.documents.printed.content` states it, `room` twentieths of a point wide at most."""
    widths = column_widths([shown["heads"], *(_signed(shown, row) for row in shown["rows"])], room)
    rows = [_header(shown, widths)]
    rows += [_row(shown, widths, n) for n in range(len(shown["rows"]))]
    properties = node(
        "tblPr",
        node("tblStyle", val="SamsynTable"),
        node("tblW", w=sum(widths), type="dxa"),
        node("tblLayout", type="fixed"),
        node("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        node("tblCaption", val=shown["caption"]),
    )
    return node("tbl", properties, node("tblGrid", *(node("gridCol", w=width) for width in widths)), *rows)


def _signed(shown: Mapping[str, Any], row: Sequence[str]) -> list[str]:
    """Return a row's texts with room for the sign and the colour of its level."""
    return [f"■ {text} ■" if at in _indented(shown) else text for at, text in enumerate(row)]


def column_widths(rows: Sequence[Sequence[str]], room: int = ROOM) -> list[int]:
    """
    Return the width of each column in twentieths of a point; together at most the room between the margins.

    A column gets what its longest text needs where all fit, and never less than its longest word while that can be.
    """
    columns = list(zip(*rows, strict=True))
    wanted = [min(LONGEST, max(_width(text) for text in column)) for column in columns]
    if sum(wanted) <= room:
        return wanted
    least = [max(_width(word) for text in column for word in text.split() or [""]) for column in columns]
    least = [min(low, high) for low, high in zip(least, wanted, strict=True)]
    slack = sum(wanted) - sum(least)
    share = (room - sum(least)) / slack if slack else 0
    if share <= 0:
        return [max(1, int(width * room / sum(least))) for width in least]
    return [int(low + (high - low) * share) for low, high in zip(least, wanted, strict=True)]


def _width(text: str) -> int:
    return int(max(width_of(line, SIZE, bold=True) for line in text.split("\n")) * 20 * 1.03) + GAP


def _header(shown: Mapping[str, Any], widths: Sequence[int]) -> Any:
    cells = [
        _cell(widths[at], _text(head, number, keep=True), indent=at in _indented(shown))
        for at, (head, number) in enumerate(zip(shown["heads"], shown["numbers"], strict=True))
    ]
    return node("tr", node("trPr", node("cantSplit"), node("tblHeader")), *cells)


def _row(shown: Mapping[str, Any], widths: Sequence[int], n: int) -> Any:
    cells = []
    keep = len(shown["rows"]) <= TOGETHER and n < len(shown["rows"]) - 1
    for at, text in enumerate(shown["rows"][n]):
        if at == shown["level_column"] and n < len(shown["levels"]):
            cells.append(_level(widths[at], shown["levels"][n], text, keep))
        else:
            said = _text(text, shown["numbers"][at], keep)
            cells.append(_cell(widths[at], said, indent=at in _indented(shown)))
    return node("tr", node("trPr", node("cantSplit")), *cells)


def _indented(shown: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the columns that lie at a coloured cell: the levels' own, and the one after it."""
    at = shown["level_column"]
    return () if at < 0 else (at, at + 1)


def _text(text: str, number: bool, keep: bool) -> Any:
    return paragraph("TableText", text, **_kept(keep), **({"jc": "right"} if number else {}))


def _kept(keep: bool) -> dict[str, Any]:
    return {"keepNext": True} if keep else {}


def _cell(width: int, content: Any, fill: str | None = None, *, indent: bool = False) -> Any:
    shade = node("shd", val="clear", color="auto", fill=fill) if fill else None
    margin = node("tcMar", node("left", w=INDENT, type="dxa")) if fill or indent else None
    return node("tc", node("tcPr", node("tcW", w=width, type="dxa"), shade, margin), content)


def _level(width: int, status: str, word: str, keep: bool) -> Any:
    """Return a cell that says a level three times: as colour, symbol and word."""
    look = level(status)
    sign = run(f"{SIGNS[look.symbol]} ", font=SIGN_FONT)
    return _cell(
        width, paragraph("TableText", sign, word, **_kept(keep)), fill=LIGHT[look.fill].removeprefix("#")
    )
