"""The council's agenda and decisions: what can be chosen, and how far each decision has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samsyn_web.actions import queries as acting
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.base.scope import Scope
from samsyn_web.causes import queries as causing
from samsyn_web.findings import queries as finding
from samsyn_web.governance.models import CouncilDecision as CouncilDecision
from samsyn_web.governance.models import CouncilMeeting
from samsyn_web.governance.models import CouncilPoint as CouncilPoint
from samsyn_web.governance.models.council_points import Becomes
from samsyn_web.governance.policies import can_keep_duties, can_read_duties
from samsyn_web.governance.queries.agreements import agreements_held
from samsyn_web.governance.queries.kept import papers

PICTURES = 30  # the newest, to choose among
ABOUT = ("picture", "problem", "action", "paper", "agreement")


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A decision as it stands on a day: withdrawn, done, late or open."""

    decision: CouncilDecision
    state: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in ("open", "late")


def council_points(scope: Scope, meeting: CouncilMeeting) -> QuerySet[CouncilPoint]:
    """The agenda of a meeting."""
    if not can_read_duties(scope) or meeting.council.organisation_id != scope.organisation_id:
        return CouncilPoint.objects.none()
    found = CouncilPoint.objects.filter(meeting=meeting)
    return found.select_related(*ABOUT, "paper__decision").order_by("place", "pk")


def council_point(scope: Scope, point_id: int) -> CouncilPoint | None:
    """One point, or none."""
    if not can_read_duties(scope):
        return None
    found = CouncilPoint.objects.filter(meeting__council__organisation_id=scope.organisation_id, pk=point_id)
    return found.select_related("meeting__council", *ABOUT).first()


def subjects(scope: Scope, today: date) -> list[tuple[str, str, str]]:
    """What a point can be about, for those who keep the record: kind, key as "problem:7", and name."""
    if not can_keep_duties(scope):
        return []
    return [
        *(("picture", f"picture:{one.pk}", one.title) for one in finding.pictures(scope)[:PICTURES]),
        *(("problem", f"problem:{one.pk}", one.title) for one in causing.open_problems(scope)),
        *(("action", f"action:{one.pk}", one.title) for one in acting.actions(scope)),
        *(("paper", f"paper:{one.pk}", f"{one.title} ({one.number})") for one in papers(scope)),
        *(
            ("agreement", f"agreement:{one.agreement.pk}", one.version.name)
            for one in agreements_held(scope, today)
        ),
    ]


def changeable_actions(scope: Scope) -> list[Action]:
    """The actions that a decision may change, for those who keep the record: those that are not over."""
    if not can_keep_duties(scope):
        return []
    return list(acting.actions(scope).exclude(status__in=[ActionStatus.STOPPED, ActionStatus.DONE]))


def council_decisions(scope: Scope, today: date) -> tuple[Followed, ...]:
    """Every decision as it stands: those that are still to be done first, the most urgent at the top."""
    if not can_read_duties(scope):
        return ()
    found = CouncilDecision.objects.filter(point__meeting__council__organisation_id=scope.organisation_id)
    rows = found.select_related("point__meeting__council", "action", "question", "recorded_by", "done_by")
    followed = [Followed(decision=one, state=_state(one, today)) for one in rows]
    return tuple(sorted(followed, key=lambda one: (not one.is_open, one.decision.due, one.decision.pk)))


def open_decisions_kept(scope: Scope, today: date) -> tuple[Followed, ...]:
    """The decisions that are still to be done, for those who keep the record."""
    if not can_keep_duties(scope):
        return ()
    return tuple(one for one in council_decisions(scope, today) if one.is_open)


def council_decision(scope: Scope, decision_id: int) -> CouncilDecision | None:
    """One decision, or none."""
    if not can_read_duties(scope):
        return None
    found = CouncilDecision.objects.filter(
        point__meeting__council__organisation_id=scope.organisation_id, pk=decision_id
    )
    return found.select_related("point__meeting__council").first()


def _state(one: CouncilDecision, today: date) -> str:
    if one.withdrawn_at is not None:
        return "withdrawn"
    if _is_done(one):
        return "done"
    return "late" if one.due < today else "open"


def _is_done(one: CouncilDecision) -> bool:
    """Whether it is done: a task and a change say so themselves, else the action or the question does."""
    if one.becomes in (Becomes.TASK, Becomes.CHANGE):
        return one.done_at is not None
    if one.becomes == Becomes.ACTION:
        return one.action is not None and one.action.status in (ActionStatus.DONE, ActionStatus.STOPPED)
    return one.question is not None and bool(one.question.answer or one.question.withdrawn_at)
