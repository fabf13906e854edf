"""
The audit trail: one chain of events per organisation, each event sealed with the digest of the one before.

Writers lock the chain's head, so two at once get places one after the other on both databases. The chain shows that
somebody changed, removed or inserted an event; it cannot stop a person who may write to the whole database from making
a new chain, which is why the digest of the head is printed on the audit page and in each backup.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.utils.translation import gettext as _

from samsyn.provenance import canonical
from samsyn_web.base.models import AuditEvent, AuditHead
from samsyn_web.base.scope import Scope


class HasKey(Protocol):
    """A user, or anything else with a primary key."""

    pk: Any


Actor = Scope | HasKey | int | None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a chain holds; `broken_at` is the first place that does not, `reason` says why."""

    holds: bool
    events: int
    head: str
    broken_at: int | None = None
    reason: str = ""


def record(
    *,
    organisation_id: int,
    by: Actor,
    at: datetime,
    verb: str,
    target: str | models.Model,
    detail: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """
    Add an event to the organisation's chain, within the caller's transaction.

    `verb` is "noun.done" ("round.frozen"); `detail` holds keys, numbers and codes, never names or free text.
    """
    with transaction.atomic():
        AuditHead.objects.get_or_create(organisation_id=organisation_id)
        head = AuditHead.objects.select_for_update().get(organisation_id=organisation_id)
        event = AuditEvent(
            organisation_id=organisation_id,
            sequence=head.sequence + 1,
            at=at,
            by_id=key_of(by),
            verb=verb,
            target=target if isinstance(target, str) else name_of(target),
            detail_json=_text(detail or {}),
            previous=head.digest,
        )
        event.digest = seal(event)
        event.save(force_insert=True)
        head.sequence, head.digest = event.sequence, event.digest
        head.save(update_fields=["sequence", "digest"])
    return event


def name_of(target: models.Model) -> str:
    """Return the name of a row in the trail: table and key."""
    return f"{target._meta.label_lower}:{target.pk}"


def seal(event: AuditEvent) -> str:
    """Return the digest of an event and of all before it."""
    content = {
        "organisation": event.organisation_id,
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": event.by_id,
        "verb": event.verb,
        "target": event.target,
        "detail": event.detail_json,
        "previous": event.previous,
    }
    return hashlib.sha256(_text(content).encode()).hexdigest()


def verify(organisation_id: int) -> Verdict:
    """Read the whole chain and say whether every event is where and what it was."""
    head = AuditHead.objects.filter(organisation_id=organisation_id).first()
    previous, count = "", 0
    events = AuditEvent.objects.filter(organisation_id=organisation_id).order_by("sequence")
    for event in events.iterator(chunk_size=2000):
        count += 1
        if reason := _fault(event, count, previous):
            return Verdict(holds=False, events=count - 1, head=previous, broken_at=count, reason=reason)
        previous = event.digest
    if (count, previous) != ((head.sequence, head.digest) if head else (0, "")):
        written = head.sequence if head else 0
        reason = _("Loggen slutar vid händelse {count}, men {written} har skrivits.").format(
            count=count, written=written
        )
        return Verdict(holds=False, events=count, head=previous, broken_at=count + 1, reason=reason)
    return Verdict(holds=True, events=count, head=previous)


def _fault(event: AuditEvent, place: int, previous: str) -> str:
    if event.sequence != place:
        return _("Händelse {place} saknas.").format(place=place)
    if event.previous != previous:
        return _("Händelse {place} hör inte ihop med den före.").format(place=place)
    if event.digest != seal(event):
        return _("Händelse {place} har ändrats efter att den skrevs.").format(place=place)
    return ""


def key_of(by: Actor) -> int | None:
    """Return the key of the user who acts; none for the system."""
    if isinstance(by, Scope):
        return by.user_id
    return by if by is None or isinstance(by, int) else int(by.pk)


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(canonical(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
