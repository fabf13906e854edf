"""A section as HTML: what it says, the picture, the table, how it was computed. Text is always escaped."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from samsyn.charts import inline_svg, resolve
from samsyn.charts.format import cell, printable
from samsyn.charts.frame import NARROW, WIDE
from samsyn.charts.tokens import SYMBOLS, level
from samsyn.cycle import Cell, Chart, DataTable, Section
from samsyn.documents.composed import level_column, level_table

Link = Callable[[str], str] | None
HOW = "Hur räknades detta"
LONG = 30  # letters; such a column keeps its width on a small screen


def section_html(section: Section, *, link: Link = None, heading_level: int = 2) -> str:
    """
    Return a section as an HTML fragment without script or inline style.

    Parameters
    ----------
    section : Section
    link : callable, optional
        Digest of a finding → address of the page that shows how it was computed; none leaves the links out.
    heading_level : int
        Level of the section's heading.
    """
    key = escape(section.key)
    parts = [
        f'<section class="part" id="{key}" aria-labelledby="{key}-title">',
        f'<h{heading_level} id="{key}-title">{escape(section.title)}</h{heading_level}>',
        f'<p class="lead">{escape(section.lead)}</p>' if section.lead else "",
        *(f"<p>{escape(text)}</p>" for text in section.paragraphs),
        _levels(section, link),
        *(_figure(section, chart, link, heading_level + 1) for chart in section.charts),
        *(
            _unheaded(table_html(table, link), section)
            for table in section.tables
            if table != level_table(section)
        ),
        _method(section),
        "</section>",
    ]
    return printable("\n".join(part for part in parts if part))


def _levels(section: Section, link: Link) -> str:
    table = level_table(section)
    if table is None:
        return ""
    chips = [level_html(one.status) for one in section.levels]
    own = table_html(table, link, chips=chips, chip_column=level_column(section, table))
    return _unheaded(own, section)


def _unheaded(table: str, section: Section) -> str:
    """Return a table whose caption is left to screen readers where the heading says the same already."""
    caption = f"<caption>{escape(section.title)}</caption>"
    return table.replace(caption, caption.replace("<caption>", '<caption class="visually-hidden">'))


def level_html(status: str) -> str:
    """Return a level as symbol and word on its colour."""
    look = level(status)
    symbol = f'<svg viewBox="0 0 16 16" aria-hidden="true"><path fill-rule="evenodd" d="{SYMBOLS[look.symbol]}"/></svg>'
    return f'<span class="level level--{look.status}">{symbol}{escape(look.word)}</span>'


def _figure(section: Section, chart: Chart, link: Link, heading_level: int) -> str:
    key = f"{section.key}-{chart.key}"
    drawings = []
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        drawn = resolve(chart, width=width)
        picture = inline_svg(
            drawn.spec, key=escape(f"{key}-{name}"), title=chart.title, sentence=chart.sentence
        )
        drawings.append(f'<div class="drawing__{name}">{picture}</div>')
    apart = section.method and len(section.charts) + len(section.tables) > 1
    how = f' <a href="#{escape(section.key)}-method">{HOW}</a>' if apart else ""
    table = table_html(resolve(chart).table, link)
    return "\n".join(
        [
            f'<figure class="drawing" id="{escape(key)}">',
            f"<h{heading_level}>{escape(chart.title)}</h{heading_level}>",
            *drawings,
            f"<figcaption>{escape(chart.sentence)}{how}</figcaption>",
            _folded("Diagrammet som tabell", table) if table else "",
            "</figure>",
        ]
    )


def _folded(summary: str, body: str) -> str:
    return f'<details class="how"><summary>{summary}</summary><div class="how__body">{body}</div></details>'


def table_html(
    table: DataTable, link: Link = None, *, chips: list[str] | None = None, chip_column: int = -1
) -> str:
    """Return a table that scrolls sideways on a small screen; its first column names the rows."""
    if not table.columns or not table.rows:
        return ""
    heads = "".join(
        f'<th scope="col"{_class(table, at)}>{escape(column.label)}</th>'
        for at, column in enumerate(table.columns)
    )
    rows = []
    for n, row in enumerate(table.rows):
        digest = table.links[n] if n < len(table.links) else None
        href = link(digest) if link is not None and digest else None
        linked = _linked_column(table, row)
        cells = [
            _cell_html(
                table,
                row,
                at,
                href if at == linked else None,
                chips[n] if chips and at == chip_column else "",
            )
            for at in range(len(table.columns))
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    note = f'<p class="table__note">{escape(table.note)}</p>' if table.note else ""
    caption = escape(table.caption)
    return (
        f'<div class="table" id="table-{escape(table.key)}">'
        f'<div class="table__scroll" role="group" aria-label="{caption}" tabindex="0"><table>'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{note}</div>"
    )


def _class(table: DataTable, at: int) -> str:
    if table.columns[at].number:
        return ' class="num"'
    return ' class="long"' if any(len(str(row[at])) > LONG for row in table.rows) else ""


def _linked_column(table: DataTable, row: tuple[Cell, ...]) -> int:
    """Return the column that carries the row's link: the first number that is there, else the row's name."""
    for n, (column, value) in enumerate(zip(table.columns, row, strict=True)):
        if column.number and value is not None:
            return n
    return 0


def _cell_html(table: DataTable, row: tuple[Cell, ...], at: int, href: str | None, chip: str) -> str:
    column, value = table.columns[at], row[at]
    text = chip or escape(cell(value, decimals=column.decimals))
    if href:
        about = f"{row[0]}: {HOW.lower()}" if at else HOW.lower()
        text = f'<a href="{escape(href)}">{text}<span class="visually-hidden">, {escape(about)}</span></a>'
    tag, scope = ("th", ' scope="row"') if at == 0 else ("td", "")
    return f"<{tag}{scope}{_class(table, at)}>{text}</{tag}>"


def _method(section: Section) -> str:
    if not section.method:
        return ""
    return (
        f'<details class="how"><summary>{HOW}<span class="visually-hidden">: {escape(section.title)}</span></summary>'
        f'<div class="how__body" id="{escape(section.key)}-method"><p>{escape(section.method)}</p></div></details>'
    )
