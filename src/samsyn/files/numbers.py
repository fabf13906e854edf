"""Reads written numbers: decimal comma or point, spaces between thousands, any minus sign."""

from __future__ import annotations

import polars as pl


def read_numbers(text: pl.Series) -> pl.Series:
    """
    Return a text column as Float64; null where a cell holds no number.

    A comma is a decimal comma unless the cell also has a point after it ("1,234.5").
    """
    plain = text.cast(pl.Float64, strict=False)
    plain = plain.set(~plain.is_finite().fill_null(value=True), None)
    odd = text.is_not_null() & plain.is_null()
    if not odd.any():
        return plain
    numbers = pl.DataFrame({"n": plain, "t": text, "odd": odd})
    return numbers.select(pl.when("odd").then(_written("t")).otherwise("n").alias("n"))["n"]


def _written(column: str) -> pl.Expr:
    tidy = pl.col(column).str.replace_all(r"[\s\u{a0}\u{202f}'’]", "").str.replace("−", "-")
    english = tidy.str.contains(r"^[+-]?\d{1,3}(?:,\d{3})+\.\d+$")
    german = tidy.str.contains(r"^[+-]?\d{1,3}(?:\.\d{3})+,\d+$")
    point = (
        pl.when(english)
        .then(tidy.str.replace_all(",", ""))
        .when(german)
        .then(tidy.str.replace_all(".", "", literal=True).str.replace(",", "."))
        .otherwise(tidy.str.replace(",", "."))
    )
    plain = point.str.contains(r"^[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?$|^[+-]?\d+\.$")
    return pl.when(plain).then(point.cast(pl.Float64, strict=False))
