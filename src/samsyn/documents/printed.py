"""A document as tagged PDF (PDF/A-2a and PDF/UA-1). The user's words are data to the layout, never markup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from samsyn.charts import resolve, svg, tokens
from samsyn.charts.format import cell, cleaned
from samsyn.charts.lettering import font_folder, has_letter
from samsyn.cycle import Chart, DataTable, Level, Section
from samsyn.documents.composed import (
    TRENDS,
    Document,
    headings,
    level_column,
    level_table,
    look_of,
)

TEMPLATE = Path(__file__).parent / "assets" / "report.typ"
ROWS = 60  # of a table; more belong in a data file
TOGETHER = 14  # rows of a table that is not broken between pages
AREAS = 40  # of which the first page shows the level; of more, those that are calm are counted
WIDTH = 640  # px of a chart on paper
LONG = 28  # letters of a text that shares the room that is left with others as long
LINE, LINE_WIDE, GAP = 98, 150, 2  # letters across a page that stands and one that lies, and between columns
TEXT_MM, LOGO_MM = 163, 18  # width of the text; height of a logo
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def pdf(doc: Document) -> bytes:
    """
    Return a document as PDF, A4, the first page readable alone on a wall.

    Notes
    -----
    Equal documents give equal bytes. Long tables are cut at 60 rows, with a note that says so. The file declares
    PDF/A-2a and PDF/UA-1, which Typst checks as it writes; an independent checker has not confirmed it.
    A letter that no typeface at hand has (an emoji) becomes a question mark, since the standards forbid missing ones.
    """
    import typst

    brand = doc.brand
    logo = {"logo": list(brand.logo or b""), "logo_mm": _logo_mm(brand.logo), "logo_text": brand.logo_text}
    shown = {**content(doc), **logo}
    text = json.dumps(cleaned(shown), ensure_ascii=False)
    at = (doc.generated_at or UNDATED).astimezone(UTC)  # the compiler takes fixed offsets only
    try:
        return _compiled(text, at)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled("".join(one if has_letter(one) else "?" for one in text), at)


def _logo_mm(logo: bytes | None) -> float:
    """Return how wide a logo (PNG) is on paper: as high as it may be, unless that is too wide."""
    if logo is None:
        return 0.0
    width, height = (int.from_bytes(logo[at : at + 4]) for at in (16, 20))
    return min(TEXT_MM, LOGO_MM * width / height)


def _compiled(data: str, at: datetime) -> bytes:
    import typst

    compiled = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"data": data},
        timestamp=at,
    )
    return bytes(compiled)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


def content(doc: Document) -> dict[str, Any]:
    """Return all that the layout shows, as plain JSON values."""
    return {
        "title": doc.title,
        "says": doc.subtitle,
        "edition": doc.kind_name,
        "readers": doc.readers,
        "organisation": doc.organisation,
        "wide": doc.wide,
        "period": "" if doc.period in doc.title else doc.period,
        "notices": list(doc.notices),
        "highlights": list(doc.highlights),
        "highlighted": "Vad som förändrats" if doc.sections and doc.sections[0].paragraphs else "I korthet",
        "levels": [_level(one) for one in _named(doc.levels)],
        "other_levels": _others(doc.levels),
        "sections": [_section(section, LINE_WIDE if doc.wide else LINE) for section in doc.body],
        "facts": [list(fact) for fact in doc.facts],
        "looks": {name: _look(name) for name in (*tokens.LEVELS, tokens.DISMISSED.status)},
        "colours": {**tokens.LIGHT, "accent": doc.brand.accent},
        "footer": " · ".join(text for text in (doc.title, doc.kind_name, doc.brand.footer) if text),
    }


def _look(status: str) -> dict[str, str]:
    look = tokens.level(status)
    colour = tokens.LIGHT[look.ink]
    path = f'<path fill="{colour}" fill-rule="evenodd" d="{tokens.SYMBOLS[look.symbol]}"/>'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{path}</svg>'
    return {"word": look.word, "name": look.name, "fill": tokens.LIGHT[look.fill], "symbol": drawn}


def _named(levels: Sequence[Level]) -> Sequence[Level]:
    """Return the areas that the first page names: all of them, or of many those that are not calm."""
    if len(levels) <= AREAS:
        return levels
    return [one for one in levels if tokens.level(one.status).status != "green"][:AREAS]


def _others(levels: Sequence[Level]) -> str:
    """Return how many areas the first page does not name, by level."""
    named = {one.area for one in _named(levels)}
    words = [tokens.level(look_of(one)).word for one in levels if one.area not in named]
    counts = [f"{word} i {cell(words.count(word))}" for word in dict.fromkeys(words)]
    if not counts:
        return ""
    start = "Områden som inte står här: " if named else "Alla områden: "
    return f"{start}{', '.join(counts)}."


def _level(one: Level) -> dict[str, str]:
    return {
        "name": one.name,
        "status": tokens.level(look_of(one)).status,
        "trend": TRENDS.get(one.trend, one.trend),
    }


def _section(section: Section, line: int) -> dict[str, Any]:
    stated = level_table(section)
    tables = [_table(section, stated, line, is_levels=True)] if stated else []
    tables += [_table(section, table, line) for table in section.tables if table != stated]
    return {
        "title": section.title,
        "lead": section.lead,
        "paragraphs": list(section.paragraphs),
        "charts": [_chart(section, chart) for chart in section.charts],
        "tables": [table for table in tables if table["rows"]],
        "method": section.method,
    }


def _chart(section: Section, chart: Chart) -> dict[str, Any]:
    drawn = resolve(chart, width=WIDTH)
    alt = f"{chart.title}. {chart.sentence}"
    return {
        "title": chart.title,
        "headed": chart.title != section.title,
        "sentence": chart.sentence,
        "captioned": chart.sentence not in ("", section.lead),
        "alt": alt,
        "svg": svg(drawn.spec),
    }


def _table(section: Section, table: DataTable, line: int, *, is_levels: bool = False) -> dict[str, Any]:
    shown = table.rows[:ROWS]
    rows = [
        [cell(value, decimals=column.decimals) for column, value in zip(table.columns, row, strict=True)]
        for row in shown
    ]
    notes = [table.note] if table.note else []
    if len(table.rows) > ROWS:
        notes.append(f"De första {ROWS} av {cell(len(table.rows))} rader. Alla rader finns i datafilen.")
    return {
        "caption": table.caption,
        "headed": table.caption not in headings(section),
        "breakable": len(rows) > TOGETHER or sum(len(text) for row in rows for text in row) > TOGETHER * 90,
        "heads": [column.label for column in table.columns],
        "numbers": [column.number for column in table.columns],
        "shares": shares_of(rows, [column.label for column in table.columns], line),
        "rows": rows,
        "note": " ".join(notes),
        "levels": [tokens.level(look_of(one)).status for one in section.levels][:ROWS] if is_levels else [],
        "level_column": level_column(section, table) if is_levels else -1,
    }


def shares_of(rows: Sequence[Sequence[str]], heads: Sequence[str], line: int = LINE) -> list[int]:
    """Return each column's share of the room that is left, 0 for as wide as its text: long texts share it."""
    longest = [max([len(row[n]) for row in rows] or [0]) for n in range(len(heads))]
    shares = [min(length, 60) if length > LONG else 0 for length in longest]
    words = [
        max(len(word) for row in (heads, *rows) for word in (row[n].split() or [""]))
        for n in range(len(heads))
    ]
    narrow = [max(length, len(head)) for length, head in zip(longest, heads, strict=True)]
    left = line - sum(width + GAP for width, share in zip(narrow, shares, strict=True) if not share)
    if not any(shares) or all(
        share * left >= word * sum(shares) for share, word in zip(shares, words, strict=True) if share
    ):
        return shares
    return _parted(longest, words, line)


def _parted(longest: Sequence[int], words: Sequence[int], line: int) -> list[int]:
    """Return shares of a crowded table: every column has room for its longest word, and what is left goes by length."""
    room = line - GAP * len(words) - sum(words)
    wanted = [max(min(length, 60) - word, 0) for length, word in zip(longest, words, strict=True)]
    each = max(room, 0) / (sum(wanted) or 1)
    return [max(round(word + want * each), 1) for want, word in zip(wanted, words, strict=True)]
