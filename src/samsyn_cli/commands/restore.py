"""A backup put back, everything or nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

NAME = "restore"
HELP = "Lägg tillbaka en säkerhetskopia; allt eller inget. Stanna Samsyn först."


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    from samsyn_cli.web import add_data_option

    parser.add_argument("file", metavar="FIL", help="en fil från ./samsyn backup")
    parser.add_argument("--replace", action="store_true", help="byt ut allt som finns i databasen")
    add_data_option(parser)


def run(args: Namespace) -> int:
    """Read, check, put back, and say what came back."""
    from samsyn_cli import web

    source = Path(args.file).expanduser().resolve()
    if not source.is_file():
        raise FileNotFoundError(2, "No such file", str(source))
    web.start(args.data)
    web.prepare_database()
    from samsyn_web.config.restore import restore

    manifest = restore(source, replace=args.replace)
    rows = sum(table["rows"] for table in manifest["tables"])
    print(f"Återställt från {manifest['made_at']}: {rows} rader, {len(manifest['attachments'])} bilagor.")
    print(f"{len(manifest['chains'])} händelseloggar är kontrollerade och orörda. Alla loggar in på nytt.")
    return 0
