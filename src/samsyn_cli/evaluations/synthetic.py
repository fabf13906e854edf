"""Synthetic control in a table."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_file, check_answer, number, probability, table
from samsyn_cli.verdicts import (
    add_verdict_options,
    interval_text,
    judgement,
    parameters,
    percent,
    respond,
)

if TYPE_CHECKING:
    from samsyn.outcomes import Judged
    from samsyn.stats.effect import Synthetic
    from samsyn_cli.columns import Columns
    from samsyn_cli.series import Series

NAME = "synthetic"
HELP = "Ett område mot den blandning av andra områden som följde det före (syntetisk kontroll), med placebo."
MOST_SHOWN = 8


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument("--count", metavar="KOLUMN", required=True, help="antal händelser")
    parser.add_argument("--unit", metavar="KOLUMN", required=True, help="området")
    parser.add_argument("--time", metavar="KOLUMN", required=True, help="löpnummer, dag, vecka eller månad")
    parser.add_argument("--treated-unit", metavar="NAMN", required=True, help="området där något gjordes")
    parser.add_argument("--after", metavar="TID", required=True, help="första tiden efter starten")
    parser.add_argument("--exposure", metavar="KOLUMN", help="jämför tal per invånare eller annat")
    parser.add_argument(
        "--leave-out",
        metavar="NAMN",
        action="append",
        default=[],
        help="område som inte får vara med i blandningen, till exempel för att det också fick åtgärden; upprepa",
    )
    add_verdict_options(parser)


def run(args: Namespace) -> int:
    """Read, mix, answer."""
    check_answer(args)

    from samsyn.outcomes import synthetic
    from samsyn_cli.columns import read_columns
    from samsyn_cli.series import facts, read_series

    columns = read_columns(args.file)
    series = read_series(columns, value=args.count, time=args.time, stream=args.unit, exposure=args.exposure)
    chosen, before = _chosen(columns, series, args), _before(series, args)
    mixed = [
        row for row, name in enumerate(series.streams) if name not in (args.treated_unit, *args.leave_out)
    ]
    values = series.counts if series.exposure is None else series.counts / series.exposure
    others = [series.streams[row] for row in mixed]
    judged = synthetic(
        values[chosen],
        values[mixed],
        before,
        n=int(series.counts[chosen].sum()),
        margin=args.margin,
        chosen_high=args.chosen_high,
        level=args.level,
    )
    document = {
        "file": columns.facts,
        "parameters": parameters(
            args, "count", "unit", "time", "treated_unit", "after", "exposure", "leave_out"
        ),
        "series": facts(series),
        **judgement(judged),
        **_found(judged.found, others),
        "times": series.times,
        "reading": judged.found.reading,
        "not_when": judged.found.not_when,
    }
    return respond(args, "synthetic/1", document, judged, _shown(judged, others))


def _chosen(columns: Columns, series: Series, args: Namespace) -> int:
    """Return the row of the treated unit, after a look that every unit has a value at every time."""
    import numpy as np

    from samsyn.errors import BadInput
    from samsyn_cli.parser import suggestion

    for name in (args.treated_unit, *args.leave_out):
        if name not in series.streams:
            listed = suggestion(name, series.streams)
            raise BadInput(f"{columns.name}: kolumnen {args.unit} har inget {name}.{listed}")
    unknown = np.isnan(series.counts)
    if series.exposure is not None:
        unknown |= ~(series.exposure > 0)
    if unknown.any():
        row, place = np.argwhere(unknown)[0]
        raise BadInput(
            f"{columns.name}: {series.streams[row]} saknar värde för {series.times[place]}. Varje område behöver "
            "ett värde för varje tid: skriv nollorna, eller ta bort området."
        )
    return series.streams.index(args.treated_unit)


def _before(series: Series, args: Namespace) -> int:
    """Return how many times come before the first one after the start."""
    from samsyn.errors import BadInput

    if args.after not in series.times[1:]:
        raise BadInput(
            f"--after {args.after} passar inte: serien går från {series.times[0]} till {series.times[-1]}, och "
            "någon tid behöver ligga före."
        )
    return series.times.index(args.after)


def _found(found: Synthetic, others: list[str]) -> dict[str, Any]:
    names = ("ratio", "p", "error_before", "error_after", "misfit", "growth", "synthetic", "gap")
    return {
        **{name: getattr(found, name) for name in names},
        "weights": dict(zip(others, found.weights.tolist(), strict=True)),
        "placebos": [
            {"unit": name, "ratio": found.placebo_ratios[row], "growth": found.placebo_growth[row]}
            for row, name in enumerate(others)
        ],
    }


def _shown(judged: Judged[Synthetic], others: list[str]) -> list[str]:
    found = judged.found
    order = found.weights.argsort()[::-1][:MOST_SHOWN]
    rows = [
        [others[one], number(100 * found.weights[one], 1)] for one in order if found.weights[one] >= 0.0005
    ]
    told = (
        f"Kvot mot blandningen: {number(found.ratio, 3)} ({percent(found.ratio)}); vad placebo lämnar öppet: "
        f"{interval_text(found.low, found.high, 3)}; p {probability(found.p)} av {len(others) + 1} områden\n"
        f"Före: blandningen missar med {number(100 * found.misfit, 0)} % av nivån."
    )
    return [told, table(["blandningen", "%"], rows)]
