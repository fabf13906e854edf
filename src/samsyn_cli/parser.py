"""The parser of every command: argparse in Swedish, with the same exit codes everywhere."""

from __future__ import annotations

import argparse
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import Any, NoReturn, Protocol

SWEDISH = {
    "usage: ": "användning: ",
    "positional arguments": "argument",
    "options": "val",
    "the following arguments are required: %s": "det här saknas: %s",
    "unrecognized arguments: %s": "okända argument: %s",
    "expected one argument": "ett värde väntades",
    "expected at least one argument": "minst ett värde väntades",
    "expected at most one argument": "högst ett värde väntades",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte (välj bland %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r är inte av slaget %(type)s",
    "not allowed with argument %s": "går inte ihop med %s",
    "one of the arguments %s is required": "ett av %s behövs",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda %(matches)s",
    "ignored explicit argument %r": "%r tas inte emot här",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
}


def _swedish(text: str) -> str:
    return SWEDISH.get(text, text)


def _swedish_plural(one: str, many: str, number: int) -> str:
    return _swedish(one if number == 1 else many)


argparse._ = _swedish  # type: ignore[attr-defined]
argparse.ngettext = _swedish_plural  # type: ignore[attr-defined]


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help that keeps to 100 characters and shows defaults where the text asks for them."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)


class Parser(argparse.ArgumentParser):
    """An argument parser whose own words are Swedish; wrong use ends with exit code 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            **{"add_help": False, "formatter_class": Formatter, "allow_abbrev": False, **settings}
        )
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to get help."""
        print(f"{self.prog}: {message}\nSkriv {self.prog} --help för hjälp.", file=sys.stderr)
        raise SystemExit(2)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "Menade du …?" with the nearest known word, or an empty text."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Menade du {near[0]}?" if near else ""


class Command(Protocol):
    """What the file of a command, or of an analysis, offers."""

    NAME: str
    HELP: str

    def configure(self, parser: ArgumentParser) -> None: ...

    def run(self, args: Namespace) -> int: ...
