"""Log-linear models of counts, fitted to many series with one design at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
STEPS = 50
HALVINGS = 10
CLOSE = 1e-9
HIGHEST = 200.0  # of a logarithm; nothing that is counted comes near


@dataclass(frozen=True, kw_only=True)
class CountModel:
    """
    A model log mean = design x coefficients + log exposure, fitted to each series.

    Parameters
    ----------
    counts, mean : ndarray, shape (series, times)
        Both are 0 where the count is unknown.
    used : ndarray of bool, shape (series, times)
        Where the count is known.
    design : ndarray, shape (times, coefficients)
    coefficients : ndarray, shape (series, coefficients)
        NaN where the likelihood has no maximum.
    inverse : ndarray, shape (series, coefficients, coefficients)
        Inverse of the information: the covariance of the coefficients where counts vary as Poisson.
    dispersion : ndarray, shape (series,)
        Pearson's: how many times more counts vary than Poisson. NaN without degrees of freedom.
    freedom : ndarray, shape (series,)
        Known counts less coefficients.
    converged : ndarray of bool, shape (series,)
    """

    counts: Floats
    mean: Floats
    used: Flags
    design: Floats
    coefficients: Floats
    inverse: Floats
    dispersion: Floats
    freedom: Floats
    converged: Flags

    @property
    def residuals(self) -> Floats:
        """Pearson residuals, NaN where the count is unknown; shape (series, times)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.used, (self.counts - self.mean) / np.sqrt(self.mean), np.nan)

    def value(self, contrast: ArrayLike) -> Floats:
        """Return a weighted sum of the coefficients, shape (series,)."""
        return np.asarray(self.coefficients @ np.asarray(contrast, dtype=np.float64))

    def spread(self, contrast: ArrayLike, covariance: Floats) -> Floats:
        """Return the standard error of a weighted sum, shape (series,)."""
        weight = np.asarray(contrast, dtype=np.float64)
        return np.asarray(np.sqrt(np.einsum("i,sij,j->s", weight, covariance, weight)))


def count_regression(counts: ArrayLike, design: ArrayLike, exposure: ArrayLike | None = None) -> CountModel:
    """
    Fit a Poisson regression with a log link to each series.

    Parameters
    ----------
    counts : array_like, shape (times,) or (series, times)
        Not negative; NaN where unknown.
    design : array_like, shape (times, coefficients)
        The same for every series.
    exposure : array_like, optional
        What the mean is proportional to; broadcast to the counts, positive where the count is known.

    Returns
    -------
    CountModel
        The quasi-Poisson fit has the same coefficients; its covariance is `inverse` times `dispersion`.

    Raises
    ------
    BadInput
        If a count is negative, an exposure is not positive, or the columns of the design say the same thing.

    Notes
    -----
    Iteratively reweighted least squares in an orthogonal basis of the design, all series in one product per step;
    a step that lowers the likelihood is halved.

    References
    ----------
    .. [1] P. McCullagh & J. A. Nelder (1989), Generalized Linear Models, 2nd ed., sections 2.5 and 6.2.
    """
    y, used, size = _read(counts, exposure)
    x = np.asarray(design, dtype=np.float64)
    basis, upper = np.linalg.qr(x)
    scale = np.abs(np.diagonal(upper))
    if x.shape[1] > x.shape[0] or scale.min() <= 1e-9 * np.abs(x).max() * np.sqrt(len(x)):
        raise BadInput(
            "Modellen har för många delar för serien: två av dem säger samma sak, eller så är serien för kort."
        )
    offset = np.log(size)
    found, converged = _climb(y, used, basis, offset)
    with np.errstate(over="ignore", invalid="ignore"):
        mean = np.where(used, np.exp(np.minimum(found @ basis.T + offset, HIGHEST)), 0.0)
    back = np.linalg.inv(upper)
    inner = _inverse(_information(mean, basis), converged)
    freedom = used.sum(axis=1) - float(x.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = np.where(used, (y - mean) ** 2 / np.where(mean > 0, mean, np.nan), 0.0).sum(axis=1)
        dispersion = np.where(freedom > 0, squares / np.where(freedom > 0, freedom, 1.0), np.nan)
    coefficients = np.where(converged[:, None], found @ back.T, np.nan)
    return CountModel(
        counts=y,
        mean=mean,
        used=used,
        design=x,
        coefficients=coefficients,
        inverse=back @ inner @ back.T,
        dispersion=np.where(converged, dispersion, np.nan),
        freedom=freedom,
        converged=converged,
    )


def _read(counts: ArrayLike, exposure: ArrayLike | None) -> tuple[Floats, Flags, Floats]:
    """Return counts with 0 where unknown, where they are known, and exposure with 1 where unknown."""
    given = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    used = ~np.isnan(given)
    size = np.ones_like(given) if exposure is None else np.broadcast_to(exposure, given.shape).astype(float)
    if np.any(given[used] < 0) or np.any(np.isinf(given)):
        raise BadInput("Antal är tal från 0; något är mindre eller oändligt.")
    if not np.all(np.isfinite(size[used]) & (size[used] > 0)):
        raise BadInput("Det som antalet delas med (invånare, timmar …) är större än 0 vid varje tid.")
    return np.where(used, given, 0.0), used, np.where(used, size, 1.0)


def _information(mean: Floats, basis: Floats) -> Floats:
    """Return the information on the coefficients of the basis, shape (series, coefficients, coefficients)."""
    width = basis.shape[1]
    products = (basis[:, :, None] * basis[:, None, :]).reshape(len(basis), -1)
    return (mean @ products).reshape(-1, width, width)


def _inverse(information: Floats, converged: Flags) -> Floats:
    """Invert where the fit converged; NaN elsewhere."""
    result = np.full_like(information, np.nan)
    result[converged] = np.linalg.inv(information[converged])
    return result


def _climb(y: Floats, used: Flags, basis: Floats, offset: Floats) -> tuple[Floats, Flags]:
    """Maximise the likelihood of each series; return coefficients of the basis and whether they settled."""
    series, width = len(y), basis.shape[1]
    start = np.where(used, np.log(y + 0.1) - offset, 0.0)
    weight = np.where(used, y + 0.1, 0.0)
    found, settled = np.zeros((series, width)), np.zeros(series, dtype=bool)
    able = np.linalg.matrix_rank(_information(used.astype(np.float64), basis), hermitian=True) == width
    active = np.flatnonzero(able)
    if active.size == 0:
        return found, settled
    found[active] = np.linalg.solve(
        _information(weight[active], basis), ((weight * start)[active] @ basis)[:, :, None]
    )[:, :, 0]
    for _ in range(STEPS):
        mean, height = _height(found[active], y[active], used[active], basis, offset[active])
        score = (y[active] - mean) @ basis
        step: Floats = np.linalg.solve(_information(mean, basis), score[:, :, None])[:, :, 0]
        found[active] += _shortened(
            step, found[active], height, y[active], used[active], basis, offset[active]
        )
        near = np.abs(step @ basis.T).max(axis=1) < CLOSE
        settled[active[near]] = True
        active = active[~near & np.isfinite(step).all(axis=1)]
        if active.size == 0:
            break
    return found, settled


def _height(found: Floats, y: Floats, used: Flags, basis: Floats, offset: Floats) -> tuple[Floats, Floats]:
    """Return means and log-likelihoods (without what does not change)."""
    eta = np.clip(found @ basis.T + offset, -HIGHEST, HIGHEST)
    mean = np.where(used, np.exp(eta), 0.0)
    return mean, np.where(used, y * eta - mean, 0.0).sum(axis=1)


def _shortened(
    step: Floats, found: Floats, height: Floats, y: Floats, used: Flags, basis: Floats, offset: Floats
) -> Floats:
    """Return the step, halved for the series where it leads down."""
    share = np.ones((len(step), 1))
    for _ in range(HALVINGS):
        _, reached = _height(found + share * step, y, used, basis, offset)
        down = reached < height - 1e-8 * (1 + np.abs(height))
        if not down.any():
            break
        share[down] /= 2
    return share * step
