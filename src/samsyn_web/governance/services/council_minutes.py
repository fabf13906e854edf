"""Minutes are adjusted: kept as they stand, and corrected by a new version that names the old."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samsyn.provenance import canonical, digest
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import CouncilMeeting, CouncilMinutes


@transaction.atomic
def adjust_minutes(
    *, by: Scope, at: datetime, meeting: CouncilMeeting, adjusted_on: date, adjusters: str, why: str = ""
) -> CouncilMinutes:
    """Keep the minutes as they stand, adjusted by functions on a day; a later version says what it corrects."""
    policies.check_can_keep_council(by, meeting.council)
    adjusters, why = " ".join(adjusters.split()), " ".join(why.split())
    meeting = (
        CouncilMeeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)
    )
    newest = queries.adjusted_minutes(by, meeting).first()
    content = canonical(queries.minutes_now(by, meeting))
    made_of = digest(content)
    policies.check_adjusted(meeting, newest, made_of, adjusters, adjusted_on, why, localdate(at))
    made = CouncilMinutes.objects.create(
        meeting=meeting,
        number=newest.number + 1 if newest else 1,
        corrects=newest,
        why=why if newest else "",
        adjusted_on=adjusted_on,
        adjusters=adjusters,
        content=json.dumps(content, ensure_ascii=False),
        digest=made_of,
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    detail = {"number": made.number, "digest": made.digest}
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="council.adjusted", target=made, detail=detail
    )
    return made
