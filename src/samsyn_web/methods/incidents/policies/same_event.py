"""When two reports may tell of the same event, and when they may be linked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import hypot

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.errors import Refused
from samsyn_web.methods.incidents.models import Submission, SubmissionKind, SubmissionState

NEAR_M = 150.0
APART = timedelta(hours=3)
BEFORE_FOUND = timedelta(hours=24)  # what was found afterwards may have happened a day before
DAY = timedelta(days=1)
LINKABLE = (SubmissionKind.INCIDENT, SubmissionKind.FORWARD, SubmissionKind.POSITIVE)


@dataclass(frozen=True, kw_only=True)
class Alike:
    """What speaks for two reports telling of one event: how far apart in metres (none where by name) and in time."""

    distance_m: float | None
    apart: timedelta
    place: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The same, in words."""
        where = (
            _("samma plats: %(place)s") % {"place": self.place}
            if self.distance_m is None
            else _("%(n)s meter ifrån") % {"n": round(self.distance_m)}
        )
        hours, minutes = divmod(round(self.apart.total_seconds() / 60), 60)
        if self.apart <= timedelta():
            when = _("tiderna går i varandra")
        elif hours:
            when = ngettext("%(n)s timme isär", "%(n)s timmar isär", hours) % {"n": hours}
        else:
            when = ngettext("%(n)s minut isär", "%(n)s minuter isär", minutes) % {"n": minutes}
        return (_("samma kategori"), where, when)


def alike(one: Submission, other: Submission) -> Alike | None:
    """
    Return what speaks for two reports telling of one event; none where too little does.

    They must be of one organisation and category, at one place (the same named place, the same words in the same area,
    or no more than 150 metres apart) and their times no more than three hours apart. It is the same in both directions.
    """
    if one.pk == other.pk or one.organisation_id != other.organisation_id:
        return None
    if one.kind not in LINKABLE or (one.kind, one.category) != (other.kind, other.category):
        return None
    there, place, distance_m = _where(one, other)
    apart = _apart(one, other)
    if not there or apart > APART:
        return None
    return Alike(distance_m=distance_m, apart=max(apart, timedelta()), place=place)


def _where(one: Submission, other: Submission) -> tuple[bool, str, float | None]:
    if one.named_place_id is not None and one.named_place_id == other.named_place_id:
        return True, str(one.named_place), None
    if None not in (one.x_m, one.y_m, other.x_m, other.y_m):
        distance_m = hypot(one.x_m - other.x_m, one.y_m - other.y_m)  # type: ignore[operator]
        return distance_m <= NEAR_M, "", distance_m
    words, others = (" ".join(each.place.casefold().split()) for each in (one, other))
    same = bool(words) and words == others and (one.area == other.area or not (one.area and other.area))
    return same, one.place, None


def _apart(one: Submission, other: Submission) -> timedelta:
    """Return the time between two spans; nothing, or less, where they meet."""
    (start, end), (begins, ends) = span(one), span(other)
    return max(start, begins) - min(end, ends)


def span(one: Submission) -> tuple[datetime, datetime]:
    """Return the earliest and the latest instant at which a report's event may have happened."""
    if one.time_from is None and one.time_to is None:
        start = datetime(one.day.year, one.day.month, one.day.day, tzinfo=get_default_timezone())
        return start, start + DAY
    if one.time_from is None and one.time_to is not None:
        return one.time_to - BEFORE_FOUND, one.time_to
    start = one.time_from  # type: ignore[assignment]
    return start, max(one.time_to or start, start)


def check_can_link(submission: Submission, main: Submission) -> None:
    """Raise unless one report may be said to tell what another has told."""
    if submission.pk == main.pk:
        raise Refused(_("En rapport kan inte berätta om sig själv."))
    if submission.organisation_id != main.organisation_id:
        raise Refused(_("Rapporterna hör till olika organisationer."))
    if submission.kind not in LINKABLE or submission.kind != main.kind:
        raise Refused(_("Rapporterna är av olika slag."))
    if submission.state == SubmissionState.IN_PICTURE or submission.intake_id is not None:
        raise Refused(_("Rapporten ingår redan i en lägesbild, där den är räknad för sig."))
    if SubmissionState.DISPOSED in (submission.state, main.state):
        raise Refused(_("Rapporten är gallrad."))
    if main.state == SubmissionState.REJECTED:
        raise Refused(_("Den andra rapporten är avvisad. Länka till en som räknas."))
