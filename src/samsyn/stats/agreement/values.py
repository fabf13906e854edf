"""How many different values an analysis of agreement can hold."""

from __future__ import annotations

from samsyn.errors import BadInput

MOST_VALUES = 5_000
"""Every pair of values has a place in a table: of 5,000 values 200 MB."""


def few_enough(values: int) -> None:
    """Refuse so many different values that they cannot be categories or judgements."""
    if values > MOST_VALUES:
        raise BadInput(
            f"Det finns {values} olika värden; högst {MOST_VALUES} går att jämföra. Är det rätt kolumn? Slå annars "
            "ihop värdena till färre."
        )
