"""Other plans are listed, changed, withdrawn and taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.actions.queries import live_actions
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes.queries import open_problems
from samsyn_web.governance import policies
from samsyn_web.governance.models import NeighbourChange, NeighbourLink, NeighbourPlan

TOLD = (
    "name",
    "body",
    "reference",
    "about",
    "valid_from",
    "valid_until",
    "revised_on",
    "agreed",
    "agreed_on",
)


@transaction.atomic
def write_neighbour(
    *,
    by: Scope,
    at: datetime,
    plan: NeighbourPlan | None = None,
    seen: int = 0,
    name: str,
    body: str,
    reference: str,
    about: str,
    valid_from: date,
    valid_until: date | None = None,
    revised_on: date | None = None,
    agreed: str = "",
    agreed_on: date | None = None,
    problems: Collection[int] = (),
    actions: Collection[int] = (),
) -> NeighbourPlan:
    """List another plan, or change one; `seen` is the version of the row that was read."""
    policies.check_can_join(by, plan)
    lines = {"name": name, "body": body, "reference": reference}
    said = {key: " ".join(text.split()) for key, text in lines.items()}
    said |= {"about": about.strip(), "agreed": agreed.strip()}
    policies.check_neighbour_words(said)
    policies.check_neighbour_days(said["agreed"], agreed_on, valid_from, valid_until, localdate(at))
    if plan is None:
        kept = NeighbourPlan(organisation_id=by.organisation_id, added_by_id=by.user_id, added_at=at)
        before: dict[str, str] = {}
        was: set[tuple[int | None, int | None]] = set()
    else:
        kept = NeighbourPlan.objects.select_for_update().get(pk=plan.pk)
        policies.check_neighbour_seen(seen, kept.version)
        kept.version += 1
        before = _told(kept)
        was = set(NeighbourLink.objects.filter(neighbour=kept).values_list("problem_id", "action_id"))
    own_problems = {*open_problems(by).values_list("pk", flat=True), *(one for one, _ in was if one)}
    own_actions = {*live_actions(by).values_list("pk", flat=True), *(one for _, one in was if one)}
    policies.check_links(problems, own_problems)
    policies.check_links(actions, own_actions)
    days = {
        "valid_from": valid_from,
        "valid_until": valid_until,
        "revised_on": revised_on,
        "agreed_on": agreed_on,
    }
    for key, value in {**said, **days}.items():
        setattr(kept, key, value)
    kept.save()
    NeighbourLink.objects.filter(neighbour=kept).delete()
    NeighbourLink.objects.bulk_create(
        [NeighbourLink(neighbour=kept, problem_id=key) for key in {*problems}]
        + [NeighbourLink(neighbour=kept, action_id=key) for key in {*actions}]
    )
    now = _told(kept)
    NeighbourChange.objects.bulk_create(
        NeighbourChange(neighbour=kept, version=kept.version, field=key, was=text)
        for key, text in before.items()
        if text != now[key]
    )
    _record(by, at, "neighbour_plan.added" if plan is None else "neighbour_plan.changed", kept)
    return kept


@transaction.atomic
def withdraw_neighbour(*, by: Scope, at: datetime, plan: NeighbourPlan) -> None:
    """Withdraw one: it stays readable, and does not count."""
    policies.check_can_join(by, plan)
    NeighbourPlan.objects.filter(pk=plan.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by_id=by.user_id
    )
    _record(by, at, "neighbour_plan.withdrawn", plan)


@transaction.atomic
def restore_neighbour(*, by: Scope, at: datetime, plan: NeighbourPlan) -> None:
    """Take one back."""
    policies.check_can_join(by, plan)
    NeighbourPlan.objects.filter(pk=plan.pk).update(withdrawn_at=None, withdrawn_by=None)
    _record(by, at, "neighbour_plan.restored", plan)


def _told(plan: NeighbourPlan) -> dict[str, str]:
    """Return what a row says, as text, by field; days as ISO 8601."""
    links = NeighbourLink.objects.filter(neighbour=plan).select_related("problem", "action").order_by("pk")
    said = {key: "" if getattr(plan, key) is None else str(getattr(plan, key)) for key in TOLD}
    return said | {"links": "\n".join(sorted(str(one.problem or one.action) for one in links))}


def _record(by: Scope, at: datetime, verb: str, target: NeighbourPlan) -> None:
    detail: dict[str, Any] = {"version": target.version}
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
