"""Personal identity numbers and coordination numbers, in every way that they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from samsyn.guard.phones import calls

_BETWEEN = r"[ \n.\-+/_]{0,5}"
_LAST = (
    r"[ \n.\-+/_:,;*()]{0,5}(?:(?:(?:och|med|samt) )?(?:de |hans |hennes )?(?:sista fyra|fyra sista|sista)"
    r"(?: siffrorna| siffror)?(?: är)?[ :]{0,2})?"
)
_DIGIT, _SEVENTH = r"(\d)", r"([\dTRSUWXJKLMN])"
_FORM = re.compile(
    r"(?<!\d)(?="
    + _BETWEEN.join([_DIGIT] * 6)
    + (_LAST + _SEVENTH + _BETWEEN + _DIGIT) * 2
    + f"(?:{_BETWEEN}{_DIGIT}{_BETWEEN}{_DIGIT})?)",
    re.IGNORECASE,
)
_TWICE = str.maketrans("0123456789", "0246813579")  # doubled, and the two figures of the product added
_MORE = re.compile(r"[\-.:/,]\d{1,2}(?!\d)")
_LESS = re.compile(r"(?<!\d)(?:\d\d|\d{4})[\-.:/,]$")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_SAID = re.compile(r"(?:sam|p|pers|person|samordnings)\.?-?n(?:r|ummer)\b", re.IGNORECASE)
Span = tuple[str, int, int]


def numbers(text: str) -> Iterator[Span]:
    """
    Yield kind, start and end of each number in a folded text.

    Notes
    -----
    A number is a day that exists (60 added for a coordination number), a serial number that is not 000, and Luhn's
    check digit over the last ten. An interim number has a letter in the seventh place of ten, which counts as 1. A day
    and a time written as 2024-10-12 21.30 are no number, nor as 2024-10-12 2130 in the twenties of a century, nor is a
    date that goes on with another.

    References
    ----------
    Folkbokföringslag (1991:481), 18 §; Skatteverket, SKV 704.
    """
    done = 0
    for match in _FORM.finditer(text):
        at = match.start()
        if at < done or (at - done != 1 and _LESS.search(text[max(0, at - 6) : at])):
            continue
        places = [match.start(n) for n in range(1, 13) if match[n]]
        digits = "".join(text[place] for place in places).upper()
        if found := _read(text, digits, places, 12) or _read(text, digits, places, 10):
            yield found
            done = found[2]


def _read(text: str, digits: str, places: list[int], size: int) -> Span | None:
    """Return the number in the first digits, if it is one and they stand as numbers are written."""
    century, ten = digits[: size - 10], digits[size - 10 : size]
    if len(digits) < size or century not in ("", "18", "19", "20"):
        return None
    plain = ten if ten[6].isdigit() else f"{ten[:6]}1{ten[7:]}"
    if not plain.isdigit() or not luhn(plain) or plain[6:9] == "000":
        return None
    places = places[:size]
    start, end = places[0], places[-1] + 1
    if text[end : end + 1].isdigit() or _MORE.match(text, end):
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
        return kind
    return ""


def luhn(digits: str) -> bool:
    """Return whether the last of the digits is Luhn's check digit of those before, the first of which counts twice."""
    return sum(map(int, digits[1::2] + digits[::2].translate(_TWICE))) % 10 == 0


def _stand(gaps: Sequence[str]) -> bool:
    """Return whether what stands between the digits parts them two by two, breaks the line, or is always the same."""
    odd = any(gap and "\n" not in gap for gap in gaps[::2])
    return not odd or (len(set(gaps)) == 1 and len(gaps[0]) == 1)


def _moment(century: str, ten: str, gaps: Sequence[str]) -> bool:
    """Return whether a day is followed by a time of the day."""
    before, within = gaps[-4], gaps[-2]
    if before.strip() or not before or not _CLOCK.fullmatch(ten[6:]):
        return False
    recent = century in ("", "20") and ten[0] == "2" and gaps[-6] in ("-", ".", "/")
    return within == "." or recent


def _rings(before: str, kind: str, ten: str) -> bool:
    """Return whether ten digits in a row are rather a mobile number: by what stands before, else what is commoner."""
    if not ten.startswith("070"):
        return False
    return not _SAID.search(before) if kind == "coordination_number" else bool(calls(before))
