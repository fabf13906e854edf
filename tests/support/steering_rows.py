"""A governance model of Anna's organisation, and a handing over of a function: a part of Anna's world."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from samsyn_web.base.audit import record
from samsyn_web.causes.models import Problem
from samsyn_web.governance.models import (
    Handover,
    HandoverCheck,
    NeighbourChange,
    NeighbourLink,
    NeighbourPlan,
    SteeringBody,
    SteeringLine,
    SteeringMatter,
    SteeringMember,
    SteeringModel,
)
from samsyn_web.people.models import Membership

AT, DAY = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), date(2024, 9, 30)


def steering_rows(owned: dict[str, Any], user: Any, mark: str) -> dict[str, Any]:
    """Return the rows by the name of their table; what is shown is the decided version."""
    decided = SteeringModel.objects.create(
        **owned, number=1, started_by=user, started_at=AT, decided_by=mark, decided_on=DAY, minute_reference=mark,
        content="{}", digest="a" * 64, recorded_by=user, recorded_at=AT,
    )  # fmt: skip
    SteeringModel.objects.create(**owned, number=2, started_by=user, started_at=AT)
    changed: dict[str, Any] = {"changed_by": user, "changed_at": AT}
    over, under = (
        SteeringBody.objects.create(
            model=decided, place=place, name=f"{mark} {place}", level=level, whose=mark, mandate=mark,
            reference=mark, cycle=mark, own_matters=mark, **changed,
        )
        for place, level in enumerate(("strategic", "coordinating"), start=1)
    )  # fmt: skip
    SteeringMember.objects.create(body=over, place=1, party=mark, function=mark)
    SteeringLine.objects.create(body=under, to=over)
    SteeringMatter.objects.create(body=over, code="plan")
    handover = Handover.objects.create(
        **owned, function=mark, note=mark, where=mark, started_by=user, started_at=AT, subject=mark,
        began="left", changes_on=DAY, membership=Membership.objects.filter(user=user).first(),
    )  # fmt: skip
    check = HandoverCheck.objects.create(handover=handover, place=1, text=mark)
    neighbour = NeighbourPlan.objects.create(
        **owned, name=mark, body=mark, reference=mark, about=mark, agreed=mark, agreed_on=DAY, valid_from=DAY,
        revised_on=date(2026, 1, 1), added_by=user, added_at=AT,
    )  # fmt: skip
    record(
        organisation_id=neighbour.organisation_id,
        by=user,
        at=AT,
        verb="neighbour_plan.added",
        target=neighbour,
    )
    NeighbourChange.objects.create(neighbour=neighbour, version=1, field="name", was=mark)
    NeighbourLink.objects.create(neighbour=neighbour, problem=Problem.objects.filter(**owned).first())
    told = {"neighbour": neighbour, "steering_model": decided, "steering_body": over}
    return told | {"handover": handover, "handover_check": check}
