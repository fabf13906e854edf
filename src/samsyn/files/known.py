"""Chooses among known declarations the one whose columns are all in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samsyn.files.names import plain
from samsyn.table import Source

LEAST_COLUMNS = 2
"""A declaration that names fewer columns says too little to be recognised by them."""


def recognised(headings: Sequence[str], known: Sequence[Source]) -> Source | None:
    """
    Return the declaration that fits a file's headings, or none.

    Parameters
    ----------
    headings : sequence of str
        The file's.
    known : sequence of Source
        Each with its signature: the headings in its `columns`.

    Returns
    -------
    Source, optional
        The one with the most columns, all of them in the file (without regard to case and diacritics); the
        first of several. Its `columns` have the file's spelling.
    """
    spelled = {plain(heading): heading for heading in reversed(headings)}
    best: Source | None = None
    for source in known:
        signature = {plain(column) for column in source.columns.values()}
        if (
            len(signature) >= LEAST_COLUMNS
            and signature <= set(spelled)
            and (best is None or len(source.columns) > len(best.columns))
        ):
            best = source
    if best is None:
        return None
    return replace(
        best, columns={meaning: spelled[plain(column)] for meaning, column in best.columns.items()}
    )
