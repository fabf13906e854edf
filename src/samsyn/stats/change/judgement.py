"""From an expected count to a predictive range and tail probabilities, also where there are few events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from samsyn.stats.change import predictive
from samsyn.stats.change.fit import TINY, Baseline, Floats

Threshold = Literal["predictive", "negative_binomial", "mean_uncertain", "two_thirds"]
FEW = 5  # fewer events than this in the season's baseline: Jeffreys' prior decides, not the fitted model


@dataclass(frozen=True)
class Judged:
    """Expected counts of one assessed time and what it takes to judge the observed ones; shape (streams,)."""

    expected: Floats
    variance: Floats  # of the logarithm of the expected count
    phi: Floats
    trend: Floats


def with_few_events(base: Baseline, units: Floats, judged: Judged) -> Judged:
    """Where the season's baseline holds fewer than FEW events, use Jeffreys' prior instead of the fitted mean."""
    same = base.used * (base.plan.season == base.plan.seasons - 1)
    events = (same * base.counts).sum(axis=1)
    exposure = same.sum(axis=1) if base.exposure is None else (same * base.exposure).sum(axis=1)
    few = events < FEW
    expected = (events + 0.5) * units / np.maximum(exposure, TINY)
    return Judged(
        expected=np.where(few, expected, judged.expected),
        variance=np.where(few, judged.phi / (events + 0.5), judged.variance),
        phi=judged.phi,
        trend=np.where(few, np.nan, judged.trend),
    )


def predictive_range(
    observed: Floats, expected: Floats, judged: Judged, threshold: Threshold, level: float, peer: bool
) -> tuple[Floats, Floats, Floats, Floats]:
    """Predictive range, P(Y >= y) and P(Y <= y), by the threshold that was chosen."""
    from scipy.special import ndtr, ndtri

    tail = (1 - level) / 2
    z = ndtri(1 - tail)
    phi, error = judged.phi, np.sqrt(judged.variance)
    if threshold == "two_thirds":
        deviation = np.sqrt(4 / 9 * np.cbrt(expected) * (phi + judged.variance * expected))
        centre = np.cbrt(expected) ** 2
        limits = [np.maximum(centre + sign * z * deviation, 0) ** 1.5 for sign in (-1, 1)]
        score = (np.cbrt(observed) ** 2 - centre) / deviation
        return limits[0], limits[1], ndtr(-score), ndtr(score)
    lower = upper = expected
    if threshold == "mean_uncertain":
        upper = expected * np.exp(z * error)
        lower = upper if peer else expected * np.exp(-z * error)
    elif threshold == "predictive":
        phi = phi + judged.variance * expected
    return (
        predictive.quantile(tail, lower, phi),
        predictive.quantile(1 - tail, upper, phi),
        predictive.at_least(observed, upper, phi),
        predictive.at_most(observed, lower, phi),
    )
