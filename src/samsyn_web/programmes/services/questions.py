"""Municipalities of a programme ask and answer each other; it is closed, withdrawn, hidden and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import Participant, PeerAnswer, PeerQuestion, Programme
from samsyn_web.programmes.services.question_mails import tell_asker, tell_peers
from samsyn_web.programmes.services.recording import record

Row = TypeVar("Row", PeerQuestion, PeerAnswer)


@dataclass(frozen=True, kw_only=True)
class QuestionWritten:
    """What a municipality asks: the question in one sentence, and what lies behind it."""

    title: str
    background: str = ""
    focus_area: int | None = None


@transaction.atomic
def ask_peers(*, by: Scope, at: datetime, participant: Participant, written: QuestionWritten) -> PeerQuestion:
    """Ask the other participants a question; their coordinators and the programme's are told by mail."""
    programme = participant.programme
    policies.check_speaks_for(by, participant, programme)
    title, background = " ".join(written.title.split()), written.background.strip()
    policies.check_question(programme, title, background, written.focus_area)
    made = PeerQuestion.objects.create(
        participant=participant,
        title=title,
        background=background,
        focus_area=written.focus_area,
        asked_by_id=by.user_id,
        asked_at=at,
    )
    record(by=by, at=at, verb="programme.question_asked", programme=programme)
    tell_peers(by=by, at=at, question=made)
    return made


@transaction.atomic
def answer_peer(
    *,
    by: Scope,
    at: datetime,
    question: PeerQuestion,
    participant: Participant | None,
    text: str,
    lesson_id: int | None = None,
) -> PeerAnswer:
    """Answer for a participant, or for the programme; the answer can point at a lesson that is shared."""
    question = _locked(question)
    policies.check_answers_question(by, question, participant)
    policies.check_said({_("Svaret"): text.strip()}, _("Skriv ett svar."))
    if lesson_id is not None and lesson_id not in dict(queries.citable_lessons(by)):
        raise BadInput(_("Lärdomen delas inte med andra."))
    made = PeerAnswer.objects.create(
        question=question,
        participant=participant,
        text=text.strip(),
        lesson_id=lesson_id,
        answered_by_id=by.user_id,
        answered_at=at,
    )
    record(by=by, at=at, verb="programme.peer_answered", programme=question.participant.programme)
    tell_asker(by=by, at=at, answer=made)
    return made


@transaction.atomic
def close_question(*, by: Scope, at: datetime, question: PeerQuestion, outcome: str) -> PeerQuestion:
    """Close a question with what the municipality did, so that the others learn from it."""
    question = _locked(question)
    policies.check_asked(by, question)
    if question.closed_at is not None:
        raise Refused(_("Frågan är redan avslutad."))
    policies.check_said({_("Vad ni gjorde"): outcome.strip()}, _("Skriv vad ni gjorde."))
    return _set(by, at, question, "question_closed", {"closed_at": at, "outcome": outcome.strip()})


@transaction.atomic
def reopen_question(*, by: Scope, at: datetime, question: PeerQuestion) -> PeerQuestion:
    """Open a closed question again; what was done stays written."""
    question = _locked(question)
    policies.check_asked(by, question)
    if question.closed_at is None:
        raise Refused(_("Frågan är redan öppen."))
    return _set(by, at, question, "question_reopened", {"closed_at": None})


@transaction.atomic
def withdraw_question(*, by: Scope, at: datetime, question: PeerQuestion) -> PeerQuestion:
    """Take a question back, with its answers; only the municipality that asked still reads it."""
    question = _locked(question)
    policies.check_asked(by, question)
    _once(question.withdrawn_at is not None)
    return _set(by, at, question, "question_withdrawn", {"withdrawn_at": at})


@transaction.atomic
def restore_question(*, by: Scope, at: datetime, question: PeerQuestion) -> PeerQuestion:
    """Ask again what was taken back."""
    question = _locked(question)
    policies.check_asked(by, question)
    _once(question.withdrawn_at is None)
    return _set(by, at, question, "question_restored", {"withdrawn_at": None})


@transaction.atomic
def hide_question(*, by: Scope, at: datetime, question: PeerQuestion, reason: str) -> PeerQuestion:
    """Hide a question from the participants; whoever asked reads why."""
    question = _locked(question)
    policies.check_hides(by, question.participant.programme, reason.strip())
    return _set(by, at, question, "question_hidden", {"hidden_reason": reason.strip()})


@transaction.atomic
def show_question(*, by: Scope, at: datetime, question: PeerQuestion) -> PeerQuestion:
    """Show again a question that was hidden."""
    question = _locked(question)
    policies.check_works_on(by, question.participant.programme)
    _once(not question.hidden_reason)
    return _set(by, at, question, "question_shown", {"hidden_reason": ""})


@transaction.atomic
def withdraw_answer(*, by: Scope, at: datetime, answer: PeerAnswer) -> PeerAnswer:
    """Take an answer back."""
    answer = _locked_answer(answer)
    policies.check_answered(by, answer)
    _once(answer.withdrawn_at is not None)
    return _set(by, at, answer, "peer_answer_withdrawn", {"withdrawn_at": at})


@transaction.atomic
def restore_answer(*, by: Scope, at: datetime, answer: PeerAnswer) -> PeerAnswer:
    """Give again an answer that was taken back."""
    answer = _locked_answer(answer)
    policies.check_answered(by, answer)
    _once(answer.withdrawn_at is None)
    return _set(by, at, answer, "peer_answer_restored", {"withdrawn_at": None})


@transaction.atomic
def hide_answer(*, by: Scope, at: datetime, answer: PeerAnswer, reason: str) -> PeerAnswer:
    """Hide an answer from the participants; whoever wrote it reads why."""
    answer = _locked_answer(answer)
    policies.check_hides(by, answer.question.participant.programme, reason.strip())
    return _set(by, at, answer, "peer_answer_hidden", {"hidden_reason": reason.strip()})


@transaction.atomic
def show_answer(*, by: Scope, at: datetime, answer: PeerAnswer) -> PeerAnswer:
    """Show again an answer that was hidden."""
    answer = _locked_answer(answer)
    policies.check_works_on(by, answer.question.participant.programme)
    _once(not answer.hidden_reason)
    return _set(by, at, answer, "peer_answer_shown", {"hidden_reason": ""})


def _once(is_already: bool) -> None:
    if is_already:
        raise Refused(_("Det är redan gjort. Läs om sidan."))


def _locked(question: PeerQuestion) -> PeerQuestion:
    found = PeerQuestion.objects.select_for_update(of=("self",)).select_related("participant__programme")
    return found.get(pk=question.pk)


def _locked_answer(answer: PeerAnswer) -> PeerAnswer:
    found = PeerAnswer.objects.select_for_update(of=("self",))
    return found.select_related("question__participant__programme", "participant__programme").get(
        pk=answer.pk
    )


def _set(by: Scope, at: datetime, row: Row, what: str, values: dict[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    question = row if isinstance(row, PeerQuestion) else row.question
    programme: Programme = question.participant.programme
    record(by=by, at=at, verb=f"programme.{what}", programme=programme)
    return row
