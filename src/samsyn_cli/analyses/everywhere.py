"""The week of every municipality and category at once, on all processors or on a cluster."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
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

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from samsyn_cli.columns import Columns

NAME = "everywhere"
HELP = "Veckan i alla kommuner och kategorier på en gång: vad som är ovanligt, när i veckan och hur samlat."
SHOWN = 40
SCHEDULER = "SAMSYN_SCHEDULER"
DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
READING = (
    "En vecka är ovanlig när antalet är högre (eller lägre) än dess egen historia ger anledning att vänta, med falska "
    "larm begränsade över alla kommuner och kategorier tillsammans (q)."
)
NOT_WHEN = (
    "Använd inte för kommuner vars rapportering har hål eller nyss har ändrats: en vecka utan rapporter räknas som "
    "noll från den första veckan med någon rapport."
)


def day(text: str) -> date:
    """Return a day written as 2024-05-17."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r}: skriv en dag som 2024-05-17") from error


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument(
        "--municipality", metavar="KOLUMN", required=True, help="kommunen; en rad är en rapport"
    )
    parser.add_argument("--category", metavar="KOLUMN", required=True, help="kategorin")
    parser.add_argument(
        "--from",
        dest="start",
        metavar="KOLUMN",
        required=True,
        help="då händelsen tidigast hände; en dag utan klockslag är hela dygnet",
    )
    parser.add_argument("--to", dest="end", metavar="KOLUMN", help="då den senast hände; tomt är --from")
    parser.add_argument("--place", metavar="KOLUMN", help="platsen, för hur samlat det är")
    parser.add_argument(
        "--week",
        metavar="DAG",
        type=day,
        help="en dag i veckan som bedöms; annars den sista veckan som filen når slutet av",
    )
    parser.add_argument("--zone", metavar="ZON", default="Europe/Stockholm", help="utan val Europe/Stockholm")
    parser.add_argument(
        "--permutations",
        metavar="TAL",
        type=whole,
        default=99,
        help="för hur samlat slumpen gör det; utan val 99",
    )
    parser.add_argument("--workers", metavar="TAL", type=whole, help="processer; utan val en per processor")
    parser.add_argument(
        "--scheduler",
        metavar="ADRESS",
        help=f"räkna på ett Dask-kluster, till exempel tcp://10.0.0.5:8786; utan val {SCHEDULER}",
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, judge, answer."""
    check_answer(args)

    import os

    from samsyn.errors import BadInput
    from samsyn.methods.incidents.everywhere import Plan, everywhere
    from samsyn.methods.incidents.options import Options
    from samsyn_cli.columns import read_columns

    if args.permutations < 19:
        raise BadInput("--permutations ska vara minst 19: annars säger jämförelsen med slumpen inget.")
    columns = read_columns(args.file)
    reports, left = _reports(columns, args)
    week = _monday(reports, args)
    seed = 1 if args.seed is None else args.seed
    plan = Plan(week=week, zone=args.zone, permutations=args.permutations, options=Options(seed=seed))
    scheduler = args.scheduler or os.environ.get(SCHEDULER) or None
    found = everywhere(reports, plan, workers=args.workers or None, scheduler=scheduler)
    document = {
        "file": columns.facts,
        "parameters": {
            "week": week,
            "zone": args.zone,
            "permutations": args.permutations,
            "seed": seed,
            "q": plan.options.false_discovery,
        },
        "reports": reports.height,
        "municipalities": found["municipality"].n_unique(),
        "left_out": left,
        "unusual": int((found["unusual"] != "").sum()),
        "results": found.drop("week").to_dicts(),
        "warnings": columns.warnings,
        "reading": READING,
        "not_when": NOT_WHEN,
    }
    return answer(args, "everywhere/1", document, _text(document))


def _reports(columns: Columns, args: Namespace) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the rows that can be used, and how many cannot."""
    import polars as pl

    from samsyn_cli.analyses.rhythm import spans

    begin, close = spans(columns, args)
    frame = pl.DataFrame(
        {
            "municipality": columns.texts(args.municipality),
            "category": columns.texts(args.category),
            "start": begin.astype("datetime64[us]"),
            "end": close.astype("datetime64[us]"),
        }
    )
    if args.place is not None:
        frame = frame.with_columns(columns.texts(args.place).alias("place"))
    named = pl.col("municipality").is_not_null() & pl.col("category").is_not_null()
    timed = pl.col("start").is_not_null()
    turned = (pl.col("end") < pl.col("start")).fill_null(value=False)
    left = frame.select(
        no_municipality_or_category=(~named).sum(),
        no_time=(named & ~timed).sum(),
        ends_before_start=(named & timed & turned).sum(),
    ).to_dicts()[0]
    return frame.filter(named & timed & ~turned), left


def _monday(reports: pl.DataFrame, args: Namespace) -> date:
    """Return the Monday of the week that is judged."""
    from datetime import timedelta

    import polars as pl

    from samsyn.errors import BadInput
    from samsyn.methods.incidents.everywhere import whole_week_before

    chosen: date | None = args.week
    if chosen is not None:
        return chosen - timedelta(days=chosen.weekday())
    local = pl.col("start").dt.replace_time_zone("UTC").dt.convert_time_zone(args.zone).dt.date()
    last: date | None = reports.select(local.max()).item()
    if last is None:
        raise BadInput("Ingen rad har kommun, kategori och tid.")
    return whole_week_before(last + timedelta(days=1))


def _text(document: dict[str, Any]) -> str:
    rows, left = document["results"], document["left_out"]
    unusual = sorted((row for row in rows if row["unusual"]), key=lambda row: -row["observed"])
    told = (
        f"{some(document['unusual'], 'ovanlig vecka', 'ovanliga veckor')} bland {number(len(rows), 0)} serier i "
        f"{some(document['municipalities'], 'kommun', 'kommuner')}, veckan från {document['parameters']['week']}."
    )
    parts = [told]
    if unusual:
        parts.append(table(_HEADINGS, [_line(row) for row in unusual[:SHOWN]]))
    if len(unusual) > SHOWN:
        parts.append(f"{number(len(unusual) - SHOWN, 0)} till finns i --format json.")
    silent = sum(not row["method"] for row in rows)
    if silent:
        parts.append(f"{some(silent, 'serie', 'serier')} gick inte att bedöma: historien är för kort.")
    for key, why in _LEFT.items():
        if left[key]:
            parts.append(f"{some(left[key], 'rad', 'rader')} är inte med: {why}.")
    return "\n\n".join([*parts, *document["warnings"], f"{READING}\n{NOT_WHEN}"])


_LEFT = {
    "no_municipality_or_category": "saknar kommun eller kategori",
    "no_time": "saknar tid",
    "ends_before_start": "slutar före början",
}
_HEADINGS = ("kommun", "kategori", "antal", "väntat", "q", "", "oftast", "hälften på")


def _line(row: dict[str, Any]) -> list[str]:
    """Return one row as cells of the table."""
    up = row["unusual"] == "above"
    when = "–" if row["weekday"] is None else f"{DAYS[row['weekday'] - 1]} kl. {row['hour']:02d}"
    held = "–" if row["half"] is None else f"{number(row['half'], 0)} av {number(row['places'], 0)}"
    return [
        row["municipality"],
        row["category"],
        number(row["observed"], 0),
        number(row["expected"], 1),
        probability(row["q_above"] if up else row["q_below"]),
        "FLER" if up else "FÄRRE",
        when,
        held,
    ]
