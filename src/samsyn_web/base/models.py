"""
Tables that every app stands on: the chain of events, and long work.

Every model of Samsyn declares in `SENSITIVITY`, for each of its own fields, one of

    harmless    says nothing about a person
    free_text   written by a person: may hold what should not be there, and is shown with care
    personal    about a user of Samsyn: name, e-mail, who did what
    sensitive   secrets and what the law protects specially; never in a list, a log or an export

A test in `tests/architecture/` fails on a field that is not declared.

The tables here know organisations and users by key only, since those belong to a later app.
"""

from __future__ import annotations

import json
import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FrozenRecord(Exception):
    """Someone tried to change or remove a row that may only be added."""


class AppendOnly(models.QuerySet[Any]):
    """Rows that may be added and read, never changed or removed; the database says the same by triggers."""

    def update(self, **values: Any) -> NoReturn:
        """Refuse."""
        raise FrozenRecord("A recorded event is never changed.")

    def bulk_update(self, *rows: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise FrozenRecord("A recorded event is never changed.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise FrozenRecord("A recorded event is never removed.")


class AuditHead(models.Model):
    """The end of an organisation's chain; the row that writers lock, and that shows if the tail was cut off."""

    organisation_id = models.BigIntegerField(_("organisation"), primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    SENSITIVITY: ClassVar = {"organisation_id": "harmless", "sequence": "harmless", "digest": "harmless"}

    class Meta:
        verbose_name = _("händelseloggens slut")
        verbose_name_plural = _("händelseloggarnas slut")


class AuditEvent(models.Model):
    """
    Something that a person, or the system, did; each event holds the digest of the one before it.

    `detail_json` is text, so that what was hashed is read back byte for byte from every database. It holds keys,
    numbers and short codes, never names of persons and never free text.
    """

    organisation_id = models.BigIntegerField(_("organisation"))
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(_("av"), null=True)
    verb = models.CharField(max_length=80)
    target = models.CharField(max_length=200)
    detail_json = models.TextField(default="{}")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "sequence": "harmless",
        "at": "personal",
        "by_id": "personal",
        "verb": "harmless",
        "target": "harmless",
        "detail_json": "personal",
        "previous": "harmless",
        "digest": "harmless",
    }

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        ordering = ["organisation_id", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "sequence"], name="audit_one_event_per_place"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_sequence_from_one"),
        ]
        indexes = [models.Index(fields=["organisation_id", "target"], name="audit_by_target")]

    @property
    def detail(self) -> dict[str, Any]:
        """What was recorded beside who, when and what."""
        return dict(json.loads(self.detail_json))

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise FrozenRecord("A recorded event is never removed.")


class JobState(models.TextChoices):
    """Where a piece of long work is."""

    WAITING = "waiting", _("Väntar")
    RUNNING = "running", _("Pågår")
    DONE = "done", _("Klart")
    FAILED = "failed", _("Gick inte")
    CANCELLED = "cancelled", _("Avbrutet")


LIVE = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """
    Long work that a person started and can come back to.

    `key` names the work: while a job with the same key waits, runs or is done, asking again gives that job.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.BigIntegerField(_("organisation"))
    created_by_id = models.BigIntegerField(_("av"), null=True)
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, blank=True)
    function = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=JobState, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    worker = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "created_by_id": "personal",
        "kind": "harmless",
        "key": "harmless",
        "function": "harmless",
        "arguments": "harmless",
        "state": "harmless",
        "progress": "harmless",
        "message": "harmless",
        "result": "harmless",
        "error": "free_text",
        "cancel_requested": "harmless",
        "worker": "harmless",
        "created_at": "harmless",
        "started_at": "harmless",
        "seen_at": "harmless",
        "ended_at": "harmless",
    }

    class Meta:
        verbose_name = _("arbete")
        verbose_name_plural = _("arbeten")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "key"],
                condition=~Q(key="") & Q(state__in=["waiting", "running", "done"]),
                name="job_key_once",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_percent"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
        ]
        indexes = [models.Index(fields=["organisation_id", "-created_at"], name="job_latest")]

    @property
    def is_live(self) -> bool:
        """Whether the work waits or runs."""
        return self.state in LIVE


class ScheduledRun(models.Model):
    """
    When something that comes round is due next, and how it went the last time.

    `worker` holds the process that runs it now; `due_at` moves on when it is done, so that a killed run is taken up.
    """

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=140, blank=True)
    error = models.CharField(max_length=500, blank=True)

    SENSITIVITY: ClassVar = {
        "name": "harmless",
        "due_at": "harmless",
        "started_at": "harmless",
        "done_at": "harmless",
        "worker": "harmless",
        "error": "free_text",
    }

    class Meta:
        verbose_name = _("återkommande arbete")
        verbose_name_plural = _("återkommande arbeten")

    def __str__(self) -> str:
        return self.name


class MailState(models.TextChoices):
    """Where a mail is."""

    WAITING = "waiting", _("väntar")
    SENDING = "sending", _("skickas")
    SENT = "sent", _("skickat")
    UNSURE = "unsure", _("oklart om det kom i väg")
    FAILED = "failed", _("gick inte att skicka")


class SentMail(models.Model):
    """
    A mail to a user; `key` names why it is sent, and the same key again is the same mail.

    One that was being sent when its worker was killed is unsure: it may have left, so it is not sent again by itself.
    """

    organisation_id = models.BigIntegerField(_("organisation"))
    key = models.CharField(max_length=200)
    kind = models.CharField(_("slag"), max_length=40)
    user_id = models.BigIntegerField(_("till"))
    address = models.EmailField(_("e-postadress"))
    subject = models.CharField(_("ämne"), max_length=200)
    body = models.TextField(_("text"))
    state = models.CharField(_("läge"), max_length=8, choices=MailState, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(_("försök"), default=0)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "key": "harmless",
        "kind": "harmless",
        "user_id": "personal",
        "address": "personal",
        "subject": "harmless",
        "body": "personal",
        "state": "harmless",
        "tries": "harmless",
        "due_at": "harmless",
        "made_at": "harmless",
        "sent_at": "harmless",
        "error": "free_text",
    }

    class Meta:
        verbose_name = _("e-brev")
        verbose_name_plural = _("e-brev")
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "key"], name="mail_once"),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state_known"),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_due")]

    def __str__(self) -> str:
        return self.subject
