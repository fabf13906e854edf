"""
How often evaluations of actions say something wrong: verdicts, intervals and refusals where the truth is known.

    ./samsyn dev benchmarks/validation/outcomes.py

Weekly counts of four areas over two years are simulated with a fixed seed, a season that all share, and counts that
vary 1.25 times more than Poisson; the action is in one area, the three others are the comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from samsyn.outcomes import Change, Code, Counts, Design, Evaluated, Plan, evaluate

SEED, ROUNDS = 2026, 1000
START, HALF = date(2024, 1, 1), 52
MIDDLE, END = (START + timedelta(weeks=weeks) for weeks in (HALF, 2 * HALF))
AREAS = ("a", "b", "c", "d")
SPREAD = 1.25


def world(rng: np.random.Generator, mean: float, ratio: float, answers: float) -> Counts:
    """Counts where `a` has `ratio` times as many events after, and its reporter answers in a share of the weeks."""
    weeks = np.arange(2 * HALF)
    level = mean * np.exp(0.3 * np.sin(2 * np.pi * weeks / HALF)) * np.ones((4, 1))
    level[0, HALF:] *= ratio
    n = rng.negative_binomial(level / (SPREAD - 1), 1 / SPREAD)
    active = rng.random(n.shape) < 0.96
    active[0, HALF:] &= rng.random(HALF) < answers / 0.96
    n = n * active
    told = np.zeros((4, 4, 2 * HALF), dtype=np.int64)
    told[range(4), range(4)] = n
    return Counts(
        first=START, areas=AREAS, categories=("X",), reporters=AREAS, n=n[:, None], told=told, active=active,
        rows=int(n.sum()),
    )  # fmt: skip


@cache
def simulated(design: Design, mean: float, ratio: float, answers: float = 0.96) -> tuple[Evaluated, ...]:
    """Evaluations of as many worlds."""
    rng = np.random.default_rng(SEED)
    plan = Plan(
        design=design,
        treated=("a",),
        comparison=("b", "c", "d") if design.compares else (),
        categories=("X",),
        before=(START, MIDDLE),
        after=(MIDDLE, END),
    )
    return tuple(evaluate(world(rng, mean, ratio, answers), plan) for _ in range(ROUNDS))


def said(found: tuple[Evaluated, ...], *changes: Change) -> float:
    """The share of evaluations whose verdict is one of these."""
    return float(np.mean([one.verdict.change in changes for one in found]))


def told(value: float, least: float, most: float) -> dict[str, Any]:
    """A share, and whether it is where it is promised to be."""
    return {"found": f"{100 * value:.1f} %", "holds": least <= value <= most, "promised": True}


def covered(mean: float, ratio: float) -> dict[str, Any]:
    """How often the interval holds the true ratio."""
    found = [one.judged.estimate for one in simulated(Design.DIFFERENCE, mean, ratio)]
    held = [one.low <= ratio <= one.high for one in found if one.low is not None and one.high is not None]
    return told(float(np.mean(held)), 0.93, 1.0)


def refused(answers: float, least: float, most: float) -> dict[str, Any]:
    """How often the comparison is refused since reporting changed."""
    found = simulated(Design.DIFFERENCE, 4.0, 1.0, answers)
    return told(float(np.mean([Code.EFFORT_CHANGED in one.validity.refusals for one in found])), least, most)


def record(what: str, compute: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """A row of the page."""
    return {"method": "evaluate", "kind": "simulation", "what": what, "compute": compute}


BOTH = (Change.DECREASED, Change.INCREASED)
VALIDATION = [
    record(
        "95 % interval of the difference holds the truth; 4 events a week, nothing changed",
        lambda: covered(4.0, 1.0),
    ),
    record(
        "95 % interval of the difference holds the truth; 4 events a week, ratio 0.6",
        lambda: covered(4.0, 0.6),
    ),
    record(
        "95 % interval of the difference holds the truth; 1 event a week, ratio 0.6",
        lambda: covered(1.0, 0.6),
    ),
    record(
        "decreased or increased said where nothing changed, difference; promised at most 7 %",
        lambda: told(said(simulated(Design.DIFFERENCE, 4.0, 1.0), *BOTH), 0.0, 0.07),
    ),
    record(
        "decreased or increased said where nothing changed, weighted difference; promised at most 7 %",
        lambda: told(said(simulated(Design.WEIGHTED, 4.0, 1.0), *BOTH), 0.0, 0.07),
    ),
    record(
        "unchanged said where a fifth is gone, 20 events a week; promised at most 5 %",
        lambda: told(said(simulated(Design.DIFFERENCE, 20.0, 0.8), Change.UNCHANGED), 0.0, 0.05),
    ),
    record(
        "decreased said where half is gone, 4 events a week; promised at least 95 %",
        lambda: told(said(simulated(Design.DIFFERENCE, 4.0, 0.5), Change.DECREASED), 0.95, 1.0),
    ),
    record(
        "refused since the reporter answers in half of the weeks afterwards; promised at least 99 %",
        lambda: refused(0.48, 0.99, 1.0),
    ),
    record(
        "refused where reporters answer in 96 of 100 weeks throughout; promised at most 1 %",
        lambda: refused(0.96, 0.0, 0.01),
    ),
]

if __name__ == "__main__":
    for one in VALIDATION:
        print(one["what"], one["compute"]())
