"""
The rows that the reports of Samsyn are in the register: codes, times and places, never words and never a name.

A row is called by its submission's number, so the register takes it once however often it is brought; one that says
something else than before replaces its old row, and undoing brings that back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.timezone import get_default_timezone, localdate

from samsyn.table import LocationPrecision, TimePrecision
from samsyn.table import Source as DeclaredSource
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import (
    COUNTING,
    GatheredSubmission,
    ReportingPeriod,
    Submission,
    SubmissionKind,
    SubmissionState,
)
from samsyn_web.methods.incidents.policies.answers import WITHOUT_A_DAY
from samsyn_web.methods.incidents.policies.rhythm import reporter_name
from samsyn_web.methods.incidents.queries.answers import last_days
from samsyn_web.observations.models import IntakeState
from samsyn_web.places import queries as places

KEY, NAME = "rapporter_i_samsyn", "Rapporter i Samsyn"
WITHDRAWN = "UTGÅR"  # the category of a row whose report was rejected after it had been gathered
COLUMNS = {
    "id": "nummer",
    "date": "dag",
    "time_from": "tid_från",
    "time_to": "tid_till",
    "category": "kategori",
    "area": "område",
    "x": "x",
    "y": "y",
    "reporter": "rapportör",
    "kind": "slag",
    "severity": "allvar",
}
CAVEATS = (
    "Bostäder har ingen punkt, bara område.",
    "En rapport från en plats på listan har platsens punkt: flera rapporter från en stor plats ligger i samma punkt.",
    "”Inget att rapportera”, och det som är på väg, räknas som svar och inte som händelse.",
    "En händelse som flera har rapporterat räknas en gång.",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the file, and the digest of what it says."""

    cells: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same for the same cells."""
        return hashlib.blake2b("\x1f".join(self.cells).encode(), digest_size=16).hexdigest()


def declaration(scope: Scope) -> DeclaredSource:
    """What the source declares about itself; points mean something only where the areas have borders."""
    version = places.area_versions(scope).first()
    areas = places.area_set(scope, version.pk) if version else None
    has_points = areas is not None and areas.polygons is not None
    return DeclaredSource(
        key=KEY,
        name=NAME,
        time_precision=TimePrecision.INTERVAL,
        location_precision=LocationPrecision.ADDRESS if has_points else LocationPrecision.AREA,
        zone="Europe/Stockholm",
        crs=version.crs if version else None,
        columns=COLUMNS,
        not_incidents=(WITHDRAWN,),
        area_version=version.version if version else None,
        counts="rapport",
        source_status="local_design",
        caveats=CAVEATS,
    )


def submission_rows(scope: Scope) -> dict[int, Row]:
    """The row that each submission is: those that count, and those that once counted and no longer do."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return {}
    mine = Submission.objects.filter(organisation_id=scope.organisation_id).select_related("membership")
    there = set(
        GatheredSubmission.objects.filter(submission__organisation_id=scope.organisation_id).values_list(
            "submission_id", flat=True
        )
    )
    periods = last_days(scope)
    rows = {}
    for one in mine.order_by("pk").iterator(chunk_size=2000):
        if one.state in COUNTING or (one.pk in there and one.state == SubmissionState.REJECTED):
            rows[one.pk] = _row(one, _day(one, periods.get(one.pk)))
    return rows


def _day(one: Submission, held: ReportingPeriod | None) -> date:
    """Return the day that a report counts on: an answer without a day of its own counts in the period it answers."""
    if one.kind not in WITHOUT_A_DAY:
        return one.day
    received = localdate(one.received_at)
    return received if held is None else min(received, held.end - timedelta(days=1))


def _row(one: Submission, day: date) -> Row:
    gone = one.state == SubmissionState.REJECTED
    answer = one.kind in WITHOUT_A_DAY
    kind = "zero" if answer else "repeat" if one.same_as_id else one.kind
    point = one.x_m is not None and one.y_m is not None and not answer
    cells = (
        str(one.pk),
        day.isoformat(),
        "" if answer else _instant(one.time_from),
        "" if answer else _instant(one.time_to),
        WITHDRAWN if gone else "" if one.kind == SubmissionKind.ZERO else one.category,
        one.area,
        f"{one.x_m:.1f}" if point else "",
        f"{one.y_m:.1f}" if point else "",
        reporter_name(one.membership) if one.membership else one.works_as,
        kind,
        "" if one.severity is None or answer else str(one.severity),
    )
    return Row(cells=cells)


def _instant(at: datetime | None) -> str:
    return (
        ""
        if at is None
        else at.astimezone(UTC).astimezone(get_default_timezone()).isoformat(timespec="minutes")
    )


def rows_to_gather(scope: Scope) -> dict[int, Row]:
    """The rows that are new, or say something else than what counts in the register now, by submission."""
    there = GatheredSubmission.objects.filter(
        submission__organisation_id=scope.organisation_id, intake__state=IntakeState.COMMITTED
    )
    said = dict(there.values_list("submission_id", "said"))
    rows = submission_rows(scope)
    return {key: row for key, row in rows.items() if said.get(key) != row.digest}
