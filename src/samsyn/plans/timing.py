"""Reads when something is done, as plans write it: "Q3 2025", "våren 2026", "vt-25", "2025–2027", "löpande"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samsyn.period import MONTHS

_MOST = 1000  # characters that are looked through

Span = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class When:
    """
    When an action is done.

    Parameters
    ----------
    text : str
        As the plan says it.
    start, end : date or None
        First day, and the day after the last; none where the text does not say.
    ongoing : bool
        Whether it says that it goes on ("löpande").
    """

    text: str = ""
    start: date | None = None
    end: date | None = None
    ongoing: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether any day is said."""
        return self.start is not None or self.end is not None


_DASH = r"\s*(?:-|–|—|till|t\.?o\.?m\.?|och|/)\s*"
_YEAR = r"(?:20)(\d\d)(?!\d)"
_LOOSE = r"\s*[-–' ]?\s*(?:20)?(\d\d)(?!\d)"  # the year after a term or a quarter: "vt-25", "Q3 25"
_STRICT = (
    r"\s*(?:[-–']\s*(?:20)?|20)(\d\d)(?!\d)"  # ... after a month: "mars 2025", "mars-25", and never "mars 25"
)
_MONTH = (
    r"(jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ORDINAL = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_SEASON = {"vår": (3, 3), "sommar": (6, 3), "höst": (9, 3), "vint": (12, 3)}
_ONGOING = re.compile(
    r"löpande|kontinuerlig|tills\s?vidare|pågå(?:r|ende)|ständigt|årlig|varje\s(?:år|månad|vecka|termin)"
    r"|återkommande|vid behov|hela perioden|permanent"
)
_ENDS = re.compile(
    r"\b(?:klart?|färdig\w*|senast|deadline|slut\w*|t\.?o\.?m\.?|till och med|till|före|innan)\b"
)
_BEGINS = re.compile(r"\b(?:start\w*|påbörja\w*|fr\.?\s?o\.?\s?m\.?|från|med början|inleds)")

_COMPARED = re.compile(
    r"\b(?:jämfört\s+med|jämfört|i\s+förhållande\s+till|mot|än|sedan|från\s+år|basår|mätt)\s+(?:[a-zåäö]+\s+){0,3}"
    r"(?:kv\.?\s*\d\s*|q\d\s*)?(?:19|20)\d\d(?:-\d\d){0,2}",
    re.IGNORECASE,
)


def months(year: int, month: int, length: int) -> Span:
    """Return the days of some months: first day, and the day after the last."""
    after = month - 1 + length
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1)


def read_when(text: str) -> When:
    """
    Read when something is done.

    Parameters
    ----------
    text : str
        A cell, or a sentence.

    Returns
    -------
    When
        Several times in a text are taken as from the first to the last. One time alone is an end after words such as
        "senast", and a start after words such as "från". Seasons are three months: spring is March to May. A time
        without a year gives no day.
    """
    text = " ".join(text.split())
    said = text[:_MOST].casefold()
    found = list(spans(said))
    ongoing = bool(_ONGOING.search(said))
    if not found:
        return When(text=text, ongoing=ongoing)
    start, end = min(one[0] for one in found), max(one[1] for one in found)
    single = len(found) == 1
    if single and _BEGINS.search(said) and not _ENDS.search(said):
        return When(text=text, start=start, ongoing=ongoing)
    if single and _ENDS.search(said) and not _BEGINS.search(said):
        return When(text=text, end=end, ongoing=ongoing)
    return When(text=text, start=start, end=end, ongoing=ongoing)


def read_goal(text: str) -> When:
    """
    Read when a goal is to be reached: "med 20 procent till 2027 jämfört med 2025" is 2027.

    Parameters
    ----------
    text : str
    """
    return read_when(_COMPARED.sub(" ", text))


def spans(text: str) -> Iterator[Span]:
    """Yield each time that a lower-case text names, in no order; what one pattern has read is not read again."""
    left = text
    for pattern, make in _PATTERNS:
        for match in list(pattern.finditer(left)):
            try:
                yield make(match)
            except ValueError:  # 31 February, quarter 7
                continue
            left = left[: match.start()] + " " * (match.end() - match.start()) + left[match.end() :]


def _day(year: str | int, month: str | int, day: str | int) -> Span:
    found = date(2000 + int(year) % 100, int(month), int(day))
    return found, found + timedelta(days=1)


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def _stretch(year: str, first: int, last: int, length: int) -> Span:
    """Return parts `first` to `last` of a year that is cut in parts of some months."""
    if not 1 <= first <= last <= 12 // length:
        raise ValueError(first, last)
    return months(2000 + int(year), (first - 1) * length + 1, (last - first + 1) * length)


def _parts(length: int) -> Callable[[re.Match[str]], Span]:
    return lambda m: _stretch(m[3], int(m[1]), int(m[2] or m[1]), length)


def _term(match: re.Match[str]) -> Span:
    return months(2000 + int(match[2]), 1, 6) if match[1][0] == "v" else months(2000 + int(match[2]), 8, 5)


def _season(match: re.Match[str]) -> Span:
    month, length = next(value for key, value in _SEASON.items() if match[1].startswith(key))
    return months(2000 + int(match[2]), month, length)


def _month_range(match: re.Match[str]) -> Span:
    first, last, year = _month_number(match[1]), _month_number(match[2]), 2000 + int(match[3])
    if last < first:
        raise ValueError(match[0])
    return months(year, first, last - first + 1)


def _years(match: re.Match[str]) -> Span:
    first, last = 2000 + int(match[1]), 2000 + int(match[2])
    if last < first:
        raise ValueError(match[0])
    return date(first, 1, 1), date(last + 1, 1, 1)


def _week(match: re.Match[str]) -> Span:
    start = date.fromisocalendar(2000 + int(match[3]), int(match[1]), 1)
    last = date.fromisocalendar(2000 + int(match[3]), int(match[2] or match[1]), 1)
    if last < start:
        raise ValueError(match[0])
    return start, last + timedelta(days=7)


def _turn(match: re.Match[str]) -> Span:
    return _day(int(match[1]), 12, 31)


def _half(match: re.Match[str]) -> Span:
    number = 1 if match[1][0] in "1f" else 2
    return _stretch(match[2], number, number, 6)


def _ordinal_quarter(match: re.Match[str]) -> Span:
    number = _ORDINAL[match[1]]
    return _stretch(match[2], number, number, 3)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"\b(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", lambda m: _day(m[1], m[2], m[3])),
        (r"\b(\d{1,2})[/.](\d{1,2})[- ./]+(20\d\d)(?!\d)", lambda m: _day(m[3], m[2], m[1])),
        (rf"\b(\d{{1,2}})\s+{_MONTH}\s+(20\d\d)\b", lambda m: _day(m[3], _month_number(m[2]), m[1])),
        (r"\bårsskiftet\s+20(\d\d)(?:\s*[-/–]\s*(?:20)?\d\d)?(?!\d)", _turn),
        (rf"\b(?:q|kv\.?|kvartal(?:et)?)\s*([1-4])(?:{_DASH}(?:q|kv\.?)?\s*([1-4]))?{_LOOSE}", _parts(3)),
        (
            r"\b20(\d\d)\s*[-,:]?\s*(?:q|kv\.?|kvartal)\s*([1-4])\b",
            lambda m: _stretch(m[1], int(m[2]), int(m[2]), 3),
        ),
        (rf"\b(första|andra|tredje|fjärde)\s+kvartalet\s+{_YEAR}", _ordinal_quarter),
        (rf"\b(?:t|tertial)\s*([1-3])(?:{_DASH}t?\s*([1-3]))?{_LOOSE}", _parts(4)),
        (rf"\b(1|2|första|andra|1:a|2:a)\s+halvåret\s+{_YEAR}", _half),
        (rf"\bh([12]){_LOOSE}", _half),
        (rf"\b([vh]t)\.?{_LOOSE}", _term),
        (rf"\b(vår|höst)termin(?:en)?{_LOOSE}", _term),
        (rf"\b(våren|vår|sommaren|sommar|hösten|höst|vintern?){_STRICT}", _season),
        (rf"\bv(?:\.|ecka)?\s*(\d{{1,2}})(?:\s*[-–]\s*(\d{{1,2}}))?,?\s+{_YEAR}", _week),
        (rf"\b{_MONTH}{_DASH}{_MONTH}{_STRICT}", _month_range),
        (rf"\b{_MONTH}{_STRICT}", lambda m: months(2000 + int(m[2]), _month_number(m[1]), 1)),
        (r"\b20(\d\d)\s*[-–—/]\s*(?:20)?(\d\d)(?!\d|-)", _years),
        (r"\b20(\d\d)-(0[1-9]|1[0-2])(?!\d)", lambda m: months(2000 + int(m[1]), int(m[2]), 1)),
        (r"\b20(\d\d)(?![\d-]\d)\b", lambda m: months(2000 + int(m[1]), 1, 12)),
    )
)
