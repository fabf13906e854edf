"""Starts Django for the commands that need the web part: surroundings, database, and errors in plain words."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = "samsyn_web.config.settings"


def add_data_option(parser: ArgumentParser) -> None:
    """Let a command be told where the data folder is."""
    parser.add_argument("--data", metavar="MAPP", help="datamapp (annars SAMSYN_DATA, annars ./data)")


def start(data: str | None = None) -> None:
    """Load the settings and Django; a wrong setting becomes one message."""
    if data:
        os.environ["SAMSYN_DATA"] = str(Path(data).expanduser().resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    from samsyn.errors import BadInput

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise BadInput(str(error)) from error


def prepare_database() -> None:
    """Bring the tables up to date; quick when they already are, and for an empty SQLite file."""
    from django.core.management import call_command
    from django.db import connection

    from samsyn_web.config import tables

    with _database_errors():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            tables.fill(connection.connection)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def check_database() -> None:
    """Refuse to go on with a database whose tables are not those of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from samsyn.errors import Refused

    with _database_errors():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise Refused("Databasen är tom eller från en annan version. Kör ./samsyn serve en gång först.")


@contextmanager
def _database_errors() -> Iterator[None]:
    from django.db import OperationalError

    from samsyn.errors import Refused

    try:
        yield
    except OperationalError as error:
        raise Refused(f"Databasen svarar inte: {str(error).strip()}") from error
