"""
Places that may contradict each other, found by two plain rules.

1. The same limit with another number: "minst 20 medlemmar" here and "minst 25 medlemmar" there.
2. The same verb that binds more in one place and less in another: "ska redovisa" here and "bör redovisa" there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samsyn.files import Passage

MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_NUMBER = r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?"
_LIMIT = re.compile(
    rf"(?<!\w)(?P<limit>minst|lägst|högst|inom|mer än|fler än|mindre än|färre än)\s+"
    rf"(?P<number>{_NUMBER})\s*(?P<what>%|[a-zåäöé]{{2,}})",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?<!\w)(?P<limit>senast(?:\s+den)?)\s+(?P<number>\d{{1,2}}\s+(?:{MONTHS}))(?!\w)", re.IGNORECASE
)
_MODAL = re.compile(
    r"(?<!\w)(?P<modal>ska|skall|måste|bör|kan|får)\s+(?:(?:också|även|alltid|då|särskilt|varje år)\s+)?"
    r"(?P<verb>[a-zåäö]{3,}[aåös]s?)(?!\w)",
    re.IGNORECASE,
)
_BINDS = {"ska": 3, "skall": 3, "måste": 3, "bör": 2, "kan": 1, "får": 1}
_COMMON = {"vara", "finnas", "göras", "göra", "bli", "ges", "inte", "också", "dessa", "dess"}


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One side of a possible conflict, and where the other is."""

    text: int
    passage: int
    start: int
    end: int
    code: str
    words: str
    why: str
    other: tuple[int, int]


@dataclass(frozen=True)
class _Said:
    text: int
    passage: int
    start: int
    end: int
    words: str
    value: str
    label: str


def conflicts(texts: Sequence[Sequence[Passage]]) -> list[Conflict]:
    """
    Return the later side of each possible conflict, with the first place that says otherwise.

    Notes
    -----
    Two places in the same passage are no conflict: there a rule tells its own exception.
    """
    found: list[Conflict] = []
    for code, said in (("number", _limits(texts)), ("binding", _bindings(texts))):
        for group in said.values():
            found += _against_first(code, group)
    return found


def _against_first(code: str, group: list[_Said]) -> Iterator[Conflict]:
    seen: set[tuple[int, int, str]] = set()
    for n, one in enumerate(group):
        other = next(
            (b for b in group[:n] if b.value != one.value and (b.text, b.passage) != (one.text, one.passage)),
            None,
        )
        if other is None or (key := (one.text, one.passage, one.words.casefold())) in seen:
            continue
        seen.add(key)
        where = (
            f"stycke {other.label}"
            if other.text == one.text
            else f"stycke {other.label} i text {other.text + 1}"
        )
        said = "en annan gräns" if code == "number" else "ett ord som binder på ett annat sätt"
        yield Conflict(
            text=one.text,
            passage=one.passage,
            start=one.start,
            end=one.end,
            code=code,
            words=one.words,
            why=f"Kan säga emot {where}, som har {said}: ”{other.words}”. Gäller båda?",
            other=(other.text, other.passage),
        )


def _limits(texts: Sequence[Sequence[Passage]]) -> dict[tuple[str, ...], list[_Said]]:
    found: dict[tuple[str, ...], list[_Said]] = {}
    for n, passage in _each(texts):
        for pattern in (_LIMIT, _DATE):
            for hit in pattern.finditer(passage.text):
                what = hit.groupdict().get("what") or _what_is_due(passage.text)
                key = (hit["limit"].casefold().split()[0], what.casefold())
                value = re.sub(r"[\s\u00a0]", "", hit["number"]).casefold()
                found.setdefault(key, []).append(_said(n, passage, hit, value))
    return found


def _what_is_due(text: str) -> str:
    """Return what a date is about: two dates are compared only where both are about the same."""
    due = re.search(r"ansök|redovis|anmäl|återbetal|rapport", text, re.IGNORECASE)
    return due[0] if due else text[:40]


def _bindings(texts: Sequence[Sequence[Passage]]) -> dict[tuple[str, ...], list[_Said]]:
    found: dict[tuple[str, ...], list[_Said]] = {}
    for n, passage in _each(texts):
        for hit in _MODAL.finditer(passage.text):
            verb = hit["verb"].casefold().removesuffix("s")
            if verb not in _COMMON and hit["verb"].casefold() not in _COMMON:
                binds = str(_BINDS[hit["modal"].casefold()])
                found.setdefault((verb,), []).append(_said(n, passage, hit, binds))
    return found


def _each(texts: Sequence[Sequence[Passage]]) -> Iterator[tuple[int, Passage]]:
    return ((n, passage) for n, text in enumerate(texts) for passage in text)


def _said(n: int, passage: Passage, hit: re.Match[str], value: str) -> _Said:
    label = passage.label or str(passage.number)
    return _Said(n, passage.number, hit.start(), hit.end(), hit[0], value, label)
