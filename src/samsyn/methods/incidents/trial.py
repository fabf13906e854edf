"""A proposed category list tried on reports that are there: what each would have been counted as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from samsyn.files.names import plain
from samsyn.instruments.categories import CategoryList
from samsyn.instruments.crosswalk import Crosswalk

SPLIT = "?"
"""What a report is counted as when its code would be several: which of them it is cannot be told."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """
    Reports by category today and with the proposal.

    Parameters
    ----------
    pairs : mapping of (str or None, str or None) to int
        (category today, category with the proposal) → reports; None is no category, `SPLIT` one that cannot be told.
    rows : polars.DataFrame
        The rows with `proposed`, the code (also of a subcategory) with the proposal.
    """

    pairs: dict[tuple[str | None, str | None], int]
    rows: pl.DataFrame

    @property
    def today(self) -> dict[str | None, int]:
        """Reports by category today."""
        return _summed((before, n) for (before, _after), n in self.pairs.items())

    @property
    def proposed(self) -> dict[str | None, int]:
        """Reports by category with the proposal."""
        return _summed((after, n) for (_before, after), n in self.pairs.items())

    @property
    def moving(self) -> dict[tuple[str | None, str | None], int]:
        """The pairs that are not the same, the most reports first."""
        moved = {pair: n for pair, n in self.pairs.items() if pair[0] != pair[1]}
        return dict(sorted(moved.items(), key=lambda one: (-one[1], str(one[0]))))


def _summed(parts: Iterable[tuple[str | None, int]]) -> dict[str | None, int]:
    found: dict[str | None, int] = {}
    for key, n in parts:
        found[key] = found.get(key, 0) + n
    return found


def tried(rows: pl.DataFrame, today: CategoryList, proposed: CategoryList, walk: Crosswalk) -> Trial:
    """
    Count reports by category with a proposed list, beside today's.

    Parameters
    ----------
    rows : polars.DataFrame
        label (as the source writes it), code (what it is today, null where nothing) and n.
    today, proposed : CategoryList
    walk : Crosswalk
        From today's list to the proposed one.

    Returns
    -------
    Trial

    Notes
    -----
    A label that the proposed list names among a category's words is that category. Else the report follows its code: to
    what it becomes, to nothing where the code is closed, and to `SPLIT` where it would be several.
    """
    said = {plain(word): one.code for one in proposed.categories if not one.closed for word in one.words}
    known = rows.select("label", "code").unique()
    becomes = [(label, code, _becomes(label, code, said, walk)) for label, code in known.iter_rows()]
    schema = {"label": pl.String, "code": pl.String, "proposed": pl.String}
    mapped = pl.DataFrame(becomes, schema=schema, orient="row")
    frame = rows.join(mapped, on=["label", "code"], how="left", nulls_equal=True, maintain_order="left")
    pairs: dict[tuple[str | None, str | None], int] = {}
    for before, after, n in frame.group_by("code", "proposed").agg(pl.col("n").sum()).iter_rows():
        pair = (_home(before, today), _home(after, proposed))
        pairs[pair] = pairs.get(pair, 0) + int(n)
    return Trial(pairs=pairs, rows=frame)


def _becomes(label: str | None, code: str | None, said: dict[str, str], walk: Crosswalk) -> str | None:
    if label is not None and plain(label) in said:
        return said[plain(label)]
    if code is None:
        return None
    targets = walk.moves.get(code, (code,))
    return (targets[0] if len(targets) == 1 else SPLIT) if targets else None


def _home(code: str | None, known: CategoryList) -> str | None:
    home = known.get(code)
    return home.code if home else code
