"""Counts, rates and shares with their intervals, and groups against each other."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

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

NAME = "rates"
HELP = "Antal, tal per invånare (eller annat) och andelar med osäkerhet; grupper mot varandra."
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
        "--strata",
        metavar="KOLUMN",
        help="till exempel ålder: räkna om grupperna till filens samlade fördelning (direkt standardisering)",
    )
    parser.add_argument(
        "--smooth",
        action="store_true",
        help="visa också tal som dragits mot det gemensamma, mest där lite ligger bakom; för kartor",
    )
    parser.add_argument(
        "--against", metavar="GRUPP", help="jämför varje grupp med den här; rest = alla de andra"
    )
    parser.add_argument(
        "--per", metavar="TAL", type=positive, default=1.0, help="visa tal per så många, till exempel 1000"
    )
    parser.add_argument(
        "--interval",
        choices=tuple(NAMES),
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
    from samsyn_cli.rate_rows import added, adjust, compare, rates, shares

    if args.against is not None and args.group is None:
        raise BadInput("--against behöver --group: säg vilken kolumn som delar in raderna.")
    columns = read_columns(args.file)
    labels, counts, units = added(columns, args)
    rows = shares(labels, counts, units, args) if args.of else rates(labels, counts, units, args)
    if args.smooth or args.strata:
        adjust(columns, rows, counts, units, args)
    if args.against is not None:
        if units is None or args.of:
            raise BadInput("--against behöver --exposure: grupper jämförs per invånare, vecka eller annat.")
        compare(rows, counts, units, args)
    parameters = {
        name: getattr(args, name)
        for name in ("count", "exposure", "of", "group", "strata", "against", "per", "level")
    }
    found = {
        "file": columns.facts,
        "parameters": parameters,
        "results": rows,
        "reading": READING,
        "not_when": NOT_WHEN,
    }
    return answer(args, "rates/1", found, _text(rows, args))


def _text(rows: list[dict[str, Any]], args: Namespace) -> str:
    chosen = "wilson" if args.of else args.interval
    value, base = ("share", "of") if args.of else ("rate", "exposure")
    level = number(100 * args.level, 0)
    per = "" if args.per == 1 or args.of else f" per {number(args.per, 0)}"
    headings = ["", "antal", "andel" if args.of else f"tal{per}", f"{level} % från", "till"]
    compared = any("comparison" in row for row in rows)
    if base != "exposure" or args.exposure:
        headings.insert(2, "av" if args.of else args.exposure)
    headings += ["utjämnat"] if args.smooth else []
    headings += ["standardiserat", "från", "till"] if args.strata else []
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
        line += [number(row["smoothed"], 3)] if args.smooth else []
        line += (
            [number(row["standardised"][one], 3) for one in ("rate", "low", "high")] if args.strata else []
        )
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
