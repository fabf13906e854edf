"""Writes what an empty SQLite database is filled from, by running all migrations; or says whether it is still that."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samsyn_web.config import tables

STEPS = (["migrate", "--verbosity", "0"], ["createcachetable", "--verbosity", "0"])


def migrated() -> str:
    """Return the tables that the migrations make from nothing, as SQL."""
    with tempfile.TemporaryDirectory() as data:
        surroundings = {**os.environ, "SAMSYN_DATA": data, "SAMSYN_DATABASE_URL": ""}
        for step in STEPS:
            subprocess.run([sys.executable, "-m", "django", *step], env=surroundings, check=True)
        with closing(sqlite3.connect(Path(data) / "samsyn.sqlite3")) as made:
            return tables.told(made)


class Command(BaseCommand):
    """Write, or check, the file of tables."""

    help = "Skriver filen som en tom databas fylls ur, eller kontrollerar den mot migreringarna."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the one option."""
        parser.add_argument(
            "--check", action="store_true", help="skriv inget; säg till om filen inte stämmer"
        )

    def handle(self, *_args: object, check: bool = False, **_options: object) -> None:
        """Run the migrations and write or compare."""
        made = migrated()
        if not check:
            tables.FILE.write_text(made, encoding="utf-8")
        elif tables.FILE.read_text(encoding="utf-8") != made:
            raise CommandError("tables.sql är inte vad migreringarna gör. Kör ./samsyn manage tables.")
        self.stdout.write("tables.sql är vad migreringarna gör.")
