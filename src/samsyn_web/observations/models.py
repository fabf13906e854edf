"""What was observed: sources, attached files, and rounds that are frozen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samsyn.table import Sensitivity

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT


class Source(models.Model):
    """What an organisation has declared about one of its sources."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    key = models.CharField("nyckel", max_length=80)
    name = models.CharField("namn", max_length=200)
    declaration = models.TextField("källdeklaration")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "key": HARMLESS,
        "name": HARMLESS,
        "declaration": FREE_TEXT,
        "declared_by": PERSONAL,
        "declared_at": HARMLESS,
    }

    class Meta:
        verbose_name = "källa"
        verbose_name_plural = "källor"
        constraints = (models.UniqueConstraint(fields=["organisation", "key"], name="source_key_once"),)

    def __str__(self) -> str:
        return self.name


class AttachmentKind(models.TextChoices):
    """What an attached file is."""

    REPORTS = "reports", "fil med rapporter"
    AREAS = "areas", "områdesfil"
    ROWS = "rows", "fryst tabell"


class Attachment(models.Model):
    """A file, known by the digest of its bytes; emptied when the bytes are no longer needed."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    kind = models.CharField("slag", max_length=10, choices=AttachmentKind.choices)
    name = models.CharField("namn", max_length=255)
    sha256 = models.CharField("digest", max_length=64)
    size = models.PositiveBigIntegerField("storlek")
    file = models.FileField("innehåll", max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "name": FREE_TEXT,
        "sha256": HARMLESS,
        "size": HARMLESS,
        "file": FREE_TEXT,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
    }

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind", "sha256"], name="attachment_once"),
            models.CheckConstraint(
                condition=Q(kind=AttachmentKind.REPORTS) | ~Q(file=""), name="attachment_emptied_is_reports"
            ),
        )

    def __str__(self) -> str:
        return self.name


class RoundState(models.TextChoices):
    """Whether rows may still change."""

    OPEN = "open", "öppen"
    FROZEN = "frozen", "fryst"


class Round(models.Model):
    """The files of one picture: open while people look at how they were read, then frozen with a period."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    method = models.CharField("metod", max_length=40)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    areas = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("läge", max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    period = models.CharField("period", max_length=30, blank=True)
    start = models.DateField("första dagen", null=True, blank=True)
    end = models.DateField("dagen efter den sista", null=True, blank=True)
    options = models.JSONField("val", default=dict, blank=True)
    rows = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    crs = models.CharField("koordinatsystem", max_length=40, blank=True)
    digest = models.CharField("digest", max_length=64, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "method": HARMLESS,
        "source": HARMLESS,
        "areas": HARMLESS,
        "state": HARMLESS,
        "period": HARMLESS,
        "start": HARMLESS,
        "end": HARMLESS,
        "options": HARMLESS,
        "rows": HARMLESS,
        "crs": HARMLESS,
        "digest": HARMLESS,
        "opened_by": PERSONAL,
        "opened_at": HARMLESS,
        "frozen_by": PERSONAL,
        "frozen_at": HARMLESS,
    }

    class Meta:
        verbose_name = "insamlingsomgång"
        verbose_name_plural = "insamlingsomgångar"
        indexes = (models.Index(fields=["organisation", "-opened_at"], name="round_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="round_holds_a_day"),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN, frozen_at__isnull=True, frozen_by__isnull=True, digest="")
                | Q(
                    state=RoundState.FROZEN,
                    frozen_at__isnull=False,
                    frozen_by__isnull=False,
                    rows__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    digest__gt="",
                ),
                name="round_frozen_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"omgång {self.pk}"

    @property
    def is_frozen(self) -> bool:
        """Whether nothing in the round may change."""
        return self.state == RoundState.FROZEN


class RoundFile(models.Model):
    """
    One file of a round, and how it was read: its rows as a table, and all that was guessed and left out.

    Before the file has been read there is neither reading nor rows.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("plats")
    corrections = models.JSONField("rättade kolumner", default=dict, blank=True)
    reading = models.JSONField("läsning", null=True, blank=True)
    rows = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    crs = models.CharField("koordinatsystem", max_length=40, blank=True)
    first_day = models.DateField("första dagen", null=True, blank=True)
    last_day = models.DateField("sista dagen", null=True, blank=True)
    problem = models.TextField("varför den inte kunde läsas", blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "round": HARMLESS,
        "attachment": HARMLESS,
        "position": HARMLESS,
        "corrections": HARMLESS,
        "reading": HARMLESS,
        "rows": HARMLESS,
        "crs": HARMLESS,
        "first_day": HARMLESS,
        "last_day": HARMLESS,
        "problem": FREE_TEXT,
    }

    class Meta:
        verbose_name = "fil i omgång"
        verbose_name_plural = "filer i omgång"
        constraints = (
            models.UniqueConstraint(fields=["round", "position"], name="round_file_position"),
            models.UniqueConstraint(fields=["round", "attachment"], name="round_file_once"),
            models.CheckConstraint(
                condition=Q(reading__isnull=True, rows__isnull=True)
                | Q(reading__isnull=False, rows__isnull=False, problem=""),
                name="round_file_read_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"fil {self.position} i omgång {self.round_id}"
