"""The rules about an action's goal: is it said, can it be counted, does it go the right way, can it be seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import isnan, log, sqrt

from samsyn.plans.aim import Aim, is_countable, read_aim
from samsyn.plans.chain import Action
from samsyn.plans.remark import Remark, remark
from samsyn.plans.timing import read_goal

_SURE = 4.0  # standard errors
_MOST = 5000  # events; with more, any change worth a goal is seen


def of_goal(action: Action) -> Iterator[Remark]:
    """Yield the remarks about an action's goal."""
    if not action.goal and not action.target:
        yield remark("goal_missing", action.key, action.origin)
        if not action.indicator:
            return
    aim = read_aim(action)
    if action.goal or action.target:
        yield from _smart(action, aim)
    if action.indicator and aim.before is None and not action.baseline:
        yield remark("indicator_without_baseline", action.key, action.origin)
    yield from _direction(action, aim)
    yield from _size(action, aim)


def _smart(action: Action, aim: Aim) -> Iterator[Remark]:
    counted = aim.before is not None and aim.after is not None and not action.baseline
    if not action.indicator and not counted:
        yield remark("goal_without_indicator", action.key, action.origin)
    if aim.after is None and aim.by_share is None and not is_countable(action.goal):
        yield remark("goal_not_countable", action.key, action.origin)
    if action.when.end is None and not read_goal(f"{action.goal} {action.target}").is_dated:
        yield remark("goal_without_date", action.key, action.origin)


def _direction(action: Action, aim: Aim) -> Iterator[Remark]:
    if aim.before is None or aim.after is None or not aim.direction:
        return
    if (aim.after - aim.before) * aim.direction <= 0:  # a change that is none goes nowhere
        yield remark(
            "target_wrong_direction",
            action.key,
            action.origin,
            verb="minska" if aim.direction < 0 else "öka",
            before=number(aim.before),
            after=number(aim.after),
        )


def _size(action: Action, aim: Aim) -> Iterator[Remark]:
    """Say that a change cannot be seen: only where the number now is a count, and the goal a change of it."""
    if not (aim.is_count and aim.before and aim.by_share) or aim.before > _MOST or aim.by_share <= -1:
        return
    less = aim.by_share < 0
    if (less and aim.direction > 0) or (not less and aim.direction < 0):
        return  # it goes the wrong way, which is said already
    if is_surely_seen(aim.before, aim.by_share):
        return
    smallest = smallest_share(aim.before, less=less)
    if not isnan(smallest) and abs(aim.by_share) >= smallest:
        return
    way = "minskning" if less else "ökning"
    seen = (
        f"ingen {way}" if isnan(smallest) else f"bara en {way} på minst {number(100 * smallest, 0)} procent"
    )
    yield remark(
        "change_too_small_to_see",
        action.key,
        action.origin,
        change=f"en {way} med {number(100 * abs(aim.by_share), 0)} procent",
        before=number(aim.before),
        seen=seen,
    )


def is_surely_seen(before: float, by_share: float) -> bool:
    """
    Whether a change of a count is so large that its exact power need not be reckoned.

    Parameters
    ----------
    before : float
        Events before.
    by_share : float
        The change as a share of it, above -1.

    Notes
    -----
    By the normal approximation of the log ratio a change is seen in eight cases of ten at 2.8 standard errors; beyond
    four no exact test says otherwise.
    """
    ratio = 1 + by_share
    return abs(log(ratio)) > _SURE * sqrt(1 / before + 1 / (before * ratio))


@lru_cache(maxsize=2000)
def smallest_share(before: float, *, less: bool) -> float:
    """
    Return the smallest change of a count that is seen in eight cases of ten, as a share of it; NaN where none is.

    Parameters
    ----------
    before : float
        Events before.
    less : bool
        Whether a decrease is meant, else an increase.

    Notes
    -----
    Two equally long periods, the exact conditional test at 5 percent: `samsyn.stats.effect.two_period_power`.
    """
    from samsyn.stats.effect import two_period_power

    found = two_period_power(before, ratio=0.8 if less else 1.25)
    return 1 - found.decrease if less else found.increase - 1


def number(value: float, digits: int = 1) -> str:
    """Return a number as Swedish writes it, without decimals that say nothing."""
    text = f"{value:,.{digits}f}".replace(",", "\u00a0").replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text
