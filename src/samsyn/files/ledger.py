"""Collects what is guessed, doubted and left out while a file is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from samsyn.files.reading import EXAMPLES, Guess, LeftOut, Opening, Problem

_FOUND_CHARACTERS = 40


def shown(text: str | None) -> str:
    """Return a cell as it may be shown: one line, no control or direction characters, shortened."""
    if text is None:
        return "tomt"
    line = "".join(c if c.isprintable() else " " for c in text).strip()
    return line if len(line) <= _FOUND_CHARACTERS else line[: _FOUND_CHARACTERS - 1] + "…"


def counted(number: float | Decimal, one: str, many: str) -> str:
    """Return a number with its noun, e.g. "1 rad" or "12 345 rader"."""
    return f"{int(number):,} {one if number == 1 else many}".replace(",", "\u00a0")


def _numbers(rows: Any) -> tuple[int, ...]:
    """Return the first row numbers of a sequence, as plain integers."""
    if isinstance(rows, pl.Series):
        rows = rows.head(EXAMPLES).to_list()
    elif isinstance(rows, np.ndarray):
        rows = rows[:EXAMPLES].tolist()
    return tuple(int(row) for row in rows[:EXAMPLES])


@dataclass
class Ledger:
    """What is said about a reading, in the order that it was found."""

    guesses: list[Guess] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def after(cls, opening: Opening) -> Ledger:
        """Return a ledger that begins with what was said while the file was opened."""
        said = (opening.guesses, opening.problems, opening.left_out, opening.warnings)
        return cls(*(list(one) for one in said))  # type: ignore[arg-type]

    @property
    def opening(self) -> Opening:
        """What has been said so far."""
        return Opening(
            guesses=tuple(self.guesses),
            problems=tuple(self.problems),
            left_out=tuple(self.left_out),
            warnings=tuple(self.warnings),
        )

    def guess(self, meaning: str, column: str | None, why: str, *, sure: bool = True) -> None:
        """Note something that was inferred."""
        self.guesses.append(Guess(meaning=meaning, column=column, why=why, sure=sure))

    def warn(self, sentence: str) -> None:
        """Note something that the reader must know, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def problem(
        self,
        column: str,
        rows: pl.Series | Sequence[int],
        found: str | None,
        expected: str,
        *,
        count: int = 0,
    ) -> None:
        """Note cells that could not be used; `rows` are all of them unless `count` tells how many."""
        if not len(rows):
            return
        named = _numbers(rows)
        self.problems.append(
            Problem(
                row=named[0],
                column=column,
                found=shown(found),
                expected=expected,
                count=count or len(rows),
                rows=named,
            )
        )

    def leave_out(self, key: str, reason: str, rows: pl.Series | Sequence[int]) -> None:
        """Note rows that are not in the table."""
        if len(rows):
            self.left_out.append(LeftOut(key=key, reason=reason, count=len(rows), rows=_numbers(rows)))
