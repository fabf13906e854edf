"""Synthetic control and its verdict."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from samsyn.cycle import Estimate
from samsyn.outcomes.interrupted import FEWEST_AFTER, FEWEST_BEFORE
from samsyn.outcomes.judged import FEW, MARGIN, Judged
from samsyn.outcomes.verdict import Change, Code, holding, judge, ratio_margin
from samsyn.stats.effect import Synthetic, synthetic_control

MISFIT = 0.25
"""Root mean squared gap before, as a share of the mean, above which the mixture does not follow the place."""


def synthetic(
    target: ArrayLike,
    others: ArrayLike,
    before: int,
    *,
    n: int,
    margin: float = MARGIN,
    chosen_high: bool = False,
    level: float = 0.95,
) -> Judged[Synthetic]:
    """
    Judge an action in one place by a mixture of others.

    Parameters
    ----------
    target, others, before
        As of `synthetic_control`.
    n : int
        How many events the place had.
    margin : float, default 0.2
        Changes smaller than this do not matter.
    chosen_high : bool
        Whether the place was chosen for its high count just before.
    level : float, default 0.95

    Returns
    -------
    Judged
        Decreased or increased where the placebos' p is at most 1 - `level`; unchanged where all that they leave open
        is too small to matter.

    Raises
    ------
    BadInput
        As `synthetic_control`.
    """
    found = synthetic_control(target, others, before, level=level)
    times = len(np.asarray(target))
    stops = {
        Code.FEW_TIMES_BEFORE: before < FEWEST_BEFORE,
        Code.FEW_TIMES_AFTER: times - before < FEWEST_AFTER,
        Code.FEW_OTHERS: 1 / (len(found.weights) + 1) > 1 - level + 1e-12,
        Code.POOR_FIT: found.misfit > MISFIT,
        Code.FEW_EVENTS: n < 2 * FEW,
    }
    return Judged(
        design="synthetic",
        estimate=Estimate(value=found.ratio, low=found.low, high=found.high, unit="kvot", n=n, level=level),
        interval="placebo",
        verdict=judge(
            _change(found, margin, level),
            refusals=holding(stops),
            doubts=holding({Code.MORE_OTHERS_THAN_TIMES: len(found.weights) > before}),
            chosen_high=chosen_high,
        ),
        found=found,
    )


def _change(found: Synthetic, margin: float, level: float) -> Change:
    if found.p <= 1 - level + 1e-12 and found.ratio != 1:
        return Change.DECREASED if found.ratio < 1 else Change.INCREASED
    within = ratio_margin(margin)
    small = within[0] <= found.low and found.high <= within[1]
    return Change.UNCHANGED if small else Change.UNASSESSABLE
