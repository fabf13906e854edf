"""From files of reports to a situational picture: a document, its figures as a workbook, JSON, or all in a bundle."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from samsyn.errors import BadInput
from samsyn_cli.inputs import add_reading_options, lines_on, read_all
from samsyn_cli.output import STDOUT, check_target, say, write_whole
from samsyn_cli.rendering import FORMATS, TEXT, make, rendered

if TYPE_CHECKING:
    from samsyn.cycle import Edition
    from samsyn.methods.incidents import Picture

NAME = "picture"
HELP = "Gör en lägesbild av en eller flera filer med rapporter."
EDITIONS = {"internal": "intern upplaga", "partner": "partnerupplaga", "public": "publik upplaga"}


def configure(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "files", metavar="FIL", nargs="+", help="CSV, XLSX, ODS, GeoJSON, GeoPackage eller Parquet"
    )
    add_reading_options(parser)
    parser.add_argument(
        "--period",
        metavar="PERIOD",
        help="2024-W40, 2024-10, 2024-Q3, 2024-T3, 2024-HT, 2024 eller 2024-01-01..2024-02-01; "
        "utan val den senaste hela veckan",
    )
    parser.add_argument(
        "--edition",
        choices=tuple(EDITIONS),
        default="internal",
        help="vem bilden är till för; public döljer små antal (utan val internal)",
    )
    parser.add_argument(
        "--partner-area",
        metavar="OMRÅDE",
        action="append",
        default=[],
        help="mottagarens eget område, med namn eller kod; bara dess siffror visas i upplagan partner "
        "(flera gånger går bra)",
    )
    parser.add_argument(
        "--threshold",
        metavar="N",
        type=threshold,
        default=5,
        help="minsta antal som visas i upplagan public (utan val 5)",
    )
    parser.add_argument("--title", metavar="TEXT", default="", help="rubrik på bilden")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="utan val avgör filens ändelse; zip är ett paket som verify kan räkna om",
    )
    parser.add_argument(
        "-o", "--output", metavar="UT", required=True, help="fil att skriva; - är standard ut"
    )


def threshold(text: str) -> int:
    """Return a whole number of at least 1."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r}: skriv ett helt tal från 1")
    return int(text)


def run(args: Namespace) -> int:
    """Read, compute, write."""
    chosen = chosen_format(args.format, args.output)
    if args.partner_area and args.edition != "partner":
        raise BadInput("--partner-area hör till --edition partner.")
    check_target(args.output, inputs=args.files, binary=chosen not in TEXT)

    from samsyn.cycle import Edition

    at = datetime.now(UTC)  # noqa: TID251 - the clock is read at the edge
    readings, areas = read_all(args.files, args, at=at)
    for line in (line for reading in readings for line in lines_on(reading)):
        say(line)
    made = make(readings, declared=bool(args.source), period=args.period, areas=areas, title=args.title)
    if made.assumed_period:
        say(f"  Perioden valdes av uppgifterna: {made.observed.period.label}.")
    edition = Edition(args.edition)
    if args.partner_area:
        made = made.limited_to(args.partner_area)
    if chosen == "zip":
        from samsyn_cli.bundling import bundled

        content = bundled(made, readings, edition, args, at)
    else:
        content = rendered(made, edition, args.threshold, chosen)
    write_whole(args.output, content)
    _summarise(made, edition, args)
    return 0


def chosen_format(asked: str | None, target: str) -> str:
    """Return the format: the one asked for, else by the ending of the file."""
    if asked:
        return asked
    ending = Path(target).suffix.lower().removeprefix(".")
    if target == STDOUT:
        raise BadInput("Säg vilket format som ska till standard ut, till exempel --format json.")
    if ending not in FORMATS:
        raise BadInput(
            f"{target}: ändelsen ska vara .pdf, .html, .docx, .xlsx, .json eller .zip, eller ange --format."
        )
    return ending


def _summarise(made: Picture, edition: Edition, args: Namespace) -> None:
    sentence = made.sentence(edition, args.threshold)
    if args.output == STDOUT:
        say(sentence)
        return
    print(sentence)
    print(f"Skrev {args.output} ({EDITIONS[edition.value]}).")
