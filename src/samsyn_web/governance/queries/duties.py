"""Reads of how the municipality stands under the law, what is told of it, and who answers for what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from samsyn.duties import Judged, judge
from samsyn.instruments.load import statute
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance.models import (
    Agreement,
    CoordinationPost,
    Council,
    DutyOwner,
    DutyRecord,
    LeadingBody,
    NeighbourPlan,
)
from samsyn_web.governance.policies import can_keep_duties, can_read_duties
from samsyn_web.governance.queries.facts import facts
from samsyn_web.people.models import Membership


def standing(scope: Scope, today: date) -> tuple[Judged, ...]:
    """How each paragraph stands; nothing for those who may not read it."""
    return judge(statute(), facts(scope), at=today) if can_read_duties(scope) else ()


def duty_records(scope: Scope, paragraph: str) -> QuerySet[DutyRecord]:
    """What people have told of a paragraph, the latest first, with what was taken back."""
    if not can_read_duties(scope):
        return DutyRecord.objects.none()
    found = DutyRecord.objects.filter(organisation_id=scope.organisation_id, paragraph=paragraph)
    return found.select_related("recorded_by").order_by("-day", "-pk")


def duty_record(scope: Scope, record_id: int) -> DutyRecord | None:
    """One thing that was told, or none."""
    if not can_read_duties(scope):
        return None
    return DutyRecord.objects.filter(organisation_id=scope.organisation_id, pk=record_id).first()


def duty_owners(scope: Scope) -> dict[str, DutyOwner]:
    """Who answers for each paragraph that somebody answers for."""
    found = DutyOwner.objects.filter(organisation_id=scope.organisation_id)
    return {one.paragraph: one for one in found} if can_read_duties(scope) else {}


def leading_body(scope: Scope) -> LeadingBody | None:
    """The body that leads the work, where it is told."""
    found = LeadingBody.objects.filter(organisation_id=scope.organisation_id)
    return found.first() if can_read_duties(scope) else None


def own_days(scope: Scope, today: date) -> tuple[Judged, ...]:
    """The paragraphs with a day that the asker is to be told of: their own, and all for those who keep the record."""
    own = {code for code, one in duty_owners(scope).items() if one.owner_id == scope.membership_id}
    found = standing(scope, today)
    return tuple(
        one for one in found if one.due is not None and (can_keep_duties(scope) or one.paragraph.code in own)
    )


def keepers() -> Iterator[Scope]:
    """The coordinators of all organisations that have told anything at all of the law, as who asks."""
    known = set(LeadingBody.objects.values_list("organisation_id", flat=True))
    known |= set(DutyOwner.objects.values_list("organisation_id", flat=True))
    known |= set(Council.objects.values_list("organisation_id", flat=True))
    known |= set(CoordinationPost.objects.values_list("organisation_id", flat=True))
    known |= set(Agreement.objects.values_list("organisation_id", flat=True))
    known |= set(NeighbourPlan.objects.values_list("organisation_id", flat=True))
    known |= set(DutyRecord.objects.values_list("organisation_id", flat=True))
    found = Membership.objects.filter(
        organisation_id__in=known, role=Role.COORDINATOR.value, is_active=True, user__is_active=True
    )
    for one in found.order_by("organisation_id", "pk"):
        yield Scope(
            user_id=one.user_id,
            organisation_id=one.organisation_id,
            role=Role.COORDINATOR,
            membership_id=one.pk,
        )
