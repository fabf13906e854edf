"""Changes to measurements: started, interviewed, scored by two alone, agreed on, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import (
    TEXT,
    Consensus,
    DimensionScore,
    Edition,
    Interview,
    Measurement,
    Mode,
    ScoreLock,
)
from samsyn_web.people.models import Membership

Given = Mapping[str, tuple[str, str]]
"""By dimension: the score as written, and why."""


@transaction.atomic
def start(
    *,
    by: Scope,
    at: datetime,
    unit: str,
    wave: str,
    definition: str,
    first_scorer: Membership,
    second_scorer: Membership,
    edition: str = Edition.SIX,
    mode: str = Mode.INTERVIEW,
    previous: Measurement | None = None,
    keep_notes_days: int = 90,
    is_invented: bool = False,
) -> Measurement:
    """Start a measurement with two scorers of the own organisation."""
    policies.check_can_start(by, previous)
    policies.check_measurement(unit.strip(), wave.strip(), definition.strip())
    if first_scorer.pk == second_scorer.pk:
        raise BadInput(_("Välj två olika bedömare: de ska vara oberoende av varandra."))
    if {first_scorer.organisation_id, second_scorer.organisation_id} != {by.organisation_id}:
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
        texts_version=readiness().version,
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
    dimensions = readiness().editions[measurement.edition]
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


@transaction.atomic
def score(*, by: Scope, at: datetime, interview: Interview, given: Given) -> None:
    """Keep a scorer's own scores of an interview, as drafts until they are locked; an empty score takes it away."""
    measurement = _opened(interview.measurement)
    policies.check_is_scorer(by, measurement)
    if ScoreLock.objects.filter(interview=interview, scorer_id=by.membership_id).exists():
        raise Refused(_("Du har låst dina poäng: de ändras inte."))
    for dimension, (text, note) in given.items():
        policies.check_dimension(measurement, dimension)
        check_text(note, _("Skälet"), TEXT)
        own: dict[str, Any] = {"interview": interview, "scorer_id": by.membership_id, "dimension": dimension}
        if text.strip():
            DimensionScore.objects.update_or_create(
                defaults={"quarters": policies.quarters(text), "note": note.strip()}, **own
            )
        else:
            DimensionScore.objects.filter(**own).delete()
    _record(by, at, "measurement.scored", measurement, {"code": interview.code})


@transaction.atomic
def lock(*, by: Scope, at: datetime, interview: Interview) -> ScoreLock:
    """Lock the own scores; with both locked, the scorers see each other's."""
    measurement = _opened(interview.measurement)
    policies.check_is_scorer(by, measurement)
    own = set(
        DimensionScore.objects.filter(interview=interview, scorer_id=by.membership_id).values_list(
            "dimension", flat=True
        )
    )
    if missing := [one for one in readiness().editions[measurement.edition] if one not in own]:
        raise BadInput(
            _("Sätt poäng i varje dimension innan du låser; %(which)s saknas.")
            % {"which": ", ".join(missing)}
        )
    made, is_new = ScoreLock.objects.get_or_create(
        interview=interview, scorer_id=by.membership_id, defaults={"locked_at": at}
    )
    if is_new:
        _record(by, at, "measurement.locked", measurement, {"code": interview.code})
    return made


@transaction.atomic
def agree(*, by: Scope, at: datetime, interview: Interview, given: Given) -> None:
    """Keep what both scorers agreed on, with a reason where they differed by a point or more."""
    measurement = _opened(interview.measurement)
    policies.check_is_scorer(by, measurement)
    if ScoreLock.objects.filter(interview=interview).count() < 2:
        raise Refused(_("Konsensus sätts när båda har låst sina poäng."))
    scores: dict[str, list[int]] = {}
    for one in DimensionScore.objects.filter(interview=interview):
        scores.setdefault(one.dimension, []).append(one.quarters)
    for dimension, (text, reason) in given.items():
        policies.check_dimension(measurement, dimension)
        if not text.strip():
            continue
        first, second = scores[dimension]
        policies.check_reason(first, second, reason.strip())
        Consensus.objects.update_or_create(
            interview=interview,
            dimension=dimension,
            defaults={
                "quarters": policies.quarters(text),
                "reason": reason.strip(),
                "agreed_by_id": by.user_id,
                "agreed_at": at,
            },
        )
    _record(by, at, "measurement.agreed", measurement, {"code": interview.code})


def _opened(measurement: Measurement) -> Measurement:
    """Lock a measurement that is not closed."""
    found = Measurement.objects.select_for_update().get(pk=measurement.pk)
    if found.closed_at is not None:
        raise Refused(_("Mätningen är avslutad och ändras inte."))
    return found


def _record(
    by: Scope, at: datetime, verb: str, measurement: Measurement, detail: Mapping[str, str] | None = None
) -> None:
    """Write an event; a score is never in it."""
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=measurement,
        detail=dict(detail or {}),
    )
