"""What all tests share: no network but to this machine, and an audit trail that can be emptied between tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import settings

LOCAL = ("127.0.0.1", "::1", "localhost", "0.0.0.0")


# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile(
    "unhurried", settings.get_profile(settings.get_current_profile_name()), deadline=None
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
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let tests with real transactions empty the trail; the tests of the triggers put them back for themselves."""
    from django.db import connection

    with django_db_blocker.unblock():
        import_module("samsyn_web.base.migrations.0002_append_only").remove(connection)
        frozen = import_module("samsyn_web.findings.migrations.0004_judgements_frozen")
        frozen.remove(connection, only_deletes=True)
