"""Reads what a goal aims at: from how much, to how much, and which way, in the words of the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samsyn.plans.chain import Action

_NUMBER = r"(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)"
_PERCENT = r"\s*(%|procent\w*)"
_FROM_TO = re.compile(
    rf"från\s+(?:cirka\s+|ca\s+)?{_NUMBER}{_PERCENT}?.{{0,40}}?\btill\s+(?:högst\s+|minst\s+|under\s+|över\s+)?{_NUMBER}{_PERCENT}?"
)
_BY = re.compile(rf"\bmed\s+(?:minst\s+|cirka\s+|ca\s+|upp till\s+)?{_NUMBER}{_PERCENT}")
_SO_MUCH = re.compile(rf"{_NUMBER}{_PERCENT}\s+(?:mindre|färre|lägre|fler|högre|större)\b")
_ALONE = re.compile(rf"{_NUMBER}{_PERCENT}?")
_YEAR = re.compile(
    r"\b(?:19|20)\d\d\b(?:\s*[-–/]\s*\d{2,4})?|\b\d{1,2}[./]\d{1,2}\b|\bq[1-4]\b|\bkv\.?\s?[1-4]\b|\bv(?:ecka|\.)\s?\d+"
)
_LESS = re.compile(r"\b(?:minsk\w*|färre|sänk\w*|reducer\w*|halver\w*|mindre|lägre)\b")
_MORE = re.compile(r"\b(?:ök(?:a|ar|ad|at|ade|ning)\b|fler\b|höj\w*|högre|förbättr\w*|större)")
_SHARE = re.compile(
    r"%|procent|\bandel|index|\bper\s+(?:1\W?000|100\W?000|invånare|tusen)|medelvärde|betyg|poäng"
)

_OFTEN = re.compile(r"\bper\s+(?:vecka|månad|kvartal|dag|dygn|kväll|helg|natt|pass)")
"""A number per week is counted over many weeks: it says nothing of how many events there will be to compare."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """
    What a goal aims at.

    Parameters
    ----------
    before, after : float or None
        The numbers now and at the goal, in the plan's own unit.
    by_share : float or None
        The change as a share of the number now: -0.2 for a fifth less; none where it is not said or cannot be reckoned.
    direction : int
        -1 for less, 1 for more, 0 where the words do not say, or say both.
    is_count : bool
        Whether the number now is a count of events in one period, not a share, a rate or a number per week.
    """

    before: float | None
    after: float | None
    by_share: float | None
    direction: int
    is_count: bool


def read_aim(action: Action) -> Aim:
    """Return what an action's goal aims at, from its goal, indicator, baseline and target together."""
    goal = action.goal.casefold()
    direction = action.direction or direction_of(goal)
    pair = _FROM_TO.search(goal)
    before = number_in(action.baseline) if action.baseline else None
    after = number_in(action.target) if action.target else None
    if pair:
        before = number_of(pair[1]) if before is None else before
        after = number_of(pair[3]) if after is None else after
    by_share = None
    if before and after is not None:
        by_share = after / before - 1
    elif (by := _BY.search(goal) or _SO_MUCH.search(goal)) and direction:
        by_share = direction * number_of(by[1]) / 100
    shares = " ".join((action.indicator, action.baseline, pair[0] if pair else "")).casefold()
    told = " ".join((goal, action.indicator, action.baseline, action.target)).casefold()
    whole = before is not None and before >= 1 and float(before).is_integer()
    return Aim(
        before=before,
        after=after,
        by_share=by_share,
        direction=direction,
        is_count=whole and not _SHARE.search(shares) and not _OFTEN.search(told),
    )


def direction_of(text: str) -> int:
    """Return -1 where a text says less, 1 where it says more, 0 where neither or both."""
    said = text.casefold()
    return bool(_MORE.search(said)) - bool(_LESS.search(said))


def number_of(text: str) -> float:
    """Return a written number: "1 234,5"."""
    tight = re.sub(r"[ \u00a0\u202f]", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", tight):
        tight = tight.replace(".", "")
    return float(tight.replace(",", "."))


def number_in(text: str) -> float | None:
    """Return the first number in a text that is no year or date; none where there is none."""
    found = _ALONE.search(_YEAR.sub(" ", text.casefold()))
    return number_of(found[1]) if found else None


def is_countable(text: str) -> bool:
    """Whether a text has a number that is no year or date, or one in words that says how much."""
    words = (
        r"\b(?:noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|hälften|tredjedel\w*|fjärdedel\w*|femtedel\w*"
        r"|dubbelt|halver\w*|fördubbl\w*)\b"
    )
    return number_in(text) is not None or bool(re.search(words, text.casefold()))
