"""The web with an invented municipality, in a data folder of its own: nothing to set up, nothing to spoil."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

NAME = "demo"
HELP = "Prova webben med den påhittade kommunen Exempelköping."
PASSWORD = "exempelkoping"  # noqa: S105  (known to all: the demonstration holds nothing real)
READY = "demo-ready"
LINK = "demo-link"
REPORTER = "rut@exempel.se"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=int, default=8000, help="port (annars 8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="adress att lyssna på (annars bara den här datorn)"
    )
    parser.add_argument("--data", metavar="MAPP", help="datamapp för demon (annars ./data/demo)")
    parser.add_argument("--fresh", action="store_true", help="börja om: ta bort det som har gjorts i demon")


def run(args: Namespace) -> int:
    """Fill the folder the first time, then serve."""
    from samsyn_cli import processes, web
    from samsyn_cli.output import say

    processes.check_port(args.host, args.port, NAME)
    folder = _folder(args.data)
    if args.fresh:
        _empty(folder)
    for name in ("SAMSYN_DATABASE_URL", "SAMSYN_BASE_URL", "SAMSYN_STATIC"):
        os.environ[name] = ""  # the demonstration never touches what the machine is set up for
    os.environ |= {"SAMSYN_DATA": str(folder), "SAMSYN_DEMO": "1"}
    if args.host not in processes.LOOPBACK:
        os.environ["SAMSYN_HOSTS"] = "*"
        say("samsyn: demon har lösenord som alla känner till. Lägg inte in något verkligt i den.")
    web.start()
    web.prepare_database()
    _fill(folder)
    return processes.run_together(args.host, args.port, 2, _welcome(args.host, args.port, _link(folder)))


def _folder(given: str | None) -> Path:
    from samsyn_web.config.environment import project_root

    return Path(given).expanduser().resolve() if given else project_root() / "data" / "demo"


def _empty(folder: Path) -> None:
    import shutil

    from samsyn.errors import Refused

    if folder.exists() and any(folder.iterdir()) and not (folder / READY).exists():
        raise Refused(f"{folder} ser inte ut att vara en demo. Ta bort mappen själv om du är säker.")
    shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path) -> None:
    from django.core.management import call_command, get_commands

    from samsyn_cli.output import say

    if (folder / READY).exists():
        return
    say("Lägger in Exempelköping, första gången …")
    call_command("demo_people", password=PASSWORD, verbosity=0)
    if "load_demo" in get_commands():
        call_command("load_demo", verbosity=0)
    for name in sorted(name for name in get_commands() if name.startswith("demo_") and name != "demo_people"):
        call_command(name, verbosity=0)  # what each method adds of its own
    (folder / READY).touch()


def _link(folder: Path) -> str:
    """Return the token of the reporter's personal link, kept in the clear: nothing here is real."""
    from samsyn_web.base import clock
    from samsyn_web.people import queries, services

    path = folder / LINK
    token = path.read_text(encoding="utf-8") if path.exists() else ""
    if not (token and queries.live_link(token)):
        user = queries.user_by_email(REPORTER)
        membership = queries.memberships_of(user.pk).first() if user else None
        if membership is None:
            return ""
        token = services.make_access_link(membership=membership, by=None, at=clock.now())
        path.touch(mode=0o600)
        path.write_text(token, encoding="utf-8")
    return token


def _welcome(host: str, port: int, token: str) -> str:
    rows = [
        ("anna@exempel.se", "samordnare: allt arbete med lägesbilden"),
        ("bo@exempel.se", "analytiker: läser in underlag och tar fram lägesbilder"),
        ("rut@exempel.se", "rapportör"),
        ("lars@exempel.se", "läsare"),
        ("stina@exempel.se", "styrgrupp: besvarar frågor om mandat, pengar och ansvar"),
        ("olle@exempel.se", "åtgärdsansvarig: sina egna åtgärder, gjord för telefon"),
        ("petra@exempel.se", "lokal projektledare: kommunens del i ett program"),
        ("ada@exempel.se", "administratör: medlemmar och händelselogg"),
        ("cecilia@exempel.se", "en annan kommun, ser ingenting av Exempelköpings"),
        ("dag@exempel.se", "leder ett program"),
        ("liv@exempel.se", "länsstyrelse: partner i programmet, läser det egna länet"),
        ("mats@exempel.se", "myndighet: partner i programmet, föreslår aktiviteter och råd"),
    ]
    people = "\n".join(f"    {email:<22}{what}" for email, what in rows)
    shown = "localhost" if host in ("127.0.0.1", "::1") else host
    link = (
        f"  Ruts personliga länk, utan lösenord:\n    http://{shown}:{port}/r/{token}/\n\n" if token else ""
    )
    return (
        f"\nSamsyn svarar på http://{shown}:{port}/\n\n"
        f"  Logga in som (lösenord för alla: {PASSWORD})\n{people}\n\n{link}"
        "  Ctrl+C stannar. Allt finns kvar till nästa gång."
    )
