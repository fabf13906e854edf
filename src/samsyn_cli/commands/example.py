"""Writes the invented municipality Exempelköping, to try the other commands on."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from samsyn.errors import BadInput
from samsyn_cli.output import say

NAME = "example"
HELP = "Skriv påhittade Exempelköpings rapporter, områden och facit i en mapp."


def configure(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("directory", metavar="MAPP", help="skapas om den inte finns")
    parser.add_argument("--replace", action="store_true", help="skriv över filer med samma namn")


def run(args: Namespace) -> int:
    """Write the files beside their places first, so that none is left half-written."""
    from samsyn.methods.incidents.example import FILES, write

    target = Path(args.directory)
    if target.exists() and not target.is_dir():
        raise BadInput(f"{target} är en fil. Ange en mapp.")
    if present := [name for name in FILES if (target / name).exists() and not args.replace]:
        raise BadInput(
            f"{target} innehåller redan {', '.join(present)}. Använd --replace för att skriva över."
        )
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target, prefix=".") as draft:
        for path in write(Path(draft)):
            os.replace(path, target / path.name)
    for name in FILES:
        print(target / name)
    say(f"Påhittat. Prova:\n  ./samsyn picture {target / FILES[0]} --areas {target / FILES[1]} -o bild.pdf")
    return 0
