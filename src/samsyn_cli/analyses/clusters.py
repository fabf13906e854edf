"""Groups of events that lie close together, in space or in space and time."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import (
    add_answer_options,
    add_file,
    answer,
    check_answer,
    number,
    positive,
    some,
    table,
    whole,
)
from samsyn_cli.points import add_place_options, add_time_options

if TYPE_CHECKING:
    from samsyn.stats.clusters import Clusters
    from samsyn_cli.points import Points

NAME = "clusters"
HELP = "Vilka händelser hänger ihop? Samlingar i rummet, eller i rum och tid (DBSCAN, ST-DBSCAN)."
SHOWN = 30


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    add_place_options(parser)
    add_time_options(parser, required=False)
    parser.add_argument(
        "--eps-m", metavar="METER", type=positive, required=True, help="nära är högst så många meter ifrån"
    )
    parser.add_argument(
        "--eps-days", metavar="DAGAR", type=positive, help="och högst så många dagar ifrån; behöver --date"
    )
    parser.add_argument(
        "--min",
        dest="least",
        metavar="TAL",
        type=whole,
        default=5,
        help="minst så många händelser nära, den själv medräknad; utan val 5",
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, group, answer."""
    check_answer(args)

    from samsyn.errors import BadInput
    from samsyn.stats.clusters import density_clusters
    from samsyn_cli.columns import read_columns
    from samsyn_cli.points import described, read_points

    if (args.date is None) != (args.eps_days is None):
        raise BadInput(
            "--date och --eps-days hör ihop: ge båda, eller ingen för samlingar i rummet alla tider."
        )
    columns = read_columns(args.file)
    points = read_points(
        columns, x=args.x, y=args.y, date=args.date, whole_days=args.whole_days, zone=args.zone
    )
    found = density_clusters(
        points.x, points.y, points.time, within_m=args.eps_m, within_days=args.eps_days, least=args.least
    )
    rows = _rows(found, points)
    names = ("x", "y", "date", "eps_m", "eps_days", "whole_days", "zone")
    document = {
        "file": columns.facts,
        "parameters": {name: getattr(args, name) for name in names} | {"min": args.least},
        **described(points, columns),
        "clusters": found.number,
        "noise": int((found.label < 0).sum()),
        "results": rows,
        "reading": found.reading,
        "not_when": found.not_when,
    }
    return answer(args, "clusters/1", document, _text(document, args, [*points.told, *columns.warnings]))


def _rows(found: Clusters, points: Points) -> list[dict[str, Any]]:
    """Return one row per cluster, the largest first."""
    import numpy as np

    order = np.argsort(found.label, kind="stable")
    edges = np.searchsorted(found.label[order], np.arange(found.number + 1))
    rows = []
    for label in range(found.number):
        held = order[edges[label] : edges[label + 1]]
        x, y = points.x[held], points.y[held]
        middle = float(x.mean()), float(y.mean())
        row: dict[str, Any] = {
            "cluster": label + 1,
            "events": int(held.size),
            "core": int(found.core[held].sum()),
            "x": middle[0],
            "y": middle[1],
            "radius_m": float(np.hypot(x - middle[0], y - middle[1]).max()),
        }
        if points.time is not None:
            row |= {"first": str(points.time[held].min()), "last": str(points.time[held].max())}
        rows.append(row | {"rows": points.rows[held]})
    return sorted(rows, key=lambda row: (-row["events"], row["cluster"]))


def _text(found: dict[str, Any], args: Namespace, told: list[str]) -> str:
    times = f" och {number(args.eps_days, 0)} dagar" if args.eps_days else ""
    head = (
        f"{some(found['events'], 'händelse', 'händelser')}: {some(found['clusters'], 'samling', 'samlingar')}, "
        f"{some(found['noise'], 'händelse', 'händelser')} i ingen. "
        f"Nära är högst {number(args.eps_m, 0)} meter{times}; "
        f"en samling byggs av händelser med minst {args.least} nära, den själv medräknad."
    )
    lines = [
        [
            f"E {number(row['x'], 0)}, N {number(row['y'], 0)}",
            number(row["events"], 0),
            f"{number(row['radius_m'], 0)} m",
            *([row["first"][:10], row["last"][:10]] if "first" in row else []),
        ]
        for row in found["results"][:SHOWN]
    ]
    headings = ["mitt", "händelser", "längst från mitten", *(["första", "sista"] if args.date else [])]
    parts = [head, *told]
    if lines:
        parts.append(table(headings, lines))
    if len(found["results"]) > SHOWN:
        parts.append(f"De {SHOWN} största; --format json har alla.")
    return "\n\n".join([*parts, f"{found['reading']}\n{found['not_when']}"])
