"""Reads of national initiatives: all of them to who coordinates, its own to a participant; and what documents state."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samsyn.programme.initiatives import Initiative
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import Activity, NationalInitiative
from samsyn_web.programmes.queries.activities import activities
from samsyn_web.programmes.queries.participation import followed


def initiatives(scope: Scope, programme_id: int) -> QuerySet[NationalInitiative]:
    """Return the initiatives, withdrawn ones too, by municipality and first day."""
    found = NationalInitiative.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    found = found.select_related("participant__programme").defer("participant__programme__facts")
    return found.order_by("participant__position", "starts", "pk")


def initiative(scope: Scope, initiative_id: int) -> NationalInitiative | None:
    """Return one initiative that the person may read, or none."""
    found = (
        NationalInitiative.objects.select_related("participant__programme").filter(pk=initiative_id).first()
    )
    if found is None or not followed(scope, found.participant.programme_id).filter(pk=found.participant_id):
        return None
    return found


def counted_initiatives(scope: Scope, programme_id: int) -> list[Initiative]:
    """Return the initiatives that count, as the library reads them."""
    return [
        Initiative(
            key=str(one.pk),
            supporter=one.supporter,
            title=one.title,
            municipality=one.participant.name,
            starts=one.starts,
            ends=one.ends,
            unit=one.unit,
            area=one.area,
            focus_area=one.focus_area,
        )
        for one in initiatives(scope, programme_id).filter(is_withdrawn=False)
    ]


def stated_support(scope: Scope, programme_id: int) -> QuerySet[Activity]:
    """Return the activities in which a document names who took part beside the municipality."""
    named = ~Q(partners="") | ~Q(provider="")
    return activities(scope, programme_id).filter(named).exclude(source_document="")
