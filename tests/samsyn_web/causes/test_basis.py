"""A problem rests on findings that are opened by those who may, and on statistics and documents with a source."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Role
from samsyn_web.causes import presenters, queries, services
from samsyn_web.causes.models import Basis, Problem
from samsyn_web.findings.models import FindingRecord
from tests.support import annas_world
from tests.support.story import AT, Person, make_person


@pytest.fixture
def problem(anna: Person) -> Problem:
    """Return a problem that Anna has opened."""
    return services.open_problem(by=anna.scope, at=AT, title="Klotter på busskurar")


@pytest.fixture
def finding(anna: Person, rut: Person) -> FindingRecord:
    """Return a figure of a published picture of Anna's."""
    return annas_world.make(anna.organisation, anna.user).figure


def test_a_finding_keeps_its_value_and_is_linked_once(
    anna: Person, problem: Problem, finding: FindingRecord
) -> None:
    first = services.link_finding(by=anna.scope, at=AT, problem=problem, digest=finding.digest)
    services.withdraw_basis(by=anna.scope, at=AT, basis=first)
    again = services.link_finding(by=anna.scope, at=AT, problem=problem, digest=finding.digest)
    assert (again.pk, again.withdrawn_at) == (first.pk, None)
    opened = queries.opened_findings(anna.scope, problem)
    (line,) = presenters.basis_lines(queries.basis_of(anna.scope, problem), opened)
    assert line.finding is not None
    assert (line.finding.value, line.finding.unit) == ("7", "rapporter")
    assert line.finding.href == f"/figurer/{finding.digest}/"


def test_who_may_not_open_a_picture_sees_no_value_of_it(
    anna: Person, problem: Problem, finding: FindingRecord
) -> None:
    services.link_finding(by=anna.scope, at=AT, problem=problem, digest=finding.digest)
    greta = make_person("Greta", Role.REVIEWER, anna.organisation)
    assert queries.basis_of(greta.scope, problem).count() == 1
    page = greta.client().get(f"/problem/{problem.pk}/").content.decode()
    assert "Ett resultat som din roll inte öppnar" in page
    assert finding.digest not in page
    with pytest.raises(BadInput):
        services.link_finding(by=greta.scope, at=AT, problem=problem, digest=finding.digest)


def test_another_municipality_links_nothing(
    cecilia: Person, problem: Problem, finding: FindingRecord
) -> None:
    with pytest.raises(Refused):
        services.link_finding(by=cecilia.scope, at=AT, problem=problem, digest=finding.digest)
    own = services.open_problem(by=cecilia.scope, at=AT, title="Deras")
    with pytest.raises(BadInput):
        services.link_finding(by=cecilia.scope, at=AT, problem=own, digest=finding.digest)
    assert not Basis.objects.exclude(problem__title=annas_world.MARK).exists()


def test_a_document_says_its_source_and_is_taken_back(anna: Person, problem: Problem) -> None:
    for text, source in (
        ("", "Kommunen"),
        ("Två lampor", ""),
        ("Ring 811218-9876", "Kommunen"),
        ("a", "b" * 201),
    ):
        with pytest.raises(BadInput):
            services.add_basis(
                by=anna.scope, at=AT, problem=problem, kind="document", text=text, source=source
            )
    with pytest.raises(BadInput):
        services.add_basis(by=anna.scope, at=AT, problem=problem, kind="finding", text="a", source="b")
    client = anna.client()
    told = {"kind": "document", "text": "Två lampor är släckta.", "source": "Rond"}
    assert client.post(f"/problem/{problem.pk}/underlag/", told).status_code == 302
    made = Basis.objects.get(text=told["text"])
    client.post(f"/problem/underlag/{made.pk}/ta-bort/")
    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert "Lägg tillbaka" in client.get(f"/problem/{problem.pk}/").content.decode()
    client.post(f"/problem/underlag/{made.pk}/tillbaka/")
    made.refresh_from_db()
    assert made.withdrawn_at is None


def test_a_finding_is_linked_from_its_own_page_and_picked_from_pictures(
    anna: Person, lars: Person, problem: Problem, finding: FindingRecord
) -> None:
    client = anna.client()
    link = f"/problem/resultat/{finding.digest}/"
    assert lars.client().get(link).status_code == 403
    assert client.post(link, {"problem": ""}).status_code == 422
    assert client.post(link, {"problem": problem.pk}).headers["Location"] == f"/problem/{problem.pk}/"
    page = client.get(f"/problem/{problem.pk}/underlag/resultat/?sok={finding.area_name}").content.decode()
    assert "tillagt" in page
    assert (
        "Inget resultat passar"
        in client.get(f"/problem/{problem.pk}/underlag/resultat/?sok=zzz").content.decode()
    )


def test_the_database_asks_for_a_source(anna: Person, problem: Problem) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Basis.objects.create(problem=problem, kind="document", text="Utan", added_by=anna.user, added_at=AT)
