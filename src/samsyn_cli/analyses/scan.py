"""Where and when there are more events than anywhere else, with a p-value for having looked everywhere."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import (
    add_answer_options,
    add_file,
    answer,
    check_answer,
    number,
    probability,
    share,
    some,
    table,
    whole,
)

if TYPE_CHECKING:
    from samsyn.stats.scan import Scan
    from samsyn_cli.area_series import AreaCounts

NAME = "scan"
HELP = (
    "Var och när finns en ovanlig samling? Sökning i rum och tid över områden, med ett p för hela letandet."
)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument("--area", metavar="KOLUMN", required=True, help="området; en rad är en händelse")
    parser.add_argument("--date", metavar="KOLUMN", required=True, help="dagen")
    parser.add_argument(
        "--centroids",
        metavar="FIL",
        required=True,
        help="områdenas mittpunkter: kolumn för området, x (E) och y (N) i meter",
    )
    parser.add_argument(
        "--population",
        metavar="FIL",
        help="områdenas invånare: då jämförs med befolkningen (Poisson); annars med områdets och tidens egna summor",
    )
    parser.add_argument(
        "--prospective", action="store_true", help="bara det som pågår ännu: spann som slutar den sista dagen"
    )
    parser.add_argument(
        "--step",
        metavar="DAGAR",
        type=whole,
        default=7,
        help="dagar i ett steg, räknade bakåt från slutet; utan val 7",
    )
    parser.add_argument("--until", metavar="DAG", type=_day, help="sista dagen, utan val den sista i filen")
    parser.add_argument(
        "--longest", metavar="STEG", type=whole, help="längsta spann i steg, utan val halva tiden"
    )
    parser.add_argument(
        "--most-areas", metavar="TAL", type=whole, default=50, help="i en cirkel, utan val 50"
    )
    parser.add_argument(
        "--most-share", metavar="ANDEL", type=share, default=0.5, help="av allt i en cirkel, utan val 0,5"
    )
    parser.add_argument("--replications", metavar="TAL", type=whole, default=999, help="utan val 999")
    parser.add_argument(
        "--early-stop",
        metavar="TAL",
        type=whole,
        default=0,
        help="sluta när så många replikat varit minst lika starka (Besag och Clifford); utan val aldrig",
    )
    add_answer_options(parser)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r}: skriv en dag, till exempel 2024-05-17") from None


def run(args: Namespace) -> int:
    """Read, search, answer."""
    check_answer(args)

    import numpy as np

    from samsyn.errors import BadInput
    from samsyn.stats.scan import scan
    from samsyn_cli.area_series import count_by_area, read_middles, read_population
    from samsyn_cli.columns import read_columns

    if args.step < 1 or args.replications < 1:
        raise BadInput("--step och --replications ska vara minst 1.")
    columns = read_columns(args.file)
    keys, x, y = read_middles(read_columns(args.centroids), args.area)
    series = count_by_area(
        columns, area=args.area, day=args.date, keys=keys, step_days=args.step, until=args.until
    )
    people = read_population(read_columns(args.population), args.area, keys) if args.population else None
    found = scan(
        series.counts,
        x,
        y,
        rng=np.random.default_rng(args.seed),
        population=people,
        prospective=args.prospective,
        most_areas=args.most_areas,
        most_share=args.most_share,
        longest=args.longest,
        replications=args.replications,
        enough=args.early_stop or None,
    )
    names = (
        "area",
        "date",
        "centroids",
        "population",
        "prospective",
        "step",
        "until",
        "longest",
        "most_areas",
    )
    more = ("most_share", "replications", "early_stop", "seed")
    document = {
        "file": columns.facts,
        "parameters": {name: getattr(args, name) for name in (*names, *more)},
        "events": int(series.counts.sum()),
        "areas": len(keys),
        "times": len(series.starts),
        "first": series.starts[0],
        "end": series.end,
        "left_out": series.left_out,
        "model": found.model,
        "replications": found.replications,
        "results": _rows(found, series),
        "warnings": columns.warnings,
        "reading": found.reading,
        "not_when": found.not_when,
    }
    return answer(args, "scan/1", document, _text(document))


def _rows(found: Scan, series: AreaCounts) -> list[dict[str, Any]]:
    edges = [*series.starts, series.end]
    names = ("radius_m", "observed", "expected", "ratio", "score", "p", "p_gumbel")
    return [
        {
            "areas": [series.keys[place] for place in one.areas],
            "first": edges[one.first],
            "end": edges[one.end],
            **{name: getattr(one, name) for name in names},
        }
        for one in found.clusters
    ]


def _text(found: dict[str, Any]) -> str:
    kind = "mot befolkningen (Poisson)" if found["model"] == "poisson" else "mot egna summor (permutation)"
    head = (
        f"{some(found['events'], 'händelse', 'händelser')} i {some(found['areas'], 'område', 'områden')} och "
        f"{number(found['times'], 0)} steg, "
        f"{found['first']} till men inte med {found['end']}, {kind}; {number(found['replications'], 0)} replikat."
    )
    words = {
        "no_area_or_day": "saknar område eller dag",
        "no_middle": "ligger i ett område utan mittpunkt",
        "outside_whole_times": "ligger utanför de hela stegen",
    }
    told = [
        f"{number(n, 0)} {'rad' if n == 1 else 'rader'} är inte med: {words[why]}."
        for why, n in found["left_out"].items()
        if n
    ]
    lines = [
        [
            ", ".join(row["areas"][:4])
            + (f" och {len(row['areas']) - 4} till" if len(row["areas"]) > 4 else ""),
            str(row["first"]),
            str(row["end"]),
            number(row["observed"], 0),
            number(row["expected"], 1),
            number(row["ratio"]),
            probability(row["p"]),
        ]
        for row in found["results"]
    ]
    shown = table(["områden", "från", "till", "antal", "väntat", "kvot", "p"], lines)
    parts = [head, *told, shown if lines else "Ingen samling hittades.", *found["warnings"]]
    return "\n\n".join([*parts, f"{found['reading']}\n{found['not_when']}"])
