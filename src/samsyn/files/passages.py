"""Paragraphs of a text: where each begins, what numbers it, and which are headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LABEL = re.compile(
    r"^(?P<label>\d+(?::\d+)?\s?[a-z]?\s?§|§\s?\d+\s?[a-z]?|\d+(?:\.\d+)*[.)]?|[a-z]\))\s+(?=\S)"
)
_BULLET = re.compile(r"^[•‣▪◦*–—\-\uf0b7]\s+")
_ENDS = re.compile(r"[.:;?!…][”\"')\]]*$")
_PAGE = re.compile(r"^(?:sida\s+)?\d+\s*(?:\(\d+\)|av\s+\d+|/\s*\d+)?$", re.IGNORECASE)
_JOINED = ("och", "eller", "samt", "respektive")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """
    One paragraph of a text.

    Parameters
    ----------
    number : int
        From 1, in the order of the text.
    label : str
        What the text itself numbers it by, such as "3 §" or "2.1"; empty where it does not.
    heading : str
        The nearest heading above.
    text : str
        On one line, without its label.
    page : int, optional
        Page of a PDF, from 1.
    """

    number: int
    label: str
    heading: str
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph before it is numbered: its text, whether it is a heading, its page."""

    text: str
    is_heading: bool = False
    page: int | None = None


def numbered(lines: Iterable[Line]) -> tuple[Passage, ...]:
    """
    Return paragraphs as numbered passages, each under its heading.

    A text of headings only keeps them as passages, so that nothing is lost.
    """
    kept = [Line(" ".join(one.text.split()), one.is_heading, one.page) for one in lines]
    kept = [one for one in kept if one.text]
    if all(one.is_heading for one in kept):
        kept = [Line(one.text, page=one.page) for one in kept]
    heading, found = "", list[Passage]()
    for one in kept:
        if one.is_heading:
            heading = one.text
            continue
        label, text = split_label(one.text)
        found.append(Passage(number=len(found) + 1, label=label, heading=heading, text=text, page=one.page))
    return tuple(found)


def split_label(text: str) -> tuple[str, str]:
    """Return what a paragraph is numbered by, and the rest; a paragraph that is only a number keeps it as text."""
    label = _LABEL.match(text)
    if label is None:
        return "", _BULLET.sub("", text) or text
    return label["label"].strip(), text[label.end() :]


def text_lines(text: str, page: int | None = None) -> tuple[Line, ...]:
    """
    Return the paragraphs of lines that were broken to fit a page.

    A paragraph begins after an empty line, at a number or bullet, and after a line that ends a sentence early. A short
    line without an end that stands alone, or is numbered and begins with a capital, is a heading.
    """
    rows = [row.strip() for row in text.splitlines()]
    width = sorted(map(len, filter(None, rows)))[-1:] or [0]
    found: list[list[str]] = [[]]
    for row in rows:
        if not row:
            found.append([])
            continue
        if found[-1] and _begins(row, found[-1][-1], width[0]):
            found.append([])
        found[-1].append(row)
    parts = [part for part in found if part]
    return tuple(Line(joined(part), _is_heading(part), page) for part in parts)


def _begins(row: str, before: str, width: int) -> bool:
    """Whether a line begins a paragraph of its own, given the one before."""
    if _BULLET.match(row):
        return True
    if label := _LABEL.match(row):
        sure = not label["label"].isdigit() and row[label.end()].isupper()  # not "enligt / 3 § ska"
        return sure or bool(_ENDS.search(before)) or _is_heading([before])
    if _is_heading([before]) and row[:1].isupper() and len(before) < 0.7 * width:
        return True
    return bool(_ENDS.search(before)) and row[:1].isupper() and len(before) < 0.8 * width


def _is_heading(part: list[str]) -> bool:
    if len(part) != 1 or len(part[0]) > 80 or _ENDS.search(part[0]) or _BULLET.match(part[0]):
        return False
    rest = split_label(part[0])[1]
    return rest[:1].isupper() and "§" not in part[0][:8] and len(rest.split()) <= 9


def joined(rows: list[str]) -> str:
    """Return broken lines as one, with words put together that were divided at the end of a line."""
    text = ""
    for row in rows:
        divided = text.endswith("-") and row[:1].islower() and row.split()[0] not in _JOINED
        text = text[:-1] + row if divided else f"{text} {row}".strip()
    return text


def without_margins(pages: list[list[str]]) -> list[list[str]]:
    """Return the lines of pages without page numbers, and without what stands first or last on most of them."""
    edges: dict[str, int] = {}
    for rows in pages:
        for row in {_plain(row) for row in (*rows[:2], *rows[-2:])}:
            edges[row] = edges.get(row, 0) + 1
    most = {row for row, n in edges.items() if len(pages) >= 3 and n > len(pages) / 2}
    kept = []
    for rows in pages:
        last = len(rows) - 2
        kept.append(
            [
                row
                for n, row in enumerate(rows)
                if not ((n < 2 or n >= last) and (_plain(row) in most or _PAGE.match(row.strip())))
            ]
        )
    return kept


def _plain(row: str) -> str:
    return re.sub(r"\d+", "#", " ".join(row.split()))
