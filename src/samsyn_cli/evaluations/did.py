"""Difference in differences in a table."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_file, check_answer, number, probability, table
from samsyn_cli.verdicts import (
    add_verdict_options,
    interval_text,
    judgement,
    limits,
    parameters,
    percent,
    respond,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.outcomes import Compared, Judged
    from samsyn.stats.effect import Interval, RatioOfRatios
    from samsyn_cli.columns import Columns

NAME = "did"
HELP = (
    "Ändringen där något gjordes mot ändringen där inget gjordes (skillnad i skillnader), som kvot av kvoter."
)
INTERVALS = {
    "poisson": "Poisson",
    "quasi": "quasi-Poisson, t",
    "sandwich": "per enhet, sandwich",
    "jackknife": "per enhet, jackknife, t",
}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument("--count", metavar="KOLUMN", required=True, help="antal händelser")
    parser.add_argument(
        "--treated", metavar="KOLUMN", required=True, help="1 där något gjordes, annars 0 (före som efter)"
    )
    parser.add_argument("--after", metavar="KOLUMN", required=True, help="1 efter starten, 0 före")
    parser.add_argument("--exposure", metavar="KOLUMN", help="det som antalet växer med: invånare, timmar")
    parser.add_argument("--unit", metavar="KOLUMN", help="området; osäkerheten räknas då mellan områden")
    parser.add_argument(
        "--time",
        metavar="KOLUMN",
        help="löpnummer, dag, vecka eller månad: pröva att grupperna följdes åt före",
    )
    add_verdict_options(parser)


def run(args: Namespace) -> int:
    """Read, compare, answer."""
    check_answer(args)

    from samsyn.outcomes import difference
    from samsyn_cli.columns import read_columns

    columns = read_columns(args.file)
    counts = columns.numbers(args.count, missing=False, least=0, whole=True)
    judged = difference(
        counts,
        columns.numbers(args.treated, missing=False, least=0, whole=True),
        columns.numbers(args.after, missing=False, least=0, whole=True),
        exposure=None if args.exposure is None else columns.numbers(args.exposure, missing=False, least=0),
        unit=None if args.unit is None else _codes(columns, args.unit),
        time=None if args.time is None else _times(columns, args),
        margin=args.margin,
        chosen_high=args.chosen_high,
        level=args.level,
    )
    found = judged.found
    document = {
        "file": columns.facts,
        "parameters": parameters(args, "count", "treated", "after", "exposure", "unit", "time"),
        **judgement(judged),
        "ratio": found.did.ratio,
        "log": found.did.log,
        "intervals": {name: limits(one) for name, one in _intervals(found.did).items()},
        "dispersion": found.did.dispersion,
        "units": _units(found.did),
        "cells": _cells(found.did),
        "trends": found.trends,
        "reading": found.did.reading,
        "not_when": found.did.not_when,
    }
    return respond(args, "did/1", document, judged, _shown(judged))


def _codes(columns: Columns, name: str) -> NDArray[np.int64]:
    """Return each row's unit as a number."""
    import numpy as np

    texts = columns.texts(name)
    columns.refuse(name, texts.is_null(), "namnet på en enhet")
    return np.unique(np.array(texts.to_list(), dtype=str), return_inverse=True)[1]


def _times(columns: Columns, args: Namespace) -> NDArray[np.int64]:
    """Return each row's time as a number on a regular grid."""
    from samsyn_cli.series import on_grid

    return on_grid(columns, args.time)[0]


def _intervals(found: RatioOfRatios) -> dict[str, Interval]:
    every = {"poisson": found.poisson, "quasi": found.quasi}
    if found.clustered is not None:
        every |= {"sandwich": found.clustered.sandwich, "jackknife": found.clustered.jackknife}
    return {name: one for name, one in every.items() if one is not None}


def _units(found: RatioOfRatios) -> dict[str, Any] | None:
    one = found.clustered
    if one is None:
        return None
    return {"treated": one.treated_units, "control": one.control_units, "freedom": one.freedom}


def _cells(found: RatioOfRatios) -> dict[str, Any]:
    """Return the four sums by name."""
    return {
        side: {
            when: {"count": found.counts[row, column], "exposure": found.exposures[row, column]}
            for column, when in enumerate(("before", "after"))
        }
        for row, side in enumerate(("control", "treated"))
    }


def _shown(judged: Judged[Compared]) -> list[str]:
    did, trends = judged.found.did, judged.found.trends
    rates = did.counts / did.exposures
    sums = [
        [
            name,
            number(did.counts[row, 0], 0),
            number(did.counts[row, 1], 0),
            percent(rates[row, 1] / rates[row, 0]),
        ]
        for name, row in (("där något gjordes", 1), ("jämförelsen", 0))
    ]
    rows = [
        [
            INTERVALS[name],
            probability(float(one.p)),
            interval_text(float(one.low), float(one.high), 3)
            + ("  ← utslaget" if name == judged.interval else ""),
        ]
        for name, one in _intervals(did).items()
    ]
    level = number(100 * judged.estimate.level, 0)
    shown = [
        table(["", "före", "efter", "ändring"], sums),
        f"Kvot av kvoter: {number(did.ratio, 3)} ({percent(did.ratio)})\n"
        + table(["intervall", "p", f"{level} %"], rows),
    ]
    if did.clustered is not None:
        shown.append(
            f"Områden: {did.clustered.treated_units} med och {did.clustered.control_units} utan åtgärd; "
            f"{number(did.clustered.freedom, 1)} frihetsgrader."
        )
    if trends is not None:
        shown.append(
            f"Före, per tid: kvot {number(trends.ratio_per_time, 3)} "
            f"({interval_text(trends.low, trends.high, 3)}), p {probability(trends.p)}, {trends.times} tider. "
            "Ett högt p visar inte att grupperna följdes åt: se hur brett intervallet är."
        )
    return shown
