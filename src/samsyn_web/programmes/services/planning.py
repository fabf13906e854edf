"""What a planned activity meets is seen before it is saved, and a municipality says how much is too much for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import ngettext

from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import Activity, OwnLoadLimit, Participant, numbers_in
from samsyn_web.programmes.services.recording import record


def check_planned(
    *,
    by: Scope,
    at: datetime,
    participant: Participant,
    values: Mapping[str, Any],
    seen: str | None,
    but: Activity | None,
) -> str:
    """
    Raise where an activity that is planned meets something that the person has not seen.

    `but` is the activity itself where it is changed. Returns what was seen, in words for its history; nothing is asked
    where `seen` is none, no day is set, or the days have been.
    """
    if seen is None or values["starts"] is None:
        return ""
    starts, ends = values["starts"], values["ends"] or values["starts"]
    if ends < localdate(at):
        return ""
    first, last = policies.window(starts, ends)
    programme_id = participant.programme_id
    load = queries.load_of(by, programme_id, first, last, key=participant.key, unnamed=True)
    own = queries.own_load_limits(by, programme_id).get(participant.pk)
    others = [one for one in load.demands if but is None or (one.kind, one.key) != ("activity", str(but.pk))]
    planned = policies.planned_demands(
        title=values["title"],
        municipality=participant.name,
        asks=values["asks"],
        starts=starts,
        ends=ends,
        focus_areas=(values["focus_area"], *numbers_in(values["also_in"])),
    )
    limits = policies.limits_of(queries.load_limit(by, programme_id), own)
    meets = policies.what_it_meets(planned, others, limits)
    policies.check_seen(meets, seen)
    return _seen_text(meets)


@transaction.atomic
def set_own_load_limit(
    *, by: Scope, at: datetime, participant: Participant, per_week: int, focus_areas: int | None = None
) -> OwnLoadLimit:
    """Say how much is too much for a municipality."""
    policies.check_works_with(by, participant)
    policies.check_own_limit(per_week, focus_areas)
    made, _new = OwnLoadLimit.objects.update_or_create(
        participant=participant, defaults={"per_week": per_week, "focus_areas": focus_areas}
    )
    record(by=by, at=at, verb="programme.limit_set", programme=participant.programme)
    return made


def _seen_text(meets: policies.Meets) -> str:
    if not meets.digest:
        return ""
    weeks = len({one.week for one in meets.collisions} | {week for week, _n in meets.areas})
    return ngettext(
        "Sparad med krockar som var kända, {n} vecka.", "Sparad med krockar som var kända, {n} veckor.", weeks
    ).format(n=weeks)
