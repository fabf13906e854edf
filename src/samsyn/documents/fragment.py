"""A section as HTML: what it says, the picture, the table, how it was computed. Text is always escaped."""

from __future__ import annotations

from html import escape

from samsyn.charts import inline_svg, resolve
from samsyn.charts.format import printable
from samsyn.charts.frame import NARROW, WIDE
from samsyn.cycle import Chart, Section
from samsyn.documents.composed import headings, level_column, level_table, look_of
from samsyn.documents.table_fragment import HOW, Link, folded, level_html, table_html


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
        *(_figure(section, chart, link, heading_level + 1) for chart in section.charts),
        _levels(section, link),
        *(
            table_html(table, link, said=headings(section))
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
    chips = [level_html(look_of(one)) for one in section.levels]
    column = level_column(section, table)
    return table_html(table, link, chips=chips, chip_column=column, said=headings(section))


def _figure(section: Section, chart: Chart, link: Link, heading_level: int) -> str:
    key = f"{section.key}-{chart.key}"
    apart = section.method and len(section.charts) + len(section.tables) > 1
    how = f' <a href="#{escape(section.key)}-method">{HOW}</a>' if apart else ""
    quiet = ' class="visually-hidden"' if chart.title == section.title else ""
    sentence = "" if chart.sentence == section.lead else escape(chart.sentence)
    table = table_html(resolve(chart).table, link, said=(chart.title,))
    return "\n".join(
        [
            f'<figure class="drawing" id="{escape(key)}">',
            f"<h{heading_level}{quiet}>{escape(chart.title)}</h{heading_level}>",
            *_drawings(chart, key),
            f"<figcaption>{sentence}{how}</figcaption>" if sentence or how else "",
            folded("Diagrammet som tabell", table) if table and not _is_told(section, chart) else "",
            "</figure>",
        ]
    )


def _drawings(chart: Chart, key: str) -> list[str]:
    """Return the drawing for a wide page and for a narrow one; once where they are the same."""
    drawn = {name: resolve(chart, width=width) for name, width in (("wide", WIDE), ("narrow", NARROW))}
    if drawn["wide"].spec == drawn["narrow"].spec:
        drawn = {"only": drawn["wide"]}
    return [
        f'<div class="drawing__{name}">'
        + inline_svg(one.spec, key=escape(f"{key}-{name}"), title=chart.title, sentence=chart.sentence)
        + "</div>"
        for name, one in drawn.items()
    ]


def _is_told(section: Section, chart: Chart) -> bool:
    """Return whether the section's own tables hold what the chart shows: a map beside its table of levels."""
    return bool(section.levels) and chart.spec.get("samsyn") == "levels_map"


def _method(section: Section) -> str:
    if not section.method:
        return ""
    return (
        f'<details class="how"><summary>{HOW}<span class="visually-hidden">: {escape(section.title)}</span></summary>'
        f'<div class="how__body" id="{escape(section.key)}-method"><p>{escape(section.method)}</p></div></details>'
    )
