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
    positive,
    probability,
    some,
    table,
    whole,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.stats.concentration import Concentration, Range
    from samsyn_cli.columns import Columns

NAME = "concentration"
HELP = "Hur samlade är händelserna på få platser? Gini rättad för få händelser, och mot vad slumpen ger."
SHOWN = 10
PARAMETERS = ("place", "segments", "x", "y", "most_m", "count", "places", "permutations", "seed")
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
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--place",
        metavar="KOLUMN",
        help="platsen: gatusegment, adress eller område; en rad är en händelse",
    )
    where.add_argument(
        "--segments",
        metavar="FIL",
        help="gatusegment som linjer (GeoJSON, GeoPackage …); varje händelse hör till det närmaste, se --x, --y",
    )
    parser.add_argument("--x", metavar="KOLUMN", help="med --segments: östlig koordinat i meter")
    parser.add_argument("--y", metavar="KOLUMN", help="med --segments: nordlig koordinat i meter")
    parser.add_argument(
        "--most-m", metavar="METER", type=positive, default=50.0, help="längst till ett segment, utan val 50"
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
    names, code = _on_segments(columns, args) if args.segments else _named(columns, args.place)
    known = code >= 0
    each = (
        np.ones(code.size, dtype=np.int64)
        if args.count is None
        else columns.numbers(args.count, missing=False, least=0, whole=True).astype(np.int64)
    )
    counts = np.bincount(code[known], each[known], minlength=len(names)).astype(np.int64)
    if not counts.sum():
        raise BadInput(f"{columns.name}: ingen rad har både plats och händelse.")
    empty = _empty(args, len(names), columns.name)
    empty_known = args.places is not None or args.segments is not None or bool((counts == 0).any())
    found = concentration(
        np.append(counts, np.zeros(empty, dtype=np.int64)),
        rng=np.random.default_rng(args.seed),
        empty_known=empty_known,
        replicates=args.permutations,
    )
    order = np.argsort(-counts, kind="stable")
    document = {
        "file": columns.facts,
        "parameters": {name: getattr(args, name) for name in PARAMETERS},
        "left_out": {"no_place": int((~known).sum())},
        "empty_known": empty_known,
        **{name: getattr(found, name) for name in found.__dataclass_fields__},
        "results": [{"place": names[i], "count": int(counts[i])} for i in order],
        "warnings": columns.warnings,
        "reading": READING,
        "not_when": NOT_WHEN,
    }
    return answer(args, "concentration/1", document, _text(found, document))


def _named(columns: Columns, column: str) -> tuple[list[str], NDArray[np.int64]]:
    """Return the places that a column names, and the place of each row; -1 where it names none."""
    import numpy as np

    texts = columns.texts(column)
    known = texts.is_not_null().to_numpy()
    names, found = np.unique(texts.drop_nulls().to_numpy().astype(str), return_inverse=True)
    code = np.full(known.size, -1, dtype=np.int64)
    code[known] = found
    return [str(name) for name in names], code


def _on_segments(columns: Columns, args: Namespace) -> tuple[list[str], NDArray[np.int64]]:
    """Return the segments of a file, and the nearest of each row; -1 where none is near enough."""
    import numpy as np
    import shapely

    from samsyn.errors import BadInput
    from samsyn.stats.snap import snap
    from samsyn.stats.space import SWEDEN_CRS, transform
    from samsyn_cli.columns import read_columns

    if args.x is None or args.y is None:
        raise BadInput("--segments behöver --x och --y: var varje händelse ligger.")
    file = read_columns(args.segments)
    lines = file.raw.geometry
    if lines is None:
        raise BadInput(f"{file.name} har inga linjer.")
    lines = np.array(shapely.force_2d(lines), dtype=object)
    corner = shapely.get_coordinates(lines)
    if corner.size and np.abs(corner).max() <= 360:
        moved = transform(*corner.T, source=file.raw.crs or "EPSG:4326", target=SWEDEN_CRS)
        lines = shapely.set_coordinates(lines, np.column_stack(moved))
    x, y = columns.numbers(args.x), columns.numbers(args.y)
    placed = np.isfinite(x) & np.isfinite(y)
    code = np.full(x.size, -1, dtype=np.int64)
    code[placed] = snap(x[placed], y[placed], lines, most_m=args.most_m).line
    names = file.raw.frame.to_series(0).to_list() if file.names else [None] * len(lines)
    return [str(name or f"segment {row}") for row, name in enumerate(names, start=1)], code


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
        f"{some(found.events, 'händelse', 'händelser')} på {number(found.occupied, 0)} av "
        f"{some(found.units, 'plats', 'platser')}"
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
