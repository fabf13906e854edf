"""What stands in the menu, for whom, and which line is the current one."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from samsyn_web.base.scope import Role, Scope
from samsyn_web.config.menu import LINES, MANY, Menu, menu_of
from tests.support.story import Person


def menu(role: Role, path: str = "/", kind: str = "municipality") -> Menu:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    return menu_of(request, Scope(user_id=1, organisation_id=1, role=role, membership_id=1), kind=kind)


def labels(items: tuple[object, ...]) -> list[str]:
    return [str(item.label) for item in items]  # type: ignore[attr-defined]


def test_every_line_leads_to_a_page() -> None:
    assert [line.page for line in LINES if not reverse(line.page)] == []


def test_the_cycle_stands_first_and_the_rest_waits() -> None:
    found = menu(Role.COORDINATOR)
    assert labels(found.first)[:8] == [
        "Start", "Veckan", "Rapporter", "Lägesbild", "Problem", "Plan", "Uppföljning", "Publicerat",
    ]  # fmt: skip
    assert {"Granska", "Områden", "Beslut", "Metoder", "Program"} <= set(labels(found.more))


def test_whoever_has_few_pages_has_them_all_in_the_row() -> None:
    found = menu(Role.REPORTER)
    assert found.more == ()
    assert len(found.first) <= MANY
    assert "Mina rapporter" in labels(found.first)


def test_a_programme_leads_with_its_own() -> None:
    found = menu(Role.COORDINATOR, kind="programme")
    assert labels(found.first)[:2] == ["Start", "Program"]
    assert "Veckan" in labels(found.more)


@pytest.mark.parametrize("role", list(Role))
def test_one_line_at_most_is_the_current_one(role: Role) -> None:
    for path in (
        "/",
        "/veckan/",
        "/plan/",
        reverse("actions:decisions"),
        reverse("people:members"),
        "/hjalp/",
    ):
        found = menu(role, path)
        assert sum(bool(item.current) for item in (*found.first, *found.more)) <= 1


def test_the_line_of_the_pages_address_is_current_and_not_that_of_its_app() -> None:
    found = menu(Role.COORDINATOR, reverse("actions:decisions"))
    assert [str(item.label) for item in found.more if item.current] == ["Beslut"]
    assert not [item for item in found.first if item.current]
    assert found.current_in_more


@pytest.mark.django_db
def test_no_line_leads_to_a_refusal(lars: Person, rut: Person, anna: Person, bo: Person) -> None:
    for person in (lars, rut, anna, bo):
        client = person.client()
        page = client.get("/").content.decode()
        nav = page[page.index('<nav class="cycle"') : page.index("</nav>", page.index('<nav class="cycle"'))]
        for href in re.findall(r'href="([^"]+)"', nav):
            assert client.get(href).status_code == 200, (person.membership.role, href)
