"""Reads of the police's published events: context beside the organisation's own reports, never summed with them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from samsyn.instruments.load import sources
from samsyn.table import Source
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import PoliceFeed, PoliceItem
from samsyn_web.people import queries as people
from samsyn_web.places import queries as places
from samsyn_web.places.models import Municipality

ZONE = ZoneInfo("Europe/Stockholm")
NO_CATEGORY = "-"
MONTHS = 24


def police_source() -> Source:
    """What Samsyn knows about the police's events: how kinds are mapped, the break, and the caveats."""
    return next(one for one in sources() if one.key == "polisen_handelser")


def police_address() -> str:
    """Where the events are fetched from unless somebody says something else."""
    return str(PoliceFeed._meta.get_field("address").default)


def kinds_of(scope: Scope) -> dict[str, str]:
    """Which category each kind of event is said to be: by the organisation, else as Samsyn proposes."""
    feed = PoliceFeed.objects.filter(organisation_id=scope.organisation_id).first()
    said = dict(police_source().categories) | (feed.kinds if feed else {})
    return {kind: code for kind, code in said.items() if code != NO_CATEGORY}


def police_feed(scope: Scope) -> PoliceFeed | None:
    """How the organisation has the police's events fetched; none where nobody has said anything."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return None
    return PoliceFeed.objects.filter(organisation_id=scope.organisation_id).first()


def police_feeds_to_fetch() -> QuerySet[PoliceFeed]:
    """Every organisation's that is fetched every day: for the worker, which asks for nobody."""
    return PoliceFeed.objects.filter(is_on=True).order_by("pk")


def own_municipality(scope: Scope) -> Municipality | None:
    """The municipality that the organisation works in; none where it has not said which."""
    code = people.organisation(scope).municipality_code
    return places.municipality(code) if code else None


def police_items(scope: Scope, start: date | None = None, end: date | None = None) -> QuerySet[PoliceItem]:
    """The police's events about the own municipality in half-open days, the latest first."""
    if not (scope.can(Permission.WORK_WITH_DATA) or scope.can(Permission.READ_WEEK)):
        return PoliceItem.objects.none()
    found = PoliceItem.objects.filter(organisation_id=scope.organisation_id)
    found = found.exclude(kind__in=police_source().not_incidents)
    if start is not None:
        found = found.filter(at__gte=datetime.combine(start, time(), ZONE))
    if end is not None:
        found = found.filter(at__lt=datetime.combine(end, time(), ZONE))
    return found.order_by("-at", "-number")


def police_months(scope: Scope, today: date) -> dict[date, int]:
    """How many events per month the police have published, of the last two years; months without any are zero."""
    first = (today.replace(day=1) - timedelta(days=30 * MONTHS)).replace(day=1)
    items = police_items(scope, first).order_by().annotate(month=TruncMonth("at", tzinfo=ZONE))
    found = {
        month.astimezone(ZONE).date(): n for month, n in items.values_list("month").annotate(n=Count("pk"))
    }
    months, month = {}, min(found, default=None)
    while month is not None and month <= today:
        months[month] = found.get(month, 0)
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def police_kinds(scope: Scope) -> list[tuple[str, int, str]]:
    """The kinds of event that there are, with their number and the category that each is said to be, or none."""
    said = kinds_of(scope)
    counted = police_items(scope).order_by().values_list("kind").annotate(n=Count("pk"))
    return [(kind, n, said.get(kind, "")) for kind, n in sorted(counted, key=lambda one: (-one[1], one[0]))]
