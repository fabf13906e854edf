"""The weighted displacement difference and quotient, from counts on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import number, probability, table
from samsyn_cli.output import check_target
from samsyn_cli.verdicts import (
    add_dispersion,
    add_verdict_options,
    interval_text,
    judgement,
    pair,
    parameters,
    respond,
)

if TYPE_CHECKING:
    from samsyn.outcomes import Displaced, Judged
    from samsyn.stats.effect import Difference

NAME = "wdd"
HELP = (
    "Viktad skillnad mellan plats och jämförelse, före och efter, med det som kan ha flyttat (WDD och WDQ)."
)
COUNTS = ("control", "treated", "displacement", "displacement_control")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--treated", metavar="FÖRE,EFTER", type=pair, required=True, help="där något gjordes")
    parser.add_argument("--control", metavar="FÖRE,EFTER", type=pair, required=True, help="jämförelsen")
    parser.add_argument(
        "--displacement", metavar="FÖRE,EFTER", type=pair, help="dit händelser kan ha flyttat, runt omkring"
    )
    parser.add_argument(
        "--displacement-control", metavar="FÖRE,EFTER", type=pair, help="det som omgivningen jämförs med"
    )
    add_dispersion(parser)
    add_verdict_options(parser)


def run(args: Namespace) -> int:
    """Compute and answer."""
    check_target(args.output, inputs=[])

    from samsyn.outcomes import weighted_displacement

    judged = weighted_displacement(
        args.control,
        args.treated,
        displacement=args.displacement,
        displacement_control=args.displacement_control,
        dispersion=args.dispersion,
        margin=args.margin,
        chosen_high=args.chosen_high,
        level=args.level,
    )
    found = judged.found
    document = {
        "parameters": parameters(args, *COUNTS, "dispersion"),
        **judgement(judged),
        "wdd": _wdd(found),
        "wdq": _wdq(found),
        "reading": found.wdd.reading,
        "not_when": found.wdd.not_when,
    }
    return respond(args, "wdd/1", document, judged, _shown(judged))


def _wdd(found: Displaced) -> dict[str, Any]:
    wdd = found.wdd
    return {
        "expected": wdd.expected,
        "local": wdd.local,
        "displacement": wdd.displacement,
        "total": wdd.total,
    }


def _wdq(found: Displaced) -> dict[str, Any] | None:
    if found.wdq is None:
        return None
    return {
        "value": found.wdq.value,
        "success": found.wdq.success,
        "around": found.wdq.around,
        "refusals": found.wdq_refusals,
        "reading": found.wdq.reading,
        "not_when": found.wdq.not_when,
    }


def _shown(judged: Judged[Displaced]) -> list[str]:
    found = judged.found
    wdd = found.wdd
    rows = [("på platsen", wdd.local), ("runt omkring", wdd.displacement), ("tillsammans", wdd.total)]
    level = number(100 * judged.estimate.level, 0)
    headings = ["WDD, händelser", "skillnad", "medelfel", "z", "p", f"{level} %"]
    shown = [table(headings, [_row(name, one) for name, one in rows if one is not None])]
    if found.wdq is not None:
        shown.append(_quotient(found))
    return shown


def _row(name: str, one: Difference) -> list[str]:
    return [
        name,
        number(one.value, 0),
        number(one.standard_error, 1),
        number(one.z),
        probability(one.p),
        interval_text(one.low, one.high, 1),
    ]


def _quotient(found: Displaced) -> str:
    wdq = found.wdq
    if wdq is None:
        return ""
    if found.wdq_refusals:
        why = "\n".join(f"  Därför: {reason.text} ({reason.code})" for reason in found.wdq_refusals)
        return f"WDQ: går ej att bedöma\n{why}"
    return f"WDQ: {number(wdq.value)}. {wdq.reading}\n{wdq.not_when}"
