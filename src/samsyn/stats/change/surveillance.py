"""
The same model fitted by the steps that R's glm takes, for results equal to R surveillance 1.20.3 and not only close.

R stops its iterations when the deviance has settled to 1e-8, and takes dispersion, leverage and standard errors from
the working weights one step before. The last digits of a threshold depend on that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.stats.change.fit import Baseline, Fit, Floats, arrow, finish

STEPS = 25
SETTLED = 1e-8


def fit(base: Baseline, weights: Floats, *, trend: bool) -> Fit:
    """Fit by iteratively reweighted least squares; arguments as in `samsyn.stats.change.fit.fit`."""
    steps = _Steps(base, weights, trend)
    active = np.arange(len(weights))
    deviance = steps.deviance(active)
    for _ in range(STEPS):
        steps.advance(active)
        new = steps.deviance(active)
        settled = np.abs(new - deviance[active]) / (np.abs(new) + 0.1) < SETTLED
        deviance[active] = new
        active = active[~settled]
        if active.size == 0:
            break
    converged = np.ones(len(weights), dtype=bool)
    converged[active] = False
    return finish(
        base,
        weights,
        mean=steps.mean,
        working=steps.working,
        level=np.exp(steps.intercept[:, -1]),
        slope=steps.slope,
        trend=trend,
        converged=converged,
    )


class _Steps:
    """Where the iterations of each stream stand."""

    def __init__(self, base: Baseline, weights: Floats, trend: bool) -> None:
        self.base, self.weights, self.trend = base, weights, trend
        self.offset = np.zeros_like(weights) if base.exposure is None else np.log(base.exposure)
        self.counts_log = base.counts * np.log(np.maximum(base.counts, 1))
        self.mean = base.counts + 0.1
        self.eta = np.log(self.mean)
        self.working = weights * self.mean
        self.slope = np.zeros(len(weights))
        self.intercept = np.zeros((len(weights), base.plan.seasons))

    def deviance(self, rows: NDArray[np.int64]) -> Floats:
        counts = self.base.counts[rows]
        terms = self.counts_log[rows] - counts * (self.eta[rows] + 1) + self.mean[rows]
        return np.asarray(2 * (self.weights[rows] * terms).sum(axis=1))

    def advance(self, rows: NDArray[np.int64]) -> None:
        """One weighted least squares step: seasons and slope by the arrow shape of the normal equations."""
        plan, mean = self.base.plan, self.mean[rows]
        working = self.weights[rows] * mean
        response = self.eta[rows] - self.offset[rows] + (self.base.counts[rows] - mean) / mean
        size, first, second = arrow(plan, working)
        target, tilted, _ = arrow(plan, working * response)
        slope = np.zeros(len(mean))
        if self.trend:
            information = (second - first**2 / size).sum(axis=1)
            slope = (tilted - first * target / size).sum(axis=1) / information
        intercept = (target - slope[:, None] * first) / size
        linear = intercept[:, plan.season] + slope[:, None] * plan.elapsed
        self.eta[rows] = linear + self.offset[rows]
        self.mean[rows] = np.exp(self.eta[rows])
        self.working[rows], self.slope[rows], self.intercept[rows] = working, slope, intercept
