"""Near repeats: whether a report is followed by others at the same place, or near it, more often than chance gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samsyn.cycle import Refusal, Round, format_number
from samsyn.methods.incidents.chance import generator
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.located import year_until
from samsyn.methods.incidents.words import plural
from samsyn.period import Period
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.nearrepeat import NearRepeat, near_repeat, ratio_interval
from samsyn.table import LocationPrecision, TimePrecision

SPACE_M = (0, 100, 200, 400)
TIME_DAYS = (0, 7, 14, 28)
LEAST_EVENTS, MOST_EVENTS = 50, 4_000  # of a category: fewer say nothing, of more some are drawn
LEAST_DAYS = 182  # a shorter time cannot tell a run of reports from the usual
LONGEST = timedelta(days=3)  # a wider interval would be moved between the bands of days
PERMUTATIONS = 999
LEAST_RATIO = 1.2  # of very many a smaller one is sure too, but nothing to act on
SCREEN = 0.1  # above this by exact moments nothing can be sure, so nothing is permuted
WHAT = "Upprepning på samma plats och i närheten"
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """
    What one category says, at the same place (`same`) or near it.

    Parameters
    ----------
    category : str, optional
    same : bool
    n, precise, of : int
        Events that were counted, those with place and time exact enough, and all.
    observed : int
        Pairs within the first band of days.
    expected, ratio, low, high, p, q : float
        Beside what chance gives; `q` is adjusted over all categories and both kinds of place.
    permutations : int
    bands : list of dict
        Every band of metres and days with its pairs.
    until_days, until_m : int
        How far it goes on without a gap; 0 where it is not sure at all.
    """

    category: str | None
    same: bool
    n: int
    precise: int
    of: int
    observed: int
    expected: float
    ratio: float
    low: float
    high: float
    p: float
    permutations: int
    bands: list[dict[str, Any]]
    q: float = 1.0
    until_days: int = 0
    until_m: int = 0

    def worth_saying(self, limit: float) -> bool:
        """Whether it is sure, false discoveries controlled, and large enough to act on."""
        return self.q <= limit and self.ratio >= LEAST_RATIO

    @property
    def lasting(self) -> bool:
        """Whether it is as sure in the last band of days: a place with much for a while, rather than one that "
        "follows."""
        return self.until_days == TIME_DAYS[-1]


def repeats_refusal(observed: Round) -> Refusal | None:
    """Return why near repeats cannot be looked for, or none."""
    why = _why(observed)
    return None if why is None else Refusal(key="near_repeat", what=WHAT, why=why)


def _why(observed: Round) -> str | None:
    place, time = observed.source.location_precision, observed.source.time_precision
    if not place.carries_points or place is LocationPrecision.STREET_SEGMENT:
        return "Platserna är inte punkter eller adresser. Avstånd på 100 meter kan inte mätas mellan dem."
    if time not in (TimePrecision.EXACT, TimePrecision.INTERVAL, TimePrecision.DAY):
        return "Tiderna är inte angivna på dagen. Då går det inte att säga vad som kom inom 7 dagar."
    if observed.table.crs is None:
        return "Filernas koordinater är i olika system, så avstånd mellan dem kan inte räknas ut."
    if (days := year_until(observed).days) < LEAST_DAYS:
        return f"Uppgifterna omfattar {format_number(days)} dagar; det behövs minst ett halvår."
    return None


def repeats(maker: Maker) -> tuple[list[Repeats], Period]:
    """
    Return what each category says that has enough events, and the days that were looked at.

    False discoveries are controlled over all categories and both kinds of place for the first band of days; only where
    that is sure are the other bands looked at, controlled within it.

    References
    ----------
    Knox (1964), Applied Statistics 13: 25-29; Johnson et al. (2007), J. Quant. Criminol. 23: 201-219; Yekutieli (2008),
    JASA 103: 309-316 (testing in a hierarchy).
    """
    span = year_until(maker.observed)
    found = [
        one for key, events, of in _by_category(maker, span) for one in _category(maker, key, events, of)
    ]
    if not found:
        return [], span
    judged = benjamini_hochberg([one.p for one in found], maker.options.false_discovery)
    limit = maker.options.false_discovery
    return [_stepped(one, float(q), limit) for one, q in zip(found, judged.adjusted, strict=True)], span


def _by_category(maker: Maker, span: Period) -> Iterator[tuple[str | None, pl.DataFrame, int]]:
    """Yield each category with its events that are exact enough (x_m, y_m, day), and how many there are of all."""
    inside = maker.observed.table.frame.filter(
        (pl.col("kind") == "incident") & pl.col("day").is_between(span.start, span.end, closed="left")
    )
    long = pl.col("time_to") - pl.col("time_from")
    wide = long.fill_null(timedelta(0))
    events = inside.select(
        "category",
        "x_m",
        "y_m",
        day=pl.col("day") + pl.duration(days=(wide.dt.total_hours() // 48)),
        sure=pl.col("x_m").is_finite().fill_null(value=False)
        & pl.col("y_m").is_finite().fill_null(value=False)
        & (wide <= LONGEST),
    )
    named = events["category"].drop_nulls().n_unique() > 0
    for key in sorted(events["category"].drop_nulls().unique()) if named else [None]:
        own = events.filter(pl.col("category") == key) if named else events
        yield key, own.filter("sure").sort("x_m", "y_m", "day"), own.height


def _category(maker: Maker, key: str | None, events: pl.DataFrame, of: int) -> list[Repeats]:
    precise = events.height
    if precise < LEAST_EVENTS or precise * 2 < of:
        return []
    if precise > MOST_EVENTS:
        chosen = generator(maker, "drawn", key).choice(precise, MOST_EVENTS, replace=False)
        events = events[np.sort(chosen)]
    arguments = [events[name].to_numpy() for name in ("x_m", "y_m", "day")]
    table = near_repeat(*arguments, space_m=SPACE_M, time_days=TIME_DAYS, permutations=0)
    if table.apart.p_moments[:, 0].min() <= SCREEN:
        rng = generator(maker, "near_repeat", key)
        table = near_repeat(
            *arguments, space_m=SPACE_M, time_days=TIME_DAYS, permutations=PERMUTATIONS, rng=rng
        )
    made = (_kind(maker, key, table, row, precise, of) for row in (0, 1))
    return [one for one in made if one is not None]


def _kind(
    maker: Maker, key: str | None, table: NearRepeat, row: int, precise: int, of: int
) -> Repeats | None:
    """Return what a category says at the same place (row 0) or near it; none where no pair can be expected."""
    apart, whole = table.apart, table.table
    if not apart.expected[row, 0] > 0:
        return None
    low, high = ratio_interval(
        apart.observed[row], apart.expected[row], apart.variance[row], level=maker.options.level
    )
    bands = [_band(table, apart, row, column) for column in range(len(table.columns))]
    if row:
        bands += [_band(table, whole, far, column) for far in (1, 2) for column in range(len(table.columns))]
    return Repeats(
        category=key,
        same=row == 0,
        n=table.events,
        precise=precise,
        of=of,
        observed=int(apart.observed[row, 0]),
        expected=float(apart.expected[row, 0]),
        ratio=float(apart.ratio[row, 0]),
        low=float(low[0]),
        high=float(high[0]),
        p=min(float(apart.p[row, 0]), 1.0),
        permutations=table.permutations,
        bands=bands,
    )


def _band(table: NearRepeat, part: Any, row: int, column: int) -> dict[str, Any]:
    place, time = part.rows[row], table.columns[column]
    ratio = float(part.ratio[row, column])
    return {
        "from_m": int(place.low),
        "to_m": int(place.high),
        "from_days": int(time.low),
        "to_days": int(time.high),
        "observed": int(part.observed[row, column]),
        "expected": float(part.expected[row, column]),
        "ratio": ratio if np.isfinite(ratio) else None,
        "p": min(float(part.p[row, column]), 1.0),
    }


def _stepped(one: Repeats, q: float, limit: float) -> Repeats:
    """Return the same with how far it goes on, where the first band is sure."""
    if q > limit:
        return replace(one, q=q)
    rest = benjamini_hochberg([band["p"] for band in one.bands[1:]], limit).rejected
    sure = [True, *(bool(s) for s in rest)]
    columns = len(TIME_DAYS) - 1
    days = _unbroken(sure[:columns])
    metres = _unbroken(sure[::columns])
    return replace(one, q=q, until_days=TIME_DAYS[days], until_m=0 if one.same else SPACE_M[metres])


def _unbroken(sure: Sequence[bool]) -> int:
    return next((n for n, one in enumerate(sure) if not one), len(sure))


def none_of(maker: Maker) -> Refusal:
    """Return that no category had enough."""
    unit = plural(maker.observed.source.counts)
    why = (
        f"Ingen kategori har minst {LEAST_EVENTS} {unit} på ett år med känd plats, känd på {LONGEST.days} dagar när, "
        "och bland dem minst hälften av alla."
    )
    return Refusal(key="near_repeat", what=WHAT, why=why)
