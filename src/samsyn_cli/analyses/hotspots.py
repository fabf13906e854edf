"""Where events gather: Gi*, local and global Moran, Geary and density, over squares or areas."""

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
    some,
    table,
    whole,
)
from samsyn_cli.points import add_place_options

if TYPE_CHECKING:
    from samsyn_cli.units import Units

NAME = "hotspots"
HELP = "Var samlas händelser? Gi* och lokal Moran med kontrollerade falsklarm, Moran, Geary och täthet."
SHOWN = 20
CHANCES = {
    "conditional": "omgivningen jämförs med slumpvis valda andra enheter",
    "even": "mot att varje händelse kan hamna i vilken enhet som helst",
    "normal": "mot normalfördelningen",
}
READING = (
    "z är hur mycket enheten med sina grannar avviker från snittet, i standardavvikelser. ”Hög” eller ”låg” står där "
    "det håller sedan hänsyn tagits till att många enheter prövas (q). Moran över sitt väntade värde: lika samlas."
)
NOT_WHEN = (
    "Använd inte när platserna är avrundade till områdens mittpunkter, eller för att jämföra antal i områden av olika "
    "storlek (välj --per area eller --per population). En samlad plats kan vara samlad för att fler rapporterar där."
)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    add_place_options(parser)
    units = parser.add_mutually_exclusive_group()
    units.add_argument("--cell", metavar="METER", type=positive, help="rutans sida, utan val 250")
    units.add_argument(
        "--areas", metavar="FIL", help="räkna i områden i stället för rutor (GeoJSON, GeoPackage …)"
    )
    parser.add_argument(
        "--per",
        choices=("count", "area", "population"),
        default="count",
        help="med --areas: jämför antal, eller tal",
    )
    parser.add_argument(
        "--radius", metavar="METER", type=positive, help="täthetens bandbredd, utan val tre rutor"
    )
    parser.add_argument(
        "--kernel",
        choices=("quartic", "gaussian", "epanechnikov", "adaptive"),
        default="quartic",
        help="täthetens form, utan val quartic; adaptive är smalare där händelserna är många",
    )
    parser.add_argument(
        "--null", choices=tuple(CHANCES), default="conditional", help="vad slumpen är, utan val conditional"
    )
    parser.add_argument(
        "--permutations", metavar="TAL", type=whole, default=99_999, help="för conditional, utan val 99999"
    )
    parser.add_argument(
        "--fdr",
        metavar="ANDEL",
        type=share,
        default=0.05,
        help="högsta väntade andel falska bland de utpekade, 0,05",
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Count, judge, answer."""
    check_answer(args)

    from samsyn.errors import BadInput
    from samsyn_cli.columns import read_columns
    from samsyn_cli.points import described, read_points
    from samsyn_cli.units import areas, squares

    if args.per != "count" and args.areas is None:
        raise BadInput("--per gäller områden: ge dem med --areas.")
    if args.permutations < 1:
        raise BadInput("--permutations ska vara minst 1; välj --null normal för att slippa dem.")
    columns = read_columns(args.file)
    points = read_points(columns, x=args.x, y=args.y)
    units = areas(points, args) if args.areas else squares(points, args)
    rows, overall = _judged(units, args)
    names = ("x", "y", "cell", "areas", "per", "radius", "kernel", "null", "permutations", "fdr", "seed")
    document = {
        "file": columns.facts,
        "parameters": {name: getattr(args, name) for name in names},
        **described(points, columns),
        "units": units.facts,
        "outside": units.outside,
        "global": overall,
        "high": sum(row["stands_out"] == "high" for row in rows),
        "low": sum(row["stands_out"] == "low" for row in rows),
        "results": rows,
        "reading": READING,
        "not_when": NOT_WHEN,
    }
    return answer(args, "hotspots/1", document, _text(document, args, [*points.told, *columns.warnings]))


def _judged(units: Units, args: Namespace) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return one row per unit, the most standing out first, and the statistics of the whole."""
    import numpy as np

    from samsyn.stats.autocorrelation import geary, moran
    from samsyn.stats.hotspot import gi_star
    from samsyn.stats.local_moran import QUADRANTS, local_moran
    from samsyn.stats.multiplicity import benjamini_hochberg

    rng = np.random.default_rng(args.seed)
    hot = gi_star(units.value, units.near, null=args.null, rng=rng, permutations=args.permutations)
    local = local_moran(units.value, units.near, rng=rng, permutations=args.permutations)
    p = np.minimum(1, 2 * np.minimum(hot.p_above, hot.p_below))
    judged = benjamini_hochberg(p, args.fdr)
    high = hot.p_above <= hot.p_below
    rows = [
        {
            **units.labels[i],
            "count": int(units.count[i]),
            "value": float(units.value[i]),
            "density_per_km2": None if units.density is None else float(units.density[i]),
            "z": float(hot.z[i]),
            "p_above": float(hot.p_above[i]),
            "p_below": float(hot.p_below[i]),
            "p": float(p[i]),
            "q": float(judged.adjusted[i]),
            "stands_out": ("high" if high[i] else "low") if judged.rejected[i] else None,
            "local_moran": {
                "value": float(local.value[i]),
                "z": float(local.z[i]),
                "quadrant": QUADRANTS[local.quadrant[i]],
                "p": float(local.p[i]),
                "q": float(local.q[i]),
            },
        }
        for i in np.argsort(-hot.z, kind="stable")
    ]
    return rows, {"moran": moran(units.value, units.near), "geary": geary(units.value, units.near)}


def _text(found: dict[str, Any], args: Namespace, told: list[str]) -> str:
    units, moran, geary = found["units"], found["global"]["moran"], found["global"]["geary"]
    kind = some(units["number"], "område", "områden")
    if units["kind"] == "squares":
        kind = f"{some(units['number'], 'ruta', 'rutor')} på {number(units['side_m'], 0)} m"
    head = (
        f"{some(found['events'], 'händelse', 'händelser')} i {kind}; {CHANCES[args.null]}.\n"
        f"{number(found['high'], 0)} sticker ut som höga och {number(found['low'], 0)} som låga "
        f"(högst {number(100 * args.fdr, 0)} % väntas vara falska)."
    )
    whole_text = (
        f"Moran {number(moran.value, 3)} (väntat {number(moran.expected, 3)}, p {probability(moran.p_random)}), "
        f"Geary {number(geary.value, 3)} (väntat 1, p {probability(geary.p_random)})."
    )
    if found["outside"]:
        told = [*told, f"{some(found['outside'], 'händelse', 'händelser')} ligger utanför områdena."]
    words = {"high": "hög", "low": "låg", None: ""}
    lines = [
        [
            row["name"] if "name" in row else f"E {number(row['x'], 0)}, N {number(row['y'], 0)}",
            number(row["count"], 0),
            *([number(row["density_per_km2"], 1)] if units["kind"] == "squares" else []),
            number(row["z"]),
            probability(row["p"]),
            probability(row["q"]),
            words[row["stands_out"]],
        ]
        for row in found["results"][:SHOWN]
    ]
    headings = ["", "antal", *(["per km²"] if units["kind"] == "squares" else []), "z", "p", "q", ""]
    parts = [head, *told, table(headings, lines), whole_text]
    if len(found["results"]) > SHOWN:
        parts.insert(-1, f"De {SHOWN} med högst z; --format json har alla.")
    return "\n\n".join([*parts, f"{READING}\n{NOT_WHEN}"])
