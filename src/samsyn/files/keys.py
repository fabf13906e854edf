"""Matches what a file calls an area with the areas in use: by key, by key with lost zeros, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samsyn.table import AreaSet

_SUFFIX = re.compile(r"s? (?:kommun|stad|län|socken)$")


def same_name(name: str) -> str:
    """Return a name without case, doubled spaces and an ending such as " kommun"."""
    return " ".join(name.casefold().split())


def area_keys(values: Iterable[str], areas: AreaSet) -> dict[str, tuple[str, str]]:
    """
    Return value → (key, how) for the values that name exactly one area.

    Parameters
    ----------
    values : iterable of str
        What the file says.
    areas : AreaSet

    Returns
    -------
    dict
        `how` is "key", "zeros" (a leading zero was lost on the way through a spreadsheet) or "name".
    """
    keys = {key.casefold(): key for key in areas.keys}
    unpadded = _unique((key.casefold().lstrip("0"), key) for key in areas.keys)
    names = _unique((same_name(name), key) for key, name in zip(areas.keys, areas.names, strict=True))
    short = _unique((_shortened(name), key) for key, name in zip(areas.keys, areas.names, strict=True))
    found: dict[str, tuple[str, str]] = {}
    for value in values:
        text = same_name(value)
        number = text.removesuffix(".0")
        if text in keys:
            found[value] = (keys[text], "key")
        elif text in names:
            found[value] = (names[text], "name")
        elif number.isdigit() and number.lstrip("0") in unpadded:
            found[value] = (unpadded[number.lstrip("0")], "zeros")
        elif _shortened(value) in short:
            found[value] = (short[_shortened(value)], "name")
    return found


def _shortened(name: str) -> str:
    """Return a name without its ending, and without the genitive that the ending asks for."""
    text = same_name(name)
    bare = _SUFFIX.sub("", text)
    return bare.removesuffix("s") if bare == text else bare


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return text → key, without the texts that name several."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for text, key in pairs:
        if found.setdefault(text, key) != key:
            several.add(text)
    return {text: key for text, key in found.items() if text not in several}


def matched_share(values: list[str], areas: AreaSet) -> float:
    """Return the share of the different values that name an area."""
    return len(area_keys(values, areas)) / len(values) if values else 0.0
