"""What every evaluation takes and answers: margin, level, how the place was chosen; effect, verdict, reasons."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_answer_options, answer, number, positive, share

if TYPE_CHECKING:
    from samsyn.outcomes import Judged, Verdict
    from samsyn.stats.effect import Interval

Pair = tuple[float, float]


def pair(text: str) -> Pair:
    """Return two numbers, "before,after"."""
    before, comma, after = text.partition(",")
    if not (comma and before.strip().isdecimal() and after.strip().isdecimal()):
        raise ArgumentTypeError(
            f"{text!r}: skriv antalet före och efter med komma emellan, till exempel 207,110"
        )
    return float(before), float(after)


def add_verdict_options(parser: ArgumentParser) -> None:
    """Add what every verdict depends on, and how it is answered."""
    parser.add_argument(
        "--margin",
        metavar="ANDEL",
        type=positive,
        default=0.2,
        help="en ändring mindre än så spelar ingen roll; bestäm före. Utan val 0,2, en femtedel",
    )
    parser.add_argument(
        "--chosen-high",
        action="store_true",
        help="platsen valdes för att antalet var högt just före: då sjunker det oftast av sig självt",
    )
    add_level(parser)
    add_answer_options(parser)


def add_dispersion(parser: ArgumentParser) -> None:
    """Add how much more counts vary than Poisson."""
    parser.add_argument(
        "--dispersion",
        metavar="TAL",
        type=positive,
        default=1.0,
        help="hur många gånger mer än slumpen antalen varierar, känt ur längre serier; ofta 1,5 till 3, utan val 1",
    )


def add_level(parser: ArgumentParser) -> None:
    """Add the level of intervals."""
    parser.add_argument(
        "--level", metavar="ANDEL", type=share, default=0.95, help="intervallets nivå, utan val 0,95"
    )


def parameters(args: Namespace, *names: str) -> dict[str, Any]:
    """Return the options that a figure depends on; those of every verdict are added."""
    return {name: getattr(args, name) for name in (*names, "margin", "chosen_high", "level")}


def judgement(judged: Judged[Any]) -> dict[str, Any]:
    """Return effect and verdict as every evaluation answers them."""
    estimate = judged.estimate
    return {
        "design": judged.design,
        "effect": {
            "value": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "unit": estimate.unit,
            "n": estimate.n,
            "level": estimate.level,
            "interval": judged.interval,
        },
        "verdict": judged.verdict,
    }


def limits(found: Interval, place: int | None = None) -> dict[str, Any]:
    """Return an interval of a ratio; of the series at `place` where it has one value per series."""
    names = ("standard_error", "low", "high", "p")
    return {name: getattr(found, name) if place is None else getattr(found, name)[place] for name in names}


def told(verdict: Verdict) -> str:
    """Return the verdict with its reasons, Swedish."""
    lines = [f"Utslag: {verdict.word}"]
    lines += [f"  Därför: {reason.text} ({reason.code})" for reason in verdict.refusals]
    lines += [f"  Att veta: {reason.text} ({reason.code})" for reason in verdict.doubts]
    return "\n".join(lines)


def respond(
    args: Namespace, name: str, document: Mapping[str, Any], judged: Judged[Any], shown: Sequence[str]
) -> int:
    """Write the answer: the figures, the verdict, how to read it and when not to use it."""
    text = "\n\n".join([*shown, told(judged.verdict), f"{document['reading']}\n{document['not_when']}"])
    return answer(args, name, document, text)


def interval_text(low: float | None, high: float | None, decimals: int = 2) -> str:
    """Return "0,84 till 0,95"."""
    return f"{number(low, decimals)} till {number(high, decimals)}"


def percent(ratio: float | None) -> str:
    """Return a ratio as a change, "−20 %"."""
    from math import isfinite

    if ratio is None or not isfinite(ratio):
        return "–"
    change = 100 * (ratio - 1)
    decimals = 0 if abs(change) >= 1 else 1
    sign = "+" if round(change, decimals) > 0 else ""
    return f"{sign}{number(change, decimals)} %"
