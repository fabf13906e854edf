"""Two scorers score alone and lock; then what they agree on is written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import (
    SEATS,
    TEXT,
    Came,
    Consensus,
    DimensionScore,
    Interview,
    Measurement,
    ScoreLock,
)
from samsyn_web.methods.readiness.services.recording import _opened, _record

Given = Mapping[str, tuple[str, str]]
"""By dimension: the score as written, and why."""


@transaction.atomic
def score(*, by: policies.Scorer, at: datetime, interview: Interview, given: Given) -> None:
    """Keep a scorer's own scores of an interview, as drafts until they are locked; an empty score takes it away."""
    measurement = _opened(interview.measurement)
    _write_scores(interview, measurement, policies.check_scores(by, measurement, localdate(at)), given)
    _record(by, at, "measurement.scored", measurement, {"code": interview.code})


@transaction.atomic
def lock(*, by: policies.Scorer, at: datetime, interview: Interview) -> ScoreLock:
    """Lock the own scores; with both locked, the scorers see each other's."""
    measurement = _opened(interview.measurement)
    seat = policies.check_scores(by, measurement, localdate(at))
    made, is_new = _write_lock(
        interview, measurement, seat, at, Came.SAMSYN if isinstance(by, Scope) else Came.LINK
    )
    if is_new:
        _record(by, at, "measurement.locked", measurement, {"code": interview.code})
    return made


def _write_scores(interview: Interview, measurement: Measurement, seat: int, given: Given) -> None:
    """Write drafts from a seat that has not locked."""
    if ScoreLock.objects.filter(interview=interview, seat=seat).exists():
        raise Refused(_("Poängen är låsta för %(code)s: de ändras inte.") % {"code": interview.code})
    for dimension, (text, note) in given.items():
        policies.check_dimension(measurement, dimension)
        check_text(note, _("Skälet"), TEXT)
        own: dict[str, Any] = {"interview": interview, "seat": seat, "dimension": dimension}
        if text.strip():
            DimensionScore.objects.update_or_create(
                defaults={"quarters": policies.quarters(text), "note": note.strip()}, **own
            )
        else:
            DimensionScore.objects.filter(**own).delete()


def _write_lock(
    interview: Interview, measurement: Measurement, seat: int, at: datetime, came: str
) -> tuple[ScoreLock, bool]:
    """Lock a seat that has a score in each dimension; returns whether it was not locked before."""
    own = set(
        DimensionScore.objects.filter(interview=interview, seat=seat).values_list("dimension", flat=True)
    )
    if missing := [one for one in measurement.texts.editions[measurement.edition] if one not in own]:
        raise BadInput(
            _("Sätt poäng i varje dimension av %(code)s innan du låser; %(which)s saknas.")
            % {"code": interview.code, "which": ", ".join(missing)}
        )
    return ScoreLock.objects.get_or_create(
        interview=interview, seat=seat, defaults={"locked_at": at, "came": came}
    )


@transaction.atomic
def agree(*, by: policies.Scorer, at: datetime, interview: Interview, given: Given) -> None:
    """Keep what both scorers agreed on, with a reason where they differed by a point or more."""
    measurement = _opened(interview.measurement)
    policies.check_agrees(by, measurement, localdate(at))
    if ScoreLock.objects.filter(interview=interview).count() < len(SEATS):
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
                "agreed_by_id": by.user_id if isinstance(by, Scope) else None,
                "agreed_at": at,
            },
        )
    _record(by, at, "measurement.agreed", measurement, {"code": interview.code})
