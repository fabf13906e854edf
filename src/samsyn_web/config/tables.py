"""
The tables of an empty installation, as the migrations make them, kept in `tables.sql`.

A hundred migrations one after another take half a minute and more on SQLite, and everybody's first start would be spent
on them. An empty SQLite database is therefore filled from the file; what is newer than the file is migrated as
anywhere. To write the file, or to say whether it is what the migrations make:

    ./samsyn dev -m samsyn_web.config.tables [--check]
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

FILE = Path(__file__).with_name("tables.sql")
TABLE = "CREATE TABLE"
APPLIED = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?'")
STEPS = (["migrate", "--verbosity", "0"], ["createcachetable", "--verbosity", "0"])


def fill(connection: sqlite3.Connection) -> bool:
    """Make the tables of an empty database, all or none; false where it was not empty."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.rollback()
            return False
        for statement in _statements(FILE.read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute("UPDATE django_migrations SET applied = CURRENT_TIMESTAMP")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return True


def told(connection: sqlite3.Connection) -> str:
    """Return a migrated database as SQL, tables before rows, the same for the same migrations whenever they ran."""
    lines = [
        _timeless(line) for line in connection.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")
    ]
    tables = [line for line in lines if line.startswith(TABLE)]
    return "\n".join([*tables, *(line for line in lines if not line.startswith(TABLE))]) + "\n"


def migrated() -> str:
    """Return the tables that the migrations make from nothing, as SQL."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "samsyn_web.config.settings")
    with tempfile.TemporaryDirectory() as data:
        chosen = {"SAMSYN_DATA": data, "SAMSYN_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": settings}
        for step in STEPS:
            subprocess.run([sys.executable, "-m", "django", *step], env=os.environ | chosen, check=True)
        with closing(sqlite3.connect(Path(data) / "samsyn.sqlite3")) as made:
            return told(made)


def _timeless(line: str) -> str:
    return APPLIED.sub("''", line) if line.startswith('INSERT INTO "django_migrations"') else line


def _statements(sql: str) -> Iterator[str]:
    gathered = ""
    for line in sql.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            0
            if FILE.read_text(encoding="utf-8") == migrated()
            else f"{FILE.name} is not what the migrations make"
        )
    FILE.write_text(migrated(), encoding="utf-8")
