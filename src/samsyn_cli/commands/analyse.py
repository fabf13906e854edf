"""Runs one statistical method on a table; the methods are the files of `samsyn_cli/analyses/`."""

from __future__ import annotations

import pkgutil
from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from samsyn_cli import analyses

if TYPE_CHECKING:
    from samsyn_cli.parser import Command

NAME = "analyse"
HELP = "Räkna på en tabell: förändring, tal per invånare, veckorytm och mer. Svaret är text eller JSON."


def names() -> list[str]:
    """Return the names of the analyses; each is the name of its file, with hyphens."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(analyses.__path__))


def load(name: str) -> Command:
    """Import one analysis; it has the form of a command."""
    return cast("Command", import_module(f"samsyn_cli.analyses.{name.replace('-', '_')}"))


def configure(parser: ArgumentParser) -> None:
    """Add one subcommand for each analysis."""
    chosen = parser.add_subparsers(
        title="analyser", metavar="ANALYS", dest="analysis", required=True, help="vad som räknas"
    )
    for name in names():
        analysis = load(name)
        analysis.configure(chosen.add_parser(analysis.NAME, help=analysis.HELP, description=analysis.HELP))


def run(args: Namespace) -> int:
    """Run the chosen analysis."""
    return load(args.analysis).run(args)
