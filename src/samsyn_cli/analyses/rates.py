"""Counts, rates and shares with their intervals, and groups against each other."""

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
    probability,
    share,
    table,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.stats.rate import Method
    from samsyn_cli.columns import Columns

    Floats = NDArray[np.float64]

NAME = "rates"
HELP = "Antal, tal per invånare (eller annat) och andelar med osäkerhet; grupper mot varandra."
INTERVALS: tuple[Method, ...] = ("exact", "midp", "byar", "score")
NAMES = {"exact": "exakt", "midp": "mid-P", "byar": "Byar", "score": "score"}
READING = (
    "Intervallet visar vilka tal som går ihop med det som räknades: två grupper vars intervall har det mesta "
    "gemensamt skiljer sig inte säkert åt."
)
NOT_WHEN = (
    "Använd inte när samma händelse räknas flera gånger eller händelser drar med sig varandra: då är osäkerheten "
    "större än här."
)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument("--count", metavar="KOLUMN", required=True, help="antal händelser (eller ja-svar)")
    base = parser.add_mutually_exclusive_group()
    base.add_argument(
        "--exposure", metavar="KOLUMN", help="det som antalet delas med: invånare, veckor, öppna timmar"
    )
    base.add_argument("--of", metavar="KOLUMN", help="av hur många; ger andelar med Wilsons intervall")
    parser.add_argument("--group", metavar="KOLUMN", help="rader i samma grupp läggs ihop")
    parser.add_argument(
        "--against", metavar="GRUPP", help="jämför varje grupp med den här; rest = alla de andra"
    )
    parser.add_argument(
        "--per", metavar="TAL", type=positive, default=1.0, help="visa tal per så många, till exempel 1000"
    )
    parser.add_argument(
        "--interval",
        choices=INTERVALS,
        default="exact",
        help="vilket intervall texten visar, utan val exact; JSON har alla",
    )
    parser.add_argument(
        "--level", metavar="ANDEL", type=share, default=0.95, help="intervallens nivå, utan val 0,95"
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, add up, compute, answer."""
    check_answer(args)

    from samsyn.errors import BadInput
    from samsyn_cli.columns import read_columns

    if args.against is not None and args.group is None:
        raise BadInput("--against behöver --group: säg vilken kolumn som delar in raderna.")
    columns = read_columns(args.file)
    labels, counts, units = _added(columns, args)
    rows = _shares(labels, counts, units, args) if args.of else _rates(labels, counts, units, args)
    if args.against is not None and units is not None:
        _compare(rows, counts, units, args)
    elif args.against is not None:
        raise BadInput("--against behöver --exposure eller --of: utan det finns inget att jämföra per.")
    parameters = {
        name: getattr(args, name) for name in ("count", "exposure", "of", "group", "against", "per", "level")
    }
    found = {
        "file": columns.facts,
        "parameters": parameters,
        "results": rows,
        "reading": READING,
        "not_when": NOT_WHEN,
    }
    return answer(args, "rates/1", found, _text(rows, args))


def _added(columns: Columns, args: Namespace) -> tuple[list[str], Floats, Floats | None]:
    """Return labels, counts and exposures: one per row, or one per group with its rows added up."""
    import numpy as np

    counts = columns.numbers(args.count, least=0, whole=True)
    base = args.exposure or args.of
    units = None if base is None else columns.numbers(base, least=0)
    used = ~np.isnan(counts) if units is None else ~(np.isnan(counts) | np.isnan(units))
    if args.group is None:
        labels = [f"rad {row}" for row in columns.rows[used]]
        return labels, counts[used], None if units is None else units[used]
    names = np.array(columns.texts(args.group).fill_null("(tomt)").to_list(), dtype=object)[used]
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    labels = sorted(first, key=lambda name: first[name])
    place = {name: n for n, name in enumerate(labels)}
    group = np.array([place[name] for name in names], dtype=np.int64)
    total = np.bincount(group, counts[used], minlength=len(labels)).astype(np.float64)
    if units is None:
        return labels, total, None
    return labels, total, np.bincount(group, units[used], minlength=len(labels)).astype(np.float64)


def _rates(labels: list[str], counts: Floats, units: Floats | None, args: Namespace) -> list[dict[str, Any]]:
    import numpy as np

    from samsyn.stats.rate import poisson_interval

    size = np.ones_like(counts) if units is None else units
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(size > 0, counts / size, np.nan) * args.per
    limits = {
        name: [
            limit * args.per
            for limit in poisson_interval(counts, exposure=size, level=args.level, method=name)
        ]
        for name in INTERVALS
    }
    return [
        {
            "label": label,
            "count": int(counts[n]),
            "exposure": None if units is None else units[n],
            "rate": rate[n],
            "intervals": {name: {"low": low[n], "high": high[n]} for name, (low, high) in limits.items()},
        }
        for n, label in enumerate(labels)
    ]


def _shares(labels: list[str], counts: Floats, of: Floats | None, args: Namespace) -> list[dict[str, Any]]:
    import numpy as np

    from samsyn.stats.proportion import clopper_pearson, wilson

    tries = np.zeros_like(counts) if of is None else of
    with np.errstate(divide="ignore", invalid="ignore"):
        found = counts / tries
    limits = {
        "wilson": wilson(counts, tries, level=args.level),
        "exact": clopper_pearson(counts, tries, level=args.level),
    }
    return [
        {
            "label": label,
            "count": int(counts[n]),
            "of": tries[n],
            "share": found[n],
            "intervals": {name: {"low": low[n], "high": high[n]} for name, (low, high) in limits.items()},
        }
        for n, label in enumerate(labels)
    ]


def _compare(rows: list[dict[str, Any]], counts: Floats, units: Floats, args: Namespace) -> None:
    """Add to each row its ratio to the chosen group, or to all the others."""
    import numpy as np

    from samsyn.errors import BadInput
    from samsyn.stats.multiplicity import benjamini_hochberg
    from samsyn.stats.rate import e_test, rate_ratio
    from samsyn_cli.parser import suggestion

    labels = [row["label"] for row in rows]
    if args.against == "rest" and "rest" not in labels:
        others, size = counts.sum() - counts, units.sum() - units
        told = np.ones(len(rows), dtype=bool)
    elif args.against in labels:
        chosen = labels.index(args.against)
        others, size = np.full_like(counts, counts[chosen]), np.full_like(units, units[chosen])
        told = np.arange(len(rows)) != chosen
    else:
        raise BadInput(f"Det finns ingen grupp {args.against}.{suggestion(args.against, labels)}")
    told &= (units > 0) & (size > 0)
    ratio = rate_ratio(counts[told], units[told], others[told], size[told], level=args.level)
    tested = e_test(counts[told], units[told], others[told], size[told])
    q = benjamini_hochberg(tested).adjusted
    for n, place in enumerate(np.flatnonzero(told)):
        rows[place]["comparison"] = {
            "ratio": ratio.ratio[n],
            "exact": {"low": ratio.low[n], "high": ratio.high[n], "p": ratio.p_exact[n]},
            "midp": {"p": ratio.p[n]},
            "score": {"low": ratio.score_low[n], "high": ratio.score_high[n], "p": ratio.p_score[n]},
            "e_test": {"p": tested[n], "q": q[n]},
        }


def _text(rows: list[dict[str, Any]], args: Namespace) -> str:
    chosen = "wilson" if args.of else args.interval
    value, base = ("share", "of") if args.of else ("rate", "exposure")
    level = number(100 * args.level, 0)
    per = "" if args.per == 1 or args.of else f" per {number(args.per, 0)}"
    headings = ["", "antal", "andel" if args.of else f"tal{per}", f"{level} % från", "till"]
    compared = any("comparison" in row for row in rows)
    if base != "exposure" or args.exposure:
        headings.insert(2, "av" if args.of else args.exposure)
    headings += [f"kvot mot {args.against}", "från", "till", "p (e-test)", "q"] if compared else []
    lines = []
    for row in rows:
        limits = row["intervals"][chosen]
        line = [
            row["label"],
            number(row["count"], 0),
            number(row[value], 3),
            number(limits["low"], 3),
            number(limits["high"], 3),
        ]
        if row[base] is not None:
            line.insert(2, number(row[base], 0))
        if compared:
            line += _compared(row.get("comparison"))
        lines.append(line)
    name = "Wilsons" if args.of else f"{NAMES[args.interval]}"
    return f"{table(headings, lines)}\n\nIntervall: {name}. {READING}\n{NOT_WHEN}"


def _compared(found: dict[str, Any] | None) -> list[str]:
    if found is None:
        return ["–"] * 5
    exact, test = found["exact"], found["e_test"]
    return [
        number(found["ratio"]),
        number(exact["low"]),
        number(exact["high"]),
        probability(test["p"]),
        probability(test["q"]),
    ]
