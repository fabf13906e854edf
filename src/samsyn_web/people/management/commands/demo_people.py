"""Adds the organisations and people of the demonstration, none of whom exists."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn_web.base import clock
from samsyn_web.base.scope import Role
from samsyn_web.people import queries, services
from samsyn_web.people.models import Organisation, OrganisationKind

EXEMPELKOPING, ANNANSTAD, PROGRAMME = "Exempelköping", "Annanstad", "Programmet Trygga platser"
COUNTY_BOARD, AUTHORITY = "Länsstyrelsen i Exempellän", "Exempelmyndigheten för föräldraskap"
PEOPLE = [
    (EXEMPELKOPING, "anna", "Anna Andersson", Role.COORDINATOR, "Trygghetssamordnare"),
    (EXEMPELKOPING, "bo", "Bo Berg", Role.ANALYST, "Analytiker"),
    (EXEMPELKOPING, "rut", "Rut Rask", Role.REPORTER, "Fastighetsvärd"),
    (EXEMPELKOPING, "lars", "Lars Lind", Role.READER, "Förvaltningschef"),
    (EXEMPELKOPING, "stina", "Stina Strand", Role.STEERING, "Kommundirektör"),
    (EXEMPELKOPING, "olle", "Olle Ovesson", Role.OWNER, "Driftledare"),
    (EXEMPELKOPING, "petra", "Petra Palm", Role.PROJECT_LEADER, "Lokal projektledare"),
    (EXEMPELKOPING, "ada", "Ada Ahl", Role.ADMINISTRATOR, "Systemförvaltare"),
    (ANNANSTAD, "cecilia", "Cecilia Ceder", Role.COORDINATOR, "Säkerhetssamordnare"),
    (ANNANSTAD, "carl", "Carl Cederlund", Role.ANALYST, "Utvecklare"),
    (PROGRAMME, "dag", "Dag Dahl", Role.COORDINATOR, "Programledare"),
    (COUNTY_BOARD, "liv", "Liv Lund", Role.PROGRAMME_PARTNER, "Länssamordnare för brottsförebyggande arbete"),
    (AUTHORITY, "mats", "Mats Malm", Role.PROGRAMME_PARTNER, "Utredare"),
]
KINDS = {
    PROGRAMME: OrganisationKind.PROGRAMME,
    COUNTY_BOARD: OrganisationKind.AUTHORITY,
    AUTHORITY: OrganisationKind.AUTHORITY,
}


class Command(BaseCommand):
    """Add whoever is not there yet; all have the same password."""

    help = "Add the organisations and people of the demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the password that all are to have."""
        parser.add_argument("--password", required=True)

    @transaction.atomic
    def handle(self, *args: Any, password: str, **options: Any) -> None:
        """Add organisations, then people."""
        at = clock.now()
        organisations = {}
        for name in (EXEMPELKOPING, ANNANSTAD, *KINDS):
            kind = KINDS.get(name, OrganisationKind.MUNICIPALITY)
            organisations[name] = Organisation.objects.filter(
                name=name
            ).first() or services.create_organisation(name=name, kind=kind, is_demo=True, by=None, at=at)
        for where, short, name, role, function_title in PEOPLE:
            email = f"{short}@exempel.se"
            if queries.user_by_email(email):
                continue
            services.add_member(
                organisation=organisations[where],
                email=email,
                name=name,
                role=role,
                function_title=function_title,
                password=password,
                by=None,
                at=at,
            )
