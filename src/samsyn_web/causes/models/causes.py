"""
Why a problem is there.

The three perspectives, direct and indirect causes and the cause tree are those of Brå's guidance on cause analysis
(Orsaksanalys i lokalt brottsförebyggande arbete, Brå 2018); strength, counter-evidence and the decision per cause are
Samsyn's own. The offender's side is told as a situation, never as persons.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.causes.models.problems import TEXT, Problem

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
STATEMENT, NAME = 200, 120


class Perspective(models.TextChoices):
    """The side of the crime triangle that a cause stands on."""

    PLACE = "place", _("plats och situation")
    TARGET = "target", _("brottsutsatt person eller objekt")
    OFFENDER = "offender", _("gärningsperson, som situation")


class Level(models.TextChoices):
    """Where a cause works."""

    SITUATION = "situation", _("situation")
    GROUP = "group", _("grupp eller sammanhang")
    PLACE = "place", _("plats eller område")
    SOCIETY = "society", _("samhälle")


class Influence(models.TextChoices):
    """Whether those who work together can change a cause."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("delvis")
    NO = "no", _("nej")
    UNKNOWN = "unknown", _("vet inte än")


class CauseDecision(models.TextChoices):
    """What was decided about a cause."""

    OPEN = "open", _("inte beslutat")
    WORK = "work", _("arbeta med")
    LEAVE = "leave", _("lämna, med skäl")


class Cause(models.Model):
    """
    One reason why a problem is there; with a parent it is a cause behind that cause (indirect), else it is direct.

    `perspective` is empty until somebody has judged it, as in a plan that was read from a file. `position` orders
    causes under the same parent; `code` names the typical cause of the library that it came from, and `source_status`
    says whose words the statement is. `version` grows with each change, so that two who change it at once are told.
    """

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(_("plats"), default=0)
    statement = models.CharField(_("orsak"), max_length=STATEMENT)
    perspective = models.CharField(_("perspektiv"), max_length=10, choices=Perspective, blank=True)
    level = models.CharField(_("nivå"), max_length=10, choices=Level, default=Level.SITUATION)
    influence = models.CharField(
        _("går den att påverka"), max_length=10, choices=Influence, default=Influence.UNKNOWN
    )
    influenced_by = models.CharField(_("vem som kan påverka"), max_length=NAME, blank=True)
    decision = models.CharField(_("beslut"), max_length=10, choices=CauseDecision, default=CauseDecision.OPEN)
    decision_reason = models.CharField(_("skäl"), max_length=TEXT, blank=True)
    counter_sought = models.CharField(
        _("hur det som talar mot har letats efter"), max_length=TEXT, blank=True
    )
    code = models.CharField(_("typisk orsak"), max_length=60, blank=True)
    source_status = models.CharField(_("vems ord"), max_length=20, default="local")
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "problem": HARMLESS,
        "parent": HARMLESS,
        "position": HARMLESS,
        "statement": FREE_TEXT,
        "perspective": HARMLESS,
        "level": HARMLESS,
        "influence": HARMLESS,
        "influenced_by": PERSONAL,
        "decision": HARMLESS,
        "decision_reason": FREE_TEXT,
        "counter_sought": FREE_TEXT,
        "code": HARMLESS,
        "source_status": HARMLESS,
        "stated_by": PERSONAL,
        "stated_at": HARMLESS,
        "version": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("orsak")
        verbose_name_plural = _("orsaker")
        indexes = (models.Index(fields=["problem", "parent", "position"], name="cause_in_tree"),)
        constraints = (
            models.CheckConstraint(condition=~Q(statement=""), name="cause_says_something"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="cause_not_its_own"),
            models.CheckConstraint(
                condition=~Q(decision=CauseDecision.LEAVE) | ~Q(decision_reason=""),
                name="cause_left_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.statement

    @property
    def is_direct(self) -> bool:
        """Whether it leads to the problem itself, and not to another cause."""
        return self.parent_id is None


class Side(models.TextChoices):
    """Whether evidence speaks for a cause or against it."""

    FOR = "for", _("talar för")
    AGAINST = "against", _("talar mot")


class Strength(models.IntegerChoices):
    """How much evidence weighs, as people judge it."""

    WEAK = 1, _("svagt: ett antagande eller en enstaka iakttagelse")
    MODERATE = 2, _("måttligt: flera iakttagelser eller en källa")
    STRONG = 3, _("starkt: mätt, eller flera oberoende källor")


class Evidence(models.Model):
    """What speaks for or against a cause: a finding of Samsyn, or something told with its source."""

    cause = models.ForeignKey(Cause, models.CASCADE, related_name="+")
    side = models.CharField(_("riktning"), max_length=10, choices=Side, default=Side.FOR)
    strength = models.PositiveSmallIntegerField(_("styrka"), choices=Strength, default=Strength.WEAK)
    text = models.CharField(_("vad som talar för eller mot"), max_length=TEXT)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    finding = models.ForeignKey(
        "findings.FindingRecord", models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "cause": HARMLESS,
        "side": HARMLESS,
        "strength": HARMLESS,
        "text": FREE_TEXT,
        "source": FREE_TEXT,
        "finding": HARMLESS,
        "judged_by": PERSONAL,
        "judged_at": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("belägg")
        verbose_name_plural = _("belägg")
        indexes = (models.Index(fields=["cause", "side"], name="evidence_of_cause"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="evidence_says_something"),
            models.CheckConstraint(condition=Q(strength__gte=1, strength__lte=3), name="evidence_strength"),
        )

    def __str__(self) -> str:
        return self.text
