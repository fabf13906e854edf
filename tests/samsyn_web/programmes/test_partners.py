"""A county board and an authority are partners: each reads what its role gives, while it is in force, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, Role
from samsyn_web.people.models import Organisation, OrganisationKind
from samsyn_web.people.services import create_organisation
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import (
    Activity,
    Contribution,
    Participant,
    Programme,
    ProgrammePartner,
    Share,
    SupportGiven,
    SupportRequest,
)
from tests.architecture.test_scope import SCOPED, call, is_nothing
from tests.support.story import AT, Person, make_person

DAY = date(2024, 10, 7)
SINCE = date(2024, 1, 1)
BOARD, AUTHORITY = "Länsstyrelsen i Provlän", "Provmyndigheten"


def authority(name: str) -> Person:
    """Return somebody who works at an authority and has no other role."""
    made = create_organisation(name=name, kind=OrganisationKind.AUTHORITY, is_demo=True, by=None, at=AT)
    return make_person(f"P{made.pk}", Role.PROGRAMME_PARTNER, made)


@pytest.fixture
def told(dag: Person, anna: Person, running: Programme) -> SimpleNamespace:
    """Two participants in one county and one in another; a county board, an authority and a stranger."""
    places = list(Participant.objects.filter(programme=running).order_by("position")[:3])
    for place, county in zip(places, ("81", "81", "82"), strict=True):
        place.county = county
        place.save()
    liv, mats, stranger = authority(BOARD), authority(AUTHORITY), authority("En annan länsstyrelse")
    given: dict[str, Any] = {"by": dag.scope, "at": AT, "programme": running, "name": "", "starts": SINCE}
    board = services.add_partner(**given, role="county_board", organisation=liv.organisation, county="81")
    other = services.add_partner(**given, role="authority", organisation=mats.organisation)
    for n, (place, provider, partners) in enumerate(
        (
            (places[0], "Skolan", ""),
            (places[1], "", f"Polisen; {AUTHORITY}"),
            (places[2], AUTHORITY, ""),
            (places[2], "", f"{AUTHORITY}s vän"),
        )
    ):
        written = services.Written(
            focus_area=1, title=f"Aktivitet {n}", formats=(1,), provider=provider, partners=partners
        )
        services.add_activity(by=dag.scope, at=AT, programme=running, municipality=place.key, written=written)
    return SimpleNamespace(
        programme=running, places=places, liv=liv, mats=mats, stranger=stranger, board=board, other=other
    )


def titles(found: list[Activity]) -> list[str]:
    """Return what the activities are called."""
    return sorted(one.title for one in found)


def test_each_reads_what_its_role_gives(dag: Person, told: SimpleNamespace) -> None:
    request = services.ask_for_support(
        by=dag.scope,
        at=AT,
        participant=told.places[2],
        kind="advice",
        focus_area=1,
        question="Hur börjar vi?",
    )
    services.answer_request(by=dag.scope, at=AT, request=request, answer="Fråga dem.", provider=AUTHORITY)
    for n, place in enumerate(told.places):
        Share.objects.create(
            organisation=told.places[0].organisation, participant=place, key="k", title="Siffra", digest="d",
            shared_by=dag.user, shared_at=AT, content=_figure(4.0 + n),
        )  # fmt: skip
    board, other = (told.liv.scope, told.board.pk, DAY), (told.mats.scope, told.other.pk, DAY)
    assert titles(queries.partner_activities(*board)) == ["Aktivitet 0", "Aktivitet 1"]
    assert titles(queries.partner_activities(*other)) == [
        "Aktivitet 1",
        "Aktivitet 2",
    ]  # its whole name alone
    assert [one.participant.county for one in queries.partner_reached(*board)] == ["81", "81"]
    (kind,) = queries.partner_figures(*board)
    assert {one.name for one in kind.sharers} == {one.name for one in told.places[:2]}
    assert not queries.partner_requests(*board)
    assert [one.question for one in queries.partner_requests(*other)] == ["Hur börjar vi?"]
    assert (queries.partner_reached(*other), queries.partner_figures(*other)) == ((), ())
    page = told.liv.client().get(f"/program/partner/{told.board.pk}/").content.decode()
    assert told.places[1].name in page
    assert told.places[2].name not in page
    assert "Siffra" in page


def test_from_proposal_to_activity_and_advice_counted(
    dag: Person, anna: Person, told: SimpleNamespace
) -> None:
    path, client = f"/program/partner/{told.other.pk}/", told.mats.client()
    of_it = {"participant": told.places[0].pk, "focus_area": 1}
    sent = {f"activity-{name}": value for name, value in of_it.items()}
    sent |= {"do": "activity", "activity-text": "Kurs för ledare", "activity-starts": "2025-03-03"}
    assert client.post(path, sent).status_code == 302
    one = Contribution.objects.get()
    address = f"/program/inspel/{one.pk}/"
    assert not Activity.objects.filter(title="Kurs för ledare").exists()
    assert client.post(address, {"do": "accept", "accept-formats": [1]}).status_code == 403
    assert anna.client().get(address).status_code == 404  # not before it is accepted
    assert (
        dag.client().post(address, {"do": "accept"}).status_code == 422
    )  # the format is the programme's to say
    assert dag.client().post(address, {"do": "accept", "accept-formats": [1]}).status_code == 302
    made = Activity.objects.get(title="Kurs för ledare")
    assert (made.provider, made.status, made.starts) == (AUTHORITY, "planned", date(2025, 3, 3))
    assert "Kurs för ledare" in client.get(path).content.decode()
    assert anna.client().get(address).status_code == 200
    with pytest.raises(Refused, match="mottaget"):
        services.decline_contribution(by=dag.scope, at=AT, contribution=one, answer="Nej.")

    given = services.contribute(
        by=told.mats.scope, at=AT, partner=told.other, participant=told.places[0], kind="advice",
        focus_area=1, text="Börja smått.", starts=DAY, hours=Decimal(2),
    )  # fmt: skip
    services.accept_contribution(by=dag.scope, at=AT, contribution=given)
    support = SupportGiven.objects.get()
    assert (support.provider, support.hours, support.given_on) == (AUTHORITY, Decimal(2), DAY)


def test_a_county_board_writes_requests_and_advice_alone(dag: Person, told: SimpleNamespace) -> None:
    given: dict[str, Any] = {
        "by": told.liv.scope, "at": AT, "partner": told.board, "focus_area": 1, "text": "När är bilden klar?"
    }  # fmt: skip
    with pytest.raises(Refused, match="rollen"):
        services.contribute(**given, participant=told.places[0], kind="activity")
    with pytest.raises(Refused, match="hör inte till"):
        services.contribute(**given, participant=told.places[2], kind="request")  # in another county
    with pytest.raises(BadInput):
        services.contribute(**given | {"text": "Ring 811218-9876"}, participant=told.places[0], kind="advice")
    one = services.contribute(**given, participant=told.places[0], kind="request")
    with pytest.raises(BadInput, match="svar"):
        services.accept_contribution(by=dag.scope, at=AT, contribution=one)
    with pytest.raises(Refused):
        services.accept_contribution(by=told.liv.scope, at=AT, contribution=one, answer="Ja.")
    path = f"/program/partner/{told.board.pk}/"
    sent = {"do": "withdraw", "withdraw-key": one.pk}
    assert told.liv.client().post(path, sent).status_code == 302
    assert Contribution.objects.get().state == "withdrawn"


def test_strangers_other_counties_and_those_who_have_left_read_nothing(
    dag: Person, told: SimpleNamespace
) -> None:
    """A stranger authority; the board of another county; and a partner after its last day."""
    far = services.add_partner(
        by=dag.scope, at=AT, programme=told.programme, name="", role="county_board", starts=SINCE,
        organisation=told.stranger.organisation, county="03",
    )  # fmt: skip
    assert not queries.partner_activities(told.stranger.scope, far.pk, DAY)
    assert not queries.partner_reached(told.stranger.scope, far.pk, DAY)
    services.end_partner(by=dag.scope, at=AT, partner=told.board, ends=DAY)
    after = DAY + timedelta(days=1)
    assert queries.partner_place(told.liv.scope, told.board.pk, DAY) is not None
    for scope, place, on in (
        (told.stranger.scope, told.board.pk, DAY),
        (told.mats.scope, told.board.pk, DAY),
        (told.liv.scope, told.board.pk, after),
        (told.liv.scope, told.board.pk, SINCE - timedelta(days=1)),
        (replace(told.liv.scope, role=Role.READER), told.board.pk, DAY),
    ):
        for query in (
            queries.partner_activities, queries.partner_requests, queries.partner_reached, queries.partner_figures,
            queries.partner_participants, queries.own_contributions,
        ):  # fmt: skip
            assert not query(scope, place, on), (query, on)
    assert told.liv.client().get(f"/program/partner/{told.board.pk}/").status_code == 404  # today is after
    assert "inte partner i något program" in told.liv.client().get("/program/partner/").content.decode()
    with pytest.raises(Refused):
        services.contribute(
            by=told.liv.scope, at=clock.now(), partner=told.board, participant=told.places[0], kind="advice",
            focus_area=1, text="Ett råd.",
        )  # fmt: skip


def test_a_partner_reaches_none_of_the_other_pages_and_queries(told: SimpleNamespace, dag: Person) -> None:
    request = SupportRequest.objects.create(
        participant=told.places[0], kind="advice", focus_area=1, question="Hur?", asked_on=DAY
    )
    world = SimpleNamespace(
        programme=told.programme, participant=told.places[0], request_for=request,
        activity=Activity.objects.earliest("pk"), contribution=SimpleNamespace(pk=0),
        partner_place=SimpleNamespace(pk=0),
    )  # fmt: skip
    for name, query in SCOPED.items():
        if name.startswith("programmes.") and name != "programmes.partner_places":
            try:
                assert is_nothing(call(query, told.liv.scope, world)), name
            except AttributeError:
                continue  # about something that this programme has not
    number = told.programme.pk
    for path in (
        "",
        "aktiviteter/",
        "deltagare/",
        "stod/",
        "delat/",
        "pengar/",
        "urval/",
        "kvartal/",
        "partner/",
    ):
        assert told.liv.client().get(f"/program/{number}/{path}").status_code == 403
    assert told.liv.client().get("/", follow=True).redirect_chain == [("/program/partner/", 302)]
    assert Role.PROGRAMME_PARTNER.permissions == {Permission.FOLLOW_PROGRAMME}


def test_only_who_leads_adds_partners_and_only_authorities_read(
    dag: Person, anna: Person, told: SimpleNamespace
) -> None:
    given: dict[str, Any] = {"at": AT, "programme": told.programme, "name": "Ny", "starts": SINCE}
    for by in (anna, told.liv, told.mats):
        with pytest.raises(Refused):
            services.add_partner(by=by.scope, **given, role="other")
    with pytest.raises(BadInput, match="myndighet"):
        services.add_partner(by=dag.scope, **given, role="authority", organisation=anna.organisation)
    with pytest.raises(BadInput, match="län"):
        services.add_partner(
            by=dag.scope, **given, role="county_board", organisation=told.stranger.organisation, county="00"
        )
    with pytest.raises(Refused, match="redan"):
        services.add_partner(by=dag.scope, **given, role="authority", organisation=told.mats.organisation)
    page = dag.client().get(f"/program/{told.programme.pk}/partner/").content.decode()
    assert BOARD in page
    assert 'name="add-organisation"' in page
    assert 'name="add-organisation"' not in (
        anna.client().get(f"/program/{told.programme.pk}/partner/").content.decode()
    )
    sent = {"do": "end", "end-key": told.board.pk, "end-ends": "2024-12-31"}
    assert dag.client().post(f"/program/{told.programme.pk}/partner/", sent).status_code == 302
    assert ProgrammePartner.objects.get(pk=told.board.pk).ends == date(2024, 12, 31)


def test_the_programme_leader_and_the_local_project_leader_write_each_their_own(
    dag: Person, anna: Person, lars: Person, told: SimpleNamespace
) -> None:
    """The leaders are their organisations' coordinators; who only reads there writes nothing in the programme."""
    hers, number = told.places[0], told.programme.pk
    sent = {"do": "ask", "ask-participant": hers.pk, "ask-kind": "advice", "ask-focus_area": 1}
    sent |= {"ask-question": "Hur börjar vi?"}
    assert lars.client().post(f"/program/{number}/stod/", sent).status_code == 200  # shown, nothing done
    assert not SupportRequest.objects.exists()
    assert anna.client().post(f"/program/{number}/stod/", sent).status_code == 302
    with pytest.raises(Refused):  # for another municipality
        services.ask_for_support(
            by=anna.scope, at=AT, participant=told.places[1], kind="advice", focus_area=1, question="Hur?"
        )
    written = services.Written(focus_area=1, title="Ny", formats=(1,))
    given: dict[str, Any] = {"at": AT, "programme": told.programme, "municipality": hers.key}
    for by in (lars, told.liv, told.mats):
        with pytest.raises(Refused):
            services.add_activity(by=by.scope, **given, written=written)
    for by in (dag, anna):  # who reports for a municipality also plans what is done there, and nowhere else
        assert services.add_activity(by=by.scope, **given, written=written).status == "planned"
    with pytest.raises(Refused):
        services.add_activity(by=anna.scope, **given | {"municipality": told.places[1].key}, written=written)


def test_the_demonstration_has_a_county_board_and_an_authority(dag: Person, anna: Person) -> None:
    call_command("demo_people", password="sju sjösjuka sjömän")
    Organisation.objects.filter(pk=dag.organisation.pk).update(is_demo=False)  # the demonstration's own leads
    call_command("demo_example_programme")
    call_command("demo_partners")
    programme = Programme.objects.get(short_name="Exempelprogrammet")
    board = ProgrammePartner.objects.get(programme=programme, role="county_board")
    assert Participant.objects.filter(programme=programme, county=board.county).count() == 3
    assert {one.state for one in Contribution.objects.all()} == {"proposed", "accepted"}
    assert localdate(clock.now()) >= (board.starts or date.max)
    named = ProgrammePartner.objects.get(programme=programme, name="Exempelbostäder")
    assert (named.organisation, named.role) == (None, "")  # a name in the records reads nothing


def _figure(value: float) -> dict[str, Any]:
    return {
        "method": "m", "version": "m/1", "edition": "six", "key": "A", "label": "Siffra", "period": "2024",
        "value": value, "low": value - 1, "high": value + 1, "unit": "poäng", "n": 6,
    }  # fmt: skip
