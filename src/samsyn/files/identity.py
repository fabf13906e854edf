"""What a row is called wherever it comes again, and what it says: so that the same row twice is one row."""

from __future__ import annotations

import hashlib

import polars as pl

from samsyn.files.raw import Raw

BYTES = 16
_PLACE = ("area", "area_name", "longitude", "latitude", "x", "y")
_SAID = ("day", "time_from", "time_to", "category", "kind", "reporter", "severity")
_BETWEEN, _NOTHING = "\x1f", "\x00"


def identities(frame: pl.DataFrame, raw: Raw, columns: dict[str, str]) -> pl.DataFrame:
    """
    Return a name and a digest of each row.

    Parameters
    ----------
    frame : polars.DataFrame
        All rows of the file, columns as in `samsyn.table.INCIDENTS`.
    raw : Raw
        The same rows as text.
    columns : dict
        Meaning → heading.

    Returns
    -------
    polars.DataFrame
        `identity` and `digest`, 16 bytes each (BLAKE2b).

    Notes
    -----
    A row that carries a number is called by its number. One without is called by what it says: time, category, kind,
    reporter, severity, and its place as the file writes it, so that neither the format of the file nor the areas in use
    make it another row. Equal rows within a file are told apart by their order, which is the same in a longer
    delivery of the same source: two bicycles stolen in the same hour are two rows, in the first file and in the next.
    """
    # A column that a file lacks says the same as an empty one: a shorter file may have nothing to put in it.
    place = [
        raw.frame[columns[meaning]].alias(meaning) if meaning in columns else pl.lit(_NOTHING).alias(meaning)
        for meaning in _PLACE
    ]
    said = frame.select(
        pl.col("day").cast(pl.String),
        pl.col("time_from").dt.timestamp("us").cast(pl.String),
        pl.col("time_to").dt.timestamp("us").cast(pl.String),
        *(pl.col(name).cast(pl.String) for name in _SAID[3:]),
    ).with_columns(one.alias(f"place {n}") for n, one in enumerate(place))
    text = said.select(pl.concat_str(pl.all().fill_null(_NOTHING), separator=_BETWEEN).alias("said"))
    named = text.with_columns(called=pl.lit("rad") + _BETWEEN + pl.col("said"))
    if "id" in columns:
        number = raw.frame[columns["id"]]
        called = pl.DataFrame({"called": "nr" + _BETWEEN + number}).to_series()
        named = named.with_columns(called=called.zip_with(number.is_not_null(), named["called"]))
    turn = pl.int_range(pl.len()).over("called").cast(pl.String)
    names = named.select(pl.col("called") + _BETWEEN + turn).to_series()
    return pl.DataFrame({"identity": _digests(names), "digest": _digests(named["said"])})


def _digests(text: pl.Series) -> pl.Series:
    made = [hashlib.blake2b(one.encode(), digest_size=BYTES).digest() for one in text]
    return pl.Series(made, dtype=pl.Binary)
