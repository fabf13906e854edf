"""A level and a yearly wave, fitted to many streams at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.errors import BadInput

Floats = NDArray[np.float64]
STEPS = 60
CLOSE = 1e-12


def seasonal_mean(past: Floats, when: NDArray[np.int64], frequency: int) -> Floats:
    """
    Fit log mean = level + yearly cosine and sine by Poisson maximum likelihood, and predict.

    Parameters
    ----------
    past : ndarray, shape (streams, periods)
        NaN means missing.
    when : ndarray of int, shape (assessed,)
        Time indices to predict.
    frequency : int
        Periods per year.

    Returns
    -------
    ndarray, shape (streams, assessed)
        NaN where a stream has fewer than three periods or where its seasons are so empty that the wave has no
        maximum.

    Raises
    ------
    BadInput
        If fewer periods than a year have passed: a wave cannot be told from a trend.
    """
    if past.shape[1] < frequency:
        raise BadInput(
            f"En årsvåg behöver minst ett år tidigare perioder ({frequency}); här finns {past.shape[1]}."
        )
    used = (~np.isnan(past)).astype(np.float64)
    counts = np.nan_to_num(past)
    wave = _wave(np.arange(past.shape[1]), frequency)
    periods, events = used.sum(axis=1), counts.sum(axis=1)
    beta = np.zeros((len(past), 3))
    beta[:, 0] = np.log(np.maximum(events, 0.5) / np.maximum(periods, 1))
    active = np.flatnonzero(events > 0)
    settled = events == 0  # half an event, without a wave
    steps = 0
    while active.size and steps < STEPS:
        steps += 1
        mean = np.exp(beta[active] @ wave.T) * used[active]
        gradient = (counts[active] - mean) @ wave
        information = np.einsum("st,ti,tj->sij", mean, wave, wave, optimize=True)
        step = np.linalg.solve(information + 1e-12 * np.eye(3), gradient[..., None])[..., 0]
        step *= np.minimum(1, 2 / np.maximum(np.abs(step).max(axis=1, keepdims=True), 2))
        beta[active] += step
        done = np.abs(step).max(axis=1) < CLOSE**0.75
        settled[active[done]] = True
        active = active[~done & (np.abs(beta[active]).max(axis=1) < 40)]
    found = np.exp(beta @ _wave(when, frequency).T)
    return np.where((settled & (periods >= 3))[:, None], found, np.nan)


def _wave(times: NDArray[np.int64], frequency: int) -> Floats:
    angle = 2 * np.pi * times / frequency
    return np.column_stack([np.ones(len(times)), np.cos(angle), np.sin(angle)])
