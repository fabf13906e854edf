"""A text as the rules read it: one kind of space, dash, quote and digit, and nothing that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_ODD = re.compile("[^\n -~åäöÅÄÖéÉüÜ]|(?<![!-~åäöÅÄÖ]) ")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
_SAME = {"\u00b7": ".", "\u2044": "/", "\u2215": "/", "”": '"', "“": '"', "„": '"', "«": '"', "»": '"'}
_SAME |= {
    "’": "'",
    "‘": "'",
    "´": "'",
    "\r": "\n",
    "\v": "\n",
    "\f": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0130": "I",
}


@dataclass(frozen=True)
class Folded:
    """A text as the rules read it, and where each of its characters begins and ends in the text as it was written."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the written text of a span in this one, which holds something."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """
    Return a text with one kind of space, dash, quote and digit, without what cannot be seen.

    Notes
    -----
    A letter and a combining mark become one letter (NFC); full-width and other forms of a letter or digit become the
    plain one (NFKC, where that is a single character); format characters such as soft hyphens are left out.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _ODD.finditer(text):
        at = match.start()
        out.extend(text[done:at])
        starts.extend(range(done, at))
        ends.extend(range(done + 1, at + 1))
        done = at + 1
        plain = _plain(match[0])
        if plain is None and out:
            out[-1] = _joined(out[-1], match[0])
            ends[-1] = done
        elif plain and not (plain == " " and out and out[-1] == " "):
            out.append(plain)
            starts.append(at)
            ends.append(done)
    if not done:
        return Folded(text, range(len(text)), range(1, len(text) + 1))
    out.extend(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Folded("".join(out), starts, ends)


def _plain(odd: str) -> str | None:
    """Return what stands for a character: one, none, or None for a mark that belongs to the one before."""
    if odd in _SAME:
        return _SAME[odd]
    if odd in _DASHES:
        return "-"
    category = unicodedata.category(odd)
    if category == "Mn":
        return None
    if category == "Cf":
        return ""
    if category in ("Zs", "Cc"):
        return " "
    folded = unicodedata.normalize("NFKC", odd)
    folded = folded if len(folded) == 1 else odd
    return str(unicodedata.digit(folded)) if unicodedata.category(folded) == "Nd" else folded


def _joined(base: str, mark: str) -> str:
    both = unicodedata.normalize("NFC", base + mark)
    return both if len(both) == 1 else base
