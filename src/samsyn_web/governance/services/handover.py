"""A handing over is begun, written, gone through, given and received; what was given is kept as it was."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.provenance import digest
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import Handover, HandoverCheck
from samsyn_web.people.models import Membership


@transaction.atomic
def start_handover(
    *, by: Scope, at: datetime, function: str, membership: Membership | None = None
) -> Handover:
    """Begin to hand a function over, with the usual points to go through."""
    function = " ".join(function.split())
    policies.check_handover_begun(by, function, membership)
    made = Handover.objects.create(
        organisation_id=by.organisation_id,
        function=function,
        membership=membership,
        started_by_id=by.user_id,
        started_at=at,
    )
    HandoverCheck.objects.bulk_create(
        HandoverCheck(handover=made, place=place, text=text) for place, text in enumerate(_usual(), start=1)
    )
    _record(by, at, "handover.started", made)
    return made


@transaction.atomic
def write_handover(*, by: Scope, at: datetime, handover: Handover, note: str, where: str, seen: int) -> None:
    """Keep what who leaves wants to say, and where the documents are."""
    handover = _locked(by, handover)
    policies.check_handover_words(note, where, seen, handover.version)
    handover.note, handover.where, handover.version = note.strip(), where.strip(), handover.version + 1
    handover.save(update_fields=["note", "where", "version"])
    _record(by, at, "handover.written", handover)


@transaction.atomic
def add_point(*, by: Scope, at: datetime, handover: Handover, text: str) -> HandoverCheck:
    """Add a point to go through."""
    handover = _locked(by, handover)
    text = " ".join(text.split())
    found = HandoverCheck.objects.filter(handover=handover)
    policies.check_handover_point(text, found.count())
    last = found.order_by("-place").first()
    made = HandoverCheck.objects.create(handover=handover, place=last.place + 1 if last else 1, text=text)
    _record(by, at, "handover.point_added", handover, place=made.place)
    return made


@transaction.atomic
def tick_point(*, by: Scope, at: datetime, check: HandoverCheck, is_done: bool) -> None:
    """Say that a point is gone through, or that it is not."""
    handover = _locked(by, check.handover)
    if (check.done_at is not None) == is_done:
        return
    check.done_at, check.done_by_id = (at, by.user_id) if is_done else (None, None)
    check.save(update_fields=["done_at", "done_by"])
    verb = "handover.point_done" if is_done else "handover.point_undone"
    _record(by, at, verb, handover, place=check.place)


@transaction.atomic
def hand_over(*, by: Scope, at: datetime, handover: Handover) -> Handover:
    """Give the dossier as it stands; it never changes after that."""
    handover = _locked(by, handover)
    content = [asdict(one) for one in queries.handed_sections(by, handover.pk, localdate(at))]
    handover.content, handover.digest = json.dumps(content, ensure_ascii=False), digest(content)
    handover.handed_at, handover.handed_by_id = at, by.user_id
    handover.save(update_fields=["content", "digest", "handed_at", "handed_by"])
    _record(by, at, "handover.given", handover, digest=handover.digest)
    return handover


@transaction.atomic
def receive_handover(*, by: Scope, at: datetime, handover: Handover) -> None:
    """Say that what was given has been received."""
    policies.check_can_hand_over(by, handover)
    handover = Handover.objects.select_for_update().get(pk=handover.pk)
    policies.check_receipt(handover)
    handover.received_at, handover.received_by_id = at, by.user_id
    handover.save(update_fields=["received_at", "received_by"])
    _record(by, at, "handover.received", handover)


@transaction.atomic
def remove_handover(*, by: Scope, at: datetime, handover: Handover) -> None:
    """Throw away one that has not been given."""
    handover = _locked(by, handover)
    _record(by, at, "handover.removed", handover)
    handover.delete()


def _locked(by: Scope, handover: Handover) -> Handover:
    policies.check_can_hand_over(by, handover)
    handover = Handover.objects.select_for_update().get(pk=handover.pk)
    policies.check_handover_open(handover)
    return handover


def _usual() -> tuple[str, ...]:
    """The points that are gone through in every handing over."""
    return (
        _("Vi har gått igenom det som är öppet, rad för rad"),
        _("Den nya har en egen inloggning, och den som slutar är avslutad i Samsyn"),
        _("Åtgärder och skyldigheter har fått en ny ansvarig"),
        _("Samverkansparterna vet vem de ska vända sig till"),
        _("Kalendern, mötena och gruppernas adresser är överlämnade"),
        _("Handlingarna ligger i kommunens system, inte hos den som slutar"),
    )


def _record(by: Scope, at: datetime, verb: str, target: Handover, **detail: Any) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
