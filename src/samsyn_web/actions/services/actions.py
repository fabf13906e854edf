"""An action is drafted, changed, tied to causes, decided, stopped; nobody decides one that cannot be followed up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.actions import policies
from samsyn_web.actions.models import (
    Action,
    ActionCause,
    ActionChange,
    ActionNote,
    ActionStatus,
    Plan,
    PlanState,
)
from samsyn_web.actions.queries import remarks_on
from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Cause, Problem
from samsyn_web.findings.models import FindingRecord
from samsyn_web.people.models import Membership, User


class ActionFields(TypedDict, total=False):
    """What may be written about an action; what is left out stays as it is."""

    title: str
    steps: str
    no_cause_reason: str
    mechanism: str
    kind: str
    reach: str
    is_ordinary: bool
    area: str
    area_name: str
    place: str
    function: str
    owner: Membership | None
    deputy_function: str
    deputy: Membership | None
    partners: str
    cost: int | None
    hours: int | None
    funding: str
    goal: str
    indicator: str
    unit: str
    direction: str
    baseline: float | None
    target: float | None
    starts: date | None
    ends: date | None
    follow_up_on: date | None
    follow_up: str
    problem: Problem | None
    position: int
    source: str
    finding: FindingRecord | None


LINES = ("steps", "no_cause_reason", "mechanism", "goal", "follow_up", "partners")  # keep their line breaks


@transaction.atomic
def draft_action(
    *, by: Scope, at: datetime, plan: Plan | None = None, **values: Unpack[ActionFields]
) -> Action:
    """Write an action as a draft; a title is enough."""
    policies.check_can_plan(by, plan)
    if plan is not None and plan.state == PlanState.REPLACED:
        raise Refused(_("Planen är ersatt av en nyare. Skriv åtgärden i den som gäller."))
    given = _clean(by, {"title": "", **values})
    given.setdefault("position", Action.objects.filter(plan=plan).count() + 1 if plan else 0)
    made = Action.objects.create(
        organisation_id=by.organisation_id,
        plan=plan,
        written_by_id=by.user_id,
        written_at=at,
        changed_at=at,
        **given,
    )
    _record(by, at, "action.drafted", made)
    return made


@transaction.atomic
def change_action(
    *, by: Scope, at: datetime, action: Action, version: int, **values: Unpack[ActionFields]
) -> Action:
    """
    Change what is written about an action; `version` is the one that the writer saw.

    Raises `SomebodyElseChanged` where another has changed it meanwhile. A decided action keeps all that it had to
    have to be decided.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    policies.check_can_plan(by, action)
    given = _clean(by, dict(values))
    changed = [name for name, value in given.items() if getattr(action, name) != value]
    if not changed:
        return action
    policies.check_version(action, version, _who_changed(action))
    before = {name: getattr(action, name) for name in changed}
    for name in changed:
        setattr(action, name, given[name])
    _check_days(action)
    if action.status != ActionStatus.DRAFT:
        policies.check_ready(action, confirmed=True)
    action.version, action.changed_at = action.version + 1, at
    action.save(update_fields=[*changed, "version", "changed_at"])
    _keep_changes(action, {name: (before[name], given[name]) for name in changed})
    _record(by, at, "action.changed", action, fields=",".join(sorted(changed)), version=action.version)
    return action


@transaction.atomic
def set_causes(*, by: Scope, at: datetime, action: Action, causes: Iterable[Cause]) -> None:
    """Say which causes an action is meant to change; those of a decided action never become none."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    chosen = {cause.pk: cause for cause in causes}
    policies.check_can_plan(by, action, *(cause.problem for cause in chosen.values()))
    if any(cause.withdrawn_at is not None for cause in chosen.values()):
        raise BadInput(_("Orsaken är tillbakatagen. Välj en annan."))
    links = ActionCause.objects.filter(action=action).order_by("cause__problem", "cause__position", "pk")
    stood = dict(links.values_list("cause_id", "cause__statement"))
    held = set(stood)
    if held == set(chosen):
        return
    ActionCause.objects.filter(action=action, cause_id__in=held - set(chosen)).delete()
    ActionCause.objects.bulk_create(
        ActionCause(action=action, cause=chosen[key]) for key in sorted(set(chosen) - held)
    )
    if action.problem_id is None and chosen:
        action.problem = next(iter(chosen.values())).problem
    if action.status != ActionStatus.DRAFT:
        policies.check_ready(action, confirmed=True)
    action.version, action.changed_at = action.version + 1, at
    action.save(update_fields=["problem", "version", "changed_at"])
    said = ("\n".join(stood.values()), "\n".join(one.statement for one in chosen.values()))
    _keep_changes(action, {"causes": said})
    _record(by, at, "action.causes_set", action, n=len(chosen), version=action.version)


@transaction.atomic
def change_with_causes(
    *,
    by: Scope,
    at: datetime,
    action: Action,
    version: int,
    causes: Iterable[Cause],
    **values: Unpack[ActionFields],
) -> Action:
    """Change what is written about an action and its causes at once: both or neither."""
    chosen = list(causes)
    now = Action.objects.select_for_update().get(pk=action.pk)
    held = set(ActionCause.objects.filter(action=now).values_list("cause_id", flat=True))
    if held != {cause.pk for cause in chosen}:
        policies.check_version(now, version, _who_changed(now))
    if not chosen:  # the reason why there is none must be there before the last cause goes
        now = change_action(by=by, at=at, action=now, version=version, **values)
        set_causes(by=by, at=at, action=now, causes=chosen)
        return now
    set_causes(by=by, at=at, action=now, causes=chosen)
    moved = Action.objects.get(pk=action.pk).version - now.version
    return change_action(by=by, at=at, action=now, version=version + moved, **values)


@transaction.atomic
def decide_action(*, by: Scope, at: datetime, action: Action, confirmed: bool = False) -> Action:
    """
    Decide an action. It must have a cause or a reason why none, an owner, days, a goal and an indicator.

    Raises `NotReady` with what is missing, and `Unsure` with what looks wrong, by the logic checker among others, and
    is not confirmed.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    policies.check_can_decide_plan(by, action)
    if action.status != ActionStatus.DRAFT:
        raise Refused(_("Åtgärden är redan beslutad."))
    remarks = () if confirmed else remarks_on(by, action, localdate(at))
    policies.check_ready(action, confirmed=confirmed, remarks=remarks)
    action.status, action.decided_by_id, action.decided_at = ActionStatus.DECIDED, by.user_id, at
    action.version, action.changed_at = action.version + 1, at
    action.save(update_fields=["status", "decided_by", "decided_at", "version", "changed_at"])
    _record(by, at, "action.decided", action)
    return action


@transaction.atomic
def stop_action(*, by: Scope, at: datetime, action: Action, reason: str) -> Action:
    """Stop a decided action before it is done, and say why."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    reason = reason.strip()
    policies.check_can_decide_plan(by, action)
    if action.status not in policies.LIVE_ACTION:
        raise Refused(_("Bara en åtgärd som är beslutad eller pågår kan avbrytas."))
    if not reason:
        raise BadInput(_("Skriv varför åtgärden avbryts. Det är lika värdefullt som det som lyckas."))
    policies.check_action_fields({"result": reason})
    action.status, action.result, action.changed_at = ActionStatus.STOPPED, reason, at
    action.version += 1
    action.save(update_fields=["status", "result", "changed_at", "version"])
    ActionNote.objects.create(
        action=action, status=action.status, text=reason, written_by_id=by.user_id, written_at=at
    )
    _record(by, at, "action.stopped", action)
    return action


@transaction.atomic
def remove_draft(*, by: Scope, at: datetime, action: Action) -> None:
    """Remove a draft for good; what was decided is stopped instead."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    policies.check_can_plan(by, action)
    if action.status != ActionStatus.DRAFT:
        raise Refused(_("En beslutad åtgärd tas inte bort. Avbryt den i stället och skriv varför."))
    _record(by, at, "action.removed", action)
    action.delete()


def _clean(by: Scope, values: dict[str, Any]) -> dict[str, Any]:
    """Return values in the form that they are kept in, once they are known to be allowed."""
    given: dict[str, Any] = {
        name: _tidy(name, value) if isinstance(value, str) else value for name, value in values.items()
    }
    owner = given.get("owner")
    for one in (owner, given.get("deputy")):
        if one is not None and not one.is_active:
            raise BadInput(_("Den som ska ansvara är inte längre medlem. Välj någon annan."))
    policies.check_same_organisation(by, owner, given.get("deputy"), given.get("problem"))
    if owner is not None and owner.function_title and not given.get("function"):
        given["function"] = owner.function_title
    policies.check_action_fields(given)
    return given


def _tidy(name: str, value: str) -> str:
    return value.replace("\r\n", "\n").strip() if name in LINES else " ".join(value.split())


def _check_days(action: Action) -> None:
    if action.starts is not None and action.ends is not None and action.ends < action.starts:
        raise BadInput(_("Åtgärden är klar innan den börjar. Ändra en av dagarna."))


def _who_changed(action: Action) -> str:
    last = AuditEvent.objects.filter(target=audit.name_of(action)).order_by("-sequence").first()
    user = User.objects.filter(pk=last.by_id).first() if last is not None else None
    return str(user) if user is not None else _("Någon annan")


def _keep_changes(action: Action, changed: Mapping[str, tuple[Any, Any]]) -> None:
    """Keep the fields that made this version of an action, each with what it held and what it came to hold."""
    ActionChange.objects.bulk_create(
        ActionChange(action=action, version=action.version, field=name, was=_kept(was), became=_kept(became))
        for name, (was, became) in sorted(changed.items())
    )


def _kept(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Problem):
        return value.title
    return str(value.pk) if isinstance(value, Model) else str(value)


def _record(by: Scope, at: datetime, verb: str, action: Action, **detail: int | str) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=action, detail=detail)
