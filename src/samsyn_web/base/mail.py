"""
Mail to users: written down first, then sent by the worker, each once.

`post` is called within the transaction of what the mail tells about. The same key again is the same mail, so a piece
of work that is done again after a crash writes to nobody twice.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.urls import reverse

from samsyn_web.base.models import MailState, SentMail
from samsyn_web.base.scope import Permission, Scope

logger = logging.getLogger(__name__)
WAITS = (1, 5, 15, 60, 180, 360, 720)  # minutes until the next try
SILENT_AFTER = timedelta(minutes=10)


def is_on() -> bool:
    """Whether mail leaves this installation."""
    return bool(settings.MAIL_IS_ON)


def address(name: str, *given: object) -> str:
    """Return a page's whole address, as it stands in a mail; only the path where SAMSYN_BASE_URL is not set."""
    return f"{settings.BASE_URL}{reverse(name, args=given)}"


def post(
    *,
    organisation_id: int,
    key: str,
    kind: str,
    user_id: int,
    address: str | None,
    subject: str,
    body: str,
    at: datetime,
) -> bool:
    """Write a mail that is to be sent; returns whether it is new. Nothing is written where mail is not set up."""
    if not is_on() or not address:
        return False
    _mail, new = SentMail.objects.get_or_create(
        organisation_id=organisation_id,
        key=key,
        defaults={
            "kind": kind,
            "user_id": user_id,
            "address": address,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "due_at": at,
            "made_at": at,
        },
    )
    return new


def forget(*, organisation_id: int, begins: str) -> int:
    """Delete mails whose key begins so, with the addresses and links in them; what waits is never sent."""
    return SentMail.objects.filter(organisation_id=organisation_id, key__startswith=begins).delete()[0]


def deliver(at: datetime) -> None:
    """Send what waits; what a killed worker was sending is put aside as unsure."""
    stuck = SentMail.objects.filter(state=MailState.SENDING, due_at__lt=at - SILENT_AFTER)
    stuck.update(state=MailState.UNSURE)
    for one in SentMail.objects.filter(state=MailState.WAITING, due_at__lte=at).order_by("pk"):
        _send(one, at)


def _send(one: SentMail, at: datetime) -> None:
    mine = SentMail.objects.filter(pk=one.pk, state=MailState.WAITING).update(
        state=MailState.SENDING, due_at=at, tries=one.tries + 1
    )
    if not mine:
        return
    message = EmailMessage(subject=one.subject, body=one.body, to=[one.address])
    message.extra_headers["Message-ID"] = f"<{one.pk}.{one.organisation_id}@samsyn>"
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    row = SentMail.objects.filter(pk=one.pk)
    try:
        message.send()
    except Exception as problem:
        logger.warning("Mail %s could not be sent (%s)", one.pk, type(problem).__name__)
        tried = one.tries
        if tried < len(WAITS):
            row.update(
                state=MailState.WAITING, due_at=at + timedelta(minutes=WAITS[tried]), error=_said(problem)
            )
        else:
            row.update(state=MailState.FAILED, error=_said(problem))
    else:
        row.update(state=MailState.SENT, sent_at=at, error="")


def _said(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:300]


def sent(scope: Scope) -> QuerySet[SentMail]:
    """Mails of the organisation, the latest first, for those who set it up."""
    if not scope.can(Permission.SET_UP):
        return SentMail.objects.none()
    return SentMail.objects.filter(organisation_id=scope.organisation_id).order_by("-made_at", "-pk")


def send_again(scope: Scope, mail_id: int, *, at: datetime) -> bool:
    """Let a mail that did not leave, or may not have, be tried again."""
    stopped = Q(state=MailState.FAILED) | Q(state=MailState.UNSURE)
    found = sent(scope).filter(stopped, pk=mail_id)
    return bool(found.update(state=MailState.WAITING, due_at=at, tries=0))
