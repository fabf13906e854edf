"""Finds rows that stand more than once. Only a column that numbers the rows can make one a duplicate."""

from __future__ import annotations

import polars as pl

from samsyn.files.ledger import Ledger, counted
from samsyn.files.raw import Raw
from samsyn.files.reading import Duplicates


def find_duplicates(raw: Raw, column: str | None, ledger: Ledger) -> tuple[pl.Series, Duplicates]:
    """
    Return which rows are duplicates to be left out, and the count of those that stand more than once.

    Two bicycles stolen in the same hour look the same in a file that does not number its rows; they are kept and told.
    """
    if not raw.frame.height:
        return pl.Series([], dtype=pl.Boolean), Duplicates(column=column)
    seen = ~raw.row_content.is_first_distinct()
    if column is None:
        if seen.any():
            ledger.warn(
                f"{counted(seen.sum(), 'rad', 'rader')} är lika en tidigare rad. Sådana räknas, eftersom filen "
                "inte numrerar sina rader."
            )
        return pl.zeros(raw.frame.height, dtype=pl.Boolean, eager=True), Duplicates(identical=int(seen.sum()))
    number = raw.frame[column]
    repeated = ~number.is_first_distinct() & number.is_not_null()
    twice = repeated & seen
    other = repeated & ~seen
    if other.any():
        ledger.problem(
            column, raw.rows.filter(other), number.filter(other)[0], "ett nummer som ingen tidigare rad har"
        )
        ledger.warn(
            f"{counted(other.sum(), 'rad', 'rader')} har samma ”{column}” som en tidigare rad men annat "
            "innehåll. Sådana räknas."
        )
    return twice, Duplicates(column=column, left_out=int(twice.sum()), same_number=int(other.sum()))
