"""Reads of what municipalities of a programme ask each other: by those who take part, and by who leads it."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.knowledge import queries as knowledge
from samsyn_web.people.models import Membership
from samsyn_web.programmes.models import Participant, PeerAnswer, PeerQuestion
from samsyn_web.programmes.queries.programmes import programmes

OPEN, CLOSED = "open", "closed"
TAKING_PART = [role.value for role in Role if Permission.TAKE_PART in role.permissions]


def peer_questions(scope: Scope, programme_id: int, state: str = "") -> QuerySet[PeerQuestion]:
    """
    Return the questions with how many answers each has, the newest first.

    What is withdrawn is read by whoever asked; what is hidden also by who leads the programme.
    """
    found = _questions(scope).filter(participant__programme_id=programme_id)
    if state in (OPEN, CLOSED):
        found = found.filter(closed_at__isnull=state == OPEN)
    shown = PeerAnswer.objects.filter(question=OuterRef("pk"), withdrawn_at=None, hidden_reason="")
    counted = shown.order_by().values("question").annotate(n=Count("pk")).values("n")
    return found.annotate(answers=Coalesce(Subquery(counted), 0)).order_by("-asked_at", "-pk")


def peer_question(scope: Scope, peer_question_id: int) -> PeerQuestion | None:
    """Return one question that the person may read, or none."""
    return _questions(scope).filter(pk=peer_question_id).first()


def peer_answers(scope: Scope, peer_question_id: int) -> QuerySet[PeerAnswer]:
    """Return the answers to a question, in the order they came, to those who may read each."""
    programme = "question__participant__programme__organisation_id"
    found = PeerAnswer.objects.filter(
        _readable(scope, programme), question__in=_questions(scope).filter(pk=peer_question_id).values("pk")
    )
    found = found.select_related("question__participant__programme", "participant__programme")
    return found.defer("question__participant__programme__facts", "participant__programme__facts").order_by(
        "pk"
    )


def citable_lessons(scope: Scope) -> list[tuple[int, str]]:
    """Return the lessons that an answer can point at: those that are shared, the asker's own and others'."""
    found = knowledge.entries(scope, knowledge.Sought())
    return [(one.lesson.pk, one.text.title) for one in found if one.share is not None]


def cited_lessons(scope: Scope, peer_question_id: int) -> dict[int, str]:
    """Return the title of each lesson that answers to a question point at and the person may read, by its key."""
    found = {}
    for one in peer_answers(scope, peer_question_id).exclude(lesson=None):
        entry = knowledge.entry(scope, one.lesson_id or 0)
        if entry is not None:
            found[entry.lesson.pk] = entry.text.title
    return found


def peers_told(question: PeerQuestion) -> QuerySet[Membership]:
    """Return who is told of a new question: coordinators of the other participants and of the programme."""
    place = question.participant
    others = Participant.objects.filter(programme_id=place.programme_id).exclude(pk=place.pk)
    reached = Q(organisation_id__in=others.exclude(organisation=None).values("organisation_id"))
    return _coordinators(reached | Q(organisation_id=place.programme.organisation_id)).exclude(
        organisation_id=asking_organisation(question)
    )


def askers_told(question: PeerQuestion) -> QuerySet[Membership]:
    """Return who is told of an answer: the coordinators of the municipality that asked."""
    return _coordinators(Q(organisation_id=asking_organisation(question)))


def asking_organisation(question: PeerQuestion) -> int:
    """Return the organisation that asks: the municipality's own, else the programme's."""
    return question.participant.organisation_id or question.participant.programme.organisation_id


def _coordinators(of: Q) -> QuerySet[Membership]:
    found = Membership.objects.filter(of, role__in=TAKING_PART, is_active=True, user__is_active=True)
    return found.select_related("user").order_by("pk")


def _questions(scope: Scope) -> QuerySet[PeerQuestion]:
    taking_part = PeerQuestion.objects.filter(participant__programme__in=programmes(scope).values("pk"))
    readable = _readable(scope, "participant__programme__organisation_id")
    found = taking_part.filter(readable).select_related("participant__programme")
    return found.defer("participant__programme__facts")


def _readable(scope: Scope, programme: str) -> Q:
    leads = Q(**{programme: scope.organisation_id})
    own = Q(participant__organisation_id=scope.organisation_id) | (
        leads & Q(participant__organisation_id=None)
    )
    return own | Q(withdrawn_at=None) & (Q(hidden_reason="") | leads)
