"""
Actions: what is done about causes, until when and by whom.

The columns Orsak, Åtgärd, Operativa mål, När, Vem and Uppföljning are those of the table in Brå's guidance on local
prevention (Upprätta en åtgärdsplan); the other fields are what the grant ordinance (2023:442) and follow-up ask for.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.actions.models.plans import FUNCTION, LONG, TEXT, TITLE, Plan
from samsyn_web.base.models import AppendOnly
from samsyn_web.causes.models import Cause, Problem
from samsyn_web.findings.models import FindingRecord

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL


class ActionKind(models.TextChoices):
    """Which kind of cause an action changes."""

    SITUATIONAL = "situational", _("situationell")
    SOCIAL = "social", _("social")
    BOTH = "both", _("både situationell och social")


class ActionReach(models.TextChoices):
    """Who or what an action is for."""

    UNIVERSAL = "universal", _("universell: alla")
    SELECTIVE = "selective", _("selektiv: där risken är högre")
    INDICATED = "indicated", _("indikerad: där problemet redan finns")


class ActionStatus(models.TextChoices):
    """How far an action has come."""

    DRAFT = "draft", _("utkast")
    DECIDED = "decided", _("beslutad")
    UNDER_WAY = "under_way", _("pågår")
    DONE = "done", _("genomförd")
    STOPPED = "stopped", _("avbruten")


class Direction(models.TextChoices):
    """Which way an indicator is meant to go."""

    DOWN = "down", _("ska minska")
    UP = "up", _("ska öka")


class Action(models.Model):
    """
    Something that is done about causes (åtgärd). A draft may be as unfinished as it likes; a decided one may not.

    `cost` is in whole kronor and `hours` in hours of work, for the whole action. `baseline` and `target` are values of
    `indicator` in `unit`. `finding` is the figure that it was begun from. What is measured, against what and when, is
    decided in the step outcomes.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(_("plats i planen"), default=0)
    title = models.CharField(_("åtgärd"), max_length=TITLE)
    steps = models.CharField(_("vad den består av"), max_length=LONG, blank=True)
    no_cause_reason = models.CharField(_("varför ingen orsak anges"), max_length=TEXT, blank=True)
    mechanism = models.CharField(_("hur den ska verka på orsaken"), max_length=TEXT, blank=True)
    kind = models.CharField(_("typ"), max_length=12, choices=ActionKind, blank=True)
    reach = models.CharField(_("räckvidd"), max_length=12, choices=ActionReach, blank=True)
    is_ordinary = models.BooleanField(_("del av ordinarie arbete"), default=False)
    area = models.CharField(_("område"), max_length=120, blank=True)
    area_name = models.CharField(_("områdets namn"), max_length=200, blank=True)
    place = models.CharField(_("plats"), max_length=200, blank=True)
    function = models.CharField(_("ansvarig funktion"), max_length=FUNCTION, blank=True)
    owner = models.ForeignKey("people.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    deputy_function = models.CharField(_("ersättare, som funktion"), max_length=FUNCTION, blank=True)
    deputy = models.ForeignKey("people.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    partners = models.CharField(_("samverkar med"), max_length=TEXT, blank=True)
    cost = models.PositiveIntegerField(_("kostnad, kronor"), null=True, blank=True)
    hours = models.PositiveIntegerField(_("arbetstid, timmar"), null=True, blank=True)
    funding = models.CharField(_("finansiering"), max_length=TITLE, blank=True)
    goal = models.CharField(_("operativt mål"), max_length=TEXT, blank=True)
    indicator = models.CharField(_("indikator"), max_length=TITLE, blank=True)
    unit = models.CharField(_("enhet"), max_length=60, blank=True)
    direction = models.CharField(_("riktning"), max_length=4, choices=Direction, blank=True)
    baseline = models.FloatField(_("utgångsvärde"), null=True, blank=True)
    target = models.FloatField(_("målvärde"), null=True, blank=True)
    starts = models.DateField(_("börjar"), null=True, blank=True)
    ends = models.DateField(_("klar"), null=True, blank=True)
    follow_up_on = models.DateField(_("följs upp"), null=True, blank=True)
    follow_up = models.CharField(_("hur den följs upp"), max_length=TEXT, blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=ActionStatus, default=ActionStatus.DRAFT)
    result = models.CharField(_("vad det ledde till"), max_length=TEXT, blank=True)
    source = models.CharField(_("tagen från"), max_length=200, blank=True)
    finding = models.ForeignKey(
        FindingRecord, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resultat")
    )
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "plan": HARMLESS,
        "problem": HARMLESS,
        "position": HARMLESS,
        "title": FREE_TEXT,
        "steps": FREE_TEXT,
        "no_cause_reason": FREE_TEXT,
        "mechanism": FREE_TEXT,
        "kind": HARMLESS,
        "reach": HARMLESS,
        "is_ordinary": HARMLESS,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "place": FREE_TEXT,
        "function": PERSONAL,
        "owner": PERSONAL,
        "deputy_function": PERSONAL,
        "deputy": PERSONAL,
        "partners": FREE_TEXT,
        "cost": HARMLESS,
        "hours": HARMLESS,
        "funding": FREE_TEXT,
        "goal": FREE_TEXT,
        "indicator": FREE_TEXT,
        "unit": HARMLESS,
        "direction": HARMLESS,
        "baseline": HARMLESS,
        "target": HARMLESS,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "follow_up_on": HARMLESS,
        "follow_up": FREE_TEXT,
        "status": HARMLESS,
        "result": FREE_TEXT,
        "source": HARMLESS,
        "finding": HARMLESS,
        "version": HARMLESS,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        indexes = (
            models.Index(fields=["organisation", "status", "ends"], name="action_by_status"),
            models.Index(fields=["plan", "position"], name="action_in_plan"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="action_has_title"),
            models.CheckConstraint(
                condition=Q(status=ActionStatus.DRAFT)
                | ~(Q(function="") | Q(goal="") | Q(indicator=""))
                & Q(starts__isnull=False, ends__isnull=False, decided_at__isnull=False),
                name="action_decided_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | Q(ends__gte=F("starts")), name="action_ends_after"
            ),
            models.CheckConstraint(
                condition=~Q(status=ActionStatus.STOPPED) | ~Q(result=""), name="action_stopped_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.title


class ActionCause(models.Model):
    """That an action is meant to change a cause."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="+")
    cause = models.ForeignKey(Cause, models.PROTECT, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {"id": HARMLESS, "action": HARMLESS, "cause": HARMLESS}

    class Meta:
        verbose_name = _("orsak till åtgärd")
        verbose_name_plural = _("orsaker till åtgärder")
        constraints = (models.UniqueConstraint(fields=["action", "cause"], name="action_cause_once"),)

    def __str__(self) -> str:
        return f"{self.action_id} → {self.cause_id}"


class Milestone(models.Model):
    """A step of an action with a day of its own."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="+")
    title = models.CharField(_("delsteg"), max_length=TITLE)
    due = models.DateField(_("senast"))
    done_on = models.DateField(_("klart"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "action": HARMLESS,
        "title": FREE_TEXT,
        "due": HARMLESS,
        "done_on": HARMLESS,
    }

    class Meta:
        verbose_name = _("delsteg")
        verbose_name_plural = _("delsteg")
        indexes = (models.Index(fields=["action", "due"], name="milestone_of_action"),)
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="milestone_has_title"),)

    def __str__(self) -> str:
        return self.title


class ActionNote(models.Model):
    """What was said about an action at one time: how far it has come, and what was done; never changed."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    status = models.CharField(_("läge"), max_length=10, choices=ActionStatus)
    text = models.CharField(_("vad som har hänt"), max_length=TEXT, blank=True)
    hours = models.PositiveIntegerField(_("arbetstid hittills, timmar"), null=True, blank=True)
    cost = models.PositiveIntegerField(_("kostnad hittills, kronor"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "action": HARMLESS,
        "status": HARMLESS,
        "text": FREE_TEXT,
        "hours": HARMLESS,
        "cost": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("notering om åtgärd")
        verbose_name_plural = _("noteringar om åtgärder")
        indexes = (models.Index(fields=["action", "-id"], name="action_note_latest"),)

    def __str__(self) -> str:
        return self.get_status_display()
