"""What surveys ask of those who are asked: from the day that one opens to the day that it closes."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn_web.base.registry import AskedTime
from samsyn_web.base.scope import Scope
from samsyn_web.methods.surveys.queries.surveys import surveys


def survey_demands(scope: Scope, from_day: date, to_day: date) -> list[AskedTime]:
    """Return the organisation's surveys that are open between two days, asked of those that they say."""
    return [
        AskedTime(
            kind=_("enkät"),
            key=f"survey-{one.pk}",
            title=one.title,
            starts=localdate(one.opens_at),
            ends=localdate(one.closed_at or one.closes_at),
            unit=one.about,
            page="surveys:survey",
            given=(str(one.pk),),
        )
        for one in surveys(scope).filter(opens_at__date__lte=to_day, closes_at__date__gte=from_day)
        if from_day <= localdate(one.closed_at or one.closes_at) and localdate(one.opens_at) <= to_day
    ]
