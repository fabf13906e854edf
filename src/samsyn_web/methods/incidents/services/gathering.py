"""
What is accepted becomes rows of the register, through the same door as a file.

A file is staged and committed like any other, which leaves rounds, pictures, checks and undoing as they are; see
`queries.gathering` for what stands in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import get_default_timezone

from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents.models import GatheredSubmission, Submission
from samsyn_web.methods.incidents.queries.gathering import COLUMNS, KEY, NAME, declaration, rows_to_gather
from samsyn_web.methods.incidents.services.pictures import METHOD
from samsyn_web.methods.incidents.services.register import commit
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as observed
from samsyn_web.observations.models import Intake, IntakeState
from samsyn_web.places import queries as places


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What a gathering did: rows that were brought, and the intake that brought them, if there was any."""

    rows: int = 0
    intake: Intake | None = None


def gather(*, by: Scope, at: datetime) -> Gathered:
    """
    Bring what has been accepted, or has changed, since last time into the register.

    Running it again after a crash gives the same as once: an intake that was begun is finished first, and the register
    takes a row once however often it is brought.
    """
    _finish(by, at)
    rows = rows_to_gather(by)
    if not rows:
        return Gathered()
    name = f"{NAME} {at.astimezone(get_default_timezone()):%Y-%m-%d %H.%M.%S}.csv"
    (intake,) = observed.open_intakes(
        by=by,
        at=at,
        method=METHOD,
        reports=[ContentFile(_csv(row.cells for row in rows.values()), name=name)],
        areas=places.area_versions(by).first(),
        declared=declaration(by),
    )
    intake = commit(by=by, at=at, intake=intake)
    _note(by, at, intake, {key: row.digest for key, row in rows.items()})
    return Gathered(rows=len(rows), intake=intake)


def _finish(by: Scope, at: datetime) -> None:
    """Commit what a killed process had begun; a file that was only staged is let go, since it may be out of date."""
    begun = observations.intakes(by).filter(
        state__in=(IntakeState.STAGED, IntakeState.COMMITTING),
        attachment__name__startswith=NAME,
        declaration__contains=KEY,
    )
    for intake in begun.order_by("pk"):
        if intake.state == IntakeState.STAGED:
            observed.discard_intake(by=by, at=at, intake=intake)
        else:
            commit(by=by, at=at, intake=intake)


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS.values())
    lines.writerows(rows)
    return text.getvalue().encode()


@transaction.atomic
def _note(by: Scope, at: datetime, intake: Intake, said: Mapping[int, str]) -> None:
    """Remember what was gathered; without it the same rows are brought again, which the register knows."""
    keys = list(said)
    GatheredSubmission.objects.filter(submission_id__in=keys).delete()
    GatheredSubmission.objects.bulk_create(
        [GatheredSubmission(submission_id=key, intake=intake, said=said[key]) for key in keys], batch_size=500
    )
    Submission.objects.filter(pk__in=keys).update(intake=intake)
