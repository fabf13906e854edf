"""Which period a report is an answer in: one, and the same wherever it is asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samsyn_web.methods.incidents.models import SubmissionKind

WITHOUT_A_DAY = (SubmissionKind.ZERO, SubmissionKind.FORWARD)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A report as far as it is an answer: who sent it, what it is, the day it is about, and when it came."""

    key: int
    member: int | None
    kind: str
    day: date
    received: datetime


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A period: its days, the instant at which they begin, and when it is closed for reports."""

    first_day: date
    after_day: date
    begins: datetime
    closes: datetime


def assigned(sent: Iterable[Sent], turns: Sequence[Turn]) -> dict[int, int]:
    """
    Return the place of the period that each report is an answer in; one that answers none is left out.

    Something that happened answers the period of its day, until that is closed; then the one in which it came. Nothing
    to report answers the period before, if that is still open and the reporter has not answered it; else its own.

    Parameters
    ----------
    sent : in the order in which they came
    turns : in order, without gap
    """
    found: dict[int, int] = {}
    answered: set[tuple[int | None, int]] = set()
    begins, days = [one.begins for one in turns], [one.first_day for one in turns]
    for one in sent:
        came = bisect_right(begins, one.received) - 1
        if one.kind in WITHOUT_A_DAY:
            place = came
            before = came - 1
            if before >= 0 and one.received <= turns[before].closes and (one.member, before) not in answered:
                place = before
        else:
            place = bisect_right(days, one.day) - 1
            late = place >= 0 and one.received > turns[place].closes
            place = came if late or place < 0 or one.day >= turns[place].after_day else place
        if 0 <= place < len(turns) and one.received > turns[place].closes:
            place += 1  # it was closed before its days were over
        if 0 <= place < len(turns):
            found[one.key] = place
            answered.add((one.member, place))
    return found
