"""A real browser against a running Samsyn. Chromium is found on the machine, or named by CHROMIUM."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.samsyn_web.conftest import (  # noqa: F401 the story's people, as fixtures
    Person,
    ada,
    anna,
    annanstad,
    at,
    bo,
    cecilia,
    exempelkoping,
    lars,
    rut,
)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Opener = Callable[..., Page]


class Busy:
    """An application that counts the requests it has begun and not ended: a page that is closed leaves them running."""

    def __init__(self, app: Any) -> None:
        self.app, self.count, self.changed = app, 0, threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        """Answer a request."""
        with self.changed:
            self.count += 1
        try:
            answer = self.app(environ, start_response)
            try:
                yield from answer
            finally:
                answer.close()
        finally:
            with self.changed:
                self.count -= 1
                self.changed.notify_all()

    def wait(self) -> None:
        """Return when nothing is at work."""
        with self.changed:
            assert self.changed.wait_for(lambda: not self.count, timeout=60), "a request never ends"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder as browser tests."""
    for item in items:
        if "tests/flows/" in str(item.path):
            item.add_marker(pytest.mark.flow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all flows."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine: set CHROMIUM=/path/to/chromium")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in the tests' thread
        with sync_playwright() as playwright:
            expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
            found = playwright.chromium.launch(executable_path=path, args=QUIET)
            yield found
            found.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """Return the server, which tells how many requests it is at work with."""
    httpd = live_server.thread.httpd
    live_server.busy = busy = Busy(httpd.get_app())  # type: ignore[attr-defined]
    httpd.set_app(busy)
    return live_server


@pytest.fixture(scope="session")
def put_back(django_db_setup: None, django_db_blocker: Any) -> Callable[[], None]:
    """Return a way to have the database again as it is before the first test."""
    if connection.vendor != "sqlite":
        return partial(call_command, "flush", verbosity=0, interactive=False)
    kept = sqlite3.connect(":memory:")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.backup(kept)

    def copy() -> None:
        connections.close_all()
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as file:
            kept.backup(file)

    return copy


@pytest.fixture
def transactional_db(
    django_db_setup: None, django_db_blocker: Any, live_server: LiveServer, put_back: Callable[[], None]
) -> Iterator[None]:
    """Give a test the database as it is migrated, and put it back when no request of the test's pages is at work."""
    with django_db_blocker.unblock():
        yield
        try:
            live_server.busy.wait()  # type: ignore[attr-defined]
        finally:
            put_back()


@pytest.fixture
def db(transactional_db: None) -> None:
    """Give the people of the story the same database as the server's."""


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Opener]:
    """Return a way to open a page: `open_page("/om/", person=anna, width=390, javascript=False)`."""
    contexts: list[BrowserContext] = []

    def open_(path: str, *, person: Person | None = None, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",  # colours are judged at rest
            java_script_enabled=javascript,
        )
        contexts.append(context)
        if person is not None:
            context.add_cookies([_signed_in(person, live_server.url)])
        page = context.new_page()
        _listen(page)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()


def _signed_in(person: Person, url: str) -> dict[str, str]:
    client = Client()
    client.force_login(person.user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def _listen(page: Page) -> None:
    """Gather what the browser complains about: errors in scripts, blocked content, missing files."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints  # type: ignore[attr-defined]
