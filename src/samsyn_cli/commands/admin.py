"""The operator's part of accounts: the first person in an organisation, and links for those who are locked out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samsyn_web.people.models import Membership, Organisation

NAME = "admin"
HELP = (
    "Lägg upp en organisations första person, gör en länk till ny inloggning, eller ta bort ett andra steg."
)


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    from samsyn_cli.web import add_data_option

    parser.add_argument(
        "act",
        choices=["create", "link", "steps", "address"],
        help="create: ny person; link: länk till ny inloggning; steps: ta bort ett tappat andra "
        "steg; address: byt adress (--to)",
    )
    parser.add_argument("--email", required=True, metavar="ADRESS", help="personens e-postadress")
    parser.add_argument(
        "--organisation", metavar="NAMN", help="organisationens namn; läggs upp om den inte finns"
    )
    parser.add_argument("--to", default="", metavar="ADRESS", help="den nya adressen")
    parser.add_argument("--name", default="", metavar="NAMN", help="personens namn")
    parser.add_argument(
        "--role", default="administrator", help="roll, t.ex. coordinator (annars administrator)"
    )
    parser.add_argument(
        "--municipality",
        default="",
        metavar="KOMMUN",
        help="kommunens namn eller kod; koden följer med organisationen",
    )
    parser.add_argument(
        "--password", action="store_true", help="fråga efter lösenord i stället för att göra ett"
    )
    add_data_option(parser)


def run(args: Namespace) -> int:
    """Do the one or the other."""
    from samsyn_cli import web

    web.start(args.data)
    web.prepare_database()
    return {"create": _create, "link": _link, "steps": _steps, "address": _address}[args.act](args)


def _create(args: Namespace) -> int:
    from django.db import transaction

    from samsyn.errors import BadInput
    from samsyn_web.base import clock
    from samsyn_web.base.scope import Role
    from samsyn_web.people import queries, services

    if not args.organisation:
        raise BadInput("Skriv organisationens namn: --organisation ”Exempelköpings kommun”.")
    if "@" not in args.email:
        raise BadInput(f"{args.email} är ingen e-postadress.")
    if args.role not in list(Role):
        raise BadInput(f"Det finns ingen roll {args.role}. Välj bland {', '.join(Role)}.")
    known = queries.user_by_email(args.email)
    password = None if known else _password(args.password)
    with transaction.atomic():
        membership = services.add_member(
            organisation=_organisation(args),
            email=args.email,
            name=args.name,
            role=Role(args.role),
            password=password,
            by=None,
            at=clock.now(),
        )
    print(
        f"{membership.user.email} är nu {membership.get_role_display().lower()} i {membership.organisation}."
    )
    if password and not args.password:
        print(f"Lösenord (visas bara nu): {password}")
    return 0


def _organisation(args: Namespace) -> Organisation:
    from samsyn.sweden import municipality
    from samsyn_web.base import clock
    from samsyn_web.people import queries, services

    code = municipality(args.municipality).code if args.municipality else ""
    return queries.organisation_by_name(args.organisation) or services.create_organisation(
        name=args.organisation, municipality_code=code, by=None, at=clock.now()
    )


def _password(ask: bool) -> str:
    if not ask:
        import secrets

        return secrets.token_urlsafe(15)
    from getpass import getpass

    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from samsyn.errors import BadInput

    chosen = getpass("Lösenord: ")
    if chosen != getpass("Samma en gång till: "):
        raise BadInput("De två lösenorden är olika. Inget har sparats.")
    try:
        validate_password(chosen)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages)) from error
    return chosen


def _steps(args: Namespace) -> int:
    from samsyn_web.base import clock
    from samsyn_web.people import services

    removed = services.remove_second_steps(membership=_membership(args), by=None, at=clock.now())
    said = (
        "Personen lägger till ett nytt vid nästa inloggning." if removed else "Personen har inget andra steg."
    )
    print(said)
    return 0


def _address(args: Namespace) -> int:
    from samsyn.errors import BadInput
    from samsyn_web.base import clock
    from samsyn_web.people import services

    if "@" not in args.to:
        raise BadInput("Skriv den nya adressen: --to namn@example.se")
    user = services.change_address(membership=_membership(args), email=args.to, by=None, at=clock.now())
    print(f"Personen loggar nu in med {user.email}.")
    return 0


def _link(args: Namespace) -> int:
    from django.conf import settings

    from samsyn_web.base import clock
    from samsyn_web.people import services

    path = services.password_link(membership=_membership(args), by=None, at=clock.now())
    print("Länken gäller en gång, i en vecka. Ge den till personen på ett säkert sätt:")
    print(f"{settings.BASE_URL or 'http://127.0.0.1:8000'}{path}")
    return 0


def _membership(args: Namespace) -> Membership:
    from samsyn.errors import BadInput
    from samsyn_web.people import queries

    user = queries.user_by_email(args.email)
    membership = queries.memberships_of(user.pk).first() if user else None
    if membership is None:
        raise BadInput(f"{args.email} är inte medlem i någon organisation.")
    return membership
