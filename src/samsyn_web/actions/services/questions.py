"""The steering group is asked for a mandate, money or an owner, and answers; the asker is told by mail."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn_web.actions import policies
from samsyn_web.actions.models import Action, SteeringQuestion
from samsyn_web.base import audit, mail
from samsyn_web.base.scope import Role, Scope
from samsyn_web.causes.models import Problem
from samsyn_web.people.models import Membership, User


@transaction.atomic
def ask_steering(
    *,
    by: Scope,
    at: datetime,
    need: str,
    question: str,
    wanted: str,
    until: date,
    asked_of: str,
    consequence: str = "",
    action: Action | None = None,
    problem: Problem | None = None,
) -> SteeringQuestion:
    """Ask the steering group for a decision; those who answer get a mail."""
    question, wanted, consequence = question.strip(), wanted.strip(), consequence.strip()
    asked_of = " ".join(asked_of.split())
    policies.check_can_ask(by, action, problem)
    policies.check_question(need, question, wanted, consequence, asked_of, until, localdate(at))
    made = SteeringQuestion.objects.create(
        organisation_id=by.organisation_id,
        action=action,
        problem=problem,
        need=need,
        question=question,
        wanted=wanted,
        consequence=consequence,
        until=until,
        asked_of=asked_of,
        asked_by_id=by.user_id,
        asked_at=at,
    )
    _record(by, at, "question.asked", made, {"need": need, "until": until.isoformat()})
    _tell_steering(made, at)
    return made


@transaction.atomic
def answer_question(
    *, by: Scope, at: datetime, question: SteeringQuestion, answer: str, text: str = ""
) -> SteeringQuestion:
    """Answer for the steering group: yes, partly, no, or back for more, with reasons."""
    question = SteeringQuestion.objects.select_for_update().get(pk=question.pk)
    text = text.strip()
    policies.check_can_answer(by, question)
    policies.check_answer(answer, text)
    question.answer, question.answer_text = answer, text
    question.answered_by_id, question.answered_at = by.user_id, at
    question.save(update_fields=["answer", "answer_text", "answered_by", "answered_at"])
    _record(by, at, "question.answered", question, {"answer": answer})
    _tell_asker(question, at)
    return question


@transaction.atomic
def withdraw_question(*, by: Scope, at: datetime, question: SteeringQuestion) -> SteeringQuestion:
    """Take back a question that is no longer one."""
    question = SteeringQuestion.objects.select_for_update().get(pk=question.pk)
    policies.check_can_withdraw(by, question)
    question.withdrawn_at = at
    question.save(update_fields=["withdrawn_at"])
    _record(by, at, "question.withdrawn", question, {})
    return question


def _tell_steering(question: SteeringQuestion, at: datetime) -> None:
    """Write to those whose role is the steering group's; coordinators, who may answer too, see it where they work."""
    members = Membership.objects.filter(
        organisation_id=question.organisation_id, role=Role.STEERING, is_active=True, user__is_active=True
    )
    for one in members.select_related("user"):
        mail.post(
            organisation_id=question.organisation_id,
            key=f"question/{question.pk}/{one.pk}",
            kind="question",
            user_id=one.user_id,
            address=one.user.email,
            subject=_("Ett beslut behövs senast {day}").format(day=question.until.isoformat()),
            body=_("{question}\n\nBeslut som behövs: {wanted}\n\nSvara här:\n{address}\n").format(
                question=question.question,
                wanted=question.wanted,
                address=mail.address("actions:question", question.pk),
            ),
            at=at,
        )


def _tell_asker(question: SteeringQuestion, at: datetime) -> None:
    asker = User.objects.filter(pk=question.asked_by_id, is_active=True).first()
    if asker is None:
        return
    mail.post(
        organisation_id=question.organisation_id,
        key=f"question/{question.pk}/answer",
        kind="question",
        user_id=asker.pk,
        address=asker.email,
        subject=_("Styrgruppen har svarat: {answer}").format(answer=question.get_answer_display()),
        body=_("Du frågade: {question}\n\nSvar: {answer}. {text}\n\n{address}\n").format(
            question=question.question,
            answer=question.get_answer_display(),
            text=question.answer_text,
            address=mail.address("actions:question", question.pk),
        ),
        at=at,
    )


def _record(by: Scope, at: datetime, verb: str, question: SteeringQuestion, detail: dict[str, str]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=question, detail=detail)
