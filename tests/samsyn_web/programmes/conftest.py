"""A programme that is run here: Dag leads it, and Anna's municipality takes part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.programme import Programme as Facts
from samsyn.programme import read_programme
from samsyn_web.base.scope import Role
from samsyn_web.people.models import OrganisationKind
from samsyn_web.people.services import create_organisation
from samsyn_web.programmes import services
from samsyn_web.programmes.models import Participant, Programme
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person, make_person


@pytest.fixture
def dag(db: None) -> Person:
    """Dag leads the programme."""
    organisation = create_organisation(
        name="Programmet", kind=OrganisationKind.PROGRAMME, is_demo=True, by=None, at=AT
    )
    return make_person("Dag", Role.COORDINATOR, organisation)


@pytest.fixture
def facts() -> Facts:
    """The shape of the national programme with nothing that the documents state of real municipalities."""
    read = read_programme(ROOT / "examples/suo")
    places = [replace(one, name=f"Låtsas {n}") for n, one in enumerate(read.municipalities, start=1)]
    return replace(
        read,
        name="Ett uppdiktat program",
        short_name="UP",
        is_fictional=True,
        municipalities=tuple(places),
        more={},
        money=(),
        readiness=(),
        rules=(),
        survey=None,
        activities=(),
        additions=(),
    )


@pytest.fixture
def running(dag: Person, anna: Person, facts: Facts) -> Programme:
    """The programme, which Anna's municipality takes part in as the first one."""
    made = services.load(by=dag.scope, at=AT, organisation=dag.organisation, facts=facts)
    first = Participant.objects.get(programme=made, position=0)
    services.join(by=dag.scope, at=AT, participant=first, organisation=anna.organisation)
    return made
