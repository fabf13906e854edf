"""What comes on a form that was filled in elsewhere: an interview, or a scorer's scores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import Came, Interview, Measurement
from samsyn_web.methods.readiness.services.measuring import add_interview
from samsyn_web.methods.readiness.services.recording import _opened, _record
from samsyn_web.methods.readiness.services.scoring import Given, _write_lock, _write_scores


@transaction.atomic
def receive_interview(
    *,
    by: Scope,
    at: datetime,
    measurement: Measurement,
    sector: str,
    held_on: date,
    notes: Mapping[str, str],
    is_same_person: bool | None = None,
) -> Interview:
    """Add an interview that was held elsewhere; the same one is not added twice."""
    measurement = _opened(measurement)
    kept = {key: text for key, text in notes.items() if text}
    if not kept:
        raise BadInput(_("Formuläret har inga anteckningar: utan dem går det inte att sätta poäng."))
    there = Interview.objects.filter(measurement=measurement, sector=sector, held_on=held_on, notes=kept)
    if (before := there.first()) is not None:
        raise Refused(_("Den här intervjun är redan inläst, som %(code)s.") % {"code": before.code})
    return add_interview(
        by=by,
        at=at,
        measurement=measurement,
        sector=sector,
        held_on=held_on,
        notes=kept,
        is_same_person=is_same_person,
    )


@transaction.atomic
def receive_scores(
    *, by: Scope, at: datetime, measurement: Measurement, seat: int, given: Mapping[str, Given], locks: bool
) -> tuple[str, ...]:
    """
    Take in a scorer's sheet, by the codes of its interviews: all of it, or nothing.

    With `locks` the scores are locked at once, else they are drafts; a field that is empty takes nothing away. Returns
    the codes of the interviews that had scores.
    """
    measurement = _opened(measurement)
    policies.check_enters(by, measurement, seat)
    found = {one.code: one for one in Interview.objects.filter(measurement=measurement).defer("notes")}
    wanted = {code: {key: one for key, one in some.items() if one[0].strip()} for code, some in given.items()}
    wanted = {code: some for code, some in wanted.items() if some}
    if not wanted:
        raise BadInput(_("Formuläret har inga poäng."))
    if unknown := sorted(set(wanted) - set(found)):
        raise BadInput(_("Det finns ingen intervju %(code)s i mätningen.") % {"code": unknown[0]})
    for code, some in wanted.items():
        _write_scores(found[code], measurement, seat, some)
        if locks:
            _write_lock(found[code], measurement, seat, at, Came.WORD)
    detail = {"seat": str(seat), "codes": " ".join(wanted)}
    _record(
        by, at, "measurement.sheet_locked" if locks else "measurement.sheet_taken_in", measurement, detail
    )
    return tuple(wanted)
