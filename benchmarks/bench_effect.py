"""
Promise: interrupted series of 500 streams at least 20 times as fast as statsmodels, to the same figures.

    ./samsyn dev benchmarks/bench_effect.py

Also told, without a promise: mixtures of a synthetic control beside a general optimiser (scipy's SLSQP), and the
interval of Krippendorff's alpha.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
import statsmodels.api as sm
from scipy.optimize import minimize

from samsyn.stats.agreement import krippendorff_alpha
from samsyn.stats.effect import (
    contrast_of,
    convex_weights,
    count_regression,
    interrupted_design,
    interrupted_series,
    synthetic_control,
    usual_lags,
)

STREAMS, WEEKS, START = 500, 260, 200
STEP = (np.arange(WEEKS) >= START).astype(float)


def timed(call, turns: int = 5) -> tuple[Any, float]:
    """The result and the best of some times, after one that imports."""
    result, times = call(), []
    for _ in range(turns):
        start = perf_counter()
        result = call()
        times.append(perf_counter() - start)
    return result, min(times)


def streams() -> np.ndarray:
    """Weekly counts with trend, season, more variation than Poisson, and a step."""
    rng = np.random.default_rng(5)
    time = np.arange(WEEKS)
    level = rng.lognormal(np.log(6.5), 0.8, (STREAMS, 1))
    wave = 0.3 * np.sin(2 * np.pi * time / 52 + rng.uniform(0, 6, (STREAMS, 1)))
    mean = level * np.exp(wave + 0.001 * time - 0.2 * STEP)
    return rng.negative_binomial(mean / 0.5, 1 / 1.5).astype(float)


def peer(counts: np.ndarray, design: np.ndarray, **fit: Any) -> np.ndarray:
    """Coefficient of the step with its limits, one stream at a time."""
    found = []
    for one in counts:
        told = sm.GLM(one, design, family=sm.families.Poisson()).fit(**fit)
        found.append([told.params[1], *told.conf_int()[1]])
    return np.array(found)


def series(counts: np.ndarray) -> None:
    """The model alone, and all that an evaluation computes."""
    for harmonics in (0, 2):
        design, names = interrupted_design(STEP, harmonics=harmonics, period=52)
        weights = np.eye(len(names))[1]
        ours, seconds = timed(
            lambda design=design, weights=weights: contrast_of(
                count_regression(counts, design), weights, level=0.95
            )
        )
        theirs, told = timed(lambda design=design: peer(counts, design, scale="X2"), turns=1)
        mine = np.column_stack([ours.log, np.log(ours.quasi.low), np.log(ours.quasi.high)])
        print(
            f"quasi-Poisson, {STREAMS} streams x {WEEKS}, {len(names)} coefficients: {seconds:.4f} s; statsmodels "
            f"{told:.2f} s; ratio {told / seconds:.0f}, promised 20; largest difference "
            f"{np.abs(mine - theirs).max():.1e}"
        )
    _, seconds = timed(lambda: interrupted_series(counts, STEP, harmonics=2, period=52))
    robust = {"cov_type": "HAC", "cov_kwds": {"maxlags": usual_lags(WEEKS), "use_correction": True}}
    _, told = timed(lambda: peer(counts, design, **robust), turns=1)
    print(
        f"... with Newey-West and autocorrelation: {seconds:.4f} s; statsmodels (Newey-West alone) {told:.2f} s; "
        f"ratio {told / seconds:.0f}"
    )


def mixtures(counts: np.ndarray) -> None:
    """Weights of one unit and 40 others over 100 times, and the whole with placebos."""
    pool, target = counts[1:41, :100], counts[:41, :100].mean(axis=0)
    ours, seconds = timed(lambda: convex_weights(target, pool))

    def slow() -> np.ndarray:
        return minimize(
            lambda w: ((target - w @ pool) ** 2).sum(),
            np.full(40, 1 / 40),
            jac=lambda w: -2 * pool @ (target - w @ pool),
            bounds=[(0, 1)] * 40,
            constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
            options={"ftol": 1e-12, "maxiter": 1000},
        ).x

    theirs, told = timed(slow, turns=1)
    _, whole = timed(lambda: synthetic_control(target, counts[1:41, :100], 80), turns=1)
    print(
        f"mixture of 40: {seconds:.4f} s; SLSQP {told:.3f} s; ratio {told / seconds:.0f}; largest difference "
        f"{np.abs(ours - theirs).max():.1e}; with 40 placebos {whole:.3f} s"
    )


def ratings() -> None:
    """Four raters, 200 units, 1,000 resamples."""
    rng = np.random.default_rng(6)
    given = np.clip(rng.integers(1, 6, 200) + rng.integers(-1, 2, (4, 200)), 1, 5).astype(float)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        _, seconds = timed(
            lambda level=level: krippendorff_alpha(
                given, level=level, resamples=1000, rng=np.random.default_rng(1)
            )
        )
        print(f"Krippendorff's alpha, {level}, 4 x 200, 1,000 resamples: {seconds:.4f} s")


if __name__ == "__main__":
    made = streams()
    series(made)
    mixtures(made)
    ratings()
