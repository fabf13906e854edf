"""What a text may not hold: personal identity numbers, phone numbers and e-mail addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SEPARATOR = r"[\s\-+./\u00ad\u00b7\u200b\u2010-\u2015\u2212]{0,3}"
_IDENTITY = re.compile(
    rf"(?<!\d)((?:1[89]|20)?\d{{2}}){_SEPARATOR}(\d{{2}}){_SEPARATOR}(\d{{2}}){_SEPARATOR}(\d{{2}}){_SEPARATOR}(\d{{2}})(?!\d)"
)
_MAIL = re.compile(r"(?i)[a-z0-9åäö._%+\-]+\s?@\s?[a-z0-9åäö.\-]+\.[a-z]{2,}")
_ABROAD = re.compile(r"(?<!\d)(?:\+|00)[1-9](?:[ \-()/]{0,2}\d){6,13}(?!\d)")
_HOME = re.compile(r"(?<![\d,.])0[1-9](?:[ \-()/]{0,2}\d){6,8}(?![\d])")
_DATE = re.compile(r"\d{2}[-/ ]\d{2}[-/ ]\d{4}")
_SPAN = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d")


@dataclass(frozen=True, kw_only=True)
class Trace:
    """
    Something in a text that points at a person.

    Parameters
    ----------
    what : str
        In Swedish: "ett personnummer", "ett samordningsnummer", "ett telefonnummer", "en e-postadress".
    start, end : int
        Half-open span of characters, counted from 0.
    """

    what: str
    start: int
    end: int


def traces(text: str) -> tuple[Trace, ...]:
    """
    Return what in a text points at a person, in the order that it stands.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of Trace
        Identity numbers are found in ten and twelve digits, with any of the usual separators or none, when their
        day exists and the check digit is right.

    Notes
    -----
    The check digit is that of Luhn over the last ten digits; a coordination number has 60 added to its day. Names are
    not found: no list of names can tell a person from a place.

    References
    ----------
    Folkbokföringslag (1991:481), 18 §; Skatteverket, SKV 704.
    """
    plain = "".join(unicodedata.normalize("NFKC", one) if one.isdigit() else one for one in text)
    plain = plain if len(plain) == len(text) else text
    found: list[Trace] = []
    for trace in (*_identities(plain), *_mails(plain), *_phones(plain)):
        if not any(trace.start < one.end and one.start < trace.end for one in found):
            found.append(trace)
    return tuple(sorted(found, key=lambda one: one.start))


def refusal(text: str) -> str:
    """
    Return why a text cannot be kept, one Swedish sentence that says what was found and where; empty where it can.

    The sentence repeats no more than the words before what was found.
    """
    found = traces(text)
    if not found:
        return ""
    places = [f"{one.what} (tecken {one.start + 1}–{one.end}{_after(text, one.start)})" for one in found]
    listed = places[0] if len(places) == 1 else f"{', '.join(places[:-1])} och {places[-1]}"
    return f"Texten innehåller {listed}. Ta bort det: här får inget stå som pekar ut en person."


def _after(text: str, start: int) -> str:
    words = text[:start].split()[-2:]
    said = " ".join(words)
    return f", efter ”{said}”" if words and not traces(said) and not re.search(r"\d{4}", said) else ""


def _identities(text: str) -> Iterator[Trace]:
    for match in _IDENTITY.finditer(text):
        year, month, day, *rest = match.groups()
        digits = (year + month + day + "".join(rest))[-10:]
        kind = _kind(int(month), int(day))
        if kind and _luhn(digits):
            yield Trace(what=kind, start=match.start(), end=match.end())


def _kind(month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return ""
    if 1 <= day <= 31:
        return "ett personnummer"
    return "ett samordningsnummer" if 61 <= day <= 91 else ""


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def _mails(text: str) -> Iterator[Trace]:
    for match in _MAIL.finditer(text):
        yield Trace(what="en e-postadress", start=match.start(), end=match.end())


def _phones(text: str) -> Iterator[Trace]:
    for pattern in (_ABROAD, _HOME):
        for match in pattern.finditer(text):
            if not (_DATE.fullmatch(match[0]) or _SPAN.fullmatch(match[0])):
                yield Trace(what="ett telefonnummer", start=match.start(), end=match.end())
