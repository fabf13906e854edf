"""Risks, the protections that exist, and the proposals to change the rules."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.methods.crimeproofing.models.cases import LINE, TEXT, Case
from samsyn_web.methods.crimeproofing.models.texts import Paragraph

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL


class Risk(models.Model):
    """What somebody in a function can do with a rule, and why it is possible. Never about a person."""

    RESTRICTED: ClassVar = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("nummer"))
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, related_name="+", verbose_name=_("stycke")
    )
    kind = models.CharField(_("typ av risk"), max_length=20)
    actor = models.CharField(_("vem"), max_length=20)
    modus = models.CharField(_("tillvägagångssätt"), max_length=TEXT)
    factors = models.JSONField(_("vad som gör det möjligt"), default=list)
    described_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    described_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(_("varför den togs bort"), max_length=TEXT, blank=True)
    problem = models.ForeignKey("causes.Problem", models.SET_NULL, null=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "case": HARMLESS,
        "number": HARMLESS,
        "paragraph": HARMLESS,
        "kind": HARMLESS,
        "actor": HARMLESS,
        "modus": FREE_TEXT,
        "factors": HARMLESS,
        "described_by": PERSONAL,
        "described_at": HARMLESS,
        "withdrawn_at": HARMLESS,
        "withdrawn_reason": FREE_TEXT,
        "problem": HARMLESS,
    }

    class Meta:
        verbose_name = _("risk i ett regelverk")
        verbose_name_plural = _("risker i regelverk")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="proof_risk_number_once"),
            models.CheckConstraint(condition=~Q(modus=""), name="proof_risk_says_how"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="proof_risk_withdrawn_with_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


class ProtectionState(models.TextChoices):
    """Whether a protection is there."""

    EXISTS = "exists", _("finns")
    PARTLY = "partly", _("delvis")
    MISSING = "missing", _("saknas")


class Protection(models.Model):
    """Something that makes a risk smaller, and whether it is there today."""

    RESTRICTED: ClassVar = True

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="+")
    kind = models.CharField(_("skydd"), max_length=20)
    state = models.CharField(_("läge"), max_length=10, choices=ProtectionState)
    note = models.CharField(_("kommentar"), max_length=LINE, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "risk": HARMLESS,
        "kind": HARMLESS,
        "state": HARMLESS,
        "note": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("skydd mot en risk")
        verbose_name_plural = _("skydd mot risker")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class ProposalKind(models.TextChoices):
    """How a change makes the risk smaller."""

    LESS_CHANCE = "less_chance", _("minskar möjligheten")
    MORE_CONTROL = "more_control", _("stärker kontrollen")


class ProposalState(models.TextChoices):
    """What was decided of a proposal."""

    PROPOSED = "proposed", _("väntar på beslut")
    ACCEPTED = "accepted", _("antaget")
    REJECTED = "rejected", _("avslaget")


class Proposal(models.Model):
    """A new wording of a paragraph. The old one is kept beside it as it was when the change was proposed."""

    RESTRICTED: ClassVar = True

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="+")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="+")
    kind = models.CharField(_("hur"), max_length=20, choices=ProposalKind)
    old = models.TextField(_("lydelse nu"))
    new = models.TextField(_("föreslagen lydelse"))
    decider = models.CharField(_("vem beslutar"), max_length=20)
    side_effect = models.CharField(_("så påverkas den som söker ärligt"), max_length=TEXT, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(_("läge"), max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    reason = models.CharField(_("skäl"), max_length=TEXT, blank=True)
    decided_on = models.DateField(_("beslutsdag"), null=True)
    follow_up_on = models.DateField(_("följs upp"), null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "risk": HARMLESS,
        "paragraph": HARMLESS,
        "kind": HARMLESS,
        "old": FREE_TEXT,
        "new": FREE_TEXT,
        "decider": HARMLESS,
        "side_effect": FREE_TEXT,
        "proposed_by": PERSONAL,
        "proposed_at": HARMLESS,
        "state": HARMLESS,
        "reason": FREE_TEXT,
        "decided_on": HARMLESS,
        "follow_up_on": HARMLESS,
        "recorded_by": PERSONAL,
    }

    class Meta:
        verbose_name = _("förslag till ändring")
        verbose_name_plural = _("förslag till ändringar")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(new=models.F("old")), name="proof_proposal_changes"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED, decided_on=None, recorded_by=None)
                | ~Q(state=ProposalState.PROPOSED)
                & ~Q(reason="")
                & Q(decided_on__isnull=False, recorded_by__isnull=False),
                name="proof_proposal_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.ACCEPTED) | Q(follow_up_on__isnull=False),
                name="proof_proposal_is_followed_up",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
