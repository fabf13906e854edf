"""Everything in one file, taken while Samsyn runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

NAME = "backup"
HELP = "Spara allt i en fil: tabeller, bilagor och händelseloggens fingeravtryck."


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    from samsyn_cli.web import add_data_option

    parser.add_argument(
        "file", metavar="FIL", help="till exempel samsyn-2026-11-22.tar.gz; skrivs över om den finns"
    )
    add_data_option(parser)


def run(args: Namespace) -> int:
    """Write the file and say what it holds."""
    from samsyn_cli import web

    target = Path(args.file).expanduser().resolve()
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "No such directory", str(target.parent))
    web.start(args.data)
    from samsyn_web.base import clock
    from samsyn_web.config import backup

    web.check_database()
    summary = backup.write(target, at=clock.now())
    print(
        f"{target}: {summary.rows} rader, {summary.attachments} bilagor, {target.stat().st_size / 1e6:.1f} MB."
    )
    for organisation, (sequence, digest) in summary.heads.items():
        print(f"Händelselogg {organisation}: {sequence} händelser, slutar med {digest}")
    return 0
