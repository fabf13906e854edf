"""What a document states of a programme becomes rows; what people have written themselves stays beside it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn.programme import Activity as Told
from samsyn.programme import Programme as Facts
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import Activity, Participant, Programme, between_commas

KEPT = ("programme", "key", "version", "written_by")
"""What a row keeps when its document is read again."""


def load_activities(*, by: Scope | None, at: datetime, programme: Programme, facts: Facts) -> None:
    """Bring the rows that documents state in line with the facts; a row that is no longer stated goes."""
    places = dict(Participant.objects.filter(programme=programme).values_list("key", "pk"))
    told = [*((one, True) for one in facts.activities), *((one, False) for one in facts.additions)]
    keys = {one.key for one, _is_listed in told}
    if len(keys) < len(told):
        raise BadInput(_("Två aktiviteter har samma id: varje rad ska ha ett eget."))
    rows = [
        _row(by, at, programme, places[one.municipality], place, one, is_listed=is_listed)
        for place, (one, is_listed) in enumerate(told)
    ]
    changed = [
        one.name for one in Activity._meta.concrete_fields if one.name not in KEPT and not one.primary_key
    ]
    stated = Activity.objects.filter(programme=programme).exclude(source_document="")
    gone = [pk for pk, key in stated.values_list("pk", "key") if key not in keys]
    Activity.objects.filter(pk__in=gone).delete()
    Activity.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["programme", "key"],
        update_fields=changed,
    )


def _row(
    by: Scope | None,
    at: datetime,
    programme: Programme,
    participant_id: int,
    place: int,
    one: Told,
    *,
    is_listed: bool,
) -> Activity:
    return Activity(
        programme=programme,
        participant_id=participant_id,
        key=one.key,
        position=place,
        focus_area=one.focus_area,
        also_in=between_commas(one.also_in),
        heading=one.heading,
        title=one.title,
        formats=between_commas(one.formats),
        is_listed=is_listed,
        is_bulleted=one.is_bulleted,
        when=one.when,
        starts=one.starts,
        ends=one.ends,
        status=one.status,
        provider=one.provider,
        partners="; ".join(one.partners),
        times=one.count,
        participants=one.participants,
        units=one.units,
        source_document=one.source.document,
        source_section=one.source.section,
        written_by_id=by.user_id if by else None,
        written_at=at,
    )
