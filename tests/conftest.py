"""What all tests share: no network, a database that is migrated already, an audit trail that can be emptied."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from typing import Any

import pytest
from hypothesis import settings

LOCAL = ("127.0.0.1", "::1", "localhost", "0.0.0.0")


# How long an example takes says how busy the machine is, not whether the code is right. Each run draws other examples:
# sixty at a time find in a few runs what a hundred find, and leave time for all the rest.
settings.register_profile(
    "unhurried", settings.get_profile(settings.get_current_profile_name()), deadline=None, max_examples=60
)
settings.load_profile("unhurried")


class NetworkBlocked(Exception):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            raise NetworkBlocked(f"A test tried to reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Let the tests begin with the database that is put there beforehand."""
    from django.db import connection

    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """
    Put a migrated SQLite database where the tests look for theirs: in memory, or in a file where a browser is used.

    In memory all threads of a server share one connection, and with it each other's transactions; on a file each has
    its own and waits its turn, as in use.
    """
    from django.db import connection

    from tests.support.migrated import template

    if connection.vendor != "sqlite":
        yield
        return
    if any("live_server" in getattr(item, "fixturenames", ()) for item in request.session.items):
        path = tmp_path_factory.mktemp("database") / "samsyn.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)
        options = connection.settings_dict["OPTIONS"]  # what is lost in a power cut was a test's
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        shutil.copyfile(template(), path)
        yield
    else:
        name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
        with closing(sqlite3.connect(name, uri=True)) as memory:
            with closing(sqlite3.connect(template())) as made:
                made.backup(memory)
            yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let tests with real transactions empty the trail; the tests of the triggers put them back for themselves."""
    from django.db import connection

    from tests.support.apart import keep_migrated

    with keep_migrated():
        with django_db_blocker.unblock():
            import_module("samsyn_web.base.migrations.0002_append_only").remove(connection)
            frozen = import_module("samsyn_web.findings.migrations.0004_judgements_frozen")
            frozen.remove(connection, only_deletes=True)
            kept = import_module("samsyn_web.actions.migrations.0005_frozen")
            kept.remove(connection, only_deletes=True)
        yield
