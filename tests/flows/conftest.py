"""A real browser against a running Samsyn. Chromium is found on the machine, or named by CHROMIUM."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder as browser tests with real transactions."""
    for item in items:
        if "tests/flows/" in str(item.path):
            item.add_marker(pytest.mark.flow)
            item.add_marker(pytest.mark.django_db(transaction=True))


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


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Opener]:
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
