"""Mails about handing a function over: that one has begun by itself, and that one waits for its receipt; never more."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn_web.base import mail, words
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance.models import Handover
from samsyn_web.people.models import Membership


def tell_givers(*, by: Scope, at: datetime, handover: Handover) -> int:
    """Write to the coordinators, and to who leaves, that a function changes hands; returns how many mails are new."""
    of = Q(role=Role.COORDINATOR) | Q(pk=handover.membership_id)
    told = Membership.objects.filter(
        of, organisation_id=handover.organisation_id, is_active=True, user__is_active=True
    )
    with translation.override("sv"):
        day = words.day(handover.changes_on) if handover.changes_on else ""
        subject = _("Funktionen byter hand: {function}").format(function=handover.function)
        body = _(
            "{function} byter hand {day}. Samsyn har börjat samla det som är öppet.\n"
            "Skriv det som inte står någonstans, och lämna över:\n{address}\n"
        ).format(
            function=handover.function, day=day, address=mail.address("governance:handover", handover.pk)
        )
    return sum(_post(one, handover, "begun", subject, body, at) for one in told.select_related("user"))


def tell_taker(*, by: Scope, at: datetime, handover: Handover) -> int:
    """Write to who comes that the dossier is given."""
    told = Membership.objects.filter(pk__in=[handover.arriving_id or 0], is_active=True, user__is_active=True)
    with translation.override("sv"):
        subject = _("Du tar över en funktion: {function}").format(function=handover.function)
        body = _(
            "Underlaget är överlämnat. Läs det, och kvittera när du har gått igenom det:\n{address}\n"
        ).format(address=mail.address("governance:handover", handover.pk))
    return sum(_post(one, handover, "given", subject, body, at) for one in told.select_related("user"))


def _post(one: Membership, handover: Handover, key: str, subject: str, body: str, at: datetime) -> bool:
    return mail.post(
        organisation_id=handover.organisation_id,
        key=f"handover/{handover.pk}/{key}/{one.pk}",
        kind="handover",
        user_id=one.user_id,
        address=one.user.email,
        subject=subject,
        body=body,
        at=at,
    )
