"""A table as HTML: rows become cards on a phone, long tables are folded. Text is always escaped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from html import escape

from samsyn.charts.format import cell
from samsyn.charts.tokens import SYMBOLS, level
from samsyn.cycle import Cell, DataTable

Link = Callable[[str], str] | None
HOW = "Hur räknades detta"
LONG = 30  # letters; such a column keeps its width on a large screen and its own line on a small one
CARDS_FROM = 4  # columns
WIDE = 8  # columns; a table of more figures may scroll sideways on a small screen
NARROW = 48  # letters that stand beside each other on a small screen
FOLDED_FROM = 31  # rows
SHOWN = 20  # rows of a table that is folded
Row = tuple[Cell, ...]


def table_html(
    table: DataTable,
    link: Link = None,
    *,
    chips: Sequence[str] = (),
    chip_column: int = -1,
    said: Collection[str] = (),
) -> str:
    """
    Return a table whose first column names the rows; after the first twenty of a long one the rest is folded.

    Parameters
    ----------
    table : DataTable
    link : callable, optional
        Digest of a finding → address.
    chips : sequence of str
        HTML that stands in `chip_column`, one for each row.
    said : collection of str
        Headings just above; a caption that says the same is left to screen readers.
    """
    if not table.columns or not table.rows:
        return ""
    rows = _rows(table, link, chips, chip_column)
    note = f'<p class="table__note">{escape(table.note)}</p>' if table.note else ""
    first = len(rows) if len(rows) < FOLDED_FROM else SHOWN
    parts = [_grid(table, rows[:first], table.caption, hidden=table.caption in said)]
    if rest := rows[first:]:
        of = f"{table.caption}, rad {first + 1}–{len(rows)}"
        parts.append(folded(f"De övriga {len(rest)} raderna", _grid(table, rest, of, hidden=True)))
    return f'<div class="table" id="table-{escape(table.key)}">{"".join(parts)}{note}</div>'


def folded(summary: str, body: str) -> str:
    """Return HTML that is opened by those who want it; `summary` is HTML too."""
    return f'<details class="how"><summary>{summary}</summary><div class="how__body">{body}</div></details>'


def level_html(status: str) -> str:
    """Return a level as symbol and word on its colour."""
    look = level(status)
    symbol = f'<svg viewBox="0 0 16 16" aria-hidden="true"><path fill-rule="evenodd" d="{SYMBOLS[look.symbol]}"/></svg>'
    return f'<span class="level level--{look.status}">{symbol}{escape(look.word)}</span>'


def _grid(table: DataTable, rows: Sequence[str], caption: str, *, hidden: bool) -> str:
    """Return the table itself."""
    name = escape(caption)
    heads = "".join(
        f'<th scope="col"{_role(table, "columnheader")}{look}>{escape(column.label)}</th>'
        for look, column in zip(_looks(table), table.columns, strict=True)
    )
    scrolls = f' role="group" aria-label="Tabell: {name}" tabindex="0"' if _shape(table) == "wide" else ""
    group = _role(table, "rowgroup")
    quiet = ' class="visually-hidden"' if hidden else ""
    return (
        f'<div class="table__scroll table__scroll--{_shape(table)}"{scrolls}><table{_role(table, "table")}>'
        f"<caption{quiet}>{name}</caption>"
        f"<thead{group}><tr{_role(table, 'row')}>{heads}</tr></thead>"
        f"<tbody{group}>{''.join(rows)}</tbody></table></div>"
    )


def _shape(table: DataTable) -> str:
    """Return what becomes of the table on a small screen: as it is, cards, tight figures, or wide."""
    if len(table.columns) < CARDS_FROM:
        return "plain"
    if all(column.number for column in table.columns[1:]):
        return "figures" if len(table.columns) <= WIDE and _letters(table) <= NARROW else "wide"
    return "cards"


def _letters(table: DataTable) -> float:
    """Return how many letters wide a table of figures is where every text is broken between its words."""
    columns = zip((column.label for column in table.columns), *table.rows, strict=True)
    words = (max(len(word) for text in texts for word in str(text).split() or [""]) for texts in columns)
    return sum(words) + 1.4 * len(table.columns)


def _role(table: DataTable, role: str) -> str:
    """Return a role, as an attribute; a browser forgets what a table is when a style makes its rows cards."""
    return f' role="{role}"' if _shape(table) == "cards" else ""


def _looks(table: DataTable) -> list[str]:
    """Return the class of each column, as an attribute."""
    looks = []
    for at, column in enumerate(table.columns):
        long = not column.number and any(len(str(row[at])) > LONG for row in table.rows)
        looks.append(' class="num"' if column.number else ' class="long"' if long else "")
    return looks


def _rows(table: DataTable, link: Link, chips: Sequence[str], chip_column: int) -> list[str]:
    looks = _looks(table)
    rows = []
    for n, row in enumerate(table.rows):
        digest = table.links[n] if n < len(table.links) else None
        href = link(digest) if link is not None and digest else None
        linked = _linked_column(table, row) if href else -1
        cells = [
            _cell(
                table,
                row,
                at,
                look,
                href if at == linked else None,
                chips[n] if chips and at == chip_column else "",
            )
            for at, look in enumerate(looks)
        ]
        rows.append(f"<tr{_role(table, 'row')}>{''.join(cells)}</tr>")
    return rows


def _linked_column(table: DataTable, row: Row) -> int:
    """Return the column that carries the row's link: the first number that is there, else the row's name."""
    for n, (column, value) in enumerate(zip(table.columns, row, strict=True)):
        if column.number and value is not None:
            return n
    return 0


def _cell(table: DataTable, row: Row, at: int, look: str, href: str | None, chip: str) -> str:
    column = table.columns[at]
    text = chip or escape(cell(row[at], decimals=column.decimals))
    if href:
        about = f"{row[0]}: {HOW.lower()}" if at else HOW.lower()
        text = f'<a href="{escape(href)}">{text}<span class="visually-hidden">, {escape(about)}</span></a>'
    if at == 0:
        return f'<th scope="row"{_role(table, "rowheader")}{look}>{text}</th>'
    label = f' data-label="{escape(column.label)}"' if _shape(table) == "cards" and text else ""
    own = "" if "long" in look and len(str(row[at])) <= LONG else look
    return f"<td{_role(table, 'cell')}{own}{label}>{text}</td>"
