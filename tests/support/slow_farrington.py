"""Farrington's flexible method for one count, the slow and obvious way: a dense design matrix and textbook formulas."""

from __future__ import annotations

import numpy as np


def season_of(week: int, now: int, frequency: int, half_window: int, periods: int) -> int:
    """The window around the same week of the year is the last season; what lies between is cut into blocks."""
    place = (week - (now - half_window)) % frequency
    if place <= 2 * half_window:
        return periods - 1
    rest = frequency - 2 * half_window - 1
    sizes = [rest // (periods - 1) + (k < rest % (periods - 1)) for k in range(periods - 1)]
    return int(np.searchsorted(np.cumsum(sizes), place - 2 * half_window - 1, side="right"))


def glm(x, y, weights, offset):
    """Poisson regression with a log link by Newton's method, to the bitter end; None where a level has no maximum."""
    beta = np.linalg.lstsq(x, np.log(y + 0.5) - offset, rcond=None)[0]
    for _ in range(200):
        mean = np.exp(x @ beta + offset)
        step = np.linalg.solve(x.T @ (x * (weights * mean)[:, None]), x.T @ (weights * (y - mean)))
        beta = beta + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-13:
            break
    mean = np.exp(x @ beta + offset)
    return beta, mean, np.linalg.inv(x.T @ (x * (weights * mean)[:, None]))


def farrington(
    counts,
    now,
    *,
    frequency=52,
    years=5,
    half_window=3,
    periods=10,
    recent=26,
    limit=2.58,
    trend=True,
    offset=None,
):
    """Return expected count, dispersion, variance of the log of the expected count, slope."""
    offset = np.zeros(len(counts)) if offset is None else offset
    weeks = np.arange(max(now - years * frequency - half_window, 0), now - recent)
    season = [season_of(week, now, frequency, half_window, periods) for week in weeks]
    x = np.eye(periods)[season]
    if trend:
        x = np.column_stack([x, weeks - now])
    y = np.asarray(counts, dtype=float)[weeks]
    weights = np.ones(len(weeks))
    for turn in range(2):
        beta, mean, covariance = glm(x, y, weights, offset[weeks])
        phi = max((weights * (y - mean) ** 2 / mean).sum() / (len(y) - x.shape[1]), 1)
        if turn == 0:
            hat = weights * mean * np.einsum("ij,jk,ik->i", x, covariance, x)
            anscombe = 1.5 * (y ** (2 / 3) - mean ** (2 / 3)) / mean ** (1 / 6) / np.sqrt(phi * (1 - hat))
            weights = np.where(anscombe > limit, np.maximum(anscombe, limit) ** -2.0, 1.0)
            weights *= len(y) / weights.sum()
    row = np.append(np.eye(periods)[periods - 1], [0] if trend else [])
    slope = beta[-1] if trend else np.nan
    return np.exp(row @ beta + offset[now]), phi, phi * (row @ covariance @ row), slope
