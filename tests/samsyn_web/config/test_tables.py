"""An empty database is filled from a file: all or nothing, and only when empty. CI compares it with the migrations."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from samsyn_web.config import tables


def opened(path: Path) -> closing[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")  # as Django opens it
    connection.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, str(text))))
    return closing(connection)


def test_it_is_filled_once_and_tells_the_same(tmp_path: Path) -> None:
    with opened(tmp_path / "a.sqlite3") as connection:
        assert tables.fill(connection)
        assert not tables.fill(connection)
        assert tables.told(connection) == tables.FILE.read_text(encoding="utf-8")
        undated = "SELECT count(*) FROM django_migrations WHERE applied = ''"
        assert connection.execute(undated).fetchone() == (0,)


def test_what_breaks_midway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "tables.sql"
    broken.write_text(
        tables.FILE.read_text(encoding="utf-8") + "INSERT INTO nothing VALUES (1);\n", encoding="utf-8"
    )
    monkeypatch.setattr(tables, "FILE", broken)
    with opened(tmp_path / "b.sqlite3") as connection:
        with pytest.raises(sqlite3.OperationalError, match="nothing"):
            tables.fill(connection)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
