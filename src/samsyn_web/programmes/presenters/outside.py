"""A participant without a place here: each of its reports, the link in force and how it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.programmes.models import QuarterlyReport, QuarterlyVersion, QuarterState, ReportLink


@dataclass(frozen=True, kw_only=True)
class OutsideRow:
    """One quarterly report; `link` says what there is of a link, and `came` how the newest version came."""

    key: int
    quarter: str
    href: str
    due: date
    state: str
    link: str
    has_link: bool
    came: str
    is_open: bool


def outside_rows(
    reports: Iterable[QuarterlyReport],
    links: Iterable[ReportLink],
    versions: Mapping[int, QuarterlyVersion],
    today: date,
) -> tuple[OutsideRow, ...]:
    """Return the reports in the order given."""
    live = {one.report_id: one for one in links}
    return tuple(
        OutsideRow(
            key=one.pk,
            quarter=words.period(one.quarter),
            href=reverse("programmes:report", args=[one.pk]),
            due=one.due,
            state=one.get_state_display(),
            link=_link(live.get(one.pk), today),
            has_link=one.pk in live,
            came=came(versions.get(one.pk)),
            is_open=one.state != QuarterState.SUBMITTED,
        )
        for one in reports
    )


def came(version: QuarterlyVersion | None) -> str:
    """Return how a report came, and when; nothing where none has."""
    if version is None:
        return ""
    return _("%(how)s, %(day)s") % {
        "how": version.get_came_display(),
        "day": words.day(localdate(version.submitted_at)),
    }


def _link(link: ReportLink | None, today: date) -> str:
    if link is None:
        return _("ingen länk")
    if link.until < today:
        return _("gick ut %(day)s") % {"day": words.day(link.until)}
    said = _("gäller till och med %(day)s") % {"day": words.day(link.until)}
    used = _("öppnad %(day)s") % {"day": words.day(link.used_on)} if link.used_on else _("inte öppnad än")
    return f"{said}, {used}"
