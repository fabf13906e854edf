"""Loads the national programme, as its documents state it, into the demonstration's programme organisation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from samsyn.programme import read_programme
from samsyn_web.base import clock
from samsyn_web.people.models import Organisation, OrganisationKind
from samsyn_web.programmes import services

SUO = Path(__file__).resolve().parents[5] / "examples" / "suo"


class Command(BaseCommand):
    """Load; the same facts twice change nothing."""

    help = "Load a programme from a folder into the demonstration's programme organisation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another folder than the one that Samsyn comes with."""
        parser.add_argument("--folder", default=str(SUO))

    @transaction.atomic
    def handle(self, *args: Any, folder: str, **options: Any) -> None:
        """Do nothing where the organisation or the folder is not there."""
        organisation = Organisation.objects.filter(kind=OrganisationKind.PROGRAMME, is_demo=True).first()
        if organisation is not None and Path(folder).is_dir():
            services.load(by=None, at=clock.now(), organisation=organisation, facts=read_programme(folder))
