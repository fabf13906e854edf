"""A municipality that has a place in Samsyn joins a programme by a code, and leaves it again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import JoiningCode, Participant, Programme, Share
from tests.support.story import Person, make_person


def soon(days: int = 30) -> date:
    """Return a day that is not past yet."""
    return localdate(clock.now()) + timedelta(days=days)


@pytest.fixture
def place(dag: Person, running: Programme) -> Participant:
    """A municipality that Dag has added, and that has no place here yet."""
    return services.add_participant(by=dag.scope, at=clock.now(), programme=running, name="Låtsasvik")


@pytest.fixture
def code(dag: Person, place: Participant) -> str:
    return services.make_joining_code(by=dag.scope, at=clock.now(), participant=place, until=soon())


def test_a_code_given_on_the_page_lets_a_municipality_join_and_leave(
    dag: Person, cecilia: Person, place: Participant
) -> None:
    page = f"/program/deltagare/{place.pk}/utan-samsyn/"
    shown = dag.client().post(page, {"do": "code", "code-until": soon().isoformat()}).content.decode()
    token = shown.split('<span class="copy">')[1].split("</span>")[0]
    assert token not in dag.client().get(page).content.decode(), "it is told once"
    client = cecilia.client()
    assert client.get(f"/program/{place.programme_id}/").status_code == 404
    assert 'href="/program/ga-med/"' in client.get("/program/").content.decode()
    answer = client.post("/program/ga-med/", {"do": "join", "join-code": f"  {token}\n"})
    assert answer.headers["Location"] == f"/program/{place.programme_id}/"
    assert client.get(answer.headers["Location"]).status_code == 200
    place.refresh_from_db()
    assert place.organisation == cecilia.organisation
    told = AuditEvent.objects.filter(verb="programme.joined").values_list("organisation_id", flat=True)
    assert set(told) >= {cecilia.organisation.pk, dag.organisation.pk}
    assert "rapporterar själv" in dag.client().get(page).content.decode()

    leave = f"/program/deltagare/{place.pk}/lamna/"
    assert leave in client.get(f"/program/deltagare/{place.pk}/").content.decode()
    assert client.post(leave, {"do": "end"}).status_code == 422, "it is asked once more"
    assert client.post(leave, {"do": "end", "end-sure": "on"}).headers["Location"] == "/program/"
    assert client.get(f"/program/{place.programme_id}/").status_code == 404
    assert client.get(leave).status_code == 404
    assert queries.participant(dag.scope, place.pk).organisation_id is None


def test_a_code_works_once_and_says_why_it_does_not(
    dag: Person, anna: Person, cecilia: Person, place: Participant, code: str
) -> None:
    page = "/program/ga-med/"

    def refused(person: Person, text: str) -> str:
        answer = person.client().post(page, {"do": "join", "join-code": text})
        assert answer.status_code == 422
        return answer.content.decode()

    assert "Koden finns inte" in refused(cecilia, code[:-1])
    assert "Koden finns inte" in refused(cecilia, code.swapcase())
    assert "deltar redan" in refused(anna, code), "Exempelköping has a place of its own in the programme"
    newer = services.make_joining_code(by=dag.scope, at=clock.now(), participant=place, until=soon(1))
    assert "återkallad" in refused(cecilia, code)
    JoiningCode.objects.filter(used_at=None, revoked_at=None).update(until=soon(-1))
    assert "gått ut" in refused(cecilia, newer)
    JoiningCode.objects.filter(used_at=None, revoked_at=None).update(until=soon(1))
    services.join_by_code(by=cecilia.scope, at=clock.now(), code=newer)
    assert "redan använd" in refused(cecilia, newer)
    with pytest.raises(Refused, match="egen plats"):
        services.make_joining_code(by=dag.scope, at=clock.now(), participant=place, until=soon())


def test_only_who_runs_the_programme_gives_codes_and_only_who_decides_uses_them(
    dag: Person, anna: Person, cecilia: Person, place: Participant, code: str
) -> None:
    reader = make_person("Lova", Role.READER, cecilia.organisation)
    for person in (anna, cecilia, reader):
        with pytest.raises(Refused):
            services.make_joining_code(by=person.scope, at=clock.now(), participant=place, until=soon())
        with pytest.raises(Refused):
            services.revoke_joining_code(by=person.scope, at=clock.now(), participant=place)
        assert queries.joining_code(person.scope, place.pk) is None
        assert person.client().get(f"/program/deltagare/{place.pk}/lamna/").status_code in (403, 404)
    for person in (reader, dag):
        with pytest.raises(Refused):
            services.join_by_code(by=person.scope, at=clock.now(), code=code)
    assert "går inte med i ett annat" in dag.client().get("/program/ga-med/").content.decode()
    for day in (soon(-1), soon(400)):
        with pytest.raises(BadInput, match="högst ett år"):
            services.make_joining_code(by=dag.scope, at=clock.now(), participant=place, until=day)
    assert queries.joining_code(dag.scope, place.pk) is not None
    page = f"/program/deltagare/{place.pk}/utan-samsyn/"
    assert dag.client().post(page, {"do": "stop_code"}).status_code == 302
    assert queries.joining_code(dag.scope, place.pk) is None
    with pytest.raises(Refused, match="återkallad"):
        services.join_by_code(by=cecilia.scope, at=clock.now(), code=code)


def test_the_database_holds_one_code_in_force(dag: Person, place: Participant, code: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        JoiningCode.objects.create(
            participant=place, digest="0" * 64, until=soon(), made_by=dag.user, made_at=clock.now()
        )


def test_nobody_leaves_while_what_was_shared_stands(
    dag: Person, cecilia: Person, anna: Person, place: Participant, code: str
) -> None:
    services.join_by_code(by=cecilia.scope, at=clock.now(), code=code)
    with pytest.raises(Refused, match="Bara programmet"):
        services.end_joining(by=anna.scope, at=clock.now(), participant=place)
    shared = Share.objects.create(
        organisation=cecilia.organisation, participant=place, key="x", title="En siffra", digest="0" * 64,
        content={"name": "En siffra"},
        shared_by=cecilia.user, shared_at=clock.now(),
    )  # fmt: skip
    with pytest.raises(Refused, match="återkallar det först"):
        services.end_joining(by=dag.scope, at=clock.now(), participant=place)
    services.revoke(by=cecilia.scope, at=clock.now(), share=shared)
    services.end_joining(by=dag.scope, at=clock.now(), participant=place)
    assert queries.participant(cecilia.scope, place.pk) is None
