"""The police's published events: fetched or read from a file, kept once by number, and their kinds mapped."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.files.police_events import own_events, read_police_events
from samsyn_web.base import audit
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import PoliceFeed, PoliceItem
from samsyn_web.observations.policies import check_can_work_with_data

MOST_BYTES = 20 * 10**6
PATIENCE_S = 30
LOCAL = ("127.0.0.1", "localhost", "::1")


@transaction.atomic
def set_police_feed(*, by: Scope, at: datetime, is_on: bool, address: str) -> PoliceFeed:
    """Say whether the police's events are fetched every day, and from where."""
    check_can_work_with_data(by)
    if not by.can(Permission.SET_UP):
        raise Refused(_("Bara den som ställer in rytm och kategorier kan slå på hämtningen."))
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise BadInput(_("Adressen ska börja med https://."))
    if is_on and queries.own_municipality(by) is None:
        raise BadInput(_("Säg först vilken kommun ni arbetar i, så att bara dess händelser hämtas."))
    feed, _made = PoliceFeed.objects.update_or_create(
        organisation_id=by.organisation_id,
        defaults={"is_on": is_on, "address": address, "set_by_id": by.user_id, "set_at": at, "error": ""},
    )
    _told(by, at, "police_feed.set", feed, {"on": is_on})
    return feed


@transaction.atomic
def map_police_kinds(*, by: Scope, at: datetime, kinds: Mapping[str, str]) -> None:
    """Say which category each kind of event is; an empty one says that it is none."""
    check_can_work_with_data(by)
    feed = PoliceFeed.objects.select_for_update().filter(organisation_id=by.organisation_id).first()
    if feed is None:
        raise Refused(_("Det finns inga händelser från polisen ännu."))
    built_in = queries.police_source().categories
    said = {kind: code or queries.NO_CATEGORY for kind, code in kinds.items()}
    own = {kind: code for kind, code in said.items() if built_in.get(kind, queries.NO_CATEGORY) != code}
    feed.kinds = {kind: code for kind, code in feed.kinds.items() if kind not in said} | own
    feed.save(update_fields=["kinds"])
    _told(by, at, "police_feed.mapped", feed, {"own": len(own)})


@transaction.atomic
def keep_police_events(*, by: Scope, at: datetime, content: bytes, name: str) -> str:
    """Keep the events of a file that are about the own municipality, each once; returns in words what came of it."""
    check_can_work_with_data(by)
    here = queries.own_municipality(by)
    if here is None:
        raise Refused(_("Säg först vilken kommun ni arbetar i, så att bara dess händelser sparas."))
    found = own_events(read_police_events(content, name), here.name, here.county_name)
    feed, _made = PoliceFeed.objects.get_or_create(
        organisation_id=by.organisation_id, defaults={"set_by_id": by.user_id, "set_at": at}
    )
    before = PoliceItem.objects.filter(organisation_id=by.organisation_id).count()
    PoliceItem.objects.bulk_create(
        [
            PoliceItem(
                organisation_id=by.organisation_id, number=one.number, at=one.at, kind=one.kind[:120],
                place=one.place[:120], address=one.address[:300],
            )
            for one in found.events
        ],
        update_conflicts=True,
        unique_fields=["organisation", "number"],
        update_fields=["at", "kind", "place", "address"],
        batch_size=500,
    )  # fmt: skip
    new = PoliceItem.objects.filter(organisation_id=by.organisation_id).count() - before
    result = _("%(new)s nya, %(same)s fanns, %(elsewhere)s från andra platser") % {
        "new": new, "same": len(found.events) - new, "elsewhere": found.elsewhere,
    }  # fmt: skip
    if found.unplaced:
        result += _(", %(n)s som bara anger länet och inte går att föra till en kommun") % {
            "n": found.unplaced
        }
    PoliceFeed.objects.filter(pk=feed.pk).update(run_at=at, result=result[:300], error="")
    _told(by, at, "police_feed.kept", feed, {"new": new, "unplaced": found.unplaced})
    return result


def fetch_police_events(*, by: Scope, at: datetime, feed: PoliceFeed) -> str:
    """Fetch the events from the address that the organisation has said, and keep its own."""
    request = urllib.request.Request(
        feed.address, headers={"Accept": "application/json", "User-Agent": "Samsyn"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            content = answer.read(MOST_BYTES + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise Refused(
            _("%(address)s svarade inte: %(why)s") % {"address": feed.address, "why": why}
        ) from None
    if len(content) > MOST_BYTES:
        raise Refused(_("Svaret från %(address)s är större än 20 MB.") % {"address": feed.address})
    return keep_police_events(by=by, at=at, content=content, name=feed.address)


def note_police_error(*, by: PoliceFeed, at: datetime, error: str) -> None:
    """Keep why the events could not be fetched."""
    PoliceFeed.objects.filter(pk=by.pk).update(run_at=at, error=error[:500])


def _told(by: Scope, at: datetime, verb: str, feed: PoliceFeed, detail: Mapping[str, object]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=feed, detail=detail)
