"""A figure that a municipality has shared: the number with its uncertainty, and nothing of what it was counted from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.errors import BadInput
from samsyn.provenance import canonical

LEAST = 5  # reports or answers: a figure that rests on fewer is not shared
TEXTS = (
    "method",
    "version",
    "edition",
    "key",
    "label",
    "period",
    "unit",
    "category",
    "why_alone",
    "note",
    "asked",
    "sender",
    "mode",
)
SHARE = "andel"
LONGEST = 500
LARGEST = 1e12  # of a number in a stranger's file: more is no figure about a municipality
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Characters that cannot be stored, or that let a text look like another: controls, halves and turned writing."""


@dataclass(frozen=True, kw_only=True)
class SharedFigure:
    """
    One figure as it is shared.

    Parameters
    ----------
    method, version : str
        What computed it, and in which version.
    edition : str
        Of the instrument or of the picture; figures of different editions are never compared.
    key, label : str
        Which of the method's figures, and what it is called.
    category : str
        Name of the category; empty for all.
    period : str
        Key of the period.
    value, low, high, level : float
        In `unit`; the level between 0 and 1.
    n : int
        Events or answers that it rests on.
    why_alone : str
        Why it is never compared between municipalities, Swedish; empty where it may be.
    note : str
        What the reader must know, Swedish.
    asked : str
        The issue that was measured, or the question in its own words; empty where nothing was asked.
    sender, mode : str
        Who asked, and how answers came in, Swedish.
    """

    method: str
    version: str
    edition: str
    key: str
    label: str
    period: str
    value: float
    low: float
    high: float
    unit: str
    n: int
    level: float = 0.95
    category: str = ""
    why_alone: str = ""
    note: str = ""
    asked: str = ""
    sender: str = ""
    mode: str = ""

    @property
    def title(self) -> str:
        """What it is called, short: without which other cells the same figure is counted in."""
        name = self.label.partition(", i allt")[0]
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How a figure is written: multiplied by `factor`, with so many decimals, and the unit as it is read."""

    factor: int
    decimals: int
    unit: str


def writing(one: SharedFigure) -> Writing:
    """
    Return how a figure is written: a share as percent, a count as a whole number, others with what their size bears.

    Examples
    --------
    >>> given = {"method": "m", "version": "m/1", "edition": "public", "key": "k", "label": "k", "period": "2026"}
    >>> writing(SharedFigure(**given, value=0.62, low=0.5, high=0.7, unit="andel av svaren", n=31))
    Writing(factor=100, decimals=0, unit='procent av svaren')
    >>> writing(SharedFigure(**given, value=54, low=40.6, high=70.5, unit="rapporter", n=54)).decimals
    0
    """
    if one.unit == SHARE or one.unit.startswith(f"{SHARE} "):
        return Writing(factor=100, decimals=0, unit=f"procent{one.unit.removeprefix(SHARE)}")
    if one.value == one.n or abs(one.value) >= 100:
        return Writing(factor=1, decimals=0, unit=one.unit)
    return Writing(factor=1, decimals=1 if abs(one.value) >= 10 else 2, unit=one.unit)


def figure_to_plain(one: SharedFigure) -> dict[str, Any]:
    """Return a shared figure as plain JSON values."""
    plain: dict[str, Any] = canonical(one)
    return plain


def figure_from_plain(plain: Any) -> SharedFigure:
    """
    Return a shared figure from what a stranger's file says.

    Raises
    ------
    BadInput
        If a field is missing, unknown or of the wrong kind, if the value lies outside its limits, or if it rests on
        fewer than five.
    """
    known = set(SharedFigure.__dataclass_fields__)
    if not isinstance(plain, Mapping) or not set(plain) <= known:
        raise BadInput("En delad siffra har uppgifter som inte hör dit.")
    try:
        one = SharedFigure(**plain)
    except TypeError:
        raise BadInput("En delad siffra saknar uppgifter.") from None
    texts = [getattr(one, name) for name in TEXTS]
    numbers = [one.value, one.low, one.high, one.level]
    if not all(isinstance(text, str) and len(text) <= LONGEST and not HIDDEN.search(text) for text in texts):
        raise BadInput("En delad siffra har en text av fel slag.")
    if not all(type(number) in (int, float) and abs(number) <= LARGEST for number in numbers):
        raise BadInput("En delad siffra har ett tal av fel slag.")
    if type(one.n) is not int or one.n < LEAST:
        raise BadInput(f"En delad siffra bygger på färre än {LEAST}.")
    if one.n > LARGEST:
        raise BadInput("En delad siffra har ett tal av fel slag.")
    if not (one.low <= one.value <= one.high and 0 < one.level < 1):
        raise BadInput("En delad siffra ligger utanför sin egen osäkerhet.")
    return one
