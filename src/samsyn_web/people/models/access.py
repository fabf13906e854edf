"""What lets somebody in for a time: personal links, and deputies."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn_web.people.models.accounts import User
from samsyn_web.people.models.organisations import Membership


class AccessLink(models.Model):
    """
    A personal link by which a member reports without a password, until it is revoked.

    Only the digest of the link is kept: who has it can report and read their own reports, and nothing else.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("gjord"))
    last_used_on = models.DateField(_("senast använd"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "membership": "personal",
        "digest": "sensitive",
        "created_by": "personal",
        "created_at": "harmless",
        "last_used_on": "personal",
        "revoked_at": "harmless",
    }

    class Meta:
        verbose_name = _("personlig länk")
        verbose_name_plural = _("personliga länkar")
        indexes = [models.Index(fields=["membership", "-created_at"], name="access_link_latest")]

    def __str__(self) -> str:
        return gettext("länk %(n)s") % {"n": self.pk}


class Deputy(models.Model):
    """
    One member who stands in for another, from the first day to the last, both counted in Swedish time.

    The days are half-open in time: from midnight before the first day until midnight after the last. Nothing needs
    to be done for it to end. The one stood in for may have left: then the function is covered until it is filled.
    """

    absent = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name=_("den som är borta")
    )
    deputy = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name=_("ersättare")
    )
    first_day = models.DateField(_("första dagen"))
    last_day = models.DateField(_("sista dagen"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("utsedd"))
    ended_at = models.DateTimeField(_("avslutad i förtid"), null=True, blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "absent": "personal",
        "deputy": "personal",
        "first_day": "personal",
        "last_day": "personal",
        "created_by": "personal",
        "created_at": "harmless",
        "ended_at": "harmless",
    }

    class Meta:
        verbose_name = _("ersättare")
        verbose_name_plural = _("ersättare")
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["deputy", "last_day"], name="deputy_running")]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="deputy_days_in_order"),
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="deputy_is_another"),
        ]

    def __str__(self) -> str:
        return gettext("ersättare %(n)s") % {"n": self.pk}

    def runs_on(self, day: date) -> bool:
        """Whether the deputy stands in on a day."""
        return self.ended_at is None and self.first_day <= day <= self.last_day
