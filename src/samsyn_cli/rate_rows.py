"""The figures of `analyse rates`: one row per row or group of the file."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.stats.rate import Method
    from samsyn_cli.columns import Columns

    Floats = NDArray[np.float64]

INTERVALS: tuple[Method, ...] = ("exact", "midp", "byar", "score")
EMPTY = "(tomt)"
"""What rows without a group are called."""


def added(columns: Columns, args: Namespace) -> tuple[list[str], Floats, Floats | None]:
    """Return labels, counts and exposures: one per row, or one per group with its rows added up."""
    import numpy as np
    import polars as pl

    counts = columns.numbers(args.count, least=0, whole=True)
    base = args.exposure or args.of
    units = None if base is None else columns.numbers(base, least=0)
    if args.of and units is not None:
        columns.refuse(args.count, pl.Series(counts > units), f"högst det som står i {args.of}")
    used = ~np.isnan(counts) if units is None else ~(np.isnan(counts) | np.isnan(units))
    if args.group is None:
        labels = [f"rad {row}" for row in columns.rows[used]]
        return labels, counts[used], None if units is None else units[used]
    names = np.array(columns.texts(args.group).fill_null(EMPTY).to_list(), dtype=object)[used]
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    labels = sorted(first, key=lambda name: first[name])
    place = {name: n for n, name in enumerate(labels)}
    group = np.array([place[name] for name in names], dtype=np.int64)
    total = np.bincount(group, counts[used], minlength=len(labels)).astype(np.float64)
    if units is None:
        return labels, total, None
    return labels, total, np.bincount(group, units[used], minlength=len(labels)).astype(np.float64)


def rates(labels: list[str], counts: Floats, units: Floats | None, args: Namespace) -> list[dict[str, Any]]:
    """Return rates with every interval."""
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


def shares(labels: list[str], counts: Floats, of: Floats | None, args: Namespace) -> list[dict[str, Any]]:
    """Return shares with Wilson\'s interval and the exact one."""
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


def adjust(
    columns: Columns, rows: list[dict[str, Any]], counts: Floats, units: Floats | None, args: Namespace
) -> None:
    """Add standardised and smoothed rates."""
    from samsyn.errors import BadInput
    from samsyn.stats.rate import smoothed, standardised

    if args.exposure is None or units is None:
        raise BadInput("--strata och --smooth behöver --exposure: ett tal per invånare eller annat.")
    if args.smooth:
        for row, rate in zip(rows, (smoothed(counts, units) * args.per).tolist(), strict=True):
            row["smoothed"] = rate
    if args.strata is None:
        return
    if args.group is None:
        raise BadInput("--strata behöver --group: säg vilka grupper som jämförs.")
    events, size = _by_stratum(columns, [row["label"] for row in rows], args)
    found = standardised(events, size, size.sum(axis=0), level=args.level)
    for n, row in enumerate(rows):
        row["standardised"] = {name: float(getattr(found, name)[n]) * args.per for name in found._fields}


def _by_stratum(columns: Columns, labels: list[str], args: Namespace) -> tuple[Floats, Floats]:
    """Return counts and exposure by group and stratum."""
    import numpy as np

    counts, units = columns.numbers(args.count, least=0, whole=True), columns.numbers(args.exposure, least=0)
    used = ~(np.isnan(counts) | np.isnan(units))
    strata = np.array(columns.texts(args.strata).fill_null(EMPTY).to_list(), dtype=object)[used]
    groups = np.array(columns.texts(args.group).fill_null(EMPTY).to_list(), dtype=object)[used]
    place = {name: n for n, name in enumerate(dict.fromkeys(strata.tolist()))}
    row = {name: n for n, name in enumerate(labels)}
    cells = (
        np.array([row[one] for one in groups], dtype=int),
        np.array([place[one] for one in strata], dtype=int),
    )
    shape = (len(labels), len(place))
    events, size = np.zeros(shape), np.zeros(shape)
    np.add.at(events, cells, counts[used])
    np.add.at(size, cells, units[used])
    return events, size


def compare(rows: list[dict[str, Any]], counts: Floats, units: Floats, args: Namespace) -> None:
    """Add to each row its ratio to the chosen group, or to all the others."""
    import numpy as np

    from samsyn.errors import BadInput
    from samsyn.stats.multiplicity import benjamini_hochberg
    from samsyn.stats.rate import e_test, likelihood_p, rate_ratio
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
    likely, likely_mid = likelihood_p(counts[told], units[told], others[told], size[told])
    q = benjamini_hochberg(tested).adjusted
    for n, place in enumerate(np.flatnonzero(told)):
        rows[place]["comparison"] = {
            "ratio": ratio.ratio[n],
            "exact": {"low": ratio.low[n], "high": ratio.high[n], "p": ratio.p_exact[n]},
            "midp": {"p": ratio.p[n]},
            "likelihood": {"p": likely[n], "mid_p": likely_mid[n]},
            "score": {"low": ratio.score_low[n], "high": ratio.score_high[n], "p": ratio.p_score[n]},
            "e_test": {"p": tested[n], "q": q[n]},
        }
