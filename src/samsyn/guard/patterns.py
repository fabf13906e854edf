"""What is found by its form: addresses of mail, accounts, phone numbers, plates and dwellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from samsyn.guard import phones
from samsyn.guard.found import Found
from samsyn.guard.rules import rules
from samsyn.guard.words import is_place

Span = tuple[int, int]
Check = Callable[[str, int, int], Span | None]
_END = re.compile(r"[ \n]*(?:[.,;!?)\"'\n]|$)")
_ODD = re.compile(r"[a-z].*\d|\d.*[a-z]|_|[a-z]{3}\.[a-z]{3}", re.IGNORECASE)
_INFLECTED = re.compile(r"(?:t|ad|ade|ats|en|na|er|ar|or)$", re.IGNORECASE)
_CLOCK = re.compile(r"(?:kl|ca|nr|åk)\.?\d|\d{1,4}[a-z]{1,3}$|\d+(?:st|min|tim)$", re.IGNORECASE)


def by_pattern(text: str) -> Iterator[Found]:
    """Yield what the patterns find in a folded text, in the order of the rules."""
    low = text.lower()
    for rule in rules().patterns:
        judged = 0
        for match in rule.expression.finditer(low):
            span: Span | None = match.span("x" if "x" in match.re.groupindex else 0)
            sure = rule.sure
            if rule.check == "phone":
                span, sure = phones.phone(text, *match.span(), judged)
                judged += 1
            elif rule.check == "plate":
                span, sure = _plate(text, *match.span())
            elif rule.check and span:
                span = _CHECKS[rule.check](text, *span)
            if span:
                yield Found(kind=rule.kind, start=span[0], end=span[1], sure=sure)


@cache
def _near(name: str, pattern: str) -> re.Pattern[str]:
    return rules().compiled(pattern.replace("*", f"«{name}»"))


def _plate(text: str, start: int, end: int) -> tuple[Span | None, bool]:
    """Return the span of a plate and whether it is sure: a word of vehicles stands near, or the last is a letter."""
    written = text[start:end]
    before, after = text[max(0, start - 40) : start], text[end : end + 25]
    word = written[:3].lower() in rules().words["no_plate"]
    if _near("registered", "«B»*[ :.\"'-]{0,4}$").search(before) and not (word and written[:3].islower()):
        return (start, end), True
    near = bool(
        _near("vehicle", "«B»*«E»[^.!?\n]{0,30}$").search(before)
        or _near("vehicle", "^[^.!?\n]{0,12}«B»*«E»").search(after)
    )
    if word:
        return None, False
    if written[:3].isupper():
        return (start, end), near or written[-1].isupper()
    return ((start, end), True) if near and len(written) == 6 else (None, False)


def _home(text: str, start: int, end: int) -> Span | None:
    """Return the span of an address, where what stands before says that somebody lives there."""
    word = re.split(" \\d", text[start:end])[0].split()[-1]
    if (
        not (word.lower().endswith(tuple(rules().words["street_ending"])) or word[0].isupper())
        or word.lower() in rules().words["months"]
    ):
        return None
    before = re.split(r"[.!?;\n](?: |$)", text[max(0, start - 45) : start])[-1]
    return (start, end) if _near("home", "«B»*«E»").search(before) else None


def _at(text: str, start: int, end: int) -> Span | None:
    """Return the span of @name, unless it names a place or only says when."""
    name = text[start + 1 : end]
    return (start, end) if re.search("[^\\W\\d_]", name) and not is_place(name.lower()) else None


def _discord(text: str, start: int, end: int) -> Span | None:
    return (
        None if text[start:end].split("#")[0].lower().strip(".") in rules().words["number"] else (start, end)
    )


def _nick(text: str, start: int, end: int) -> Span | None:
    """Return the span of what is said to be an account: it looks like one, or nothing more is said."""
    name = text[start:end]
    if name.lower() in rules().words["plain"] or name.isdigit() or _CLOCK.match(name):
        return None
    if _ODD.search(name):
        return start, end
    told = re.search(r"(?:[:=]|heter) ?[\"'(]?$", text[max(0, start - 12) : start])
    return (start, end) if _END.match(text, end) and (told or not _INFLECTED.search(name)) else None


def _odd(text: str, start: int, end: int) -> Span | None:
    """Return the span of what stands after the name of an app, if no word is written so."""
    name = text[start:end]
    return (start, end) if _ODD.search(name) and not _CLOCK.match(name) else None


_CHECKS: dict[str, Check] = {
    "short_phone": phones.short_phone,
    "home": _home,
    "at": _at,
    "discord": _discord,
    "nick": _nick,
    "odd": _odd,
}
