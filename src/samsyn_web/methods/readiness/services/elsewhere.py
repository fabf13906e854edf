"""A measurement made elsewhere is read in: its interviews, what both scorers locked, and what they agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn.methods.readiness import Score, ScoreFile, with_codes
from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import (
    SEATS,
    Came,
    Consensus,
    DimensionScore,
    Interview,
    Measurement,
    ScoreLock,
    Sector,
)
from samsyn_web.methods.readiness.services.recording import _opened, _record


@transaction.atomic
def read_in_scores(
    *, by: Scope, at: datetime, measurement: Measurement, read: ScoreFile, held_on: date
) -> list[Interview]:
    """
    Read in a measurement made elsewhere, all of it or nothing, into one that has no interview yet.

    Both scorers were done before the file was made, so both seats are locked at once, marked as read from a file.
    What interviews and scorers are called in the file is not kept.
    """
    measurement = _opened(measurement)
    policies.check_takes_in_file(by, measurement, Interview.objects.filter(measurement=measurement).count())
    policies.check_made_elsewhere(read)
    if held_on > localdate(at):
        raise BadInput(_("Intervjuerna ligger i framtiden."))
    rows = with_codes(read)
    made = [
        Interview.objects.create(
            measurement=measurement,
            code=code,
            sector=next((one.sector for one in rows if one.interview == code and one.sector), Sector.OTHER),
            held_on=held_on,
            added_by_id=by.user_id,
            added_at=at,
        )
        for code in dict.fromkeys(one.interview for one in rows)
    ]
    _write(by, at, measurement, {one.code: one for one in made}, rows)
    _record(by, at, "measurement.read_in", measurement, {"interviews": str(len(made))})
    return made


def _write(
    by: Scope, at: datetime, measurement: Measurement, interviews: dict[str, Interview], rows: Sequence[Score]
) -> None:
    agreed: dict[tuple[str, str], int] = {}
    scores = []
    for one in rows:
        policies.check_dimension(measurement, one.dimension)
        given = {"seat": int(one.rater), "quarters": policies.quarters(str(one.value))}
        scores.append(DimensionScore(interview=interviews[one.interview], dimension=one.dimension, **given))
        if one.consensus is not None:
            agreed[one.interview, one.dimension] = policies.quarters(str(one.consensus))
    DimensionScore.objects.bulk_create(scores)
    ScoreLock.objects.bulk_create(
        ScoreLock(interview=each, seat=seat, came=Came.FILE, locked_at=at)
        for each in interviews.values()
        for seat in SEATS
    )
    why = _("Enligt filen från mätningen på annat håll.")
    Consensus.objects.bulk_create(
        Consensus(
            interview=interviews[code], dimension=key, quarters=quarters, reason=why, agreed_by_id=by.user_id,
            agreed_at=at,
        )
        for (code, key), quarters in agreed.items()
    )  # fmt: skip
