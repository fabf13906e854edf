"""Proposes which category a source's own label is, by its words; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from samsyn.files.names import plain
from samsyn.instruments.load import categories, sources


def suggested_categories(labels: Iterable[str]) -> dict[str, str]:
    """
    Return label → category code for the labels that can be recognised.

    Parameters
    ----------
    labels : iterable of str
        As the source writes them.

    Returns
    -------
    dict
        A label is recognised where it is called as a category, one of its subcategories, or what a category corresponds
        to elsewhere; where a known source maps the same label; or where it is one of the words of a single category's
        name ("Skadegörelse" of "Skadegörelse och klotter"). Labels that several categories fit are left out.

    Examples
    --------
    >>> suggested_categories(["Skadegörelse", "klotter", "Rån", "något annat"])
    {'Skadegörelse': 'SKA', 'klotter': 'SKA', 'Rån': 'VAH'}
    """
    known = _known()
    found = {label: known.get(plain(label), set()) for label in labels}
    return {label: next(iter(codes)) for label, codes in found.items() if len(codes) == 1}


@cache
def _known() -> dict[str, set[str]]:
    """Return plain words → codes; what is said exactly outranks a word of a longer name."""
    exact: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for one in categories().categories:
        if one.kind != "incident":
            continue
        for label in (one.code, one.label, *(sub.label for sub in one.subcategories)):
            exact.setdefault(plain(label), set()).add(one.code)
        for word in one.label.replace(",", " ").split():
            if len(word) > 3:
                words.setdefault(plain(word), set()).add(one.code)
    for source in sources():
        for label, code in source.categories.items():
            exact.setdefault(plain(label), set()).add(code)
    return words | exact
