"""Power and the smallest change that is seen, before anything starts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_answer_options, answer, number, positive, share, whole
from samsyn_cli.output import check_target
from samsyn_cli.verdicts import add_dispersion, add_level, percent

if TYPE_CHECKING:
    from samsyn.stats.effect import Power

NAME = "power"
HELP = "Före starten: hur stor ändring kan synas, och hur ofta syns en av den storlek ni tror på?"
WDD = "Viktad skillnad mot en jämförelse (evaluate wdd)."
TWO = "Två perioder mot varandra (evaluate before-after)."
SERIES = "En serie med brott (evaluate interrupted)."


def configure(parser: ArgumentParser) -> None:
    """Add one subcommand per design."""
    designs = parser.add_subparsers(
        title="upplägg", metavar="UPPLÄGG", dest="design", required=True, help="det som planeras"
    )
    _wdd(designs.add_parser("wdd", help=WDD, description=WDD))
    _two(designs.add_parser("two-period", help=TWO, description=TWO))
    _series(designs.add_parser("interrupted", help=SERIES, description=SERIES))


def _ends(parser: ArgumentParser) -> None:
    """Add what every design has."""
    parser.add_argument(
        "--ratio",
        metavar="KVOT",
        type=positive,
        default=0.8,
        help="den verkliga ändring ni tror på, utan val 0,8 (en femtedel färre)",
    )
    parser.add_argument(
        "--goal", metavar="ANDEL", type=share, default=0.8, help="önskad styrka, utan val 0,8"
    )
    add_level(parser)
    add_answer_options(parser)


def _wdd(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--treated", metavar="ANTAL", type=positive, required=True, help="väntat före på platsen"
    )
    parser.add_argument(
        "--control", metavar="ANTAL", type=positive, required=True, help="väntat i jämförelsen, per period"
    )
    parser.add_argument(
        "--displacement", metavar="ANTAL", type=positive, help="väntat runt omkring, per period"
    )
    parser.add_argument(
        "--displacement-control", metavar="ANTAL", type=positive, help="väntat i omgivningens jämförelse"
    )
    add_dispersion(parser)
    _ends(parser)


def _two(parser: ArgumentParser) -> None:
    parser.add_argument("--before", metavar="ANTAL", type=positive, required=True, help="väntat antal före")
    parser.add_argument(
        "--length", metavar="KVOT", type=positive, default=1.0, help="längden efter delat med längden före"
    )
    add_dispersion(parser)
    _ends(parser)


def _series(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--mean", metavar="ANTAL", type=positive, required=True, help="väntat antal per tid före"
    )
    parser.add_argument("--before", metavar="TIDER", type=whole, required=True, help="antal tider före")
    parser.add_argument("--after", metavar="TIDER", type=whole, required=True, help="antal tider efter")
    parser.add_argument("--season", metavar="VÅGOR", type=whole, default=0, help="par av vågor för årsrytmen")
    parser.add_argument("--period", metavar="TAL", type=whole, default=12, help="tider per år, utan val 12")
    parser.add_argument(
        "--autocorrelation",
        metavar="TAL",
        type=share,
        default=0.0,
        help="hur en tid hänger ihop med nästa, 0 till 1",
    )
    add_dispersion(parser)
    _ends(parser)


def run(args: Namespace) -> int:
    """Compute and answer."""
    check_target(args.output, inputs=[])
    found = {"wdd": _of_wdd, "two-period": _of_two, "interrupted": _of_series}[args.design](args)
    skipped = {"format", "output", "seed", "evaluation", "design"}
    document: dict[str, Any] = {
        "design": args.design,
        "parameters": {name: value for name, value in vars(args).items() if name not in skipped},
        "power": found.power,
        "smallest": {"decrease": found.decrease, "increase": found.increase},
        "reading": found.reading,
        "not_when": found.not_when,
    }
    return answer(args, "power/1", document, _text(found))


def _of_wdd(args: Namespace) -> Power:
    from samsyn.errors import BadInput
    from samsyn.stats.effect import weighted_difference_power

    if (args.displacement is None) != (args.displacement_control is None):
        raise BadInput("--displacement och --displacement-control hör ihop: ge båda eller ingen.")
    return weighted_difference_power(
        args.treated,
        args.control,
        ratio=args.ratio,
        displacement=args.displacement or 0.0,
        displacement_control=args.displacement_control or 0.0,
        dispersion=args.dispersion,
        goal=args.goal,
        level=args.level,
    )


def _of_two(args: Namespace) -> Power:
    from samsyn.stats.effect import two_period_power

    return two_period_power(
        args.before,
        ratio=args.ratio,
        length=args.length,
        dispersion=args.dispersion,
        goal=args.goal,
        level=args.level,
    )


def _of_series(args: Namespace) -> Power:
    import numpy as np

    from samsyn.errors import BadInput
    from samsyn.stats.effect import interrupted_design, interrupted_power

    if min(args.before, args.after) < 1:
        raise BadInput("Det behövs minst en tid före och en efter.")
    step = np.repeat([0, 1], [args.before, args.after])
    design, names = interrupted_design(step, harmonics=args.season, period=args.period)
    return interrupted_power(
        design,
        np.eye(len(names))[names.index("step")],
        mean=args.mean,
        ratio=args.ratio,
        dispersion=args.dispersion,
        correlation=args.autocorrelation,
        goal=args.goal,
        level=args.level,
    )


def _text(found: Power) -> str:
    goal = number(100 * found.goal, 0)
    return (
        f"Styrka för en ändring på {percent(found.ratio)}: {number(found.power, 2)}\n"
        f"Minsta ändring som syns i {goal} fall av 100: minskning {percent(found.decrease)}, "
        f"ökning {percent(found.increase)}\n\n{found.reading}\n{found.not_when}"
    )
