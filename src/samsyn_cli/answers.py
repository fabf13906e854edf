"""What an analysis answers: JSON with every figure in full for programs, or text with how to read it for people."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from samsyn_cli.output import STDOUT, check_target, say, write_whole

MOST_INDENTED = 2000
"""Longer lists of results are written on one line, which is several times as quick."""


def add_file(parser: ArgumentParser) -> None:
    """Add the file that is analysed."""
    parser.add_argument("file", metavar="FIL", help="CSV, XLSX, ODS, GeoJSON, GeoPackage eller Parquet")


def add_answer_options(parser: ArgumentParser) -> None:
    """Add --format, -o and --seed, which every analysis has."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")
    parser.add_argument(
        "-o", "--output", metavar="FIL", default=STDOUT, help="skriv svaret i en fil (annars visas det)"
    )
    parser.add_argument(
        "--seed",
        metavar="TAL",
        type=seed,
        default=1,
        help="frö för slumptal, utan val 1; samma frö ger samma svar, och metoder utan slump svarar alltid lika",
    )


def seed(text: str) -> int:
    """Return a seed: a whole number that is not negative."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r}: skriv ett helt tal, 0 eller mer")
    return int(text)


def share(text: str) -> float:
    """Return a share between 0 and 1, decimal comma or point; the ends are not in it."""
    number = positive(text)
    if number >= 1:
        raise ArgumentTypeError(f"{text!r}: skriv en andel mellan 0 och 1, till exempel 0,05")
    return number


def positive(text: str) -> float:
    """Return a number above 0, decimal comma or point."""
    from math import isfinite

    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not isfinite(number) or number <= 0:
        raise ArgumentTypeError(f"{text!r}: skriv ett tal större än 0")
    return number


def whole(text: str) -> int:
    """Return a whole number from 0."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r}: skriv ett helt tal, 0 eller mer")
    return int(text)


def check_answer(args: Namespace) -> None:
    """Check before the work that the answer can be written."""
    check_target(args.output, inputs=[args.file])


def answer(args: Namespace, name: str, found: Mapping[str, Any], text: str) -> int:
    """
    Write the answer.

    Parameters
    ----------
    args : Namespace
        With `format` and `output`.
    name : str
        The document's name and version, such as "change/1"; the JSON begins with `"format": "samsyn-change/1"`.
    found : mapping
        Plain values, dates, enums, dataclasses and numpy arrays; NaN and infinities become null.
    text : str
        The same for people.
    """
    if args.format == "json":
        import json

        document = {"format": f"samsyn-{name}", **plain(found)}
        indent = 1 if len(found.get("results", ())) <= MOST_INDENTED else None
        content = json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False)
    else:
        content = text.rstrip()
    write_whole(args.output, (content + "\n").encode())
    if args.output != STDOUT:
        say(f"Skrev {args.output}.")
    return 0


def plain(value: Any) -> Any:
    """Return a value as JSON types; figures keep every digit, and what is no number is null."""
    from dataclasses import fields, is_dataclass
    from datetime import date
    from enum import Enum

    if isinstance(value, float):
        return value if -float("inf") < value < float("inf") else None
    if value is None or isinstance(value, str | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):  # a numpy array or scalar
        return plain(value.tolist())
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return value


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under headings for a terminal: the first column to the left, the others to the right."""
    every = [list(headings), *map(list, rows)]
    widths = [max(len(row[place]) for row in every) for place in range(len(headings))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in every
    )


def number(value: float | None, decimals: int = 2) -> str:
    """Return a number in Swedish form; "–" where there is none, "∞" where it has no end."""
    from math import isinf, isnan

    from samsyn.cycle import format_number

    if value is None or isnan(value):
        return "–"
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    return format_number(float(value), decimals)


def some(value: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 händelse", "2 000 händelser"."""
    from samsyn.files.ledger import counted

    return counted(value, one, many)


def probability(value: float | None) -> str:
    """Return a p-value: three decimals, "< 0,001" below that."""
    if value is not None and value < 0.001:
        return "< 0,001"
    return number(value, 3)
