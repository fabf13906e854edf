"""Measurements are started, filled with interviews, asked whether they can be compared, and closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness, readiness_plain
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import Consensus, Edition, Interview, Measurement, Mode, TextPack
from samsyn_web.methods.readiness.services.recording import _opened, _record
from samsyn_web.people.models import Membership


@transaction.atomic
def start(
    *,
    by: Scope,
    at: datetime,
    unit: str,
    wave: str,
    definition: str,
    first_scorer: Membership | None,
    second_scorer: Membership | None,
    edition: str = Edition.SIX,
    mode: str = Mode.INTERVIEW,
    previous: Measurement | None = None,
    keep_notes_days: int = 90,
    is_invented: bool = False,
    text_pack: TextPack | None = None,
) -> Measurement:
    """
    Start a measurement with two scorers of the own organisation; none is one without an account.

    The texts are kept with it as they stand: those of a pack that is loaded, else ours.
    """
    policies.check_can_start(by, previous)
    if text_pack is not None:
        policies.check_has_text_pack(by, text_pack)
    instrument = text_pack.content if text_pack is not None else readiness_plain()
    policies.check_measurement(unit.strip(), wave.strip(), definition.strip())
    members = [one for one in (first_scorer, second_scorer) if one is not None]
    if len({one.pk for one in members}) < len(members):
        raise BadInput(_("Välj två olika bedömare: de ska vara oberoende av varandra."))
    if any(one.organisation_id != by.organisation_id for one in members):
        raise Refused(_("Bedömarna ska vara medlemmar i organisationen."))
    if edition not in Edition.values or mode not in Mode.values:
        raise BadInput(_("Välj utgåva och hur svaren kom in."))
    made = Measurement.objects.create(
        organisation_id=by.organisation_id,
        unit=unit.strip(),
        wave=wave.strip(),
        definition=definition.strip(),
        edition=edition,
        mode=mode,
        texts_version=instrument["version"],
        instrument=instrument,
        first_scorer=first_scorer,
        second_scorer=second_scorer,
        previous=previous,
        keep_notes_days=keep_notes_days,
        is_invented=is_invented,
        started_by_id=by.user_id,
        started_at=at,
    )
    _record(by, at, "measurement.started", made)
    return made


@transaction.atomic
def add_interview(
    *,
    by: Scope,
    at: datetime,
    measurement: Measurement,
    sector: str,
    held_on: date,
    notes: Mapping[str, str] | None = None,
    is_same_person: bool | None = None,
) -> Interview:
    """Add an interview under the next free code; who was interviewed is not asked."""
    measurement = _opened(measurement)
    policies.check_can_start(by, measurement)
    policies.check_notes(notes or {})
    if held_on > at.date() + timedelta(days=1):
        raise BadInput(_("Intervjun ligger i framtiden."))
    number = Interview.objects.filter(measurement=measurement).count() + 1
    made = Interview.objects.create(
        measurement=measurement,
        code=f"I{number}",
        sector=sector,
        held_on=held_on,
        is_same_person=is_same_person,
        notes={key: text for key, text in (notes or {}).items() if text},
        added_by_id=by.user_id,
        added_at=at,
    )
    _record(by, at, "measurement.interview_added", measurement, {"code": made.code})
    return made


@transaction.atomic
def change_notes(*, by: Scope, at: datetime, interview: Interview, notes: Mapping[str, str]) -> Interview:
    """Write down what was said, question by question, until the notes are deleted."""
    interview = Interview.objects.select_for_update().get(pk=interview.pk)
    measurement = _opened(interview.measurement)
    policies.check_can_start(by, measurement)
    if not policies.can_read_notes(by, measurement):
        raise Refused(_("Bara bedömarna och den som leder mätningen läser anteckningarna."))
    if interview.notes_deleted_at is not None:
        raise Refused(_("Anteckningarna är gallrade och skrivs inte igen."))
    policies.check_notes(notes)
    interview.notes = {key: text.strip() for key, text in notes.items() if text.strip()}
    interview.save(update_fields=["notes"])
    _record(by, at, "measurement.notes_changed", measurement, {"code": interview.code})
    return interview


@transaction.atomic
def answer_validity(
    *, by: Scope, at: datetime, measurement: Measurement, answers: Mapping[str, str], note: str = ""
) -> Measurement:
    """Answer what must be known before the measurement is compared with the one before."""
    measurement = Measurement.objects.select_for_update().get(pk=measurement.pk)
    policies.check_can_start(by, measurement)
    policies.check_validity(answers)
    check_text(note, _("Kommentaren"), 500)
    measurement.validity = {one.key: answers[one.key] for one in readiness().validity}
    measurement.validity_note = note
    measurement.save(update_fields=["validity", "validity_note"])
    _record(by, at, "measurement.validity_answered", measurement, dict(measurement.validity))
    return measurement


@transaction.atomic
def close(*, by: Scope, at: datetime, measurement: Measurement) -> Measurement:
    """Close a measurement whose every interview has its consensus; from then on nothing in it changes."""
    measurement = _opened(measurement)
    policies.check_can_start(by, measurement)
    dimensions = measurement.texts.editions[measurement.edition]
    interviews = list(Interview.objects.filter(measurement=measurement))
    agreed = Consensus.objects.filter(interview__measurement=measurement).count()
    if not interviews or agreed < len(interviews) * len(dimensions):
        raise Refused(_("Varje intervju behöver konsensus i varje dimension innan mätningen avslutas."))
    measurement.closed_at = at
    measurement.save(update_fields=["closed_at"])
    _record(by, at, "measurement.closed", measurement)
    return measurement


@transaction.atomic
def delete_notes(*, at: datetime, by: Scope | None = None) -> int:
    """Delete the notes of interviews whose time is out, in every organisation; return how many."""
    due = [
        one
        for one in Interview.objects.select_related("measurement")
        .filter(notes_deleted_at=None)
        .exclude(notes={})
        if one.added_at + timedelta(days=one.measurement.keep_notes_days) <= at
    ]
    for one in due:
        Interview.objects.filter(pk=one.pk).update(notes={}, notes_deleted_at=at)
        audit.record(
            organisation_id=one.measurement.organisation_id,
            by=by,
            at=at,
            verb="measurement.notes_deleted",
            target=one.measurement,
            detail={"code": one.code},
        )
    return len(due)
