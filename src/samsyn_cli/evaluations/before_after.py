"""Two periods of one place, from counts on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from samsyn_cli.answers import number, probability
from samsyn_cli.output import check_target
from samsyn_cli.verdicts import (
    add_verdict_options,
    interval_text,
    judgement,
    pair,
    parameters,
    percent,
    respond,
)

NAME = "before-after"
HELP = (
    "Två perioder av samma plats: kvoten med osäkerhet. Vad den beror på går inte att säga utan jämförelse."
)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--counts", metavar="FÖRE,EFTER", type=pair, required=True, help="antal händelser")
    parser.add_argument(
        "--lengths",
        metavar="FÖRE,EFTER",
        type=pair,
        default=(1.0, 1.0),
        help="periodernas längd, till exempel 365,90 dagar; utan val lika långa",
    )
    add_verdict_options(parser)


def run(args: Namespace) -> int:
    """Compute and answer."""
    check_target(args.output, inputs=[])

    from samsyn.errors import BadInput
    from samsyn.outcomes import before_after

    if min(args.lengths) <= 0:
        raise BadInput("--lengths: båda perioderna är längre än 0.")
    judged = before_after(
        *args.counts,
        lengths=args.lengths,
        margin=args.margin,
        chosen_high=args.chosen_high,
        level=args.level,
    )
    found = judged.found
    document = {
        "parameters": parameters(args, "counts", "lengths"),
        **judgement(judged),
        "ratio": found.ratio,
        "low": found.low,
        "high": found.high,
        "p": found.p,
        "p_e_test": found.p_e_test,
        "observed": found.observed,
        "reading": found.reading,
        "not_when": found.not_when,
    }
    level = number(100 * args.level, 0)
    shown = (
        f"Kvot efter/före {number(found.ratio)} ({percent(found.ratio)}), {level} % "
        f"{interval_text(found.low, found.high)}, p (e-test) {probability(found.p_e_test)}\n"
        f"Antalet, vad det än beror på: {found.observed.word}"
    )
    return respond(args, "before-after/1", document, judged, [shown])
