"""Codebooks of open questions, and their coded answers as rows of a survey's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from samsyn.methods.surveys.coding import Code, CodedAnswer, Codes

FIRST, SECOND, SETTLED = "first", "second", "settled"
CODED = "/coded"
"""Ends the category of rows that hold codes, so that they are never counted among the question's answers."""
Line = tuple[int, date, str, str, str | None]


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """Words of a respondent who said that they may be quoted; `is_edited` where they are not as written."""

    text: str
    is_edited: bool = False


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The codes of one open question in a version, and what may be quoted of its answers."""

    version: int
    codes: tuple[Code, ...]
    quotations: tuple[Quotation, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the codes, in order."""
        return tuple(one.key for one in self.codes)


def coded_lines(coded: Mapping[str, Sequence[CodedAnswer]], day: date) -> list[Line]:
    """
    Return coded answers as rows, numbered by themselves: they are tied to no respondent.

    Where none of the codes fits there is one row without a code, so that the answer still counts as read.
    """
    return [
        (number, day, item + CODED, kind, code)
        for item, answers in coded.items()
        for number, one in enumerate(answers, start=1)
        for kind, codes in ((FIRST, one.first), (SECOND, one.second), (SETTLED, one.final))
        if codes is not None
        for code in (sorted(codes) or (None,))
    ]


def coded_answers(frame: pl.DataFrame, item: str) -> tuple[CodedAnswer, ...]:
    """Return the coded answers of a question from a survey's rows, in order of their numbers."""
    own = frame.filter(pl.col("category") == item + CODED)
    given: dict[int, dict[str, set[str]]] = {}
    for number, kind, code in own.select("row", "kind", "code").iter_rows():
        codes = given.setdefault(number, {}).setdefault(kind, set())
        if code is not None:
            codes.add(code)
    return tuple(
        CodedAnswer(
            first=frozenset(one.get(FIRST, ())),
            second=frozenset(one.get(SECOND, ())),
            settled=_settled(one),
        )
        for _, one in sorted(given.items())
    )


def _settled(one: Mapping[str, set[str]]) -> Codes | None:
    return frozenset(one[SETTLED]) if SETTLED in one else None
