"""Ratings in a table, one row per judgement, and the figures of `agreement`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import number, probability, table
from samsyn_cli.verdicts import interval_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.stats.agreement import Alpha, Weights
    from samsyn_cli.columns import Columns

MOST_PAIRS = 45
"""Kappas of pairs: of at most ten raters."""


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """
    Judgements by rater and unit.

    Parameters
    ----------
    raters, units : list of str
    values : list of str or float
        That occur, in order.
    table : ndarray, shape (raters, units)
        Numbers, or the places of words in `values`; NaN where a rater did not judge.
    """

    raters: list[str]
    units: list[str]
    values: list[Any]
    table: NDArray[np.float64]


def read_ratings(columns: Columns, args: Namespace) -> Ratings:
    """
    Read ratings.

    Raises
    ------
    BadInput
        If a value does not fit the level or the order, or a rater has judged the same unit twice.
    """
    import numpy as np

    places = {}
    for name in (args.unit, args.rater):
        texts = columns.texts(name)
        columns.refuse(name, texts.is_null(), "ett namn")
        named = texts.to_list()
        known = list(dict.fromkeys(named))
        row_of = {one: place for place, one in enumerate(known)}
        places[name] = known, np.array([row_of[one] for one in named], dtype=np.int64)
    (units, unit), (raters, rater) = places[args.unit], places[args.rater]
    numbers, values = _values(columns, args)
    _refuse_doubles(columns, rater * len(units) + unit)
    ratings = np.full((len(raters), len(units)), np.nan)
    ratings[rater, unit] = numbers
    return Ratings(raters=raters, units=units, values=values, table=ratings)


def _values(columns: Columns, args: Namespace) -> tuple[NDArray[np.float64], list[Any]]:
    """Return values as numbers, and those that occur."""
    import numpy as np
    import polars as pl

    from samsyn.errors import BadInput
    from samsyn.files.numbers import read_numbers
    from samsyn_cli.columns import MISSING

    texts = columns.texts(args.value)
    empty = texts.fill_null("").str.to_lowercase().is_in(MISSING)
    words = (read_numbers(texts).is_null() & ~empty).any()
    if args.order is None and not (words and args.level == "nominal"):
        if words and args.level == "ordinal":
            raise BadInput(
                f"Kolumnen {args.value} har ord: säg ordningen med --order, från lägst till högst."
            )
        numbers = columns.numbers(args.value)
        return numbers, np.unique(numbers[~np.isnan(numbers)]).tolist()
    if args.level in ("interval", "ratio"):
        raise BadInput("--order hör till nominal och ordinal; interval och ratio räknar på tal.")
    present = texts.filter(~empty).unique().sort().to_list()
    order = present if args.order is None else [one.strip() for one in args.order.split(",")]
    columns.refuse(args.value, ~empty & ~texts.fill_null("").is_in(order), f"något av {', '.join(order)}")
    place = {word: float(n) for n, word in enumerate(order)}
    coded = [place.get(one, float("nan")) for one in texts.to_list()]
    coded_series = pl.Series(coded, dtype=pl.Float64).to_numpy()
    return np.asarray(coded_series, dtype=np.float64), order


def _refuse_doubles(columns: Columns, key: NDArray[np.int64]) -> None:
    """Raise where a rater has two rows for the same unit: which of them holds is not known."""
    import numpy as np

    from samsyn.errors import BadInput

    order = np.argsort(key, kind="stable")
    twice = np.flatnonzero(np.diff(key[order]) == 0)
    if twice.size:
        one, other = columns.rows[order[twice[0]]], columns.rows[order[twice[0] + 1]]
        raise BadInput(f"{columns.name}: rad {one} och rad {other} är samma bedömare och samma sak.")


def found_kappas(ratings: Ratings, args: Namespace) -> list[dict[str, Any]]:
    """Return kappa of each pair of raters, plain and, where values have an order, weighted; none for many raters."""
    import numpy as np

    from samsyn.stats.agreement import cohen_kappa

    pairs = list(combinations(range(len(ratings.raters)), 2))
    if len(pairs) > MOST_PAIRS:
        return []
    kinds: tuple[Weights, ...] = ("none",) if args.level == "nominal" else ("none", "linear", "quadratic")
    found = []
    for one, other in pairs:
        both = ratings.table[[one, other]]
        if np.isnan(both).any(axis=0).all():
            continue
        pair: dict[str, Any] = {"raters": [ratings.raters[one], ratings.raters[other]]}
        for kind in kinds:
            pair[kind] = cohen_kappa(both[0], both[1], weights=kind, level=args.confidence)
        found.append(pair)
    return found


def found_scale(ratings: Ratings, args: Namespace) -> dict[str, Any] | None:
    """Return the intraclass correlations, or none where values are no numbers or too few units are judged by all."""
    import numpy as np

    from samsyn.stats.agreement import intraclass

    whole = int(np.isfinite(ratings.table).all(axis=0).sum())
    if args.level not in ("interval", "ratio") or whole < 2 or len(ratings.raters) < 2:
        return None
    found = intraclass(ratings.table.T, level=args.confidence)
    return {
        "forms": found.forms,
        "units": found.units,
        "left_out": found.left_out,
        "reading": found.reading,
        "not_when": found.not_when,
    }


def agreement_text(document: dict[str, Any], args: Namespace) -> str:
    """Return the answer for people."""
    level = f"{number(100 * args.confidence, 0)} %"
    shown = [_alpha_text(document["alpha"], level, len(document["raters"]))]
    if document["kappa"]:
        shown.append(_kappa_text(document["kappa"], level))
    if document["icc"] is not None:
        rows = [
            [
                f"{one.name}  {one.fits}",
                number(one.value, 3),
                interval_text(one.low, one.high, 3),
                probability(one.p),
            ]
            for one in document["icc"]["forms"]
        ]
        left_out = document["icc"]["left_out"]
        note = f"\n{left_out} bedömda saknar värde från någon och är inte med här." if left_out else ""
        shown.append(table(["ICC, passar när", "värde", level, "p"], rows) + note)
        shown.append(f"{document['icc']['reading']}\n{document['icc']['not_when']}")
    return "\n\n".join([*shown, f"{document['reading']}\n{document['not_when']}"])


def _alpha_text(alpha: Alpha, level: str, raters: int) -> str:
    if alpha.value != alpha.value:  # NaN: nothing differs
        return "Krippendorffs alfa: går ej att bedöma. Alla värden är lika, så samstämmighet säger inget."
    return (
        f"Krippendorffs alfa: {number(alpha.value, 3)}, {level} {interval_text(alpha.low, alpha.high, 3)} "
        f"({raters} bedömare, {alpha.units} bedömda med minst två värden, {alpha.values} värden)\n"
        f"{_strength(alpha)}"
    )


def _strength(alpha: Alpha) -> str:
    if alpha.value >= 0.8:
        return "Nog för säkra slutsatser (minst 0,800)."
    if alpha.value >= 0.667:
        return "Nog för preliminära slutsatser (0,667 till 0,800)."
    return "För lågt för slutsatser (under 0,667): gå igenom instruktionen och bedöm om."


def _kappa_text(kappas: list[dict[str, Any]], level: str) -> str:
    names = {"none": "ovägd", "linear": "linjär", "quadratic": "kvadratisk"}
    rows = [
        [
            " och ".join(one["raters"]),
            names[kind],
            number(one[kind].value, 3),
            interval_text(one[kind].low, one[kind].high, 3),
            str(one[kind].n),
        ]
        for one in kappas
        for kind in names
        if kind in one
    ]
    return table(["Cohens kappa", "vikt", "värde", level, "bedömda"], rows)
