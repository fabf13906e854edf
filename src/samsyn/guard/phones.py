"""Telephone numbers: what stands like one is judged by the numbering plans of `phonenumbers`."""

from __future__ import annotations

import re
from functools import cache

import phonenumbers

from samsyn.guard.rules import raw, rules

MOST = 2000  # so many are judged by the numbering plans in one text; the rest by their form alone
_YEAR = re.compile(r"(?:19|20)\d{6}(?!\d)|(?:19|20)\d\d-\d\d")
_MONEY = re.compile(r" ?(?:kr|kronor|sek|:-|tkr|st|steg|%)", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+46|0046|46|0)7[02369]")
_LOCAL = re.compile(r"7[02369]\d{7}|[1-9]\d{4,7}")


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = rules()
    called = known.compiled("«B»«call»\\.?(?: ?(?:nr|nummer|på|till|är|e))?[ :.]{0,3}$")
    counted = known.compiled("«B»«number»\\.?(?: ?(?:nr|nummer|är))?(?:[ :.#]{1,3}[a-z]{0,4})?[ \\-]?$")
    return called, counted


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    forms = raw()
    return re.compile(forms["phone"]), re.compile(forms["not_phone"]), frozenset(forms["public"].split())


def calls(before: str) -> bool:
    """Return whether a text ends with a word such as "tel" or "ring"."""
    return bool(_expressions()[0].search(before))


def phone(text: str, start: int, end: int, judged: int = 0) -> tuple[tuple[int, int] | None, bool]:
    """
    Return the span of the phone number that begins at a place, and whether it is sure.

    It may end before what stands like one does. Digits in a row that are no mobile number are not sure.

    Parameters
    ----------
    text : str
        Folded.
    start, end : int
        Half-open span of what stands like a number.
    judged : int
        How many have been judged in this text; after `MOST` the form alone decides.
    """
    before, counted = text[max(0, start - 30) : start], _expressions()[1]
    form, other, public = _forms()
    if other.match(text[start:end]):
        return None, False
    for until in _ends(text, start, end):
        written = text[start:until]
        digits = _digits(written)
        if digits in public or not form.match(digits) or (judged < MOST and not _valid(digits)):
            continue
        mobile, called = bool(_MOBILE.match(digits)), calls(before)
        if counted.search(before) and not called and not (mobile and not written.isdigit()):
            return None, False
        return (start, until), mobile or called or not written.isdigit()
    return None, False


def short_phone(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a number without its first nought or its area, which stands after a word such as "tel"."""
    if not calls(text[max(0, start - 30) : start]) or _YEAR.match(text, start, end):
        return None
    digits = _digits(text[start:end])
    if digits in _forms()[2] or not _LOCAL.fullmatch(digits) or _MONEY.match(text, end):
        return None
    return start, end


def _ends(text: str, start: int, end: int) -> list[int]:
    """Return where groups of digits end, the last first."""
    return [
        at for at in range(end, start + 6, -1) if text[at - 1].isdigit() and not text[at : at + 1].isdigit()
    ]


def _digits(written: str) -> str:
    """Return the digits, and a plus where one leads; (0) after a country is left out."""
    return re.sub(
        r"[^\d+]",
        "",
        re.sub(r"\( ?0 ?\)", "", written) if "46" in written[:6] else written,
    )


def _valid(digits: str) -> bool:
    number = (
        f"+{digits[2:]}" if digits.startswith("00") else f"+{digits}" if digits.startswith("46") else digits
    )
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "SE"))
    except phonenumbers.NumberParseException:
        return False
