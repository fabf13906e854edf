"""The rows of a round as dense arrays: reports per area, category and bin, and who was there to report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from samsyn.cycle import Round
from samsyn.methods.incidents.options import Options
from samsyn.period import Period, PeriodKind, containing
from samsyn.stats.cube import count_cube

Array = np.ndarray[Any, Any]

# Bins of these kinds repeat within a year and can carry season; longer ones are compared year by year.
SEASONAL = {PeriodKind.WEEK: 52, PeriodKind.MONTH: 12}
LONG_DAYS = 28  # spans at least this long are compared with the same span in earlier years


@dataclass(frozen=True, kw_only=True)
class Grid:
    """
    Counts of one round.

    Parameters
    ----------
    areas, categories : tuple of str
        Keys, sorted; every area of the round's area set is there, also without reports, unless no row has any.
    bins : tuple of Period
        Bins of the period's own length, oldest first; the last is the period.
    counts : int64 array, shape (areas, categories, bins)
        Incidents with both an area and a category.
    by_area : int64 array, shape (areas, bins)
        Incidents with an area, with or without a category.
    by_category : int64 array, shape (categories, bins)
    total : int64 array, shape (bins,)
        All incidents.
    reporters : tuple of str
        Keys of the reporters, sorted; empty where the source names none.
    active : bool array, shape (reporters, bins)
        Whether the reporter sent anything, zero reports and positive observations included.
    covers : bool array, shape (reporters, areas)
        Which areas a reporter covers.
    has_zero_reports : bool
        Whether the source tells silence from calm.
    """

    areas: tuple[str, ...]
    categories: tuple[str, ...]
    bins: tuple[Period, ...]
    counts: Array
    by_area: Array
    by_category: Array
    total: Array
    reporters: tuple[str, ...]
    active: Array
    covers: Array
    has_zero_reports: bool

    @property
    def exposure(self) -> Array | None:
        """Active reporters per area and bin, float array (areas, bins); none where silence cannot be told from calm."""
        if not self.has_zero_reports or not self.reporters:
            return None
        there: Array = self.covers.T.astype(np.int64) @ self.active.astype(np.int64)
        return there.astype(float)

    @property
    def total_exposure(self) -> Array | None:
        """Active reporters per bin, float array (bins,)."""
        if not self.has_zero_reports or not self.reporters:
            return None
        there: Array = self.active.sum(axis=0)
        return there.astype(float)


def bins_back(period: Period, first: date) -> tuple[Period, ...]:
    """Return the bins of the period's length from the first whole one after `first` up to the period."""
    bins = [period]
    while (before := bins[-1].previous()).start >= first:
        bins.append(before)
    return tuple(reversed(bins))


def period_bins(observed: Round) -> tuple[Period, ...]:
    """
    Return the bins that the period is compared with, oldest first, the period last.

    Weeks, months and short spans are followed back without a gap; longer periods recur once a year.
    """
    period, first = observed.period, _first_day(observed)
    if period.kind in SEASONAL or period.days < LONG_DAYS:
        return bins_back(period, first)
    years = 1
    bins = [period]
    while (earlier := period.years_back(years)).start >= first and earlier.end <= bins[-1].start:
        bins.append(earlier)
        years += 1
    return tuple(reversed(bins))


def reporting_bins(observed: Round) -> tuple[Period, ...]:
    """Return the bins that reporters are followed over: seven days each up to the period's end, or months."""
    if observed.source.time_precision.carries_weeks:
        end = observed.period.end
        return bins_back(Period(start=end - timedelta(days=7), end=end), _first_day(observed))
    last = containing(observed.period.end - timedelta(days=1), PeriodKind.MONTH)
    return bins_back(last, _first_day(observed))


def _first_day(observed: Round) -> date:
    first: date | None = observed.table.frame["day"].min()  # type: ignore[assignment]
    return first or observed.period.start


def _codes(values: pl.Series, keys: Sequence[str]) -> Array:
    """Return the position of each value in the keys, -1 where it has none."""
    order = pl.DataFrame(
        {"key": list(keys), "code": np.arange(len(keys), dtype=np.int32)},
        schema={"key": pl.String, "code": pl.Int32},
    )
    joined = values.to_frame("key").join(order, on="key", how="left", maintain_order="left")
    codes: Array = joined["code"].fill_null(-1).to_numpy()
    return codes


def _bin_codes(days: pl.Series, bins: Sequence[Period]) -> Array:
    starts = np.array([b.start for b in bins], dtype="datetime64[D]")
    values = days.to_numpy().astype("datetime64[D]")
    codes = np.searchsorted(starts, values, side="right") - 1
    codes[values >= np.datetime64(bins[-1].end)] = -1
    if any(a.end != b.start for a, b in zip(bins[:-1], bins[1:], strict=True)):  # school terms leave July out
        ends = np.array([b.end for b in bins], dtype="datetime64[D]")
        codes[(codes >= 0) & (values >= ends[codes])] = -1
    return codes.astype(np.int32)


def grid(observed: Round, options: Options, bins: tuple[Period, ...]) -> Grid:
    """
    Count a round's rows in bins.

    Parameters
    ----------
    observed : Round
    options : Options
    bins : tuple of Period
        Oldest first, none overlapping.

    Returns
    -------
    Grid
    """
    frame = observed.table.frame
    incidents = frame.filter(pl.col("kind") == "incident")
    named = frame["area"].drop_nulls().unique()
    known = observed.areas.keys if observed.areas and len(named) else ()  # none, where no row could be placed
    areas = tuple(sorted({*known, *named}))
    categories = tuple(sorted(incidents["category"].drop_nulls().unique()))
    area, category = _codes(incidents["area"], areas), _codes(incidents["category"], categories)
    when = _bin_codes(incidents["day"], bins)
    n = len(bins)
    zeros = np.zeros_like(area)
    reporters, active, covers = _reporting(frame, areas, bins, options)
    return Grid(
        areas=areas,
        categories=categories,
        bins=bins,
        counts=count_cube(area, when, category, (len(areas), n, len(categories))).transpose(0, 2, 1),
        by_area=count_cube(area, when, zeros, (len(areas), n, 1))[:, :, 0],
        by_category=count_cube(category, when, zeros, (len(categories), n, 1))[:, :, 0],
        total=count_cube(zeros, when, zeros, (1, n, 1))[0, :, 0],
        reporters=reporters,
        active=active,
        covers=covers,
        has_zero_reports=bool((frame["kind"] == "zero").any()),
    )


def _reporting(
    frame: pl.DataFrame, areas: tuple[str, ...], bins: Sequence[Period], options: Options
) -> tuple[tuple[str, ...], Array, Array]:
    """
    Return the reporters, when each was active, and which areas each covers, from what they sent up to the
    period's end.
    """
    sent = frame.filter(pl.col("reporter").is_not_null() & (pl.col("day") < bins[-1].end))
    reporters = tuple(sorted({*sent["reporter"].unique(), *options.stated}))
    who = _codes(sent["reporter"], reporters)
    where, when = _codes(sent["area"], areas), _bin_codes(sent["day"], bins)
    zeros = np.zeros_like(who)
    active = count_cube(who, when, zeros, (len(reporters), len(bins), 1))[:, :, 0] > 0
    at_home = count_cube(who, where, zeros, (len(reporters), len(areas), 1))[:, :, 0]
    share = at_home / np.maximum(at_home.sum(axis=1, keepdims=True), 1)
    even = 1 / np.maximum((at_home > 0).sum(axis=1, keepdims=True), 1)
    return reporters, active, (at_home > 0) & (share >= np.minimum(options.home_share, even / 2))
