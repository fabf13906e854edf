"""A plan is written, decided by a body, corrected by a new version, and replaced by a new plan."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.provenance import digest
from samsyn_web.actions import policies, queries
from samsyn_web.actions.models import Action, Plan, PlanState, PlanVersion
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings.models import Picture


@transaction.atomic
def write_plan(
    *,
    by: Scope,
    at: datetime,
    title: str,
    starts: date,
    ends: date,
    text: str = "",
    picture: Picture | None = None,
    replaces: Plan | None = None,
) -> Plan:
    """Write a plan, as a draft."""
    title, text = " ".join(title.split()), text.strip()
    policies.check_can_plan(by, picture, replaces)
    policies.check_written_plan(title, text, starts, ends)
    made = Plan.objects.create(
        organisation_id=by.organisation_id,
        title=title,
        text=text,
        starts=starts,
        ends=ends,
        picture=picture,
        replaces=replaces,
        written_by_id=by.user_id,
        written_at=at,
    )
    _record(by, at, "plan.written", made)
    return made


@transaction.atomic
def change_plan(
    *, by: Scope, at: datetime, plan: Plan, title: str, starts: date, ends: date, text: str = ""
) -> Plan:
    """Change what a plan is called, says and when it holds; what a body decided is kept as it was."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    title, text = " ".join(title.split()), text.strip()
    policies.check_can_plan(by, plan)
    policies.check_written_plan(title, text, starts, ends)
    if plan.state == PlanState.REPLACED:
        raise Refused(_("Planen är ersatt av en nyare och ändras inte."))
    plan.title, plan.text, plan.starts, plan.ends = title, text, starts, ends
    plan.save(update_fields=["title", "text", "starts", "ends"])
    _record(by, at, "plan.changed", plan)
    return plan


@transaction.atomic
def new_plan_from(
    *, by: Scope, at: datetime, plan: Plan, title: str, starts: date, ends: date, text: str = ""
) -> Plan:
    """Write the plan that is to replace one; when it is decided, all that is not finished moves to it."""
    policies.check_can_plan(by, plan)
    if plan.state != PlanState.DECIDED:
        raise Refused(_("Bara en beslutad plan ersätts av en ny. Ett utkast går att ändra."))
    if Plan.objects.filter(replaces=plan, state=PlanState.DRAFT).exists():
        raise Refused(_("Det finns redan ett utkast som ska ersätta planen. Fortsätt på det."))
    return write_plan(
        by=by, at=at, title=title, starts=starts, ends=ends, text=text or plan.text, replaces=plan
    )


@transaction.atomic
def decide_plan(
    *, by: Scope, at: datetime, plan: Plan, body: str, decided_on: date, minute_reference: str
) -> PlanVersion:
    """
    Record that a body decided the plan as it stands: its content is kept for good, with a digest.

    A plan that was decided before gets a new version. A plan that this one replaces ends, and what is not finished in
    it moves here. Actions that are still drafts stay drafts and are no part of the version.
    """
    body, minute_reference = " ".join(body.split()), " ".join(minute_reference.split())
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    policies.check_can_decide_plan(by, plan)
    policies.check_version_words(plan, body, decided_on, minute_reference, localdate(at))
    content = queries.content_of(by, plan)
    _check_decidable(plan, content)
    made = PlanVersion.objects.create(
        plan=plan,
        number=_next_number(plan),
        content=content,
        digest=digest(content),
        body=body,
        decided_on=decided_on,
        minute_reference=minute_reference,
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    _put_in_force(by, plan)
    _record(by, at, "plan.decided", plan, number=made.number, digest=made.digest)
    return made


def _check_decidable(plan: Plan, content: dict[str, object]) -> None:
    if plan.state == PlanState.REPLACED:
        raise Refused(_("Planen är ersatt av en nyare och beslutas inte igen."))
    if not content["actions"]:
        raise BadInput(_("Planen har ingen beslutad åtgärd än. Besluta minst en åtgärd först."))
    last = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    if last is not None and last.digest == digest(content):
        raise BadInput(_("Inget har ändrats sedan version {n}.").format(n=last.number))


def _next_number(plan: Plan) -> int:
    last = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    return last.number + 1 if last else 1


def _put_in_force(by: Scope, plan: Plan) -> None:
    if plan.state == PlanState.DRAFT and plan.replaces_id is not None:
        moved = queries.carried_over(by, plan).order_by().values_list("pk", flat=True)
        Action.objects.filter(pk__in=list(moved)).update(plan=plan)
        Plan.objects.filter(pk=plan.replaces_id).update(state=PlanState.REPLACED)
    plan.state = PlanState.DECIDED
    plan.save(update_fields=["state"])


def _record(by: Scope, at: datetime, verb: str, plan: Plan, **detail: int | str) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=plan, detail=detail)
