"""How this method's figures are said in Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor

from samsyn.cycle import format_number
from samsyn.instruments.load import categories

# What a row of a source often is, as proposed to whoever declares one.
COUNTS = ("rapport", "anmält brott", "registrerad händelse", "pressnotis", "larm", "avvikelse")


def category_name(key: str | None) -> str:
    """Return the label of a Samsyn category in running text, or the source's own label."""
    if key is None:
        return "utan kategori"
    known = {category.code: category.label for category in categories().categories}
    label = known.get(key, key)
    return label[:1].lower() + label[1:] if key in known else label


def category_label(key: str | None) -> str:
    """Return the label of a category as a heading."""
    name = category_name(key)
    return name[:1].upper() + name[1:]


def plural(counts: str) -> str:
    """
    Return what the source counts in the plural.

    Examples
    --------
    >>> [plural(word) for word in ("rapport", "anmält brott", "registrerad händelse", "pressnotis")]
    ['rapporter', 'anmälda brott', 'registrerade händelser', 'pressnotiser']
    """
    *adjectives, noun = counts.split()
    many = [re.sub(r"(äl)t$", r"\1da", re.sub(r"a[dt]$", "ade", word)) for word in adjectives]
    ending = "" if noun.endswith("brott") else "r" if noun.endswith("e") else "er"
    return " ".join([*many, noun + ending])


def counted(counts: str, n: int) -> str:
    """Return the word for n of what the source counts."""
    return counts if n == 1 else plural(counts)


def number_word(n: int) -> str:
    """Return a small whole number as a word at the start of a sentence, else in digits."""
    words = ["Inga", "Ett", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv"]
    return words[n] if 0 <= n < len(words) else str(n)


MANY_PERIODS = {
    "week": "veckor",
    "month": "månader",
    "quarter": "kvartal",
    "tertial": "tertial",
    "term": "terminer",
    "year": "år",
}


def over_periods(n: int, kind: str) -> str:
    """Return over how many periods a count was taken, where it was more than one: " på 4 veckor"."""
    return f" på {n} {MANY_PERIODS.get(kind, 'perioder')}" if n > 1 else ""


def small_number(n: int) -> str:
    """Return a small number of areas as a word within a sentence, else in digits."""
    return number_word(n).lower() if 0 < n <= 12 else format_number(n)


def expected_words(low: float, high: float) -> str:
    """
    Return an expected range in whole events.

    Examples
    --------
    >>> expected_words(0.4, 4.2), expected_words(-1, 2.9), expected_words(2.2, 3.1)
    ('1–4', 'högst 2', 'omkring 3')
    """
    least, most = ceil(low), floor(high)
    if least <= 0:
        return f"högst {format_number(max(most, 0))}"
    return (
        f"{format_number(least)}–{format_number(most)}" if most > least else f"omkring {format_number(least)}"
    )


def listed(items: Sequence[str]) -> str:
    """Return items as running text: a, b och c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} och {items[-1]}"
