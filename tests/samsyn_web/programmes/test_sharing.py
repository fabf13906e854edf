"""A municipality shares figures and reports with a programme, and takes them back; the programme reads nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils.translation import override

from samsyn.errors import BadInput, Refused
from samsyn.programme import Programme as Facts
from samsyn.programme import SharedFigure
from samsyn_web.base import registry
from samsyn_web.base.registry import Shareable
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings.models import FieldNote
from samsyn_web.methods.surveys.models import Survey
from samsyn_web.people.models import OrganisationKind
from samsyn_web.people.services import create_organisation
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, Programme, Share
from tests.architecture.test_scope import SCOPED, call, is_nothing
from tests.support import annas_world
from tests.support.access import addresses, answer, filled
from tests.support.sharing_rows import SHARED, joined
from tests.support.story import AT, Person, make_person


@pytest.fixture
def dag(db: None) -> Person:
    """Dag leads the programme."""
    organisation = create_organisation(
        name="Programmet", kind=OrganisationKind.PROGRAMME, is_demo=True, by=None, at=AT
    )
    return make_person("Dag", Role.COORDINATOR, organisation)


@pytest.fixture
def programme(dag: Person) -> Programme:
    """A programme that Dag's organisation coordinates, with nothing in it."""
    facts = Facts(
        name="Prov", short_name="Prov", reference="", is_fictional=True, municipalities=(), focus_areas={},
        formats={}, activities=(),
    )  # fmt: skip
    return services.load(by=None, at=AT, organisation=dag.organisation, facts=facts)


def figure(value: float, version: str = "m/1") -> SharedFigure:
    """Return a figure that may be shared."""
    return SharedFigure(
        method="m", version=version, edition="six", key="A", label="Insatser", period="2024", value=value,
        low=value - 0.5, high=value + 0.5, unit="poäng", n=6,
    )  # fmt: skip


@pytest.fixture
def offered(anna: Person, cecilia: Person) -> Iterator[dict[int, SharedFigure]]:
    """What each may share, by organisation."""
    own = {anna.organisation.pk: figure(5.0), cecilia.organisation.pk: figure(3.0)}

    def find(scope: Scope) -> list[Shareable]:
        one = own.get(scope.organisation_id)
        return [] if one is None else [Shareable(key="1", origin="Mätningen", href="/", figure=one)]

    before = dict(registry._shareables)
    registry._shareables.clear()
    registry.register_shareables("prov", find)
    yield own
    registry._shareables.clear()
    registry._shareables.update(before)


def place_of(person: Person, programme: Programme) -> Participant:
    """Let a person's organisation take part."""
    return Participant.objects.create(
        programme=programme,
        key=f"k{person.organisation.pk}",
        name=person.organisation.name,
        organisation=person.organisation,
    )


def share(person: Person, place: Participant) -> Share:
    """Share the one figure there is."""
    (made,) = services.share(by=person.scope, at=AT, participant=place, keys=["prov:1"], note="Beslutat.")
    return made


@pytest.mark.usefixtures("offered")
def test_from_choice_to_comparison_and_back(
    anna: Person, cecilia: Person, dag: Person, programme: Programme
) -> None:
    hers, theirs = place_of(anna, programme), place_of(cecilia, programme)
    page = anna.client().get("/program/delat/").content.decode()
    assert "Insatser: 5,00 (4,50–5,50) poäng, 2024" in page
    said = {"place": hers.pk, "keys": ["prov:1"], "note": "Beslutat i styrgruppen."}
    assert anna.client().post("/program/delat/", said).status_code == 302
    share(cecilia, theirs)
    glance = dag.client().get(f"/program/{programme.pk}/delat/").content.decode()
    assert "Annanstad har lägre värde än Exempelköping" in glance
    assert "Beslutat i styrgruppen" not in glance  # the comment is the municipality's own
    assert "Beslutat i styrgruppen" in anna.client().get("/program/delat/").content.decode()

    made = Share.objects.get(participant=hers)
    path = f"/program/delat/{made.pk}/aterkalla/"
    assert cecilia.client().post(path).status_code == 404
    assert anna.client().post(path).status_code == 302
    made.refresh_from_db()
    assert (made.content, made.revoked_by, made.title) == ({}, anna.user, "Insatser")
    glance = dag.client().get(f"/program/{programme.pk}/delat/").content.decode()
    assert "5,00" not in glance  # what it said is gone
    assert "återkallad" in glance  # that it was shared is not
    assert "Bara en kommun i gruppen" in glance
    with pytest.raises(Refused, match="redan"):
        services.revoke(by=anna.scope, at=AT, share=made)
    assert share(anna, hers).pk != made.pk  # and it may be shared anew


def test_versions_and_groups_that_differ_are_not_compared(
    anna: Person, cecilia: Person, dag: Person, programme: Programme, offered: dict[int, SharedFigure]
) -> None:
    hers, theirs = place_of(anna, programme), place_of(cecilia, programme)
    offered[cecilia.organisation.pk] = figure(3.0, "m/2")
    share(anna, hers)
    share(cecilia, theirs)
    (found,) = queries.compared(dag.scope, programme.pk)
    assert found.refused == "version"
    groups = {f"group_{hers.key}": "små", f"group_{theirs.key}": "stora"}
    assert dag.client().post(f"/program/{programme.pk}/delat/", groups).status_code == 302
    assert [(one.group, one.refused) for one in queries.compared(dag.scope, programme.pk)] == [
        ("små", "too_few"),
        ("stora", "too_few"),
    ]
    assert anna.client().post(f"/program/{programme.pk}/delat/", groups).status_code == 422


@pytest.mark.usefixtures("offered")
def test_who_may_not_share_what(anna: Person, cecilia: Person, lars: Person, programme: Programme) -> None:
    hers = place_of(anna, programme)
    for by, keys in (
        (cecilia, ["prov:1"]),
        (lars, ["prov:1"]),
        (anna, ["prov:2"]),
        (anna, ["publication:1"]),
    ):
        with pytest.raises(Refused):
            services.share(by=by.scope, at=AT, participant=hers, keys=keys)
    with pytest.raises(BadInput):
        services.share(by=anna.scope, at=AT, participant=hers, keys=[])
    with pytest.raises(BadInput):
        services.share(by=anna.scope, at=AT, participant=hers, keys=["prov:1"], note="Ring 811218-9876")
    assert not Share.objects.exists()
    made = share(anna, hers)
    assert services.share(by=anna.scope, at=AT, participant=hers, keys=["prov:1"]) == []  # once
    with pytest.raises(DatabaseError), transaction.atomic():  # the database keeps what is revoked empty
        Share.objects.filter(pk=made.pk).update(revoked_at=AT, revoked_by=anna.user)


# What Dag reads of Anna's because she has shared it.
READ = {
    "programmes.shared_with", "programmes.shared_file", "programmes.compared", "programmes.participants",
    "programmes.programme", "programmes.programmes", "programmes.programme_and_facts",
}  # fmt: skip

NEAR = (
    "share_id",
    "digest",
    "publication_id",
    "picture_id",
    "measurement_id",
    "report_id",
)  # what is shared, and beside


def test_an_attack_by_who_leads_the_programme(
    anna: Person, bo: Person, dag: Person, programme: Programme
) -> None:
    """Every query and every address is tried by Dag: he reaches what Anna shares, and nothing else."""
    world = SimpleNamespace(anna=anna, bo=bo, dag=dag, cecilia=dag)
    hers = annas_world.make(anna.organisation, anna.user)
    vars(hers)["programme"] = programme
    Share.objects.filter(organisation=anna.organisation).update(participant=joined(world, programme))
    note, job = FieldNote.objects.get(picture=hers.picture), SimpleNamespace(pk=UUID(int=9))
    world = SimpleNamespace(**{**vars(world), **vars(hers)}, field_note=note, job=job)
    read = set()
    for name, query in sorted(SCOPED.items()):
        try:
            with transaction.atomic():
                found = call(query, dag.scope, world)
        except (Refused, Http404):
            continue
        except (ValueError, IndexError):  # nothing to compute from
            assert name == "incidents.proposed_period", name
            continue
        if name in READ:
            read.add(name)
            told = (
                [vars(one) if isinstance(one, Share) else one for one in found] if is_many(found) else found
            )
            assert annas_world.MARK not in str(told), name
        elif not is_nothing(found):
            assert annas_world.MARK not in str(found), name
    assert read == READ
    client = dag.client()
    client.raise_request_exception = False
    near = [one for one in addresses() if any(f"<{hole}>" in one for hole in NEAR)]
    opened = {one for one in near if answer(client, filled(one, world)) == "o"}
    file = "program/delat/<share_id>/rapport.<kind>"
    assert file in opened
    body = client.get(filled(file, world)).content.decode()
    assert body == SHARED
    for one in sorted(opened - {file}):
        page = client.get(filled(one, world))
        assert annas_world.MARK not in page.content.decode(errors="replace"), one


def is_many(found: object) -> bool:
    """Whether a result is a list of things."""
    return isinstance(found, list | tuple)


def test_answers_of_a_closed_survey_may_be_shared_with_who_asked_what(anna: Person) -> None:
    call_command("demo_surveys")
    offered = queries.to_share(anna.scope)
    assert {one.key.split(":")[0] for one in offered} == {"surveys"}
    assert offered, "the demonstration has a closed survey with enough answers"
    for one in offered:
        survey = Survey.objects.get(pk=int(one.key.split(":")[1]))
        assert (one.figure.sender, survey.closed_at is None) == (survey.sender, False)
        assert one.figure.asked == one.figure.label
        assert one.figure.n >= 5
    with override("en"):  # what is kept and compared is the same whoever shares
        assert [one.figure for one in queries.to_share(anna.scope)] == [one.figure for one in offered]
