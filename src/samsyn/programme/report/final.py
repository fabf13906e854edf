"""The report put together: sections in order, tables numbered through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count

from samsyn.cycle import DataTable, Section
from samsyn.programme.appendix import appendix_sections
from samsyn.programme.facts import Programme
from samsyn.programme.figures import Matrix
from samsyn.programme.report.followed import followed, obstacles
from samsyn.programme.report.told import (
    carried_out,
    commission,
    focus_area,
    learnt,
    money,
    municipalities,
)

Part = Callable[[Programme], Section]
FIRST: Mapping[str, Part] = {
    "commission": commission,
    "municipalities": municipalities,
    "carried_out": carried_out,
}
LAST: Mapping[str, Part] = {
    "followed": followed,
    "obstacles": obstacles,
    "learnt": learnt,
    "money": money,
}
PARTS = ("summary", *FIRST, *LAST)
"""Keys of the sections that people can write in; focus areas are `focus_1` and so on."""


MOST_ROWS = 50
GLANCE = ("carried_out", "municipalities", "followed", "obstacles", "learnt", "money")


def at_a_glance(programme: Programme, counted: Matrix) -> tuple[Section, ...]:
    """Return what a programme's first page tells, with the activities counted beforehand."""
    parts: dict[str, Part] = {**FIRST, **LAST, "carried_out": partial(carried_out, counted=counted)}
    return tuple(replace(parts[key](programme), charts=()) for key in GLANCE)


def final_report(programme: Programme, texts: Mapping[str, str] | None = None) -> tuple[Section, ...]:
    """
    Return the final report.

    Parameters
    ----------
    programme : Programme
    texts : mapping of str to str, optional
        What people have written, by the key of the section; paragraphs are parted by empty lines.

    Returns
    -------
    tuple of Section
        Tables are numbered through, and so are figures; the appendix stands last, in its own order.
    """
    written = dict(texts or {})
    sections = [
        *([Section(key="summary", title="Sammanfattning")] if written.get("summary") else []),
        *(part(programme) for part in FIRST.values()),
        *(focus_area(programme, number) for number in programme.focus_areas),
        *(part(programme) for part in LAST.values()),
        *(replace(one, title=f"Bilaga 2: {one.title}") for one in appendix_sections(programme)),
    ]
    return _numbered(tuple(_with_text(one, written.get(one.key, "")) for one in sections))


def _with_text(section: Section, text: str) -> Section:
    paragraphs = tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
    return replace(section, paragraphs=(*paragraphs, *section.paragraphs)) if paragraphs else section


def _in_parts(table: DataTable) -> tuple[DataTable, ...]:
    """Divide a long table, since a document prints no more rows of each than these: nothing is left out."""
    if len(table.rows) <= MOST_ROWS:
        return (table,)
    starts = range(0, len(table.rows), MOST_ROWS)
    return tuple(
        replace(
            table,
            key=f"{table.key}-{number}",
            caption=f"{table.caption}, del {number} av {len(starts)}",
            rows=table.rows[start : start + MOST_ROWS],
        )
        for number, start in enumerate(starts, start=1)
    )


def _numbered(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    of_tables, of_figures = count(1), count(1)
    return tuple(
        replace(
            section,
            charts=tuple(
                replace(chart, title=f"Figur {next(of_figures)}. {chart.title}") for chart in section.charts
            ),
            tables=tuple(
                replace(table, caption=f"Tabell {next(of_tables)}. {table.caption}")
                for whole in section.tables
                for table in _in_parts(whole)
            ),
        )
        for section in sections
    )
