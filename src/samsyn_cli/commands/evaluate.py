"""Judges whether an action helped, by one design; the designs are the files of `samsyn_cli/evaluations/`."""

from __future__ import annotations

import pkgutil
from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from samsyn_cli import evaluations

if TYPE_CHECKING:
    from samsyn_cli.parser import Command

NAME = "evaluate"
HELP = "Hjälpte åtgärden? Före och efter, med jämförelse eller serie: effekt, osäkerhet och utslag i ord."


def names() -> list[str]:
    """Return the names of the designs; each is the name of its file, with hyphens."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(evaluations.__path__))


def load(name: str) -> Command:
    """Import one design; it has the form of a command."""
    return cast("Command", import_module(f"samsyn_cli.evaluations.{name.replace('-', '_')}"))


def configure(parser: ArgumentParser) -> None:
    """Add one subcommand for each design."""
    chosen = parser.add_subparsers(
        title="upplägg", metavar="UPPLÄGG", dest="evaluation", required=True, help="hur effekten bedöms"
    )
    for name in names():
        design = load(name)
        design.configure(chosen.add_parser(design.NAME, help=design.HELP, description=design.HELP))


def run(args: Namespace) -> int:
    """Run the chosen design."""
    return load(args.evaluation).run(args)
