"""Fetches figures from Kolada or Statistics Sweden into a file that `statistics` reads, or that is kept as it is."""

from __future__ import annotations

import csv
import io
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Mapping
from typing import Any

from samsyn_cli.answers import some
from samsyn_cli.output import STDOUT, check_target, say, write_whole

NAME = "fetch"
HELP = "Hämta öppna siffror från Kolada eller SCB till en CSV-fil."
FIELDS = ("kommunkod", "indikator", "enhet", "år", "värde")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    ways = parser.add_subparsers(dest="way", metavar="källa", required=True, help="varifrån")
    kolada = ways.add_parser("kolada", help="ett nyckeltal för en eller flera kommuner")
    kolada.add_argument(
        "title", metavar="NYCKELTAL", help="dess titel, eller en del som bara passar ett nyckeltal"
    )
    kolada.add_argument(
        "--municipality", metavar="KOMMUN", action="append", required=True, help="kan ges flera gånger"
    )
    kolada.add_argument(
        "--years", metavar="2020-2024", type=years, required=True, help="ett år eller ett spann"
    )
    scb = ways.add_parser("scb", help="celler ur en av SCB:s tabeller")
    scb.add_argument("table", metavar="TABELL", help="tabellens nyckel")
    scb.add_argument(
        "--select",
        metavar="VARIABEL=KOD,KOD",
        action="append",
        required=True,
        type=selection,
        help="koder som hämtas, med komma mellan; en gång per variabel",
    )
    for one, base in ((kolada, "https://api.kolada.se/v3"), (scb, "https://api.scb.se/OV0104/v2beta/api/v2")):
        one.add_argument("--base", metavar="ADRESS", default=base, help=f"tjänstens adress, utan val {base}")
        one.add_argument(
            "--cache",
            metavar="MAPP",
            default="data/open",
            help="där svaren sparas; samma fråga ställs inte igen",
        )
        one.add_argument("-o", "--output", metavar="FIL", default=STDOUT, help="CSV-filen (annars visas den)")


def years(text: str) -> tuple[int, ...]:
    """Return the years of "2020-2024", or of one year."""
    first, _, last = text.partition("-")
    if not first.isdecimal() or (last and not last.isdecimal()):
        raise ArgumentTypeError(f"{text!r}: skriv ett år eller ett spann, till exempel 2020-2024")
    found = tuple(range(int(first), int(last or first) + 1))
    if not 0 < len(found) <= 100:
        raise ArgumentTypeError(f"{text!r}: spannet ska gå framåt och rymma högst 100 år")
    return found


def selection(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the variable and the codes of "Region=0181,0180"."""
    name, _, codes = text.partition("=")
    found = tuple(code.strip() for code in codes.split(",") if code.strip())
    if not name.strip() or not found:
        raise ArgumentTypeError(f"{text!r}: skriv till exempel Region=0181,0180")
    return name.strip(), found


def run(args: Namespace) -> int:
    """Ask, write."""
    check_target(args.output)

    from pathlib import Path

    from samsyn_cli.open_data import Asker

    asker = Asker(name="Kolada" if args.way == "kolada" else "SCB", cache=Path(args.cache))
    fields, rows, credit = _kolada(args, asker) if args.way == "kolada" else _scb(args, asker)
    content = io.StringIO()
    writer = csv.writer(content, delimiter=";", lineterminator="\n")
    writer.writerows([fields, *([_written(row[name]) for name in fields] for row in rows)])
    write_whole(args.output, content.getvalue().encode())
    say(f"{some(len(rows), 'värde', 'värden')}. {credit}.")
    return 0


def _kolada(args: Namespace, asker: Any) -> tuple[tuple[str, ...], list[dict[str, Any]], str]:
    from samsyn.sweden import municipality
    from samsyn_cli.open_data import Kolada
    from samsyn_cli.open_data.kolada import CREDIT

    kolada = Kolada(asker=asker, base=args.base)
    key, title = _only(kolada.search(args.title), args.title)
    places = [municipality(one).code for one in args.municipality]
    rows = [
        dict(zip(FIELDS, (one["area"], title, _unit(title), one["day"].year, one["value"]), strict=True))
        for one in kolada.figures(key, places, args.years)
    ]
    return FIELDS, rows, CREDIT


def _only(found: list[tuple[str, str]], wanted: str) -> tuple[str, str]:
    from samsyn.errors import BadInput

    same = [one for one in found if one[1].casefold() == wanted.strip().casefold()] or found
    if len(same) == 1:
        return same[0]
    if not same:
        raise BadInput(f"Kolada har inget nyckeltal med {wanted!r} i titeln.")
    listed = "; ".join(title for _, title in same[:8]) + (" …" if len(same) > 8 else "")
    raise BadInput(f"{len(same)} nyckeltal har {wanted!r} i titeln. Skriv mer av den du menar: {listed}")


def _unit(title: str) -> str:
    from samsyn.errors import BadInput

    said = title.casefold().replace("\u00a0", " ")
    if "100 000" in said:
        return "per 100 000"
    if "andel" in said or "(%)" in said:
        return "andel (%)"
    if "antal" in said and "/" not in said and " per " not in said:
        return "antal"
    raise BadInput(
        f"{title}: titeln säger inte om det är ett antal, en andel eller per 100 000 invånare, så talet kan läsas fel."
    )


def _scb(args: Namespace, asker: Any) -> tuple[tuple[str, ...], list[dict[str, Any]], str]:
    from samsyn_cli.open_data import PxWeb
    from samsyn_cli.open_data.pxweb import CREDIT

    chosen: Mapping[str, Iterable[str]] = dict(args.select)
    rows = PxWeb(asker=asker, base=args.base).figures(args.table, {k: tuple(v) for k, v in chosen.items()})
    return tuple(rows[0]) if rows else (*chosen, "value"), rows, CREDIT


def _written(value: Any) -> str:
    if value is None:
        return ".."
    return f"{value:.12g}".replace(".", ",") if isinstance(value, float) else str(value)
