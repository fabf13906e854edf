"""Which authorities and others a programme works with, in what role and when; and what they hand to it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.activities import Activity
from samsyn_web.programmes.models.programmes import Participant, Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL, TEXT


class PartnerRole(models.TextChoices):
    """What a partner is to a programme; empty where a document names it and says no more."""

    COUNTY_BOARD = "county_board", _("länsstyrelse")
    AUTHORITY = "authority", _("myndighet som medverkar")
    OTHER = "other", _("annan partner")


class ProgrammePartner(models.Model):
    """
    Who a programme works with, from one day to another.

    One with an organisation of this installation reads what its role gives while it is in force; one without is a name.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "people.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    name = models.CharField(_("namn"), max_length=NAME)
    role = models.CharField(_("roll i programmet"), max_length=12, choices=PartnerRole, blank=True)
    county = models.CharField(_("länskod"), max_length=2, blank=True)
    starts = models.DateField(_("från"), null=True, blank=True)
    ends = models.DateField(_("till och med"), null=True, blank=True)
    source_document = models.CharField(_("dokument"), max_length=60, blank=True)
    source_section = models.CharField(_("avsnitt"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "organisation": HARMLESS,
        "name": HARMLESS,
        "role": HARMLESS,
        "county": HARMLESS,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "source_document": HARMLESS,
        "source_section": HARMLESS,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("partner i program")
        verbose_name_plural = _("partner i program")
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "name"], condition=Q(ends=None), name="programme_partner_once"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | Q(ends__gte=F("starts")),
                name="programme_partner_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None)
                | Q(role="authority", starts__isnull=False)
                | Q(role="county_board", starts__isnull=False) & ~Q(county=""),
                name="programme_partner_that_reads",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ContributionKind(models.TextChoices):
    """What a partner hands to a programme."""

    ACTIVITY = "activity", _("förslag till aktivitet")
    ADVICE = "advice", _("råd")
    REQUEST = "request", _("begäran")


class ContributionState(models.TextChoices):
    """How far it has come."""

    PROPOSED = "proposed", _("väntar på programledaren")
    ACCEPTED = "accepted", _("mottaget")
    DECLINED = "declined", _("avböjt")
    WITHDRAWN = "withdrawn", _("återtaget")


class Contribution(models.Model):
    """Advice, a request or a proposed activity that a partner hands to a programme, and what became of it."""

    partner = models.ForeignKey(ProgrammePartner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    kind = models.CharField(_("slag"), max_length=10, choices=ContributionKind)
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"))
    text = models.CharField(_("det som lämnas"), max_length=TEXT)
    starts = models.DateField(_("första dag"), null=True, blank=True)
    ends = models.DateField(_("sista dag"), null=True, blank=True)
    hours = models.DecimalField(_("timmar"), max_digits=5, decimal_places=1, null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    state = models.CharField(
        _("läge"), max_length=10, choices=ContributionState, default=ContributionState.PROPOSED
    )
    answer = models.CharField(_("svar"), max_length=TEXT, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("aktiviteten")
    )

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "partner": HARMLESS,
        "participant": HARMLESS,
        "kind": HARMLESS,
        "focus_area": HARMLESS,
        "text": FREE_TEXT,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "hours": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
        "state": HARMLESS,
        "answer": FREE_TEXT,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
        "activity": HARMLESS,
    }

    class Meta:
        verbose_name = _("inspel från partner")
        verbose_name_plural = _("inspel från partner")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="contribution_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "withdrawn"), decided_at=None)
                | Q(state__in=("accepted", "declined"), decided_at__isnull=False),
                name="contribution_decided_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]
