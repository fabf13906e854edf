"""An interrupted series in a table."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_file, check_answer, number, probability, table, whole
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

    from samsyn.outcomes import Judged
    from samsyn.stats.effect import Contrast, Interrupted
    from samsyn_cli.columns import Columns
    from samsyn_cli.series import Series

    Floats = NDArray[np.float64]

NAME = "interrupted"
HELP = "En serie med brott: ändrades nivån (eller lutningen) när åtgärden började, utöver trend och årsrytm?"
INTERVALS = {
    "poisson": "Poisson",
    "quasi_poisson": "quasi-Poisson",
    "t": "quasi-Poisson, t",
    "autoregressive": "samband med tiden före, t",
    "newey_west": "Newey–West, t",
}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument("--count", metavar="KOLUMN", required=True, help="antal händelser per tid")
    parser.add_argument("--step", metavar="KOLUMN", required=True, help="0 före och 1 efter åtgärdens start")
    parser.add_argument("--exposure", metavar="KOLUMN", help="det som antalet växer med: invånare, timmar")
    parser.add_argument(
        "--time", metavar="KOLUMN", help="löpnummer, dag, vecka eller månad; annars är raderna i ordning"
    )
    parser.add_argument(
        "--season", metavar="VÅGOR", type=whole, default=0, help="par av vågor för årsrytmen, oftast 2"
    )
    parser.add_argument("--period", metavar="TAL", type=whole, default=12, help="tider per år, utan val 12")
    parser.add_argument("--slope", action="store_true", help="låt också lutningen ändras")
    parser.add_argument(
        "--lags", metavar="TAL", type=whole, help="hur många tider tillbaka Newey–West räknar med"
    )
    add_verdict_options(parser)


def run(args: Namespace) -> int:
    """Read, fit, answer."""
    check_answer(args)

    from samsyn.outcomes import interrupted
    from samsyn_cli.columns import read_columns
    from samsyn_cli.series import read_series

    columns = read_columns(args.file)
    series = read_series(columns, value=args.count, time=args.time, stream=None, exposure=args.exposure)
    judged = interrupted(
        _counts(series),
        _steps(columns, args),
        exposure=None if series.exposure is None else series.exposure[0],
        harmonics=args.season,
        period=args.period,
        slope=args.slope,
        lags=args.lags,
        margin=args.margin,
        chosen_high=args.chosen_high,
        level=args.level,
    )
    return respond(args, "interrupted/1", _document(columns, series, judged, args), judged, _shown(judged))


def _counts(series: Series) -> Floats:
    """Return the counts; unknown where the exposure is too."""
    import numpy as np

    counts: Floats = series.counts[0].copy()
    if series.exposure is not None:
        counts[np.isnan(series.exposure[0])] = np.nan
    return counts


def _steps(columns: Columns, args: Namespace) -> Floats:
    """Return the step at each time of the series; times without a row get that of the time before."""
    import numpy as np

    from samsyn_cli.series import read_series

    columns.numbers(args.step, missing=False, least=0, whole=True)
    read = read_series(columns, value=args.step, time=args.time, stream=None)
    step: Floats = read.counts[0].copy()
    for place in np.flatnonzero(np.isnan(step)):
        step[place] = step[place - 1]
    return step


def _document(
    columns: Columns, series: Series, judged: Judged[Interrupted], args: Namespace
) -> dict[str, Any]:
    from samsyn_cli.series import facts

    found, model = judged.found, judged.found.model
    dependence = found.dependence
    return {
        "file": columns.facts,
        "parameters": parameters(args, "count", "step", "exposure", "time", "season", "period", "slope"),
        "series": facts(series),
        **judgement(judged),
        "step": _contrast(found.step),
        "slope": None if found.slope is None else _contrast(found.slope),
        "average": _contrast(found.average),
        "dispersion": model.dispersion[0],
        "freedom": model.freedom[0],
        "autocorrelation": {
            "first": dependence.first[0],
            "corrected": found.correlation[0],
            "ljung_box": dependence.statistic[0],
            "p": dependence.p[0],
            "lags": dependence.lags,
            "newey_west_lags": found.lags,
        },
        "coefficients": {
            name: {
                "estimate": model.coefficients[0, place],
                "standard_error_poisson": model.inverse[0, place, place] ** 0.5,
                "standard_error": (model.dispersion[0] * model.inverse[0, place, place]) ** 0.5,
            }
            for place, name in enumerate(found.names)
        },
        "observed_after": found.observed_after[0],
        "expected_after": found.expected_after[0],
        "fitted": model.mean[0],
        "without": found.without[0],
        "reading": found.reading,
        "not_when": found.not_when,
    }


def _contrast(found: Contrast) -> dict[str, Any]:
    """Return a ratio with its four intervals."""
    every = {
        "poisson": found.poisson,
        "quasi_poisson": found.quasi,
        "t": found.t,
        "autoregressive": found.related,
        "newey_west": found.robust,
    }
    return {
        "ratio": found.ratio[0],
        "log": found.log[0],
        "intervals": {name: limits(one, 0) for name, one in every.items() if one is not None},
    }


def _shown(judged: Judged[Interrupted]) -> list[str]:
    found = judged.found
    level = number(100 * judged.estimate.level, 0)
    used = judged.interval
    shown = [_table("nivån efter starten", found.step, level, used if found.slope is None else "")]
    if found.slope is not None:
        shown.append(_table("lutningen, per tid", found.slope, level, ""))
        shown.append(_table("i medeltal efteråt", found.average, level, used))
    dependence = found.dependence
    expected, observed = found.expected_after[0], found.observed_after[0]
    shown.append(
        f"Efter starten: {number(observed, 0)} händelser, väntade {number(expected, 0)} om inget hade ändrats.\n"
        f"Spridning: {number(found.model.dispersion[0])} gånger slumpens. Samband med tiden före: "
        f"{number(dependence.first[0])}; Ljung–Box över {dependence.lags} tider p {probability(dependence.p[0])}."
    )
    return shown


def _table(name: str, found: Contrast, level: str, used: str) -> str:
    ratio = float(found.ratio[0])
    rows = []
    for key, one in _contrast(found)["intervals"].items():
        mark = "  ← utslaget" if key == used else ""
        rows.append([INTERVALS[key], probability(one["p"]), interval_text(one["low"], one["high"], 3) + mark])
    title = f"Kvot, {name}: {number(ratio, 3)} ({percent(ratio)})"
    return f"{title}\n" + table(["intervall", "p", f"{level} %"], rows)
