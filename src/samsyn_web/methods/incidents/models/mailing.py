"""What a member has chosen about mails, and their own address of the calendar."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.people.models import Membership

HARMLESS, PERSONAL, SENSITIVE = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.SENSITIVE


class CalendarLink(models.Model):
    """A secret address of a member's calendar, until it is revoked; only the digest of it is kept."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("gjord"))
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "membership": PERSONAL,
        "digest": SENSITIVE,
        "created_at": HARMLESS,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        constraints = (
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(revoked_at=None), name="calendar_link_live_once"
            ),
        )

    def __str__(self) -> str:
        return _("kalenderadress %(n)s") % {"n": self.pk}


class NoReminders(models.Model):
    """That a member wants no reminders."""

    membership = models.OneToOneField(Membership, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(_("sedan"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {"membership": PERSONAL, "since": HARMLESS}

    class Meta:
        verbose_name = _("avstängda påminnelser")
        verbose_name_plural = _("avstängda påminnelser")

    def __str__(self) -> str:
        return f"{self.membership_id}"
