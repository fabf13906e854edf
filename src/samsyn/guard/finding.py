"""Finds, masks and refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samsyn.guard.folding import fold
from samsyn.guard.found import Found
from samsyn.guard.names import names
from samsyn.guard.numbers import numbers
from samsyn.guard.patterns import by_pattern

REFUSED = ("personal_number", "coordination_number", "email", "phone", "plate")
_ROUNDS = 8  # what is masked may leave something that was hidden by it


def find(text: str) -> tuple[Found, ...]:
    """
    Return what in a text points at a person, in the order that it stands.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of Found
        No two overlap. Of two that would, the first in this order is kept: numbers, addresses of mail, accounts, phone
        numbers, plates, dwellings, names.

    Notes
    -----
    The rules, and what they cannot find, are told in docs/explanation/guard.md. The time that it takes grows with the
    length of the text and no faster.
    """
    folded = fold(text)
    plain = folded.text
    numbered = (Found(kind=kind, start=start, end=end, sure=True) for kind, start, end in numbers(plain))
    taken = bytearray(len(plain))
    kept = []
    for one in (*numbered, *by_pattern(plain), *names(plain)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            start, end = folded.span(one.start, one.end)
            kept.append(Found(kind=one.kind, start=start, end=end, sure=one.sure))
    return tuple(sorted(kept, key=lambda one: one.start))


def mask(text: str, found: Iterable[Found] | None = None) -> str:
    """
    Return a text in which what points at a person is replaced by a word in brackets, such as [personnummer].

    Parameters
    ----------
    text : str
    found : iterable of Found, optional
        What to replace, as `find` gave it for this text; all that is found where left out, until nothing is.

    Returns
    -------
    str
        A masked text, masked again, stays as it is.
    """
    if found is not None:
        return _masked(text, found)
    for _ in range(_ROUNDS):
        if not (left := find(text)):
            break
        text = _masked(text, left)
    return text


def _masked(text: str, found: Iterable[Found]) -> str:
    for one in sorted(found, key=lambda one: -one.start):
        text = f"{text[: one.start]}{one.mask}{text[one.end :]}"
    return text


def refusal(text: str) -> str:
    """
    Return why a text cannot be kept, one Swedish sentence that says what was found and where; empty where it can.

    Only what is sure refuses: numbers, phone numbers, addresses of mail and sure plates. The sentence repeats no more
    than the words before what was found.
    """
    found = _refused(text)
    if not found:
        return ""
    places = [f"{one.name} (tecken {one.start + 1}–{one.end}{_after(text, one.start)})" for one in found]
    listed = places[0] if len(places) == 1 else f"{', '.join(places[:-1])} och {places[-1]}"
    return f"Texten innehåller {listed}. Ta bort det: här får inget stå som pekar ut en person."


def _refused(text: str) -> list[Found]:
    return [one for one in find(text) if one.sure and one.kind in REFUSED]


def _after(text: str, start: int) -> str:
    words = text[:start].split()[-2:]
    said = " ".join(words)
    return f", efter ”{said}”" if words and not _refused(said) and not re.search(r"\d{4}", said) else ""
