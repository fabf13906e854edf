"""The ways in which dates and times are written, as patterns with named parts."""

from __future__ import annotations

from dataclasses import dataclass

CLOCK, DAY, WEEK, MONTH = 1, 2, 3, 4
"""How exact a value is written."""

_CLOCK = (
    r"(?:(?:[T ,]|\s)*(?:\bkl(?:ockan|\.)?\s*|\bum\s+|\bat\s+)?(?P<H>\d{1,2})[:.](?P<M>\d{2})"
    r"(?:[:.](?P<S>\d{2})(?:[.,](?P<f>\d{1,9}))?)?\s*(?P<ap>[ap]\.?m\.?)?(?:\s*uhr)?"
    r"\s*(?P<z>z|utc|gmt|[+\-−]\d{2}(?::?\d{2})?)?(?:\[[a-z/_]+\])?)?"
)
_NAME = r"(?P<name>[a-zäöå]{3,9})\.?"
_WEEKDAY = r"(?:[a-zåäö]{2,9}\.?,?\s+(?:den\s+)?)?"
_DIGITS = r"(?:[T ]?(?P<H>\d{2}):?(?P<M>\d{2}):?(?P<S>\d{2})?(?P<z>z)?)?"
_DAY = r"(?P<d>\d{1,2})(?:\.|:e|st|nd|rd|th)?"
_WEEK_WORD = r"(?:w|v|v\.|vecka|kw|week)"


@dataclass(frozen=True)
class Style:
    """
    One way of writing.

    Parameters
    ----------
    key : str
    pattern : str
        A regular expression that the whole value must fit, without regard to case. Parts: y, m, d, H, M, S, f
        (fraction), ap, z (offset), name (of a month), w (week), wd (day of the week), a and b (day and month
        in an order to be decided).
    unit : int
        CLOCK, DAY, WEEK or MONTH; CLOCK becomes DAY where the clock is missing.
    """

    key: str
    pattern: str
    unit: int = CLOCK


def _whole(pattern: str) -> str:
    return rf"(?i)^(?:{pattern})$"


STYLES: tuple[Style, ...] = (
    Style("iso", _whole(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _CLOCK)),
    Style("numbers", _whole(_WEEKDAY + r"(?P<a>\d{1,2})[-/.]\s?(?P<b>\d{1,2})[-/.]\s?(?P<y>\d{4})" + _CLOCK)),
    Style("compact", _whole(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})" + _DIGITS)),
    Style("week", _whole(r"(?P<y>\d{4})[ \-]*" + _WEEK_WORD + r"[ .\-]*(?P<w>\d{1,2})(?:-(?P<wd>[1-7]))?"), WEEK),
    Style("week_first", _whole(_WEEK_WORD + r"[ .\-]*(?P<w>\d{1,2})[ ,/\-]+(?P<y>\d{4})"), WEEK),
    Style("named", _whole(_WEEKDAY + _DAY + r"[ \-]+" + _NAME + r"[ ,\-]+(?P<y>\d{4})" + _CLOCK)),
    Style("named_first", _whole(_WEEKDAY + _NAME + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})" + _CLOCK)),
    Style("month", _whole(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})"), MONTH),
    Style("month_compact", _whole(r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])"), MONTH),
    Style("month_last", _whole(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})"), MONTH),
    Style("month_named", _whole(_NAME + r"[ \-]+(?P<y>\d{4})"), MONTH),
    Style("year_named", _whole(r"(?P<y>\d{4})[ \-]+" + _NAME), MONTH),
    Style("serial", _whole(r"\d{5}(?:[.,]\d+)?")),
    Style("epoch", _whole(r"\d{10}(?:\d{3})?(?:[.,]0*)?")),
)  # fmt: skip

TWO_DIGIT_YEAR = _whole(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}(?:[ T,]+\D*\d{1,2}[:.]\d{2}.*)?"
    r"|\d{1,2}[ \-]+[a-zåäö.]{3,9}[ \-]+'?\d{2}(?:[ T].*)?|\d{6}"
)
CLOCK_ONLY = _whole(
    r"(?:kl(?:ockan|\.)?\s*)?(?P<H>\d{1,2})[:.](?P<M>\d{2})(?:[:.](?P<S>\d{2})(?:[.,]\d+)?)?\s*(?P<ap>[ap]\.?m\.?)?(?:\s*uhr)?"
)
CLOCK_DIGITS = _whole(r"(?P<H>[01]\d|2[0-4])(?P<M>[0-5]\d)")
HOUR_ONLY = _whole(r"(?:kl(?:ockan|\.)?\s*)?(?P<H>\d{1,2})")
DAY_PART = _whole(r"0?[.,](?P<part>\d+)")

MONTH_NAMES = {
    "jan": 1, "feb": 2, "mar": 3, "mrz": 3, "mär": 3, "mae": 3, "apr": 4, "maj": 5, "may": 5, "mai": 5,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip
"""The first three letters of the months in Swedish, English and German."""
