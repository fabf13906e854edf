"""Every page without arguments, asked for as a stranger and as a coordinator: whole, strict, and in Swedish."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.samsyn_web.conftest import Person, anna, at, exempelkoping  # noqa: F401 - fixtures

SKIPPED = ("static", "logout")


def named(resolver: URLResolver, space: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and route of every address."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named(pattern, inner, route)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield space + pattern.name, route


PAGES = sorted({name for name, route in named(get_resolver()) if "<" not in route and "(?P" not in route})


def check(response: object) -> None:
    """A page is rendered wholly and keeps the policy."""
    content = b"".join(response) if getattr(response, "streaming", False) else response.content  # type: ignore[attr-defined]
    if "html" in response.headers.get("Content-Type", ""):  # type: ignore[attr-defined]
        text = content.decode()
        assert "<c-" not in text, "a component was not rendered"
        assert "{%" not in text, "a template tag was not rendered"
        assert 'lang="sv"' in text or "<html" not in text
        policy = response.headers.get("Content-Security-Policy", "")  # type: ignore[attr-defined]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_there_are_pages() -> None:
    assert len(PAGES) > 10


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PAGES if not any(word in name for word in SKIPPED)])
def test_a_page_is_whole(name: str, anna: Person) -> None:  # noqa: F811
    address = reverse(name)
    for client in (Client(), anna.client()):
        response = client.get(address)
        assert response.status_code in (200, 204, 302, 400, 401, 403, 404, 405), address
        check(response)
