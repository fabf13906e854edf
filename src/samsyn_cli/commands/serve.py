"""The web application on this machine: server and background worker, tables brought up to date first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

NAME = "serve"
HELP = "Starta webben och bakgrundsarbetaren."


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    from samsyn_cli.web import add_data_option

    parser.add_argument(
        "--host", default="127.0.0.1", help="adress att lyssna på (annars bara den här datorn)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port (annars 8000)")
    parser.add_argument("--workers", type=int, default=2, help="antal serverprocesser (annars 2)")
    add_data_option(parser)


def run(args: Namespace) -> int:
    """Start and wait for a stop."""
    from samsyn_cli import processes, web

    processes.check_port(args.host, args.port, NAME)
    web.start(args.data)
    web.prepare_database()
    from django.conf import settings

    address = settings.BASE_URL or f"http://{args.host}:{args.port}"
    opened = f"Samsyn svarar på {address}/  (Ctrl+C stannar)"
    return processes.run_together(args.host, args.port, args.workers, opened)
