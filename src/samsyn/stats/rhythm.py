"""When in the week: hours of the week with unknown times shared out over their intervals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput

HOUR_US = 3_600_000_000
WEEK_US = 168 * HOUR_US
MONDAY_US = 4 * 24 * HOUR_US  # 1970-01-05 was a Monday
COMPILED_FROM = 100_000  # events from which loading the compiler pays
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def weekday_hour(
    start_utc: ArrayLike, end_utc: ArrayLike | None = None, zone: str = "Europe/Stockholm"
) -> Floats:
    """
    Share events out over the 168 hours of the local week (aoristic weights).

    Parameters
    ----------
    start_utc, end_utc : array_like of datetime64, shape (events,)
        The interval in which each event happened, UTC instants, half-open. An end that is NaT, or equal to
        the start, means an exact time. An event whose start is NaT has no known time and is left out.
    zone : str
        IANA zone of the local week.

    Returns
    -------
    ndarray, shape (168,)
        Expected number of events in each hour, Monday 00-01 first. The sum is the number of events with a
        known time.

    Raises
    ------
    BadInput
        If an end lies before its start.

    Notes
    -----
    Each event weighs 1, spread evenly over the time that really passed: an interval over 7 days gives each
    hour as many turns as it had, the hour that is skipped in March gets nothing, the hour that is run twice
    in October gets both. Both ends of an interval are looked up in the running total of each hour of the
    week, which is a step and a ramp, so an event costs the same whatever its length.

    References
    ----------
    .. [1] J. H. Ratcliffe & M. J. McCullagh (1998), Aoristic crime analysis, International Journal of
       Geographical Information Science 12(7), 751-764.
    .. [2] J. H. Ratcliffe (2002), Aoristic signatures and the spatio-temporal analysis of high volume crime
       patterns, Journal of Quantitative Criminology 18(1), 23-43.
    .. [3] M. P. J. Ashby & K. J. Bowers (2013), A comparison of methods for temporal analysis of aoristic
       crime, Crime Science 2:1.

    Examples
    --------
    >>> eight, sixteen = np.array(["2024-05-15T08:00", "2024-05-15T16:00"], "datetime64[us]")
    >>> weekday_hour([eight], [sixteen], "UTC")[55:58].tolist()
    [0.0, 0.125, 0.125]
    """
    start = np.asarray(start_utc, dtype="datetime64[us]").ravel()
    end = start if end_utc is None else np.asarray(end_utc, dtype="datetime64[us]").ravel()
    known = ~np.isnat(start)
    begin = start[known].astype(np.int64)
    close = np.where(np.isnat(end), start, end)[known].astype(np.int64)
    if np.any(close < begin):
        raise BadInput(f"{int(np.sum(close < begin))} händelser slutar innan de börjar.")
    if begin.size == 0:
        return np.zeros(168)
    at, before, after = _transitions(zone, int(begin.min()), int(close.max()))
    if begin.size >= COMPILED_FROM:
        from samsyn.stats.rhythm_kernel import tally

        offsets = np.concatenate([before[:1], after])
        exact, step, ramp, weeks, inside = tally(begin, close, at, offsets, MONDAY_US)
        return np.asarray(exact + _passed(step, ramp) + weeks + _changes(at, before, after, inside))
    dot = close == begin
    return _exact(begin[dot], at, before, after) + _spread(begin[~dot], close[~dot], at, before, after)


def _exact(instant: Ints, at: Ints, before: Ints, after: Ints) -> Floats:
    local = instant + _offset(instant, at, before, after)
    return np.bincount((local - MONDAY_US) % WEEK_US // HOUR_US, minlength=168).astype(np.float64)


def _offset(instant: Ints, at: Ints, before: Ints, after: Ints) -> Ints:
    """Local time minus UTC, microseconds."""
    offsets = np.concatenate([before[:1], after])
    return offsets[np.searchsorted(at, instant, side="right")]


def _spread(begin: Ints, close: Ints, at: Ints, before: Ints, after: Ints) -> Floats:
    """Weights of intervals that last: running totals at their ends, and at the clock changes inside them."""
    weight = HOUR_US / (close - begin)
    hours = _running(close + _offset(close, at, before, after), weight)
    hours -= _running(begin + _offset(begin, at, before, after), weight)
    entered = np.bincount(np.searchsorted(at, begin, side="right"), weight, minlength=len(at) + 1)
    left = np.bincount(np.searchsorted(at, close, side="right"), weight, minlength=len(at) + 1)
    return hours + _changes(at, before, after, np.cumsum(entered - left)[:-1])


def _changes(at: Ints, before: Ints, after: Ints, inside: Floats) -> Floats:
    """What the jumps of the local clock add and take away; `inside` is the weight of the intervals that hold each."""
    return _running(at + before, inside) - _running(at + after, inside)


def _running(local: Ints, weight: Floats) -> Floats:
    """Weighted hours of each hour of the week from a fixed Monday up to local times."""
    weeks, rest = np.divmod(local - MONDAY_US, WEEK_US)
    hour, part = np.divmod(rest, HOUR_US)
    ramp = np.bincount(hour, weight * (part / HOUR_US), minlength=168)
    step = np.bincount(hour, weight, minlength=168)
    return np.asarray(_passed(step.astype(float), ramp.astype(float)) + np.dot(weight, weeks))


def _passed(step: Floats, ramp: Floats) -> Floats:
    """Hours passed since Monday 00: the part of the hour that a time lies in, and the hours before it."""
    return np.asarray(ramp + np.cumsum(step[::-1])[::-1] - step)


def _transitions(zone: str, first_us: int, last_us: int) -> tuple[Ints, Ints, Ints]:
    """Clock changes around two instants: when, and the offsets before and after (at least one row)."""
    low, high = (EPOCH + timedelta(microseconds=us) for us in (first_us, last_us))
    rows = [row for year in range(low.year, high.year + 1) for row in _transitions_of(zone, year)]
    if not rows:
        offset = _offset_at(ZoneInfo(zone), low)
        rows = [(last_us + 1, offset, offset)]
    at, before, after = np.array(rows, dtype=np.int64).T
    return at, before, after


@lru_cache(maxsize=512)
def _transitions_of(zone: str, year: int) -> tuple[tuple[int, int, int], ...]:
    clock = ZoneInfo(zone)
    start = datetime(year, 1, 1, tzinfo=UTC)
    days = [start + timedelta(days=7 * week) for week in range(53)]
    days.append(
        datetime(year + 1, 1, 1, tzinfo=UTC) if year < 9999 else datetime(year, 12, 31, 23, tzinfo=UTC)
    )
    rows = []
    for low, high in zip(days, days[1:], strict=False):
        before, after = _offset_at(clock, low), _offset_at(clock, high)
        if before != after:
            rows.append((_change(clock, low, high, before), before, after))
    return tuple(rows)


def _change(clock: ZoneInfo, low: datetime, high: datetime, before: int) -> int:
    """The second in which the clock changes, found by halving."""
    first, last = int((low - EPOCH).total_seconds()), int((high - EPOCH).total_seconds())
    while last - first > 1:
        middle = (first + last) // 2
        if _offset_at(clock, EPOCH + timedelta(seconds=middle)) == before:
            first = middle
        else:
            last = middle
    return last * 1_000_000


def _offset_at(clock: ZoneInfo, instant: datetime) -> int:
    offset = instant.astimezone(clock).utcoffset()
    return 0 if offset is None else round(offset.total_seconds()) * 1_000_000
