"""Lessons: written with their numbers, shared as decided, taken back, never about a person, and who can read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent, FrozenRecord
from samsyn_web.knowledge import policies, queries, services
from samsyn_web.knowledge.models import LessonShare, LessonText
from samsyn_web.knowledge.queries import Sought
from samsyn_web.outcomes.models import Evaluation, EvaluationResult
from samsyn_web.people.models import Organisation, User
from tests.samsyn_web.conftest import Person
from tests.support import annas_world
from tests.support.annas_world import MARK

PAGE = "/kunskap/"
SAID = {"intervention": "Ljuset byttes i parken.", "impact": "Färre rapporter om klotter."}
TITLE = "Ljus hjälpte i parken"


def write(by: Person, at: datetime, **more: Any) -> LessonText:
    given: dict[str, Any] = {"title": TITLE, "result": "worked", "said": SAID, **more}
    return services.write_lesson(by=by.scope, at=at, **given)


def titles(person: Person, **sought: str) -> list[str]:
    return [one.text.title for one in queries.entries(person.scope, Sought(**sought))]


@pytest.fixture
def world(anna: Person, bo: Person) -> SimpleNamespace:
    return annas_world.make(anna.organisation, anna.user)


@pytest.fixture
def cecilia(cecilia: Person) -> Person:
    """Let her municipality be as invented as Anna's."""
    Organisation.objects.filter(pk=cecilia.organisation.pk).update(is_demo=True)
    return cecilia


def test_an_empty_page_teaches_and_tells_what_a_report_learnt(anna: Person) -> None:
    page = anna.client().get(PAGE).content.decode()
    assert "Ingen lärdom är skriven än" in page
    assert "Förändring tar längre tid än ett uppdrag på två år" in page
    assert "Ju2022/01000" in page
    assert "Ingen lärdom stämmer" in anna.client().get(f"{PAGE}?q=xyz").content.decode()


def test_a_lesson_is_shared_as_decided_and_taken_back(
    anna: Person, bo: Person, cecilia: Person, at: datetime
) -> None:
    text = write(bo, at)
    lesson = text.lesson
    assert (titles(bo), titles(cecilia)) == ([TITLE], [])
    with pytest.raises(Refused):  # an analyst does not decide
        services.share_lesson(by=bo.scope, at=at, lesson=lesson, seen=1)
    services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    assert titles(cecilia) == titles(cecilia, whose="others") == [TITLE]
    services.change_lesson(
        by=bo.scope, at=at, lesson=lesson, seen=1, title="Bara för oss", result="unclear", said=SAID
    )
    assert (titles(anna), titles(cecilia)) == (["Bara för oss"], [TITLE])  # until it is decided again
    with pytest.raises(policies.SomebodyChanged):
        services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=2)
    assert titles(cecilia) == ["Bara för oss"]
    services.revoke_lesson(by=anna.scope, at=at, lesson=lesson)
    assert titles(cecilia) == []
    assert LessonShare.objects.filter(lesson=lesson, revoked_at=None).count() == 0
    with pytest.raises(FrozenRecord):
        LessonText.objects.filter(lesson=lesson).update(title="Annat")


def test_what_is_withdrawn_is_shared_with_nobody_even_when_put_back(
    anna: Person, cecilia: Person, at: datetime
) -> None:
    lesson = write(anna, at).lesson
    services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    client = anna.client()
    client.post(f"{PAGE}{lesson.pk}/ta-bort/")
    assert titles(anna) == titles(cecilia) == []
    assert "Lägg tillbaka" in client.get(f"{PAGE}{lesson.pk}/").content.decode()
    client.post(f"{PAGE}{lesson.pk}/lagg-tillbaka/")
    assert (titles(anna), titles(cecilia)) == ([TITLE], [])
    verbs = AuditEvent.objects.filter(verb__startswith="lesson.").order_by("pk")
    assert [one.verb.split(".")[1] for one in verbs] == ["written", "shared", "withdrawn", "restored"]


def test_the_invented_and_the_real_never_meet(anna: Person, cecilia: Person, at: datetime) -> None:
    lesson = write(anna, at).lesson
    services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    assert (titles(cecilia), queries.reach(cecilia.scope)) == ([TITLE], 1)
    Organisation.objects.filter(pk=cecilia.organisation.pk).update(is_demo=False)
    assert (titles(cecilia), queries.reach(cecilia.scope)) == ([], 0)
    assert cecilia.client().get(f"{PAGE}{lesson.pk}/").status_code == 404


def test_others_read_the_card_but_no_key_name_or_history(
    anna: Person, cecilia: Person, at: datetime, world: SimpleNamespace
) -> None:
    User.objects.filter(pk=anna.user.pk).update(name="Zorita")
    lesson = write(anna, at, action_id=world.action.pk, figures=[world.figure.digest]).lesson
    services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=1, reference="Dnr 7")
    own, other = (one.client().get(f"{PAGE}{lesson.pk}/").content.decode() for one in (anna, cecilia))
    assert f"/figurer/{world.figure.digest}/" in own
    assert f"/plan/atgarder/{world.action.pk}/" in own
    assert own.count("Zorita") > 1
    assert TITLE in other
    assert SAID["impact"] in other
    for hidden in (MARK, world.figure.digest, "Zorita", "Dnr 7", "Versioner"):
        assert hidden not in other
    for address in ("andra/", "dela/"):
        assert cecilia.client().get(f"{PAGE}{lesson.pk}/{address}").status_code == 404
    for address in ("aterkalla/", "ta-bort/", "lagg-tillbaka/"):
        assert cecilia.client().post(f"{PAGE}{lesson.pk}/{address}").status_code == 404
    assert titles(cecilia) == [TITLE]


def test_a_verdict_goes_out_as_a_word_and_a_bold_claim_is_marked(
    anna: Person, cecilia: Person, at: datetime, world: SimpleNamespace
) -> None:
    evaluation = Evaluation.objects.filter(action=world.action).order_by("-number").first()
    assert evaluation is not None
    EvaluationResult.objects.create(
        evaluation=evaluation, change="unassessable", sentence="Tre händelser är för få.", content={}, digest="d",
        version="1", computed_at=at,
    )  # fmt: skip
    begun = anna.client().get(f"{PAGE}ny/?atgard={world.action.pk}").content.decode()
    assert "Tre händelser är för få." in begun
    assert f'<option value="{world.action.pk}" selected>' in begun
    lesson = write(anna, at, action_id=world.action.pk).lesson
    services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    own, other = (one.client().get(f"{PAGE}{lesson.pk}/").content.decode() for one in (anna, cecilia))
    assert "Tre händelser" in own
    assert "Tre händelser" not in other
    assert "går ej att bedöma" in other
    assert "Omdömet säger mer än utvärderingen" in own
    assert "Omdömet säger mer än utvärderingen" in other


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"title": "  "}, "Skriv lärdomen"),
        ({"result": "bra"}, "Välj om det fungerade"),
        ({"said": {"intervention": "Ljus."}}, "vad det ledde till"),
        ({"said": {**SAID, "involvement": "Ring 070-174 06 58"}}, "Vilka som var med"),
        ({"action_id": 999_999}, "Åtgärden finns inte"),
        ({"figures": ["f" * 32]}, "Ingen siffra"),
        ({"said": {**SAID, "impact": "x" * 1501}}, "1501"),
    ],
)
def test_what_cannot_stand_is_refused_in_the_users_words(
    anna: Person, at: datetime, more: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        write(anna, at, **more)
    assert says in refused.value.message
    assert LessonText.objects.count() == 0


def test_another_municipalitys_numbers_are_not_linked(
    anna: Person, cecilia: Person, at: datetime, world: SimpleNamespace
) -> None:
    for more in ({"action_id": world.action.pk}, {"figures": [world.figure.digest]}):
        with pytest.raises(BadInput):
            write(cecilia, at, **more)
    lesson = write(anna, at).lesson
    with pytest.raises(Refused):
        services.withdraw_lesson(by=cecilia.scope, at=at, lesson=lesson)
    with pytest.raises(Refused):
        services.share_lesson(by=cecilia.scope, at=at, lesson=lesson, seen=1)


def test_the_form_writes_changes_and_asks_the_second_of_two(
    anna: Person, lars: Person, at: datetime, world: SimpleNamespace
) -> None:
    client = anna.client()
    address = f"http://testserver/figurer/{world.figure.digest}/"
    sent = {"title": TITLE, "result": "failed", **SAID, "figures": address}
    answer = client.post(f"{PAGE}ny/", sent)
    made = LessonText.objects.get(title=TITLE)
    assert answer.headers["Location"] == f"{PAGE}{made.lesson_id}/"
    assert [one["key"] for one in made.proofs] == [world.figure.digest]
    change = f"{PAGE}{made.lesson_id}/andra/"
    assert f"/figurer/{world.figure.digest}/" in client.get(change).content.decode()
    assert client.post(change, {**sent, "title": "Andra", "seen": 1}).status_code == 302
    late = client.post(change, {**sent, "title": "Tredje", "seen": 1})
    assert late.status_code == 422
    assert "Någon annan har ändrat" in late.content.decode()
    assert client.post(change, {**sent, "title": "Tredje", "seen": 2}).status_code == 302
    history = client.get(f"{PAGE}{made.lesson_id}/").content.decode()
    assert "Version 3" in history
    assert "lärdomen" in history
    before = LessonText.objects.count()
    named = client.post(f"{PAGE}ny/", {**sent, "title": "Ring 070-174 06 58"})
    assert (named.status_code, LessonText.objects.count()) == (422, before)
    assert lars.client().get(f"{PAGE}ny/").status_code == 403
    assert client.post(f"{PAGE}{made.lesson_id}/dela/", {"seen": 3}).status_code == 302
    assert LessonShare.objects.get(lesson_id=made.lesson_id).text.number == 3


def test_lessons_are_found_by_words_and_result(anna: Person, at: datetime) -> None:
    write(anna, at)
    write(anna, at + timedelta(hours=1), title="Åkrar utan ljus", result="failed")
    assert titles(anna) == ["Åkrar utan ljus", TITLE]
    assert titles(anna, text="ÅKRAR klotter") == ["Åkrar utan ljus"]
    assert titles(anna, result="worked") == [TITLE]
    assert titles(anna, whose="others") == []
    assert queries.entries(replace(anna.scope, by_link=True), Sought()) == []
