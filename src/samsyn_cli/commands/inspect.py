"""What a file is, how exact it is, and what can and cannot be concluded from it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from samsyn_cli.inputs import add_reading_options, read_all
from samsyn_cli.output import check_target, say, write_whole

NAME = "inspect"
HELP = "Visa vad en fil innehåller, vad som gissades och vad den räcker till."


def configure(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FIL", help="CSV, XLSX, ODS, GeoJSON, GeoPackage eller Parquet")
    add_reading_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")
    parser.add_argument("--write-source", metavar="YAML", help="skriv förslaget till deklaration i en fil")


def run(args: Namespace) -> int:
    """Read the file and say what it is."""
    if args.write_source:
        check_target(args.write_source, inputs=[args.file])

    from samsyn import files
    from samsyn_cli.inspection import inspection, text_of

    (reading,), areas = read_all([args.file], args)
    proposal = files.dump_source(reading.source)
    found = inspection(reading, areas)
    if args.format == "json":
        import json

        print(json.dumps({**found, "proposal": proposal}, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        print(text_of(found))
        if not args.write_source:
            print("\nFörslag till deklaration (spara med --write-source FIL, använd med --source FIL)\n")
            print(proposal.rstrip())
    if args.write_source:
        write_whole(args.write_source, proposal.encode())
        say(f"Skrev {args.write_source}.")
    return 0
