"""Tables as text that a Swedish spreadsheet opens, where no cell can become a formula."""

from __future__ import annotations

import polars as pl

FORMULA = r"^[=+\-@\t\r]"
"""What a spreadsheet would take for a formula at the start of a text."""


def spreadsheet_csv(frame: pl.DataFrame) -> bytes:
    """
    Write a table as CSV for a Swedish spreadsheet.

    Parameters
    ----------
    frame : polars.DataFrame

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, semicolons, decimal comma; instants in UTC. A text that would be a formula, in a
        cell or a heading, begins with an apostrophe.
    """
    texts = pl.col(pl.String)
    safe = frame.with_columns(
        pl.when(texts.str.contains(FORMULA)).then(pl.lit("'") + texts).otherwise(texts).name.keep()
    )
    headings = pl.Series(safe.columns, dtype=pl.String)
    marked = {name: f"'{name}" for name in headings.filter(headings.str.contains(FORMULA))}
    text = safe.rename(marked).write_csv(
        separator=";", include_bom=True, decimal_comma=True, datetime_format="%Y-%m-%dT%H:%M:%SZ"
    )
    return text.encode()
