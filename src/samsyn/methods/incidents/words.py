"""How this method's figures are said in Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samsyn.instruments.load import categories


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


def listed(items: Sequence[str]) -> str:
    """Return items as running text: a, b och c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} och {items[-1]}"
