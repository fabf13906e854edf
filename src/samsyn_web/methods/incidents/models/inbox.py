"""Folders that a source's files are laid in: read by themselves, with what became of each file."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.observations.models import Intake, Source

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT


class Inbox(models.Model):
    """
    A folder for the files of one source, and when it was read last.

    Its files are brought in on behalf of whoever set it up, as long as they may. `digest` is that of the token in the
    address where files can be left; empty where there is no such address.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    folder = models.CharField(_("mapp"), max_length=200)
    is_on = models.BooleanField(_("läses av sig själv"), default=True)
    digest = models.CharField(_("nyckelns kontrollsumma"), max_length=64, blank=True)
    set_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField()
    run_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(_("senaste läsningen gav"), max_length=200, blank=True)
    error = models.CharField(_("fel vid senaste läsningen"), max_length=500, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "source": HARMLESS,
        "folder": HARMLESS,
        "is_on": HARMLESS,
        "digest": Sensitivity.SENSITIVE,
        "set_up_by": PERSONAL,
        "set_up_at": HARMLESS,
        "run_at": HARMLESS,
        "result": HARMLESS,
        "error": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("inkorg")
        verbose_name_plural = _("inkorgar")
        constraints = (
            models.UniqueConstraint(fields=["source"], name="inbox_one_of_a_source"),
            models.UniqueConstraint(fields=["folder"], name="inbox_folder_once"),
        )

    def __str__(self) -> str:
        return self.folder


class InboxState(models.TextChoices):
    """How far a file in a folder has come."""

    SEEN = "seen", _("väntar på att filen ska vara hel")
    READING = "reading", _("läses")
    DONE = "done", _("inläst")
    WAITING = "waiting", _("väntar på en person")
    REFUSED = "refused", _("kunde inte läsas")


OPEN = (InboxState.SEEN, InboxState.READING)


class InboxFile(models.Model):
    """
    One file that was laid in a folder, and what became of it.

    `size` and `changed_ns` tell whether it still grows, `sha256` is set when it is read: a file that stayed in the
    folder since the process was killed is known by it.
    """

    inbox = models.ForeignKey(Inbox, models.CASCADE, related_name="+")
    name = models.CharField(_("filnamn"), max_length=255)
    size = models.PositiveBigIntegerField(_("storlek"))
    changed_ns = models.BigIntegerField(_("ändrad"))
    seen_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("läge"), max_length=8, choices=InboxState, default=InboxState.SEEN)
    why = models.TextField(_("varför"), blank=True)
    intake = models.ForeignKey(Intake, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "inbox": HARMLESS,
        "name": FREE_TEXT,
        "size": HARMLESS,
        "changed_ns": HARMLESS,
        "seen_at": HARMLESS,
        "sha256": HARMLESS,
        "state": HARMLESS,
        "why": FREE_TEXT,
        "intake": HARMLESS,
        "ended_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("fil i en inkorg")
        verbose_name_plural = _("filer i inkorgar")
        indexes = (models.Index(fields=["inbox", "-seen_at"], name="inbox_file_latest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["inbox", "name"], condition=Q(state__in=OPEN), name="inbox_file_open_once"
            ),
        )

    def __str__(self) -> str:
        return _("fil %(n)s") % {"n": self.pk}
