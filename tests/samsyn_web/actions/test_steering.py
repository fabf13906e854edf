"""The steering group is asked, answers with reasons, and both sides are told by mail."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.actions import queries, services
from samsyn_web.actions.models import SteeringQuestion
from samsyn_web.base.models import SentMail
from samsyn_web.base.scope import Role
from samsyn_web.causes import services as causing
from tests.support.planned import decided, draft, make_cause
from tests.support.story import AT, Person, make_person

UNTIL = date(2024, 11, 1)


def ask(by: Person, **values: Any) -> SteeringQuestion:
    """Ask for money."""
    given = {
        "need": "money",
        "question": "Räcker pengarna till ljuset?",
        "wanted": "80 000 kronor ur årets ram",
        "until": UNTIL,
        "asked_of": "Styrgruppen",
    }
    return services.ask_steering(by=by.scope, at=AT, **{**given, **values})


@pytest.fixture
def stina(anna: Person) -> Person:
    """Stina sits in the steering group."""
    return make_person("Stina", Role.STEERING, anna.organisation)


@pytest.fixture
def _with_mail(settings: Any) -> None:
    settings.MAIL_IS_ON = True


@pytest.mark.usefixtures("_with_mail")
def test_a_question_and_its_answer(anna: Person, bo: Person, stina: Person) -> None:
    made = ask(bo)
    assert list(queries.waiting_questions(stina.scope)) == [made]
    services.answer_question(by=stina.scope, at=AT + timedelta(days=3), question=made, answer="yes")
    made.refresh_from_db()
    assert (made.answer, made.answered_by_id) == ("yes", stina.id)
    assert not queries.waiting_questions(anna.scope)
    mails = SentMail.objects.order_by("pk").values_list("address", "subject")
    assert list(mails) == [
        (stina.user.email, "Ett beslut behövs senast 2024-11-01"),
        (bo.user.email, "Styrgruppen har svarat: ja"),
    ]
    with pytest.raises(Refused):
        services.answer_question(by=stina.scope, at=AT, question=made, answer="no", text="Nej")
    with pytest.raises(Refused):
        services.withdraw_question(by=bo.scope, at=AT, question=made)


def test_anything_but_yes_says_why(stina: Person, bo: Person) -> None:
    made = ask(bo)
    for answer, text in (("no", " "), ("back", ""), ("maybe", "Så")):
        with pytest.raises(BadInput), transaction.atomic():
            services.answer_question(by=stina.scope, at=AT, question=made, answer=answer, text=text)
    services.answer_question(by=stina.scope, at=AT, question=made, answer="no", text="Inte i år.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"need": "magic"},
        {"question": " "},
        {"wanted": ""},
        {"asked_of": ""},
        {"until": date(2024, 10, 6)},
        {"question": "Ring 811218-9876"},
    ],
)
def test_a_question_says_what_is_needed_and_names_nobody(bo: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        ask(bo, **wrong)


def test_who_asks_and_who_answers(
    anna: Person, bo: Person, lars: Person, stina: Person, cecilia: Person
) -> None:
    for by in (lars, stina):
        with pytest.raises(Refused):
            ask(by)
    theirs = causing.open_problem(by=cecilia.scope, at=AT, title="Deras")
    with pytest.raises(Refused):
        ask(anna, problem=theirs)
    made = ask(bo)
    for by in (bo, lars, cecilia):
        with pytest.raises(Refused), transaction.atomic():
            services.answer_question(by=by.scope, at=AT, question=made, answer="yes")
    assert not queries.questions(cecilia.scope)
    services.withdraw_question(by=bo.scope, at=AT, question=made)
    assert not queries.questions(anna.scope)
    with pytest.raises(Refused):
        services.answer_question(by=stina.scope, at=AT, question=made, answer="yes")


def test_whoever_answers_for_an_action_asks_about_it(anna: Person) -> None:
    olle, pia = (make_person(name, Role.OWNER, anna.organisation) for name in ("Olle", "Pia"))
    action = services.draft_action(
        by=anna.scope, at=AT, title="Ljus", owner=olle.membership, function="Driftledare", goal="Högst 4",
        indicator="Rapporter", starts=UNTIL, ends=UNTIL, no_cause_reason="Lagkrav",
    )  # fmt: skip
    services.decide_action(by=anna.scope, at=AT, action=action, confirmed=True)
    action.refresh_from_db()
    made = ask(olle, action=action)
    with pytest.raises(Refused):
        ask(pia, action=action)
    assert list(queries.action_questions(olle.scope, action)) == [made]
    assert not queries.questions(pia.scope)


def test_a_question_links_only_to_what_its_reader_may_open(anna: Person, stina: Person) -> None:
    olle, pia = (make_person(name, Role.OWNER, anna.organisation) for name in ("Olle", "Pia"))
    action = decided(anna, make_cause(anna), owner=olle.membership)
    of_action, of_problem = ask(olle, action=action), ask(anna, problem=action.problem)
    of_draft = ask(anna, action=draft(anna))
    action.refresh_from_db()
    services.change_action(
        by=anna.scope, at=AT, action=action, version=action.version, owner=pia.membership, function="Pia"
    )
    for question, reader, opens in (
        (of_action, anna, True),
        (of_action, stina, True),
        (of_action, pia, True),
        (of_action, olle, False),  # who asked, and no longer answers for it
        (of_problem, stina, True),
        (of_draft, anna, True),
        (of_draft, stina, False),
    ):
        page = reader.client().get(f"/styrgrupp/{question.pk}/").content.decode()
        about = page.split("<dt>Gäller</dt>")[1].split("</dd>")[0]
        assert ("<a href=" in about) == opens, (question, reader.user)
        if opens:
            assert reader.client().get(about.split('href="')[1].split('"')[0]).status_code == 200
