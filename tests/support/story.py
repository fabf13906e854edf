"""
Two municipalities and a programme, with people whose rights differ, so that each rule of access reads as a story.

Anna coordinates in Exempelköping, Bo is an analyst there, Rut reports, Lars reads, Ada administers.
Cecilia coordinates in Annanstad and must see nothing of Exempelköping's. Dag leads the programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from samsyn_web.base.scope import Role, Scope
from samsyn_web.people import services as people
from samsyn_web.people.models import Membership, Organisation, OrganisationKind, User

AT = datetime(2024, 10, 7, 8, 0, tzinfo=UTC)
PASSWORD = "sju sjösjuka sjömän"


@dataclass(frozen=True)
class Person:
    """A user in one organisation, as tests speak of them."""

    user: User
    membership: Membership
    organisation: Organisation
    scope: Scope

    @property
    def id(self) -> int:
        """The user's key."""
        return int(self.user.pk)

    def client(self) -> Client:
        """Return a browser where the person has signed in."""
        client = Client()
        client.force_login(self.user)
        return client


@pytest.fixture
def at() -> datetime:
    """Return a fixed instant."""
    return AT


def make_person(name: str, role: Role, organisation: Organisation) -> Person:
    """Return a new user with a role."""
    membership = people.add_member(
        organisation=organisation,
        email=f"{name.lower()}@{organisation.pk}.example",
        name=name,
        role=role,
        password=PASSWORD,
        by=None,
        at=AT,
    )
    scope = Scope(
        user_id=membership.user_id, organisation_id=organisation.pk, role=role, membership_id=membership.pk
    )
    return Person(membership.user, membership, organisation, scope)


ORGANISATIONS: dict[str, dict[str, Any]] = {
    "Exempelköping": {"is_demo": True},
    "Annanstad": {"requires_two_steps": False},
    "Programmet": {"kind": OrganisationKind.PROGRAMME, "requires_two_steps": False},
}


def make_organisation(name: str) -> Organisation:
    """Return one of the story's organisations, made now."""
    return people.create_organisation(name=name, by=None, at=AT, **ORGANISATIONS[name])


def told() -> SimpleNamespace:
    """Return all of them at once, made now: for tests that share what they read."""
    here, there, led = (make_organisation(name) for name in ORGANISATIONS)
    return SimpleNamespace(
        anna=make_person("Anna", Role.COORDINATOR, here),
        bo=make_person("Bo", Role.ANALYST, here),
        cecilia=make_person("Cecilia", Role.COORDINATOR, there),
        dag=make_person("Dag", Role.COORDINATOR, led),
    )


@pytest.fixture
def exempelkoping(db: None) -> Organisation:
    """Return Anna's municipality."""
    return make_organisation("Exempelköping")


@pytest.fixture
def annanstad(db: None) -> Organisation:
    """Return Cecilia's municipality."""
    return make_organisation("Annanstad")


@pytest.fixture
def programme(db: None) -> Organisation:
    """Return Dag's programme."""
    return make_organisation("Programmet")


@pytest.fixture
def anna(exempelkoping: Organisation) -> Person:
    """Return Anna, who coordinates in Exempelköping."""
    return make_person("Anna", Role.COORDINATOR, exempelkoping)


@pytest.fixture
def bo(exempelkoping: Organisation) -> Person:
    """Return Bo, analyst in Exempelköping."""
    return make_person("Bo", Role.ANALYST, exempelkoping)


@pytest.fixture
def rut(exempelkoping: Organisation) -> Person:
    """Return Rut, who reports from a stairwell in Exempelköping."""
    return make_person("Rut", Role.REPORTER, exempelkoping)


@pytest.fixture
def lars(exempelkoping: Organisation) -> Person:
    """Return Lars, who reads in Exempelköping."""
    return make_person("Lars", Role.READER, exempelkoping)


@pytest.fixture
def ada(exempelkoping: Organisation) -> Person:
    """Return Ada, who administers in Exempelköping."""
    return make_person("Ada", Role.ADMINISTRATOR, exempelkoping)


@pytest.fixture
def cecilia(annanstad: Organisation) -> Person:
    """Return Cecilia, who coordinates in another municipality."""
    return make_person("Cecilia", Role.COORDINATOR, annanstad)


@pytest.fixture
def dag(programme: Organisation) -> Person:
    """Return Dag, who leads the programme."""
    return make_person("Dag", Role.COORDINATOR, programme)


@pytest.fixture
def story(anna: Person, bo: Person, cecilia: Person, dag: Person) -> SimpleNamespace:
    """Return all of them at once."""
    return SimpleNamespace(anna=anna, bo=bo, cecilia=cecilia, dag=dag)
