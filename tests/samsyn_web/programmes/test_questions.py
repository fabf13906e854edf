"""Municipalities of a programme ask and answer each other; only they and who leads the programme read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from samsyn.errors import BadInput, Refused
from samsyn.programme import read_programme
from samsyn_web.base.models import SentMail
from samsyn_web.base.scope import Role
from samsyn_web.knowledge import services as lessons
from samsyn_web.people.models import Organisation
from samsyn_web.people.services import create_organisation
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, PeerAnswer, PeerQuestion, Programme
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person, make_person

WRITTEN = services.QuestionWritten(title="Hur fick ni skolorna att rapportera?", focus_area=2)


@pytest.fixture
def places(running: Programme, dag: Person, cecilia: Person) -> list[Participant]:
    """Anna's municipality, Cecilia's, and those without a place here."""
    second = Participant.objects.get(programme=running, position=1)
    services.join(by=dag.scope, at=AT, participant=second, organisation=cecilia.organisation)
    return list(
        Participant.objects.select_related("programme").filter(programme=running).order_by("position")
    )


@pytest.fixture
def asked(anna: Person, places: list[Participant]) -> PeerQuestion:
    return services.ask_peers(by=anna.scope, at=AT, participant=places[0], written=WRITTEN)


def answer(by: Person, asked: PeerQuestion, place: Participant | None) -> PeerAnswer:
    return services.answer_peer(by=by.scope, at=AT, question=asked, participant=place, text="Vi bjöd in dem.")


def said(by: Person, path: str) -> str:
    return str(by.client().get(path).content.decode())


def test_a_question_from_asking_to_what_was_done(
    anna: Person, cecilia: Person, dag: Person, places: list[Participant], settings: Any
) -> None:
    settings.MAIL_IS_ON = True
    path = f"/program/{places[0].programme_id}/fragor/"
    client = anna.client()
    assert "Ingen har frågat än" in said(anna, path)
    fields = {"do": "ask", "ask-participant": places[0].pk, "ask-title": WRITTEN.title, "ask-focus_area": 2}
    assert client.post(path, {**fields, "ask-participant": places[1].pk}).status_code == 422  # not hers
    assert client.post(path, fields).status_code == 302
    its = f"/program/fraga/{PeerQuestion.objects.get().pk}/"
    told = {one.organisation_id for one in SentMail.objects.filter(kind="peers")}
    assert told == {cecilia.organisation.pk, dag.organisation.pk}
    assert not SentMail.objects.filter(body__contains="skolorna").exists()  # no words of it leave by mail
    assert client.post(its, {"do": "answer", "answer-speaker": places[0].pk, "answer-text": "Själv."})
    assert not PeerAnswer.objects.exists()
    sent = {"do": "answer", "answer-speaker": places[1].pk, "answer-text": "Vi bjöd in rektorerna."}
    assert cecilia.client().post(its, sent).status_code == 302
    last = SentMail.objects.filter(kind="peers").latest("pk")
    assert (last.organisation_id, last.subject[:9]) == (anna.organisation.pk, "Låtsas 2 ")
    assert "Vi bjöd in rektorerna." in said(dag, its)
    assert client.post(its, {"do": "close", "close-outcome": " "}).status_code == 422
    assert client.post(its, {"do": "close", "close-outcome": "Vi bjöd också in dem."}).status_code == 302
    assert "Vi bjöd också in dem." in said(cecilia, path + "?lage=closed")
    assert "Ingen fråga är öppen" in said(cecilia, path + "?lage=open")
    assert cecilia.client().post(its, sent).status_code == 200  # closed: there is no form to fill
    assert PeerAnswer.objects.count() == 1
    assert client.post(its, {"do": "reopen"}).status_code == 302
    assert "0 avslutade" in said(cecilia, path)


def test_own_words_are_taken_back_and_given_again(
    anna: Person, cecilia: Person, dag: Person, places: list[Participant], asked: PeerQuestion
) -> None:
    given, its = answer(cecilia, asked, places[1]), f"/program/fraga/{asked.pk}/"
    cecilia.client().post(its, {"do": f"take-{given.pk}"})
    assert "Vi bjöd in dem." not in said(anna, its)
    assert queries.peer_questions(anna.scope, places[0].programme_id)[0].answers == 0
    assert "Vi bjöd in dem." in said(cecilia, its)
    cecilia.client().post(its, {"do": f"give-{given.pk}"})
    assert queries.peer_questions(anna.scope, places[0].programme_id)[0].answers == 1
    anna.client().post(its, {"do": f"take-{given.pk}"})  # not hers
    assert "Vi bjöd in dem." in said(anna, its)
    anna.client().post(its, {"do": "withdraw"})
    assert [one.client().get(its).status_code for one in (anna, cecilia, dag)] == [200, 404, 404]
    anna.client().post(its, {"do": "restore"})
    assert cecilia.client().get(its).status_code == 200


def test_who_leads_the_programme_hides_with_a_reason(
    anna: Person, cecilia: Person, dag: Person, places: list[Participant], asked: PeerQuestion
) -> None:
    given, its = answer(cecilia, asked, places[1]), f"/program/fraga/{asked.pk}/"
    hide = {"do": f"hide-{given.pk}", f"hide-{given.pk}-reason": "Skolan går att känna igen."}
    anna.client().post(its, hide)
    assert "Vi bjöd in dem." in said(anna, its)
    dag.client().post(its, hide)
    assert "Vi bjöd in dem." not in said(anna, its)
    assert "Skolan går att känna igen." in said(cecilia, its)
    dag.client().post(its, {"do": f"show-{given.pk}"})
    assert "Vi bjöd in dem." in said(anna, its)
    dag.client().post(its, {"do": "hide", "hide-reason": "Pekar ut en plats."})
    assert "Pekar ut en plats." in said(anna, its)
    assert cecilia.client().get(its).status_code == 404
    with pytest.raises(Refused, match="inte öppen"):
        answer(cecilia, asked, places[1])
    dag.client().post(its, {"do": "show"})
    assert cecilia.client().get(its).status_code == 200


def test_only_those_who_take_part_read_and_write(
    anna: Person, cecilia: Person, dag: Person, places: list[Participant], asked: PeerQuestion
) -> None:
    partner = make_person("Pia", Role.PROGRAMME_PARTNER, anna.organisation)
    stranger = make_person(
        "Sten", Role.COORDINATOR, create_organisation(name="Främmande", is_demo=True, by=None, at=AT)
    )
    Participant.objects.filter(pk=places[1].pk).update(organisation=None)  # Cecilia's takes part no longer
    places[1].refresh_from_db()
    for one in (partner, stranger, cecilia):
        assert not queries.peer_questions(one.scope, places[0].programme_id)
        for path in (f"/program/{places[0].programme_id}/fragor/", f"/program/fraga/{asked.pk}/"):
            assert one.client().get(path).status_code in (403, 404)
            assert one.client().post(path, {"do": "answer"}).status_code in (403, 404)
        for place in (None, places[1], places[2]):
            with pytest.raises(Refused):
                services.answer_peer(by=one.scope, at=AT, question=asked, participant=place, text="Hej.")
        with pytest.raises(Refused):
            services.hide_question(by=one.scope, at=AT, question=asked, reason="Nej.")
    with pytest.raises(Refused, match="egen samordnare"):  # who leads does not speak for a municipality here
        services.ask_peers(by=dag.scope, at=AT, participant=places[0], written=WRITTEN)
    assert answer(dag, asked, None).participant is None
    assert services.ask_peers(by=dag.scope, at=AT, participant=places[2], written=WRITTEN).pk


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": " "}, "en mening"),
        ({"title": "Ring 070-174 06 58"}, "Frågan"),
        ({"title": "Hur?", "background": "Pojken 811218-9876"}, "Bakgrunden"),
        ({"title": "Hur?", "focus_area": 77}, "fokusområde"),
    ],
)
def test_what_cannot_stand_is_refused(
    anna: Person, places: list[Participant], fields: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        services.ask_peers(
            by=anna.scope, at=AT, participant=places[0], written=services.QuestionWritten(**fields)
        )
    assert says in refused.value.message


def test_a_retold_programme_asks_nothing(dag: Person) -> None:
    facts = read_programme(ROOT / "examples/suo")
    made = services.load(by=dag.scope, at=AT, organisation=dag.organisation, facts=facts)
    page = said(dag, f"/program/{made.pk}/fragor/")
    assert "återges ur offentliga dokument" in page
    assert "Ställ en fråga" not in page
    place = Participant.objects.select_related("programme").filter(programme=made)[0]
    with pytest.raises(Refused, match="återges"):
        services.ask_peers(by=dag.scope, at=AT, participant=place, written=WRITTEN)


def test_a_lesson_is_cited_only_while_it_is_shared(
    anna: Person, cecilia: Person, places: list[Participant], asked: PeerQuestion
) -> None:
    Organisation.objects.update(is_demo=True)  # invented ones read each other's lessons
    card = {"intervention": "Rektorerna bjöds in.", "impact": "Fler rapporter."}
    lesson = lessons.write_lesson(
        by=cecilia.scope,
        at=AT,
        title="Rektorer först",
        result="worked",
        said=card,
        action_id=None,
        figures=[],
    )
    cites: dict[str, Any] = {"by": cecilia.scope, "at": AT, "question": asked, "participant": places[1]}
    with pytest.raises(BadInput, match="delas inte"):
        services.answer_peer(**cites, text="Läs den.", lesson_id=lesson.pk)
    lessons.share_lesson(by=cecilia.scope, at=AT, lesson=lesson, seen=1)
    services.answer_peer(**cites, text="Läs den.", lesson_id=lesson.pk)
    its = f"/program/fraga/{asked.pk}/"
    assert "Rektorer först" in said(anna, its)
    lessons.revoke_lesson(by=cecilia.scope, at=AT, lesson=lesson)
    page = said(anna, its)
    assert "Rektorer först" not in page
    assert "den delas inte längre" in page


def test_the_demonstration_shows_one_open_and_one_done(dag: Person, places: list[Participant]) -> None:
    Organisation.objects.update(is_demo=True)
    for _turn in range(2):
        call_command("demo_questions")
    found = list(queries.peer_questions(dag.scope, places[0].programme_id))
    assert sorted((one.closed_at is not None, one.answers) for one in found) == [(False, 0), (True, 2)]
