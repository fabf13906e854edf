"""A municipality asks, is answered and given support; and too much at once is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, Programme, SupportRequest, Undertaking
from samsyn_web.programmes.presenters import requests as shown
from tests.support.story import AT, Person

DAY = date(2024, 10, 7)


@pytest.fixture
def annas(running: Programme) -> Participant:
    """Anna's municipality in the programme."""
    return Participant.objects.select_related("programme").get(programme=running, position=0)


def test_a_request_from_question_to_support_given(anna: Person, dag: Person, annas: Participant) -> None:
    path = f"/program/{annas.programme_id}/stod/"
    asks = {"ask-participant": annas.pk, "ask-kind": "tutorial", "ask-focus_area": 5}
    client = anna.client()
    assert (
        client.post(path, {"do": "ask", **asks, "ask-question": "Hur börjar vi med EST?"}).status_code == 302
    )
    one = SupportRequest.objects.get()
    of_one = f"/program/stod/{one.pk}/"
    assert client.post(of_one, {"do": "answer", "answer-answer": "Själv."}).status_code == 200
    assert SupportRequest.objects.get().state == "new", "who asks does not answer"
    answer = {"do": "answer", "answer-answer": "Vi ger handledning.", "answer-provider": "Länsstyrelsen"}
    assert dag.client().post(of_one, answer).status_code == 302
    assert "Länsstyrelsen" in client.get(of_one).content.decode()
    done = {"done-given_on": "2024-10-20", "done-provider": "Länsstyrelsen", "done-hours": "3"}
    assert dag.client().post(of_one, {"do": "done", **done}).status_code == 302
    assert SupportRequest.objects.get().state == "done"
    with pytest.raises(Refused, match="klar"):
        services.answer_request(by=dag.scope, at=AT, request=one, answer="Igen.")
    page = dag.client().get(path).content.decode()
    assert "1 / 1" in page
    assert "Svar har tagit" in page


def test_waiting_and_counts_by_hand(dag: Person, annas: Participant) -> None:
    for n, answered in enumerate((2, 5, None, None)):
        one = services.ask_for_support(
            by=dag.scope, at=AT, participant=annas, kind="advice", focus_area=1, question="Hur?",
            asked_on=DAY - timedelta(days=10 * n),
        )  # fmt: skip
        if answered is not None:
            SupportRequest.objects.filter(pk=one.pk).update(
                answered_on=one.asked_on + timedelta(days=answered), state="answered"
            )
    found = list(queries.support_requests(dag.scope, annas.programme_id))
    said = shown.waiting(found, DAY)
    assert "3,5 dagar i median (2 besvarade)" in said
    assert "2 väntar på svar, den längst väntande sedan 30 dagar" in said
    assert shown.support_counts(found, [], {annas.pk: "A"}, {1: "Ett", 2: "Två"}) == [
        ("1. Ett", [(4, 0)]),
        ("2. Två", [(0, 0)]),
    ]


def test_a_municipality_sees_its_own_requests_only(
    anna: Person, cecilia: Person, dag: Person, annas: Participant
) -> None:
    other = Participant.objects.get(programme=annas.programme, position=1)
    theirs = services.ask_for_support(
        by=dag.scope, at=AT, participant=other, kind="advice", focus_area=1, question="Hur?"
    )
    assert not queries.support_requests(anna.scope, annas.programme_id)
    for by in (anna, cecilia):
        assert by.client().get(f"/program/stod/{theirs.pk}/").status_code == 404
        with pytest.raises(Refused):
            services.withdraw_request(by=by.scope, at=AT, request=theirs)
    with pytest.raises(BadInput):
        services.ask_for_support(
            by=anna.scope, at=AT, participant=annas, kind="advice", focus_area=1, question="Ring 811218-9876"
        )


def test_too_much_at_once_is_told_and_needs_a_reason(anna: Person, dag: Person, annas: Participant) -> None:
    services.set_load_limit(
        by=dag.scope, at=AT, programme=annas.programme, hours_per_week=Decimal(8), focus_areas=1
    )
    today = localdate(clock.now())
    path = f"/program/{annas.programme_id}/belastning/"
    fields = {
        "add-participant": annas.pk, "add-unit": "Skola", "add-function": "Rektor", "add-starts": today,
        "add-ends": today, "add-hours_per_week": "5",
    }  # fmt: skip
    client = anna.client()
    first = {"do": "add", **fields, "add-initiative": "Tryggare skola", "add-focus_area": 5}
    assert client.post(path, first).status_code == 302
    second = {"do": "add", **fields, "add-initiative": "Nationell satsning", "add-focus_area": 2}
    refused = client.post(path, second)
    assert refused.status_code == 422
    assert "2 fokusområden samtidigt" in refused.content.decode()
    assert client.post(path, {**second, "add-reason": "Staten kräver det i år."}).status_code == 302
    page = client.get(path).content.decode()
    for said in (
        "▲",
        "Nationell satsning, Tryggare skola",
        "Staten kräver det i år.",
        "2 fokusområden samtidigt",
    ):
        assert said in page
    one = Undertaking.objects.get(initiative="Tryggare skola")
    assert client.post(path, {"do": "remove", "remove-key": one.pk}).status_code == 302
    assert "▲ </span>" not in client.get(path).content.decode()
    with pytest.raises(Refused):
        services.set_load_limit(
            by=anna.scope, at=AT, programme=annas.programme, hours_per_week=Decimal(9), focus_areas=9
        )


def test_the_demonstration_shows_support_and_a_collision(dag: Person, running: Programme) -> None:
    call_command("demo_support")
    page = dag.client().get(f"/program/{running.pk}/belastning/").content.decode()
    assert "▲ </span>" in page
    assert {one.state for one in queries.support_requests(dag.scope, running.pk)} >= {"new", "handed", "done"}
