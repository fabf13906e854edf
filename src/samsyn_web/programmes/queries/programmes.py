"""
Reads of programmes: by who coordinates them, and by those who take part.

A programme's facts are long. So queries whose rows name their programme defer them, and `programme_and_facts` reads
them once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Q, QuerySet

from samsyn.programme import Municipality, from_plain
from samsyn.programme import Programme as Facts
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.programmes.models import Participant, Programme


def programmes(scope: Scope) -> QuerySet[Programme]:
    """Return the programmes that the organisation coordinates or takes part in."""
    if not scope.can(Permission.READ_PICTURE):
        return Programme.objects.none()
    taking_part = Participant.objects.filter(organisation_id=scope.organisation_id).values("programme")
    own = Q(organisation_id=scope.organisation_id) | Q(pk__in=taking_part)
    return Programme.objects.filter(own).order_by("name", "pk")


def programme(scope: Scope, programme_id: int) -> Programme | None:
    """Return one programme, or none."""
    return programmes(scope).filter(pk=programme_id).first()


def programme_and_facts(scope: Scope, programme_id: int) -> tuple[Programme, Facts] | None:
    """
    Return one programme with the records that it was loaded from, or none.

    Activities are rows and not among them; a participant that the records do not know is added to their municipalities.
    """
    found = programme(scope, programme_id)
    if found is None:
        return None
    facts = from_plain(found.facts)
    known = {one.key for one in facts.municipalities}
    added = [
        Municipality(key=key, name=name, code="", unit="kommun")
        for key, name in participants(scope, found.pk).values_list("key", "name")
        if key not in known
    ]
    return found, replace(facts, municipalities=(*facts.municipalities, *added)) if added else facts


def participants(scope: Scope, programme_id: int) -> QuerySet[Participant]:
    """Return who takes part."""
    return Participant.objects.filter(
        programme_id=programme_id, programme__in=programmes(scope).values("pk")
    ).order_by("position")


def participant_ids(scope: Scope, programme_id: int) -> Mapping[str, int]:
    """Return who takes part: the row of each key."""
    return dict(participants(scope, programme_id).values_list("key", "pk"))


def participant(scope: Scope, participant_id: int) -> Participant | None:
    """Return one of those who take part, or none."""
    return (
        Participant.objects.filter(pk=participant_id, programme__in=programmes(scope).values("pk"))
        .select_related("programme")
        .first()
    )
