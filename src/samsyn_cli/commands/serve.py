"""The web application on this machine: server and background worker, tables brought up to date first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

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

    _collect_static(settings.STATIC_ROOT)
    address = settings.BASE_URL or f"http://{args.host}:{args.port}"
    opened = f"Samsyn svarar på {address}/  (Ctrl+C stannar)"
    return processes.run_together(args.host, args.port, args.workers, opened)


def _collect_static(root: Path | None) -> None:
    """Collect static files where they are served with digests in their names; again after an upgrade."""
    if root is None:
        return
    from django.core.management import call_command

    from samsyn import __version__

    mark = root / ".collected"
    if not mark.exists() or mark.read_text() != __version__:
        left_out = ["*.map", "ipywidget*", "pywidget*", "*-src.js", "redoc*"]
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=left_out)
        mark.write_text(__version__)
