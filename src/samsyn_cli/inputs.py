"""The options that say how files are to be read, and the reading itself; shared by `picture` and `inspect`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from samsyn_cli.output import progress, say
from samsyn_cli.parser import suggestion

if TYPE_CHECKING:
    from samsyn.files import Reading
    from samsyn.table import AreaSet, Source


def add_reading_options(parser: ArgumentParser) -> None:
    """Add --areas, --source, --column and --zone."""
    parser.add_argument(
        "--areas", metavar="FIL", help="områden: GeoJSON, GeoPackage eller en tabell med koder"
    )
    parser.add_argument(
        "--source", metavar="YAML", help="deklaration av källan (inspect skriver ett förslag)"
    )
    parser.add_argument(
        "--column",
        metavar="BETYDELSE=KOLUMN",
        action="append",
        type=correction,
        default=[],
        help="säg vad en kolumn betyder, som category=Typ (tomt efter = betyder ingen); flera gånger går bra",
    )
    parser.add_argument(
        "--zone", metavar="ZON", help="tidszon för källans klockslag, till exempel Europe/Stockholm"
    )


def correction(text: str) -> tuple[str, str]:
    """Return (meaning, column) of "meaning=column"."""
    from samsyn.files.reading import MEANINGS

    meaning, equals, column = text.partition("=")
    if not equals:
        raise ArgumentTypeError(f"{text!r}: skriv BETYDELSE=KOLUMN, till exempel category=Typ")
    if meaning not in MEANINGS:
        listed = ", ".join(MEANINGS)
        raise ArgumentTypeError(
            f"{meaning!r} är ingen betydelse.{suggestion(meaning, MEANINGS)} De som finns: {listed}"
        )
    return meaning, column.strip()


def read_all(
    paths: Sequence[str],
    args: Namespace,
    *,
    at: datetime | None = None,
    names: Sequence[str] | None = None,
    areas_name: str | None = None,
) -> tuple[list[Reading], AreaSet | None]:
    """Read the areas and every file as the options say; `names` is what files were called that go by another now."""
    from samsyn import files

    at = at or datetime.now(UTC)  # noqa: TID251 - the clock is read at the edge
    areas = _areas(args.areas, areas_name) if args.areas else None
    declared = files.load_source(args.source) if args.source else None
    called = names or [Path(path).name for path in paths]
    readings = [
        _read(path, declared, areas, args, at, name) for path, name in zip(paths, called, strict=True)
    ]
    return readings, areas


def _areas(path: str, name: str | None) -> AreaSet:
    """Read the areas, and say what must be known of them."""
    from samsyn import files

    reading = files.inspect_areas(path, name=name)
    for warning in reading.warnings:
        say(f"! {name or Path(path).name}: {warning}")
    return reading.areas


def _read(
    path: str, declared: Source | None, areas: AreaSet | None, args: Namespace, at: datetime, name: str
) -> Reading:
    from samsyn import files
    from samsyn.instruments.load import sources

    def read(source: Source | None) -> Reading:
        return files.read(
            path,
            declared=source,
            known=() if source else sources(),
            corrections=dict(args.column),
            areas=areas,
            at=at,
            progress=progress(f"Läser {path}"),
            name=name,
        )

    if args.zone and declared:
        declared = replace(declared, zone=args.zone)
    reading = read(declared)
    if args.zone and reading.source.zone != args.zone:  # read again, with what the first reading settled
        again = read(replace(reading.source, zone=args.zone))
        kept = tuple(guess for guess in reading.guesses if guess.meaning != "zone")
        return replace(again, guesses=kept)
    return reading


def lines_on(reading: Reading) -> list[str]:
    """Return one line per thing that was guessed (? where a person should look), left out or to be known."""
    from samsyn.cycle import format_number

    lines = [f"{' ' if guess.sure else '?'} {reading.name}: {guess.why}" for guess in reading.guesses]
    for left in reading.left_out:
        rows = "rad" if left.count == 1 else "rader"
        lines.append(f"! {reading.name}: {format_number(left.count)} {rows} är inte med: {left.reason}")
    return lines + [f"! {reading.name}: {warning}" for warning in reading.warnings]
