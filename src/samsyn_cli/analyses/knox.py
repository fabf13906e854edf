"""Near repeats: pairs of events by distance and time, beside what chance alone gives."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import (
    add_answer_options,
    add_file,
    answer,
    check_answer,
    number,
    probability,
    some,
    table,
    whole,
)
from samsyn_cli.points import add_place_options, add_time_options, edges

if TYPE_CHECKING:
    from samsyn.stats.nearrepeat import Band, NearRepeat, Table

NAME = "knox"
HELP = "Kommer händelser tätt på varandra i både tid och rum? Upprepning och nära upprepning (Knox tabell)."
BANDS = "[a, b): från och med a, till men inte med b"
NAMES = {"euclidean": "fågelvägen", "manhattan": "längs gator i rutnät"}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    add_place_options(parser)
    add_time_options(parser, required=True)
    parser.add_argument(
        "--space",
        metavar="GRÄNSER",
        type=edges,
        default=[0.0, 100.0, 200.0, 300.0, 400.0],
        help="avståndsband i meter, utan val 0,100,200,300,400; från och med den första till men inte med nästa",
    )
    parser.add_argument(
        "--time",
        metavar="GRÄNSER",
        type=edges,
        default=[0.0, 7.0, 14.0, 21.0],
        help="tidsband i dagar, utan val 0,7,14,21; samma regel",
    )
    parser.add_argument(
        "--distance",
        choices=tuple(NAMES),
        default="euclidean",
        help="fågelvägen (utan val) eller |Δx| + |Δy|",
    )
    parser.add_argument(
        "--permutations",
        metavar="TAL",
        type=whole,
        default=999,
        help="hur många gånger tiderna delas ut på nytt, utan val 999; 0 räknar p ur exakt medelvärde och varians",
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, count, answer."""
    check_answer(args)

    import numpy as np

    from samsyn.stats.nearrepeat import near_repeat
    from samsyn_cli.columns import read_columns
    from samsyn_cli.points import described, read_points

    columns = read_columns(args.file)
    points = read_points(
        columns, x=args.x, y=args.y, date=args.date, whole_days=args.whole_days, zone=args.zone
    )
    assert points.time is not None
    found = near_repeat(
        points.x,
        points.y,
        points.time,
        space_m=args.space,
        time_days=args.time,
        distance=args.distance,
        permutations=args.permutations,
        rng=np.random.default_rng(args.seed),
    )
    names = ("x", "y", "date", "space", "time", "distance", "permutations", "seed", "whole_days", "zone")
    time_unit = "instants" if points.instants else "days"
    document = {
        "file": columns.facts,
        "parameters": {name: getattr(args, name) for name in names},
        **described(points, columns),
        "time_unit": time_unit,
        "bands": BANDS,
        "space_bands": [_band(band) for band in found.table.rows],
        "time_bands": [_band(band) for band in found.columns],
        **_tables(found.table),
        "apart": {"space_bands": [_band(band) for band in found.apart.rows], **_tables(found.apart)},
        "reading": found.reading,
        "not_when": found.not_when,
    }
    told = [*points.told, *columns.warnings]
    return answer(args, "knox/1", document, _text(found, args, time_unit, told))


def _band(band: Band) -> dict[str, Any]:
    return {"low": band.low, "high": band.high, "low_included": not band.above, "text": band.text}


def _tables(found: Table) -> dict[str, Any]:
    names = ("observed", "expected", "variance", "ratio", "simulated", "p", "p_below", "p_moments", "q")
    return {name: getattr(found, name) for name in names}


def _text(found: NearRepeat, args: Namespace, time_unit: str, told: list[str]) -> str:
    how = (
        f"p ur {number(found.permutations, 0)} permutationer"
        if found.permutations
        else "p ur exakt medelvärde och varians"
    )
    what = "klockslag" if time_unit == "instants" else "hela dagar"
    head = (
        f"{some(found.events, 'händelse', 'händelser')}, {what}, avstånd {NAMES[args.distance]}, {how}.\n"
        "Band: från och med det första värdet, till men inte med det andra, [a, b)."
    )
    parts = [head, *told, _shown(found.table, found.columns)]
    if found.apart.rows:
        parts.append("Upprepning på samma plats (0 m) och nära upprepning i första bandet, var för sig:")
        parts.append(_shown(found.apart, found.columns))
    return "\n\n".join([*parts, f"{found.reading}\n{found.not_when}"])


def _shown(found: Table, columns: tuple[Band, ...]) -> str:
    lines = [
        [
            f"{row.text} m",
            f"{column.text} d",
            number(int(found.observed[r, c]), 0),
            number(found.expected[r, c], 1),
            number(found.ratio[r, c]),
            probability(found.p[r, c]),
            probability(found.q[r, c]),
        ]
        for r, row in enumerate(found.rows)
        for c, column in enumerate(columns)
    ]
    return table(["avstånd", "tid", "par", "väntat", "kvot", "p", "q"], lines)
