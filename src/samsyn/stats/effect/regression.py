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
STEEPEST = 25.0  # a mean that differs by more than exp(25) between times is on its way to no maximum
SMALL = 400_000  # multiplications in a product
CLOSE = 1e-9  # of the coefficients of the orthogonal basis
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
        """Pearson residuals, NaN where count or model is unknown; shape (series, times)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            known = self.used & self.converged[:, None]
            return np.where(known, (self.counts - self.mean) / np.sqrt(self.mean), np.nan)

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
    a step that lowers the likelihood is halved. R's `glm` stops earlier unless told otherwise, and takes its weights
    from the step before: its standard errors and dispersion differ in the sixth digit.

    References
    ----------
    .. [1] P. McCullagh & J. A. Nelder (1989), Generalized Linear Models, 2nd ed., sections 2.5 and 6.2.
    """
    y, used, offset = _read(counts, exposure)
    x = np.asarray(design, dtype=np.float64)
    basis, upper = np.linalg.qr(x)
    scale = np.abs(np.diagonal(upper))
    if x.shape[1] > x.shape[0] or scale.min() <= 1e-9 * np.abs(x).max() * np.sqrt(len(x)):
        raise BadInput(
            "Modellen har för många delar för serien: två av dem säger samma sak, eller så är serien för kort."
        )
    found, converged = _climb(y, used, basis, offset)
    mean = _Hill(basis, offset, used).mean(found)
    back = np.linalg.inv(upper)
    known = np.full(len(y), len(x)) if used is None else used.sum(axis=1)
    freedom = (known - x.shape[1]).astype(np.float64)
    return CountModel(
        counts=y,
        mean=mean,
        used=np.ones(y.shape, dtype=bool) if used is None else used,
        design=x,
        coefficients=np.where(converged[:, None], found @ back.T, np.nan),
        inverse=back @ _inverse(_information(mean, basis), converged) @ back.T,
        dispersion=np.where(converged, _dispersion(y, mean, freedom), np.nan),
        freedom=freedom,
        converged=converged,
    )


def _read(counts: ArrayLike, exposure: ArrayLike | None) -> tuple[Floats, Flags | None, Floats | None]:
    """Return counts with 0 where unknown, where they are known (none: everywhere), and log exposure if there is any."""
    given = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    used: Flags | None = None
    if np.isnan(given.min(initial=0.0)):
        used = ~np.isnan(given)
        given = np.where(used, given, 0.0)
    if given.min(initial=0.0) < 0 or given.max(initial=0.0) == np.inf:
        raise BadInput("Antal är tal från 0; något är mindre eller oändligt.")
    if exposure is None:
        return given, used, None
    size = np.broadcast_to(np.asarray(exposure, dtype=np.float64), given.shape)
    if used is not None:
        size = np.where(used, size, 1.0)
    if not np.all(np.isfinite(size) & (size > 0)):
        raise BadInput("Det som antalet delas med (invånare, timmar …) är större än 0 vid varje tid.")
    return given, used, np.log(size)


def _dispersion(y: Floats, mean: Floats, freedom: Floats) -> Floats:
    """Return Pearson's dispersion; a mean of 0 is that of an unknown count."""
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = np.divide((y - mean) ** 2, mean, out=np.zeros_like(mean), where=mean > 0).sum(axis=1)
        return np.where(freedom > 0, squares / np.where(freedom > 0, freedom, 1.0), np.nan)


def _times(left: Floats, right: Floats) -> Floats:
    """
    Multiply matrices some rows at a time.

    Small products stay on one thread of the linear algebra library; on a busy machine its threads wait for each other
    for longer than the whole product takes.
    """
    rows = max(SMALL // max(right.size, 1), 1)
    if len(left) <= rows:
        return np.asarray(left @ right)
    found = np.empty((len(left), right.shape[1]))
    for start in range(0, len(left), rows):
        np.matmul(left[start : start + rows], right, out=found[start : start + rows])
    return found


def _information(mean: Floats, basis: Floats) -> Floats:
    """Return the information on the coefficients of the basis, shape (series, coefficients, coefficients)."""
    width = basis.shape[1]
    one, other = np.tril_indices(width)
    sums = _times(mean, basis[:, one] * basis[:, other])
    found = np.empty((len(mean), width, width))
    found[:, one, other] = sums
    found[:, other, one] = sums
    return found


def _inverse(information: Floats, converged: Flags) -> Floats:
    """Invert where the fit converged; NaN elsewhere."""
    result = np.full_like(information, np.nan)
    result[converged] = np.linalg.inv(information[converged])
    return result


@dataclass(frozen=True)
class _Hill:
    """What the likelihoods of some series need; `used` none means that every count is known."""

    basis: Floats
    offset: Floats | None
    used: Flags | None

    def of(self, rows: NDArray[np.int64]) -> _Hill:
        """Return the same for some of the series."""
        offset = None if self.offset is None else self.offset[rows]
        return _Hill(self.basis, offset, None if self.used is None else self.used[rows])

    def mean(self, found: Floats) -> Floats:
        """Return means; 0 where the count is unknown."""
        eta = _times(found, np.ascontiguousarray(self.basis.T))
        if self.offset is not None:
            eta += self.offset
        np.minimum(eta, HIGHEST, out=eta)
        mean = np.exp(eta, out=eta)
        if self.used is not None:
            mean *= self.used
        return np.asarray(mean)


def _climb(y: Floats, used: Flags | None, basis: Floats, offset: Floats | None) -> tuple[Floats, Flags]:
    """Maximise the likelihood of each series; return coefficients of the basis and whether they settled."""
    found, settled = _start(y, used, basis, offset), np.zeros(len(y), dtype=bool)
    target = _times(y, basis)  # the likelihood is found x target - sum of means, but for what does not change
    rows = np.flatnonzero(np.isfinite(found).all(axis=1))
    hill = _Hill(basis, offset, used).of(rows)
    mean = hill.mean(found[rows])
    for _ in range(STEPS):
        if rows.size == 0:
            break
        score = target[rows] - _times(mean, basis)
        step = np.linalg.solve(_information(mean, basis), score[:, :, None])[:, :, 0]
        moved, mean = _uphill(hill, found[rows], np.asarray(step), target[rows], mean)
        found[rows] += moved
        near = np.abs(step).max(axis=1) < CLOSE
        settled[rows[near]] = True
        steep = np.ptp(_times(found[rows], np.ascontiguousarray(basis.T)), axis=1) > STEEPEST
        settled[rows[steep]] = False
        going = np.flatnonzero(~near & ~steep & np.isfinite(step).all(axis=1))
        if going.size < rows.size:
            rows, hill, mean = rows[going], hill.of(going), mean[going]
    return found, settled


def _start(y: Floats, used: Flags | None, basis: Floats, offset: Floats | None) -> Floats:
    """Return the weighted least squares fit of the logarithms of counts + 0.1; NaN where too few counts are known."""
    weight, value = y + 0.1, np.log(y + 0.1)
    if offset is not None:
        value -= offset
    found = np.full((len(y), basis.shape[1]), np.nan)
    able = np.ones(len(y), dtype=bool)
    if used is not None:
        weight *= used
        ranks = np.linalg.matrix_rank(_information(used.astype(np.float64), basis), hermitian=True)
        able = ranks == basis.shape[1]
    value *= weight
    found[able] = np.linalg.solve(_information(weight[able], basis), _times(value[able], basis)[:, :, None])[
        :, :, 0
    ]
    return found


def _uphill(hill: _Hill, found: Floats, step: Floats, target: Floats, mean: Floats) -> tuple[Floats, Floats]:
    """Return the step, halved for the series where it leads down, and the means that it leads to."""
    height = (found * target).sum(axis=1) - mean.sum(axis=1)
    share = np.ones((len(step), 1))
    for _ in range(HALVINGS):
        moved = share * step
        reached = hill.mean(found + moved)
        gain = ((found + moved) * target).sum(axis=1) - reached.sum(axis=1) - height
        down = gain < -1e-8 * (1 + np.abs(height))
        if not down.any():
            break
        share[down] /= 2
    return moved, reached
