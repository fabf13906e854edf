"""How unevenly events lie over places: Lorenz, Gini corrected for few events, and how few places hold how much."""

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
    table,
    whole,
)

if TYPE_CHECKING:
    from samsyn.stats.concentration import Concentration, Range

NAME = "concentration"
HELP = "Hur samlade är händelserna på få platser? Gini rättad för få händelser, och mot vad slumpen ger."
SHOWN = 10
READING = (
    "Rättad Gini är 0 när händelserna är så jämnt spridda som så få händelser kan vara, och nära 1 när en plats har "
    "allt. Jämför alltid med slumpens värde: få händelser på många platser ser samlade ut av sig själva."
)
NOT_WHEN = (
    "Använd inte när platserna är olika stora eller olika ofta besökta utan att säga det: en stor plats får "
    "fler händelser."
)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument(
        "--place",
        metavar="KOLUMN",
        required=True,
        help="platsen: gatusegment, adress eller område; en rad är en händelse",
    )
    parser.add_argument("--count", metavar="KOLUMN", help="antal händelser på raden; annars är varje rad en")
    parser.add_argument(
        "--places",
        metavar="TAL",
        type=whole,
        help="hur många platser det finns i allt, också de utan händelser; annars räknas bara de som står i filen",
    )
    parser.add_argument("--permutations", metavar="TAL", type=whole, default=999, help="utan val 999")
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Count, measure, answer."""
    check_answer(args)

    import numpy as np

    from samsyn.errors import BadInput
    from samsyn.stats.concentration import concentration
    from samsyn_cli.columns import read_columns

    if args.permutations < 19:
        raise BadInput("--permutations ska vara minst 19: annars säger jämförelsen med slumpen inget.")
    columns = read_columns(args.file)
    places = columns.texts(args.place)
    each = (
        np.ones(len(places), dtype=np.int64)
        if args.count is None
        else columns.numbers(args.count, missing=False, least=0, whole=True).astype(np.int64)
    )
    known = places.is_not_null().to_numpy()
    names, code = np.unique(places.drop_nulls().to_numpy().astype(str), return_inverse=True)
    counts = np.bincount(code, each[known], minlength=names.size).astype(np.int64)
    if not counts.sum():
        raise BadInput(f"{columns.name}: ingen rad har både plats och händelse.")
    empty = _empty(args, names.size, columns.name)
    empty_known = args.places is not None or bool((counts == 0).any())
    found = concentration(
        np.append(counts, np.zeros(empty, dtype=np.int64)),
        rng=np.random.default_rng(args.seed),
        empty_known=empty_known,
        replicates=args.permutations,
    )
    order = np.argsort(-counts, kind="stable")
    document = {
        "file": columns.facts,
        "parameters": {
            name: getattr(args, name) for name in ("place", "count", "places", "permutations", "seed")
        },
        "left_out": {"no_place": int((~known).sum())},
        "empty_known": empty_known,
        **{name: getattr(found, name) for name in found.__dataclass_fields__},
        "results": [{"place": str(names[i]), "count": int(counts[i])} for i in order],
        "warnings": columns.warnings,
        "reading": READING,
        "not_when": NOT_WHEN,
    }
    return answer(args, "concentration/1", document, _text(found, document))


def _empty(args: Namespace, places: int, name: str) -> int:
    """Return how many places without events are to be added."""
    from samsyn.errors import BadInput

    if args.places is None:
        return 0
    if args.places < places:
        raise BadInput(
            f"{name} har {places} olika platser, fler än de {args.places} som --places säger finns."
        )
    return int(args.places - places)


def _text(found: Concentration, document: dict[str, Any]) -> str:
    head = (
        f"{number(found.events, 0)} händelser på {number(found.occupied, 0)} av {number(found.units, 0)} platser"
        + ("." if document["empty_known"] else "; hur många platser som inget har hänt på är inte känt.")
    )
    left = document["left_out"]["no_place"]
    told = [f"{number(left, 0)} {'rad' if left == 1 else 'rader'} är inte med: saknar plats."] if left else []
    rows = [
        [
            f"{number(100 * one.share, 0)} % av händelserna",
            number(one.units, 0),
            _percent(one.observed),
            _percent(one.chance),
        ]
        for one in found.holdings
    ]
    shown = table(["", "platser", "andel av platserna", "om slumpen ensam"], rows)
    gini = (
        f"Gini {_range(found.gini)}, rättad för få händelser {_range(found.corrected)}; "
        f"slumpen ger {_range(found.chance_corrected)}. p {probability(found.p)}."
    )
    top = table(
        ["plats", "antal"], [[row["place"], number(row["count"], 0)] for row in document["results"][:SHOWN]]
    )
    parts = [head, *told, shown, gini, top, *document["warnings"]]
    return "\n\n".join([*parts, f"{READING}\n{NOT_WHEN}"])


def _range(one: Range) -> str:
    return f"{number(one.value)} ({number(one.low)}–{number(one.high)})"


def _percent(one: Range) -> str:
    return f"{number(100 * one.value, 1)} % ({number(100 * one.low, 1)}–{number(100 * one.high, 1)})"
