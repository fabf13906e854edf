"""A question that Anna's participant asks, and an answer that points at a lesson of hers: a part of her world."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samsyn_web.knowledge.models import Lesson, LessonText
from samsyn_web.programmes.models import Participant, PeerAnswer, PeerQuestion


def question_rows(participant: Participant, user: Any, at: datetime, mark: str) -> PeerQuestion:
    """Return the question."""
    lesson = Lesson.objects.create(organisation=participant.organisation, made_by=user, made_at=at)
    LessonText.objects.create(
        lesson=lesson, number=1, title=mark, result="worked", written_by=user, written_at=at
    )
    asked = PeerQuestion.objects.create(
        participant=participant, title=mark, background=mark, focus_area=1, asked_by=user, asked_at=at
    )
    PeerAnswer.objects.create(question=asked, text=mark, lesson=lesson, answered_by=user, answered_at=at)
    return asked
