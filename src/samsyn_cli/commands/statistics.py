"""Official statistics from a file: figures with their breaks, changes and comparison, or why they are not compared."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import answer, number, share, table, whole
from samsyn_cli.output import STDOUT, check_target

if TYPE_CHECKING:
    from samsyn.cycle import Finding, Round
    from samsyn.methods.statistics import StatisticsReading

NAME = "statistics"
HELP = "Officiell statistik ur en fil: Brås indikatorer, anmälda brott, NTU, polisens trygghetsmätning."
SOURCES = ("bra-indicators", "bra-reported", "ntu", "kolada", "police-survey")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", metavar="FIL", help="CSV, XLSX, ODS eller Parquet")
    parser.add_argument("--source", metavar="NAMN", required=True, choices=SOURCES, help=", ".join(SOURCES))
    parser.add_argument(
        "--year", metavar="ÅR", type=whole, help="året som det gäller (annars filens senaste)"
    )
    parser.add_argument(
        "--municipality", metavar="KOMMUN", help="jämför med kommuner av liknande storlek, bland filens"
    )
    parser.add_argument(
        "--size",
        metavar="ANDEL",
        type=share,
        default=0.3,
        help="hur mycket större eller mindre de får vara (annars 0,3)",
    )
    parser.add_argument("--same-county", action="store_true", help="bara kommuner i samma län")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")
    parser.add_argument(
        "-o", "--output", metavar="FIL", default=STDOUT, help="skriv svaret i en fil (annars visas det)"
    )
    parser.epilog = (
        "En rad per siffra, eller en kolumn per år. Tomt och .. är ett saknat värde, aldrig noll. "
        "Siffror delas aldrig ut på mindre områden."
    )


def run(args: Namespace) -> int:
    """Read, find, answer."""
    check_target(args.output, inputs=[args.file])

    from dataclasses import asdict

    from samsyn.methods.statistics import find, read_statistics

    reading = read_statistics(args.file, args.source)
    observed = _round(args, reading)
    found = find(observed)
    document = {
        "file": {"name": args.file, "sha256": reading.sha256, "rows": len(reading.table)},
        "source": {
            "key": reading.source.key,
            "name": reading.source.name,
            "credit": reading.source.credit,
            "breaks": [asdict(one) for one in reading.source.breaks],
            "caveats": reading.source.caveats,
        },
        "year": observed.period.start.year,
        "group": observed.options,
        "results": [_result(one) for one in found.findings],
        "refusals": [asdict(one) for one in found.refusals],
        "warnings": reading.warnings,
    }
    return answer(args, "statistics/1", document, _text(document, found.findings))


def _round(args: Namespace, reading: StatisticsReading) -> Round:
    from samsyn.cycle import Round
    from samsyn.errors import BadInput
    from samsyn.methods.statistics import compared_in
    from samsyn.period import parse

    if not reading.years:
        raise BadInput("Filen har rubriker men ingen siffra.")
    year = reading.years[-1] if args.year is None else args.year
    options: dict[str, Any] = {}
    if args.municipality:
        areas = reading.table.frame["area"].unique().to_list()
        options = compared_in(areas, args.municipality, share=args.size, same_county=args.same_county)
    return Round(
        table=reading.table,
        period=parse(str(year)),
        source=reading.source,
        sources=(reading.sha256,),
        options=options,
    )


def _result(one: Finding) -> dict[str, Any]:
    return {
        "key": one.key,
        "area": one.area,
        "category": one.category,
        "year": one.detail["year"],
        "value": one.estimate.value,
        "low": one.estimate.low,
        "high": one.estimate.high,
        "unit": one.estimate.unit,
        "reason": one.reason,
        "detail": one.detail,
        "digest": one.digest,
    }


def _text(document: dict[str, Any], findings: tuple[Finding, ...]) -> str:
    now = [one for one in findings if one.detail["year"] == document["year"]]
    if not now:
        return f"Filen har inga siffror för {document['year']}."
    rows = [
        [f"{one.area}, {one.category}: {one.key}", number(one.estimate.value, 1), one.estimate.unit]
        for one in now
    ]
    said = [f"{one['what']} redovisas inte. {one['why']}" for one in document["refusals"]]
    credit = [document["source"]["credit"]] if document["source"]["credit"] else []
    lines = [*document["source"]["caveats"], *said, *document["warnings"], *credit]
    return "\n".join([table(["Siffra", str(document["year"]), "Mått"], rows), "", *lines])
