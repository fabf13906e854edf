"""Which areas an area may be compared with: proposed with the reason, before anything is known of the effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from samsyn.outcomes.counts import Counts, Span
from samsyn.outcomes.displacement import UNLIKE
from samsyn.outcomes.judged import MARGIN
from samsyn.outcomes.validity import effort
from samsyn.outcomes.verdict import ratio_margin
from samsyn.stats.effect import parallel_trends

FEWEST = 10
"""Events before, below which a comparison is mostly chance."""
ALPHA = 0.05


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """
    An area as a comparison.

    Parameters
    ----------
    area : str
    fits : bool
        Whether it is proposed.
    why : str
        Reason for or against, Swedish.
    before : int
        Events in the period before.
    drift : float
        How many times faster the treated side grew over the period before; NaN where it is not known.
    p : float
        Of no such difference.
    series : tuple of int
        Events per four weeks of the period before.
    """

    area: str
    fits: bool
    why: str
    before: int
    drift: float
    p: float
    series: tuple[int, ...]


def candidates(
    counts: Counts,
    *,
    treated: Sequence[str],
    categories: Sequence[str],
    before: Span,
    taken: Mapping[str, str] | None = None,
    margin: float = MARGIN,
) -> tuple[Candidate, ...]:
    """
    Look at every other area as a comparison.

    Parameters
    ----------
    counts : Counts
    treated, categories : sequence of str
    before : (date, date)
        Half-open, whole weeks. Nothing after it is looked at.
    taken : mapping of str to str, optional
        Areas that may not be used, with the reason: other actions, or neighbours that events may move to.
    margin : float, default 0.2
        How much the reporting of an area may have changed from the first half to the second.

    Returns
    -------
    tuple of Candidate
        Those that fit first, the most alike first of all.

    Raises
    ------
    BadInput
        If an area or category is not known, or the period is not whole weeks.
    """
    weeks = counts.window(before)
    own = counts.of(treated, categories)[:, weeks].sum(axis=0)
    others = [area for area in counts.areas if area not in set(treated)]
    found = [
        _looked_at(counts, area, own, categories, before, weeks, (taken or {}).get(area, ""), margin)
        for area in others
    ]
    return tuple(sorted(found, key=lambda one: (not one.fits, _away(one), one.area)))


def _away(one: Candidate) -> float:
    return abs(float(np.log(one.drift))) if one.drift > 0 else float("inf")


def _looked_at(
    counts: Counts,
    area: str,
    own: np.ndarray,
    categories: Sequence[str],
    before: Span,
    weeks: slice,
    taken: str,
    margin: float,
) -> Candidate:
    series = counts.of([area], categories)[0, weeks]
    times = np.arange(len(series))
    trends = parallel_trends(
        np.concatenate([own, series]), np.repeat([1, 0], len(times)), np.concatenate([times, times])
    )
    drift, p = (float("nan"), float("nan")) if trends is None else (trends.over_the_period, trends.p)
    n, here = int(series.sum()), int(own.sum())
    unlike = n * UNLIKE < here or here * UNLIKE < n
    reasons = {
        taken: bool(taken),
        f"Bara {n} händelser före: jämförelsen skulle mest vara slump.": n < FEWEST,
        "Rapporteringen ändrades redan före.": not _steady(counts, area, before, margin),
        "Utvecklingen gick åt ett annat håll redan före.": trends is not None and p < ALPHA,
        "Nivån är en helt annan: mer än tre gånger så hög eller låg.": unlike,
        "Det går inte att se hur utvecklingen var före.": trends is None,
    }
    against = next((why for why, holds in reasons.items() if holds), "")
    return Candidate(
        area=area,
        fits=not against,
        why=against or "Samma utveckling före, ungefär samma nivå och ingen annan åtgärd.",
        before=n,
        drift=drift,
        p=p,
        series=_by_four(series),
    )


def _steady(counts: Counts, area: str, before: Span, margin: float) -> bool:
    """Whether the reporting of the area was alike in both halves of the period before; also where it is not known."""
    start, end = before
    middle = start + timedelta(weeks=(end - start).days // 14)
    if middle <= start or middle >= end:
        return True
    change = effort(counts, [area], (start, middle), (middle, end)).ratio
    low, high = ratio_margin(margin)
    return bool(np.isnan(change) or low <= change <= high)


def _by_four(series: np.ndarray) -> tuple[int, ...]:
    """Add up by four weeks from the end, so that the last figure is whole."""
    whole = len(series) // 4 * 4
    return tuple(int(one) for one in series[len(series) - whole :].reshape(-1, 4).sum(axis=1))
