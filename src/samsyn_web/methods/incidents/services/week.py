"""A period is frozen into a picture, decided in a meeting, or opened again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base import audit
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings import services as judging
from samsyn_web.findings.models import PictureState
from samsyn_web.methods.incidents.models import (
    GatheredSubmission,
    PeriodState,
    ReportingPeriod,
    Submission,
    SubmissionKind,
    SubmissionState,
)
from samsyn_web.methods.incidents.policies import week as policies
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.methods.incidents.queries import week as weeks
from samsyn_web.methods.incidents.services.gathering import gather
from samsyn_web.methods.incidents.services.pictures import compute, open_picture
from samsyn_web.methods.incidents.services.register import ask
from samsyn_web.observations.models import RoundIntake
from samsyn_web.observations.services import Told
from samsyn_web.places import queries as places

DAY = timedelta(days=1)


def ask_to_freeze(*, by: Scope, at: datetime, held: ReportingPeriod, organisation: str) -> Job:
    """Ask the worker to freeze a period; asking while it does gives the same work."""
    policies.check_can_freeze(by, held)
    turn = held.frozen_at.isoformat() if held.frozen_at else "first"
    arguments = {"period": held.period, "organisation": organisation}
    return ask(by=by, at=at, work="freeze", key=f"{held.pk}:{turn}", arguments=arguments)


def freeze_period(
    *, by: Scope, at: datetime, held: ReportingPeriod, organisation: str, told: Told | None = None
) -> ReportingPeriod:
    """
    Gather what is accepted, compute the picture of the period and freeze it; again gives a new version.

    Reports that are received after this belong to the next period. Running it again after a crash goes on where it
    was: rows are in the register once, and a round that was frozen gives its picture.
    """
    policies.check_can_freeze(by, held)
    tell = told or _nobody
    tell(0.02, "Samlar det som är godtaget")
    gather(by=by, at=at)
    stated = rhythms.answering(by, held, until=at).stated
    sources = weeks.counted_together(by)
    if not sources:
        raise Refused(
            _("Det finns inga rapporter att frysa än. ”Inget att rapportera” räcker, om någon lämnar det.")
        )
    version = places.area_versions(by).first()
    observed, there = open_picture(
        by=by, at=at, sources=sources, period=held.period, area_version=version, stated=stated
    )
    picture = there or compute(
        by=by,
        at=at,
        observed=observed,
        period=held.period,
        organisation=organisation,
        stated=stated,
        told=tell,
    )
    with transaction.atomic():
        held = ReportingPeriod.objects.select_for_update().get(pk=held.pk)
        policies.check_can_freeze(by, held)
        held.round, held.picture, held.stated = picture.round, picture, stated
        held.state, held.frozen_at, held.problem = PeriodState.FROZEN, at, ""
        held.save()
        taken = _take_in(by, held)
        detail = {"period": held.period, "digest": picture.round.digest, "reports": taken}
        _record(by, at, "period.frozen", held, detail)
    return held


def _nobody(share: float, what: str) -> None:
    """Nobody waits."""


def _take_in(by: Scope, held: ReportingPeriod) -> int:
    """Mark what the picture rests on as being in it."""
    intakes = RoundIntake.objects.filter(round=held.round).values("intake_id")
    gathered = GatheredSubmission.objects.filter(intake_id__in=intakes).values("submission_id")
    answers = Q(kind__in=(SubmissionKind.ZERO, SubmissionKind.FORWARD))
    accepted = Submission.objects.filter(
        Q(day__lt=held.end) | answers,
        organisation_id=by.organisation_id,
        pk__in=gathered,
        state__in=(SubmissionState.ACCEPTED, SubmissionState.MASKED),
    )
    return accepted.update(state=SubmissionState.IN_PICTURE)


@transaction.atomic
def note_problem(*, by: Scope, at: datetime, held: ReportingPeriod, problem: str) -> None:
    """Remember why a period could not be frozen, so that it is not tried over and over by itself."""
    ReportingPeriod.objects.filter(pk=held.pk, organisation_id=by.organisation_id).update(
        problem=problem[:500]
    )
    _record(by, at, "period.not_frozen", held, {"period": held.period})


@transaction.atomic
def decide_period(*, by: Scope, at: datetime, held: ReportingPeriod) -> ReportingPeriod:
    """Say that the meeting is over: the picture is judged, and what was decided is what will be sent."""
    held = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("picture").get(pk=held.pk)
    policies.check_can_decide(by, held)
    if held.state != PeriodState.FROZEN or held.picture is None:
        return held
    picture = findings.picture(by, held.picture.pk) or held.picture
    if picture.state == PictureState.DRAFT:
        judging.mark_judged(by=by, at=at, picture=picture)
    held.state, held.decided_at, held.decided_by_id = PeriodState.DECIDED, at, by.user_id
    held.save(update_fields=["state", "decided_at", "decided_by"])
    _record(by, at, "period.decided", held, {"period": held.period})
    return held


@transaction.atomic
def reopen_period(*, by: Scope, at: datetime, held: ReportingPeriod) -> ReportingPeriod:
    """Take back that a period is decided, as long as nothing has been sent."""
    held = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("picture").get(pk=held.pk)
    policies.check_can_reopen(by, held)
    if held.state != PeriodState.DECIDED or held.picture is None:
        return held
    judging.reopen(by=by, at=at, picture=held.picture)
    held.state, held.decided_at, held.decided_by_id = PeriodState.FROZEN, None, None
    held.save(update_fields=["state", "decided_at", "decided_by"])
    _record(by, at, "period.reopened", held, {"period": held.period})
    return held


def _record(by: Scope, at: datetime, verb: str, held: ReportingPeriod, detail: dict[str, Any]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=held, detail=detail)
