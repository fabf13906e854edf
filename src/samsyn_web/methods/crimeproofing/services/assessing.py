"""Rounds of judging: begun with chosen people, judged by each alone, and open to all when the last has locked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import Assessment, Assessor, Case, Risk, Sitting

PARTS = ("likelihood", "money", "person", "trust")
FIELDS = tuple(f"{part}_{side}" for side in ("before", "after") for part in PARTS)


@transaction.atomic
def begin_sitting(*, by: Scope, at: datetime, case: Case, membership_ids: Collection[int]) -> Sitting:
    """Begin a round in which these members of the case judge all its risks, each alone."""
    case = queries.for_change(case)
    policies.check_can_lead(by, case)
    policies.check_nobody_judges(case)
    named = set(queries.case_members(by, case).values_list("membership_id", flat=True))
    chosen = set(membership_ids)
    if not chosen <= named:
        raise BadInput(_("Bara de som är namngivna i ärendet kan bedöma."))
    policies.check_can_begin(queries.risks(by, case).count(), chosen)
    number = Sitting.objects.filter(case=case).count() + 1
    made = Sitting.objects.create(case=case, number=number, begun_by_id=by.user_id, begun_at=at)
    Assessor.objects.bulk_create(Assessor(sitting=made, membership_id=one) for one in sorted(chosen))
    _record(by, at, "sitting_begun", case, sitting=number, assessors=len(chosen))
    return made


@transaction.atomic
def assess(
    *, by: Scope, at: datetime, sitting: Sitting, risk: Risk, steps: Mapping[str, int], reason: str
) -> Assessment:
    """Judge a risk; `steps` holds each of `FIELDS`. It may be judged again until one locks."""
    case, sitting = _current(by, sitting)
    me = policies.check_judges(queries.own_assessor(by, sitting))
    if not queries.to_judge(by, sitting).filter(pk=risk.pk).exists():
        raise Refused(_("Risken hör inte till omgången."))
    if set(steps) != set(FIELDS) or not all(1 <= value <= 4 for value in steps.values()):
        raise BadInput(_("Välj ett steg från 1 till 4 på varje rad."))
    policies.check_required(reason.strip(), _("Skäl"))
    values = {**steps, "reason": reason.strip(), "saved_at": at}
    made, _new = Assessment.objects.update_or_create(assessor=me, risk=risk, defaults=values)
    _record(by, at, "assessed", case, sitting=sitting.number, risk=risk.number)
    return made


@transaction.atomic
def lock(*, by: Scope, at: datetime, sitting: Sitting) -> Sitting:
    """Lock one's own assessments; when the last one locks, all are open to the members of the case."""
    case, sitting = _current(by, sitting)
    me = policies.check_judges(queries.own_assessor(by, sitting))
    judged = Assessment.objects.filter(assessor=me, risk__withdrawn_at=None).count()
    policies.check_all_judged(queries.to_judge(by, sitting).count() - judged)
    Assessor.objects.filter(pk=me.pk).update(locked_at=at)
    _record(by, at, "locked", case, sitting=sitting.number)
    return _open_when_all_have_locked(by, at, case, sitting)


@transaction.atomic
def unlock(*, by: Scope, at: datetime, sitting: Sitting) -> None:
    """Unlock one's own assessments, as long as somebody has not locked theirs."""
    case, sitting = _current(by, sitting)
    Assessor.objects.filter(sitting=sitting, membership__user_id=by.user_id, excused_at=None).update(
        locked_at=None
    )
    _record(by, at, "unlocked", case, sitting=sitting.number)


@transaction.atomic
def excuse(*, by: Scope, at: datetime, sitting: Sitting, assessor: Assessor, reason: str) -> Sitting:
    """Let somebody who has not locked abstain, with the reason; at least two must be left."""
    case, sitting = _current(by, sitting)
    policies.check_can_lead(by, case)
    policies.check_required(reason.strip(), _("Varför"))
    left = Assessor.objects.filter(sitting=sitting, excused_at=None).exclude(pk=assessor.pk).count()
    if left < policies.FEWEST_ASSESSORS:
        raise Refused(_("Minst två bedömare måste vara kvar."))
    changed = Assessor.objects.filter(pk=assessor.pk, sitting=sitting, locked_at=None, excused_at=None)
    if not changed.update(excused_at=at, excused_reason=reason.strip()):
        raise Refused(_("Bedömaren har redan låst."))
    _record(by, at, "excused", case, sitting=sitting.number)
    return _open_when_all_have_locked(by, at, case, sitting)


def _current(by: Scope, sitting: Sitting) -> tuple[Case, Sitting]:
    """Return case and round as they are now, for nobody else to change meanwhile; the round is not open to all yet."""
    case = queries.for_change(sitting.case)
    policies.check_can_work(by, case)
    sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    policies.check_not_opened(sitting)
    return case, sitting


def _open_when_all_have_locked(by: Scope, at: datetime, case: Case, sitting: Sitting) -> Sitting:
    if not Assessor.objects.filter(sitting=sitting, locked_at=None, excused_at=None).exists():
        sitting.opened_at = at
        sitting.save(update_fields=["opened_at"])
        _record(by, at, "sitting_opened", case, sitting=sitting.number)
    return sitting


def _record(by: Scope, at: datetime, verb: str, case: Case, **detail: int) -> None:
    audit.record(
        organisation_id=case.organisation_id,
        by=by,
        at=at,
        verb=f"proof_case.{verb}",
        target=case,
        detail=detail,
    )
