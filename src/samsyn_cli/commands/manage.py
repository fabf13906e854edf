"""Django's own commands, for those who know them."""

from __future__ import annotations

from argparse import REMAINDER, ArgumentParser, Namespace

NAME = "manage"
HELP = "Kör ett av Djangos egna kommandon, till exempel: manage check --deploy."


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("arguments", nargs=REMAINDER, metavar="…", help="kommandot och dess argument")


def run(args: Namespace) -> int:
    """Hand the arguments on."""
    from samsyn_cli import web

    web.start()
    from django.core.management import ManagementUtility

    ManagementUtility(["./samsyn manage", *args.arguments]).execute()
    return 0
