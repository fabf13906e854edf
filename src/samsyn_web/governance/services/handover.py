"""A handing over is begun, written, gone through, given and received; what was given is kept as it was."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.provenance import digest
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import Handover, HandoverBegan, HandoverCheck
from samsyn_web.governance.services.handover_mails import tell_givers, tell_taker
from samsyn_web.knowledge.models import ReceivedPack
from samsyn_web.knowledge.policies import whence
from samsyn_web.people.models import Membership

LATELY = timedelta(days=60)


@transaction.atomic
def start_handover(
    *, by: Scope, at: datetime, function: str, membership: Membership | None = None
) -> Handover:
    """Begin to hand a function over, with the usual points to go through."""
    function = " ".join(function.split())
    policies.check_handover_begun(by, function, membership)
    return _begin(by, at, organisation_id=by.organisation_id, function=function, membership=membership)


@transaction.atomic
def propose_handover(
    *,
    by: Scope,
    at: datetime,
    organisation_id: int,
    subject: str,
    function: str,
    day: date,
    is_end: bool,
    leaving: Membership | None = None,
) -> Handover | None:
    """
    Begin a handing over by itself when a function becomes vacant or gets a new holder, and tell who is to give it.

    One that is under way for the function is not begun again; neither is one when who comes takes what was handed over
    lately. `organisation_id` is where the function is, which need not be where its days are noted.
    """
    policies.check_can_hand_over(by)
    known = Handover.objects.select_for_update(of=("self",)).filter(
        organisation_id=organisation_id, subject=subject
    )
    open_one = known.filter(handed_at=None).first()
    if open_one is not None:
        open_one.changes_on = day
        open_one.save(update_fields=["changes_on"])
        return open_one
    if not is_end and known.filter(handed_at__gte=at - LATELY).exists():
        return None
    made = _begin(
        by,
        at,
        organisation_id=organisation_id,
        function=function,
        membership=leaving,
        subject=subject,
        changes_on=day,
        began=HandoverBegan.LEFT if is_end else HandoverBegan.CAME,
    )
    transaction.on_commit(lambda: tell_givers(by=by, at=at, handover=made))
    return made


@transaction.atomic
def name_handover(
    *, by: Scope, at: datetime, handover: Handover, leaving: Membership | None, arriving: Membership | None
) -> Handover:
    """Say who leaves and who comes; each then reads the dossier, in whatever role they have."""
    policies.check_can_hand_over(by, handover)
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    policies.check_handover_members(handover, leaving, arriving)
    new = arriving is not None and handover.arriving_id != arriving.pk
    handover.membership, handover.arriving = leaving, arriving
    handover.save(update_fields=["membership", "arriving"])
    _record(by, at, "handover.named", handover)
    if new and handover.handed_at is not None:
        transaction.on_commit(lambda: tell_taker(by=by, at=at, handover=handover))
    return handover


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
def add_points(*, by: Scope, at: datetime, handover: Handover, pack: ReceivedPack) -> int:
    """Add the points of a checklist that came in a pack, but for those that stand there; returns how many."""
    handover = _locked(by, handover)
    policies.check_handover_list(by, pack)
    here = list(HandoverCheck.objects.filter(handover=handover).order_by("place"))
    known = {one.text for one in here}
    new = [text for text in dict.fromkeys(map(_one_line, pack.contents["points"])) if text not in known]
    for n, text in enumerate(new):
        policies.check_handover_point(text, len(here) + n)
    first = here[-1].place + 1 if here else 1
    HandoverCheck.objects.bulk_create(
        HandoverCheck(handover=handover, place=place, text=text, origin=whence(pack))
        for place, text in enumerate(new, start=first)
    )
    if new:
        _record(by, at, "handover.points_added", handover, identity=pack.identity, number=len(new))
    return len(new)


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
    if handover.arriving_id is not None:
        transaction.on_commit(lambda: tell_taker(by=by, at=at, handover=handover))
    return handover


@transaction.atomic
def receive_handover(*, by: Scope, at: datetime, handover: Handover) -> None:
    """Say that what was given has been received."""
    policies.check_receives(by, handover)
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    policies.check_receipt(handover)
    handover.received_at, handover.received_by_id = at, by.user_id
    handover.save(update_fields=["received_at", "received_by"])
    _record(by, at, "handover.received", handover)


@transaction.atomic
def remove_handover(*, by: Scope, at: datetime, handover: Handover) -> None:
    """Throw away one that has not been given."""
    policies.check_can_hand_over(by, handover)
    handover = _locked(by, handover)
    _record(by, at, "handover.removed", handover)
    handover.delete()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _locked(by: Scope, handover: Handover) -> Handover:
    policies.check_gives(by, handover)
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    policies.check_handover_open(handover)
    return handover


def _begin(by: Scope, at: datetime, **given: Any) -> Handover:
    made = Handover.objects.create(started_by_id=by.user_id, started_at=at, **given)
    HandoverCheck.objects.bulk_create(
        HandoverCheck(handover=made, place=place, text=text) for place, text in enumerate(_usual(), start=1)
    )
    _record(by, at, "handover.started", made)
    return made


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
    audit.record(
        organisation_id=target.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail
    )
