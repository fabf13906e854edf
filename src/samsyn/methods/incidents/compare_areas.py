"""Areas compared in one period with fair denominators: inhabitants or square kilometres, never a bare ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from samsyn.cycle import Estimate, Status
from samsyn.methods.incidents.compare import LEAST, order_of, ratio_estimate, side_of
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.rate import rate, rate_ratio


@dataclass(frozen=True, kw_only=True)
class AreaLine:
    """
    One area in one period, against the other areas together.

    Parameters
    ----------
    key : str
    n : int
    size : float, optional
        What the count is divided by, in units of `rate`: thousands of inhabitants, or square kilometres.
    rate : Estimate
        Without a value where the size is not known or zero.
    against : Estimate
        The area's rate over that of the other areas together.
    expected : float, optional
        The count that the other areas' rate would have given here.
    p, q, status
        As in `Line`.
    """

    key: str
    n: int
    size: float | None
    rate: Estimate
    against: Estimate
    expected: float | None
    p: float
    q: float
    status: Status


def compare_areas(
    counts: Mapping[str, int],
    sizes: Mapping[str, float | None],
    *,
    unit: str,
    per: float = 1.0,
    level: float = 0.95,
    false_discovery: float = 0.05,
) -> tuple[AreaLine, ...]:
    """
    Compare the areas' rates in one period, each with the other areas together.

    Parameters
    ----------
    counts : mapping
        Area → events.
    sizes : mapping
        Area → inhabitants or square kilometres; none where not known, which is never read as zero.
    unit : str
        Of the rate, in words: "rapporter per 1 000 invånare".
    per : float
        The rate is per this many units of size.
    level, false_discovery : float
        As in `compare_periods`.

    Returns
    -------
    tuple of AreaLine
        One per area of `sizes` or `counts`: those that differ surely first, then the most counted; never in the order
        of their rates.

    Notes
    -----
    An area is set against the others and not against a whole that it is part of itself, which is a funnel plot's
    question asked exactly [1]_. A rate tells nothing about why: people who work in or visit an area are not among its
    inhabitants. Areas without a known size have no rate, and are not among the others.

    References
    ----------
    .. [1] D. J. Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine
       24(8), 1185-1202.
    """
    known = {key: float(size) for key, size in sizes.items() if size}
    all_n, all_size = sum(counts.get(key, 0) for key in known), sum(known.values())
    lines = []
    for key in sorted({*counts, *sizes}):
        n, size = counts.get(key, 0), known.get(key)
        told = rate(n, size, per=per, unit=unit, level=level)
        lines.append(_area_line(key, n, size, told, all_n - n, all_size - (size or 0.0)))
    found = benjamini_hochberg(np.array([one.p for one in lines]), false_discovery)
    judged = [
        one
        if np.isnan(one.p)
        else replace(one, q=float(q), status=side_of(one.against) if sure else Status.EXPECTED)
        for one, sure, q in zip(lines, found.rejected, found.adjusted, strict=True)
    ]
    return tuple(sorted(judged, key=lambda one: (order_of(one.status), -one.n, one.key)))


def _area_line(
    key: str, n: int, size: float | None, told: Estimate, rest_n: int, rest_size: float
) -> AreaLine:
    unit = "gånger de andra områdenas"
    nothing = Estimate(value=None, low=None, high=None, unit=unit, n=n, level=told.level)
    if size is None or rest_size <= 0:
        return AreaLine(
            key=key,
            n=n,
            size=size,
            rate=told,
            against=nothing,
            expected=None,
            p=float("nan"),
            q=float("nan"),
            status=Status.TOO_FEW if size else Status.STATED,
        )
    expected = rest_n / rest_size * size
    found = rate_ratio(n, size, rest_n, rest_size, level=told.level)
    against = ratio_estimate(
        float(found.ratio), float(found.low), float(found.high), unit, n + rest_n, told.level
    )
    return AreaLine(
        key=key,
        n=n,
        size=size,
        rate=told,
        against=against,
        expected=expected,
        p=float(found.p_exact) if n + expected >= LEAST else float("nan"),
        q=float("nan"),
        status=Status.TOO_FEW,
    )
