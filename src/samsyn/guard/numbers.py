"""Personal identity numbers and coordination numbers, in every way that they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from samsyn.guard.phones import calls

_START = re.compile(r"(?<!\d)\d")
_BETWEEN = re.compile(r"[ \n.\-+/_]{0,5}")
_LAST = re.compile(
    r"[ \n.\-+/_:,;*()]{0,5}(?:(?:de )?(?:sista fyra|fyra sista|sista)(?: siffrorna| siffror)?(?: är)?[ :]{0,2})?",
    re.IGNORECASE,
)
_MORE = re.compile(r"[\-.:/,]\d{1,2}(?!\d)")
_LESS = re.compile(r"(?<!\d)(?:\d\d|\d{4})[\-.:/,]$")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_SAID = re.compile(r"(?:sam|p|pers|person|samordnings)\.?-?n(?:r|ummer)\b", re.IGNORECASE)
_INTERIM = "TRSUWXJKLMN"
Span = tuple[str, int, int]


def numbers(text: str) -> Iterator[Span]:
    """
    Yield kind, start and end of each number in a folded text.

    Notes
    -----
    A number is a day that exists (60 added for a coordination number), a serial number that is not 000, and Luhn's
    check digit over the last ten. An interim number has a letter in the seventh place of ten, which counts as 1. A day
    and a time written as 2024-10-12 21.30 are no number, nor is a date that goes on with another.

    References
    ----------
    Folkbokföringslag (1991:481), 18 §; Skatteverket, SKV 704.
    """
    done = 0
    for first in _START.finditer(text):
        at = first.start()
        if at < done or (at - done != 1 and _LESS.search(text[max(0, at - 6) : at])):
            continue
        digits, places = _digits(text, at)
        if found := _read(text, digits, places, 12) or _read(text, digits, places, 10):
            yield found
            done = found[2]


def _digits(text: str, at: int) -> tuple[str, list[int]]:
    """Return up to twelve digits from a place, whatever may stand between them, and where each stands."""
    places = [at]
    while len(places) < 12:
        between = _LAST if len(places) in (6, 8) else _BETWEEN
        found = between.match(text, places[-1] + 1)
        at = found.end() if found else len(text)
        one = text[at : at + 1].upper()
        if not (one.isdigit() or (one and one in _INTERIM and len(places) in (6, 8))):
            break
        places.append(at)
    return "".join(text[place] for place in places).upper(), places


def _read(text: str, digits: str, places: list[int], size: int) -> Span | None:
    """Return the number in the first digits, if it is one and they stand as numbers are written."""
    places = places[:size]
    century, ten = digits[: size - 10], digits[size - 10 : size]
    seventh = ten[6:7] if ten[6:7].isdigit() else "1"
    plain = f"{ten[:6]}{seventh}{ten[7:]}"
    if len(places) < size or not (century + plain).isdigit() or plain[6:9] == "000":
        return None
    start, end = places[0], places[-1] + 1
    if text[end : end + 1].isdigit() or _MORE.match(text, end) or not luhn(plain):
        return None
    gaps = [text[one + 1 : other] for one, other in zip(places, places[1:], strict=False)]
    kind = kind_of(century, ten[:6])
    if not kind or not _stand(gaps) or _moment(century, ten, gaps):
        return None
    return (
        None
        if end - start == 10 and _rings(text[max(0, start - 30) : start], kind, ten)
        else (kind, start, end)
    )


def kind_of(century: str, six: str) -> str:
    """Return the kind of number that six digits can begin, with or without a century; none if there is no such day."""
    year, month, day = int(six[:2]), int(six[2:4]), int(six[4:])
    kind = "coordination_number" if day > 60 else "personal_number"
    for hundred in [century] if century else ["19", "20"]:
        try:
            date(int(hundred) * 100 + year, month, day % 60 if day > 60 else day)
        except ValueError:
            continue
        return kind if hundred in ("18", "19", "20") else ""
    return ""


def luhn(digits: str) -> bool:
    """Return whether the last of the digits is Luhn's check digit of those before, the first of which counts twice."""
    twice = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(one - 9 if one > 9 else one for one in twice) % 10 == 0


def _stand(gaps: Sequence[str]) -> bool:
    """Return whether what stands between the digits parts them two by two, breaks the line, or is always the same."""
    odd = any(gap and "\n" not in gap for gap in gaps[::2])
    return not odd or (len(set(gaps)) == 1 and len(gaps[0]) == 1)


def _moment(century: str, ten: str, gaps: Sequence[str]) -> bool:
    """Return whether a day is followed by a time of the day."""
    before, within = gaps[-4], gaps[-2]
    if before.strip() or not before or not _CLOCK.fullmatch(ten[6:]):
        return False
    recent = century in ("", "20") and ten[0] == "2" and bool(gaps[-6] or gaps[-8])
    return within == "." or recent


def _rings(before: str, kind: str, ten: str) -> bool:
    """Return whether ten digits in a row are rather a mobile number: by what stands before, else what is commoner."""
    if not ten.startswith("070"):
        return False
    return not _SAID.search(before) if kind == "coordination_number" else bool(calls(before))
