"""Questions between municipalities, as lines of a list and as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.base import words
from samsyn_web.programmes.models import PeerAnswer, PeerQuestion


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """A question as the list and its page say it; `sign` says the state beside the words."""

    title: str
    href: str
    background: str
    place: str
    day: str
    focus: str
    sign: str
    state: str
    answers: str
    outcome: str
    hidden_reason: str


@dataclass(frozen=True, kw_only=True)
class AnswerLine:
    """An answer: who gave it and when, the lesson it points at, and why not everybody reads it."""

    key: int
    place: str
    day: str
    text: str
    cites: bool
    lesson: str
    lesson_href: str
    is_withdrawn: bool
    hidden_reason: str


def question_lines(
    questions: Iterable[PeerQuestion], answers: Mapping[int, int], focus_areas: Mapping[int, str]
) -> list[QuestionLine]:
    """Return the lines of the list; `answers` counts the answers of each question."""
    return [question_shown(one, answers.get(one.pk, 0), focus_areas) for one in questions]


def question_shown(one: PeerQuestion, answers: int, focus_areas: Mapping[int, str]) -> QuestionLine:
    """Return one question."""
    sign, state = _state(one)
    number = one.focus_area
    return QuestionLine(
        title=one.title,
        href=reverse("programmes:peer_question", args=[one.pk]),
        background=one.background,
        place=one.participant.name,
        day=_day(one.asked_at),
        focus=f"{number}. {focus_areas.get(number, '')}" if number is not None else "",
        sign=sign,
        state=state,
        answers=ngettext("%(n)s svar", "%(n)s svar", answers) % {"n": answers}
        if answers
        else _("inget svar"),
        outcome=one.outcome,
        hidden_reason=one.hidden_reason,
    )


def answer_lines(answers: Iterable[PeerAnswer], leader: str, lessons: Mapping[int, str]) -> list[AnswerLine]:
    """Return the answers; `leader` is the name of the programme, `lessons` the titles that the reader may read."""
    return [
        AnswerLine(
            key=one.pk,
            place=one.participant.name if one.participant else _("%(name)s, samordnaren") % {"name": leader},
            day=_day(one.answered_at),
            text=one.text,
            cites=one.lesson_id is not None,
            lesson=lessons.get(one.lesson_id or 0, ""),
            lesson_href=reverse("knowledge:lesson", args=[one.lesson_id]) if one.lesson_id in lessons else "",
            is_withdrawn=one.withdrawn_at is not None,
            hidden_reason=one.hidden_reason,
        )
        for one in answers
    ]


def questions_sentence(questions: Iterable[PeerQuestion]) -> str:
    """Return how many are open and closed, of those that everybody reads."""
    shown = [one for one in questions if one.withdrawn_at is None and not one.hidden_reason]
    closed = sum(one.closed_at is not None for one in shown)
    if not shown:
        return ""
    return _("%(n)s öppna och %(m)s avslutade frågor") % {"n": len(shown) - closed, "m": closed}


def _state(one: PeerQuestion) -> tuple[str, str]:
    if one.withdrawn_at is not None:
        return "↩", _("återtagen")
    if one.hidden_reason:
        return "⊘", _("dold")
    if one.closed_at is not None:
        return "✓", _("avslutad %(day)s") % {"day": _day(one.closed_at)}
    return "○", _("öppen")


def _day(at: datetime) -> str:
    return words.day(localdate(at))
