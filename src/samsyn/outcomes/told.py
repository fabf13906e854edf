"""An evaluation in a sentence that anybody understands."""

from __future__ import annotations

from math import isfinite

from samsyn.cycle import format_number
from samsyn.outcomes.evaluation import Evaluated
from samsyn.outcomes.verdict import Change


def sentence(found: Evaluated, *, what: str, where: str) -> str:
    """
    Return what an evaluation says.

    Parameters
    ----------
    found : Evaluated
    what : str
        What was counted, in words that begin a sentence: "Rapporterna om skadegörelse".
    where : str
        Names of the areas.

    Returns
    -------
    str
        Swedish. Where nothing can be said the sentence gives the first reason, and never how the figures moved.
    """
    verdict, place = found.verdict, f"{what} i {where}"
    against = " jämfört med områdena där inget gjordes" if found.plan.comparison else ""
    if verdict.change is Change.UNASSESSABLE:
        return f"Det går inte att säga om åtgärden hjälpte. {verdict.refusals[0].text}"
    if verdict.change is Change.UNCHANGED:
        return (
            f"{place} är i stort sett oförändrade{against}: en ändring på mer än "
            f"{format_number(100 * found.plan.margin, 0)} procent kan uteslutas."
        )
    word = "minskade" if verdict.change is Change.DECREASED else "ökade"
    return f"{place} {word} med {effect_text(found)}{against}."


def effect_text(found: Evaluated) -> str:
    """
    Return the size of an effect with its interval, without its direction: "64 procent (mellan 44 och 77)".

    Parameters
    ----------
    found : Evaluated

    Returns
    -------
    str
        "–" where no size is known.
    """
    one = found.judged.estimate
    figures = [value for value in (one.value, one.low, one.high) if value is not None and isfinite(value)]
    if len(figures) < 3:  # noqa: PLR2004  (an interval has two ends)
        return "–"
    ratio = one.unit == "kvot"
    sizes = [100 * (value - 1) for value in figures] if ratio else figures
    value, *ends = [-size for size in sizes] if sizes[0] < 0 else sizes
    low, high = (format_number(end, 0) for end in sorted(ends))
    unit = "procent" if ratio else "händelser"
    return f"{format_number(value, 0)} {unit} (mellan {low} och {high})"
