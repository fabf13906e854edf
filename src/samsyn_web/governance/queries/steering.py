"""The governance model: its versions, and one of them as bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from samsyn.duties import Fact
from samsyn.instruments.steering import steering_texts
from samsyn.steering import Body, Gap, Level, gaps
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import (
    SteeringBody,
    SteeringLine,
    SteeringMatter,
    SteeringMember,
    SteeringModel,
)
from samsyn_web.governance.policies import can_keep_duties, can_read_duties


@dataclass(frozen=True, kw_only=True)
class Steered:
    """A version with its bodies: `rows` as they are kept, `bodies` as the library reads them, by the row's key."""

    model: SteeringModel
    rows: tuple[SteeringBody, ...]
    removed: tuple[SteeringBody, ...]
    bodies: tuple[Body, ...]
    gaps: tuple[Gap, ...]


def steering_models(scope: Scope) -> QuerySet[SteeringModel]:
    """All versions, the newest first; drafts only for those who keep it."""
    if not can_read_duties(scope):
        return SteeringModel.objects.none()
    found = SteeringModel.objects.filter(organisation_id=scope.organisation_id)
    if not can_keep_duties(scope):
        found = found.exclude(decided_on=None)
    return found.select_related("recorded_by").order_by("-number")


def current_steering(scope: Scope) -> SteeringModel | None:
    """The newest decided version, else the draft where there is no decided one."""
    found = list(steering_models(scope).defer("content"))
    return next((one for one in found if one.decided_on), found[0] if found else None)


def steered(scope: Scope, model_id: int) -> Steered | None:
    """One version with its bodies and gaps, or none."""
    model = steering_models(scope).filter(pk=model_id).first()
    if model is None:
        return None
    every = list(SteeringBody.objects.filter(model=model).order_by("place"))
    rows = tuple(one for one in every if one.withdrawn_at is None)
    bodies = _bodies(rows)
    return Steered(
        model=model,
        rows=rows,
        removed=tuple(one for one in every if one.withdrawn_at is not None),
        bodies=bodies,
        gaps=gaps(bodies, steering_texts().names),
    )


def steering_facts(scope: Scope) -> list[Fact]:
    """What decided governance models say of 8 §: that the municipality coordinates, where one has a body for it."""
    decided = steering_models(scope).exclude(decided_on=None)
    coordinating = SteeringBody.objects.filter(
        model__in=decided, withdrawn_at=None, level=Level.COORDINATING.value
    )
    with_one = set(coordinating.values_list("model_id", flat=True))
    return [
        Fact(
            paragraph="8",
            kind="coordination",
            day=one.decided_on,
            reference=f"{one}, {one.minute_reference}",
            body=one.decided_by,
            href=reverse("governance:steering_version", args=[one.pk]),
        )
        for one in decided.defer("content")
        if one.pk in with_one and one.decided_on is not None
    ]


def _bodies(rows: Sequence[SteeringBody]) -> tuple[Body, ...]:
    """Return bodies as the library reads them; a line to one that is removed is left out."""
    members: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for member in SteeringMember.objects.filter(body__in=rows).order_by("body_id", "place"):
        members[member.body_id].append((member.party, member.function))
    lines: dict[int, list[int]] = defaultdict(list)
    for line in SteeringLine.objects.filter(body__in=rows, to__in=rows).order_by("to_id"):
        lines[line.body_id].append(line.to_id)
    codes: dict[int, set[str]] = defaultdict(set)
    for matter in SteeringMatter.objects.filter(body__in=rows):
        codes[matter.body_id].add(matter.code)
    order = list(steering_texts().names)
    return tuple(
        Body(
            key=str(one.pk),
            name=one.name,
            level=Level(one.level),
            whose=one.whose,
            mandate=one.mandate,
            reference=one.reference,
            members=tuple(members[one.pk]),
            cycle=one.cycle,
            reports_to=tuple(str(to) for to in lines[one.pk]),
            matters=(*(code for code in order if code in codes[one.pk]), *one.own_matters.splitlines()),
        )
        for one in rows
    )
