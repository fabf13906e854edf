"""What the steering group is asked: a line for each question, and how long answers have taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.actions.models import SteeringQuestion
from samsyn_web.actions.policies import can_answer, can_plan, can_read_action, can_read_problems
from samsyn_web.actions.presenters.rows import short_day
from samsyn_web.base import words
from samsyn_web.base.scope import Scope


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """A question to the steering group."""

    key: int
    question: str
    need: str
    wanted: str
    consequence: str
    about: str
    about_href: str
    until: str
    waited: str
    is_late: bool
    asked: str
    asked_of: str
    answer: str
    answer_text: str
    answered: str
    href: str
    can_answer: bool
    can_withdraw: bool


def question_lines(scope: Scope, some: Iterable[SteeringQuestion], today: date) -> tuple[QuestionLine, ...]:
    """Return questions as lines."""
    return tuple(question_line(scope, one, today) for one in some)


def question_line(scope: Scope, one: SteeringQuestion, today: date) -> QuestionLine:
    """Return a question as a line."""
    about, href = _about(scope, one)
    waits = not one.answer
    return QuestionLine(
        key=one.pk,
        question=one.question,
        need=str(one.get_need_display()),
        wanted=one.wanted,
        consequence=one.consequence,
        about=about,
        about_href=href,
        until=short_day(one.until),
        waited=_days(waited(one, today)),
        is_late=waits and one.until < today,
        asked=_("%(who)s, %(day)s") % {"who": one.asked_by, "day": words.day(localdate(one.asked_at))},
        asked_of=one.asked_of,
        answer=str(one.get_answer_display()) if one.answer else "",
        answer_text=one.answer_text,
        answered=_("%(who)s, %(day)s")
        % {"who": one.answered_by, "day": words.day(localdate(one.answered_at))}
        if one.answered_at
        else "",
        href=reverse("actions:question", args=[one.pk]),
        can_answer=waits and can_answer(scope),
        can_withdraw=waits and (one.asked_by_id == scope.user_id or can_plan(scope)),
    )


def _about(scope: Scope, one: SteeringQuestion) -> tuple[str, str]:
    """Return what a question is about, and where that opens; no address where the reader may not open it."""
    if one.action is not None:
        opens = can_read_action(scope, one.action)
        return one.action.title, reverse("actions:action", args=[one.action_id]) if opens else ""
    if one.problem is not None:
        opens = can_read_problems(scope)
        return one.problem.title, reverse("causes:problem", args=[one.problem_id]) if opens else ""
    return "", ""


def waited(one: SteeringQuestion, today: date) -> int:
    """Return how many days a question has waited, or waited until its answer."""
    end = localdate(one.answered_at) if one.answered_at else today
    return max(0, (end - localdate(one.asked_at)).days)


def _days(n: int) -> str:
    return ngettext("en dag", "%(n)s dagar", n) % {"n": words.number(n)}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How long answers take."""

    sentence: str
    median: str
    oldest: str
    n_late: int


def waiting(some: Sequence[SteeringQuestion], today: date) -> Waiting:
    """Return how many questions wait, the oldest of them, and the median time to an answer."""
    open_ones = [one for one in some if not one.answer]
    answered = [waited(one, today) for one in some if one.answer]
    n = len(open_ones)
    sentence = _("Inga beslut väntar")
    if n:
        sentence = ngettext("Ett beslut väntar på er", "%(n)s beslut väntar på er", n) % {"n": n}
    return Waiting(
        sentence=sentence,
        median=_days(round(median(answered))) if answered else "",
        oldest=_days(max(waited(one, today) for one in open_ones)) if open_ones else "",
        n_late=sum(one.until < today for one in open_ones),
    )
