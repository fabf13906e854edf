"""Two who write at once, on a real database with real transactions."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, connections

from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from tests.support.migrated import template

AT = datetime(2024, 10, 7, tzinfo=UTC)
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def own_file(tmp_path: Path, django_db_blocker):
    """On SQLite: a file, since a database in memory is one connection that threads cannot share."""
    if connection.vendor != "sqlite":
        yield
        return
    from samsyn_web.config.environment import sqlite

    old = connections["default"]
    settings = {**old.settings_dict, **sqlite(tmp_path / "threads.sqlite3")}
    databases = connections.settings
    before, databases["default"] = databases["default"], settings
    del connections["default"]
    shutil.copyfile(template(), tmp_path / "threads.sqlite3")
    yield
    connections["default"].close()
    databases["default"] = before
    connections["default"] = old


def write(number: int) -> None:
    try:
        audit.record(organisation_id=1, by=None, at=AT, verb="x.done", target=f"x:{number}")
    finally:
        connections["default"].close()


def test_forty_events_from_four_threads_are_one_chain(own_file):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(40)))
    verdict = audit.verify(1)
    assert (verdict.holds, verdict.events) == (True, 40), verdict.reason
    assert {event.target for event in AuditEvent.objects.all()} == {f"x:{number}" for number in range(40)}
