"""
The tables of an empty installation, as the migrations make them, kept in `tables.sql`.

A hundred migrations one after another take half a minute and more on SQLite, and everybody's first start would be spent
on them. An empty SQLite database is therefore filled from the file; what is newer than the file is migrated as
anywhere. `./samsyn manage tables` writes the file, and with `--check` says whether it is what the migrations make.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).with_name("tables.sql")
APPLIED = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?'")


def fill(connection: sqlite3.Connection) -> bool:
    """Make the tables of an empty database, all or none; false where it was not empty."""
    (checks,) = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")  # a row may come before the table that it points at
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
    finally:
        connection.execute(f"PRAGMA foreign_keys = {int(checks)}")
    return True


def told(connection: sqlite3.Connection) -> str:
    """Return a migrated database as SQL, the same for the same migrations whenever they ran."""
    lines = [line for line in connection.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
    return "\n".join(_timeless(line) for line in lines) + "\n"


def _timeless(line: str) -> str:
    return APPLIED.sub("''", line) if line.startswith('INSERT INTO "django_migrations"') else line


def _statements(sql: str) -> Iterator[str]:
    gathered = ""
    for line in sql.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
