"""How an action is evaluated, decided before it starts; what that gave; and how it was carried out. None is changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.outcomes.plans import Design, Plan
from samsyn.outcomes.verdict import Change
from samsyn.table import Sensitivity
from samsyn_web.actions.models import Action
from samsyn_web.base.models import AppendOnly

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
TEXT = 500
DESIGNS = [
    (Design.DIFFERENCE.value, _("skillnad i skillnader: mot områden där inget görs")),
    (Design.WEIGHTED.value, _("vägd skillnad: mot andra områden, med omgivning")),
    (Design.INTERRUPTED.value, _("avbruten tidsserie: mot områdets egen utveckling")),
    (Design.BEFORE_AFTER.value, _("före och efter, utan jämförelse: säger inte vad det beror på")),
]
CHANGES = [
    (Change.DECREASED.value, _("minskat")),
    (Change.UNCHANGED.value, _("oförändrat")),
    (Change.INCREASED.value, _("ökat")),
    (Change.UNASSESSABLE.value, _("går ej att bedöma")),
]


class Fidelity(models.TextChoices):
    """Whether an action was done as it was planned."""

    AS_PLANNED = "as_planned", _("som planerat")
    PARTLY = "partly", _("delvis")
    NOT_DONE = "not_done", _("blev inte av")


class CauseChange(models.TextChoices):
    """Whether the cause that an action works on has changed."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("delvis")
    NO = "no", _("nej")
    UNKNOWN = "unknown", _("vet inte")


class Evaluation(models.Model):
    """
    How an action is to be evaluated (utvärdering): what is counted, where, when and against what.

    Areas and categories are keys, with their names in `names` as they were. `baseline` holds what was counted when it
    was decided, and `digest` seals those counts. A change is a new row with the next `number` and a `reason`.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    reason = models.CharField(_("varför den ändrades"), max_length=TEXT, blank=True)
    source = models.CharField(_("källa"), max_length=80)
    source_name = models.CharField(_("källans namn"), max_length=200)
    design = models.CharField(_("upplägg"), max_length=20, choices=DESIGNS)
    categories = models.JSONField(_("kategorier"), default=list)
    treated = models.JSONField(_("områden där åtgärden görs"))
    comparison = models.JSONField(_("jämförelseområden"), default=list)
    buffer = models.JSONField(_("omgivning"), default=list)
    names = models.JSONField(_("namn"), default=dict)
    before_start = models.DateField(_("före, från"))
    before_end = models.DateField(_("före, till"))
    after_start = models.DateField(_("efter, från"))
    after_end = models.DateField(_("efter, till"))
    margin = models.FloatField(_("marginal"))
    chosen_high = models.BooleanField(_("områdena valdes för att antalet var högt"), default=False)
    due = models.DateField(_("räknas ut"))
    baseline = models.JSONField(_("utgångsläge"))
    digest = models.CharField(_("utgångslägets kontrollsumma"), max_length=64)
    detectable = models.FloatField(_("minsta synliga kvot"), null=True)
    detectable_text = models.CharField(_("vad som kan synas"), max_length=200)
    decided_afterwards = models.BooleanField(_("bestämd i efterhand"), default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "action": HARMLESS,
        "number": HARMLESS,
        "reason": FREE_TEXT,
        "source": HARMLESS,
        "source_name": HARMLESS,
        "design": HARMLESS,
        "categories": HARMLESS,
        "treated": HARMLESS,
        "comparison": HARMLESS,
        "buffer": HARMLESS,
        "names": HARMLESS,
        "before_start": HARMLESS,
        "before_end": HARMLESS,
        "after_start": HARMLESS,
        "after_end": HARMLESS,
        "margin": HARMLESS,
        "chosen_high": HARMLESS,
        "due": HARMLESS,
        "baseline": HARMLESS,
        "digest": HARMLESS,
        "detectable": HARMLESS,
        "detectable_text": HARMLESS,
        "decided_afterwards": HARMLESS,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("utvärdering")
        verbose_name_plural = _("utvärderingar")
        indexes = (models.Index(fields=["organisation", "due"], name="evaluation_due"),)
        constraints = (
            models.UniqueConstraint(fields=["action", "number"], name="evaluation_version_once"),
            models.CheckConstraint(
                condition=Q(before_end__gt=F("before_start"))
                & Q(after_start__gte=F("before_end"))
                & Q(after_end__gt=F("after_start"))
                & Q(due__gte=F("after_end")),
                name="evaluation_in_order",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="evaluation_changed_with_reason"
            ),
            models.CheckConstraint(condition=Q(margin__gt=0, margin__lt=1), name="evaluation_margin"),
        )

    def __str__(self) -> str:
        return f"{self.action} ({self.number})"

    @property
    def plan(self) -> Plan:
        """The same as the library computes it."""
        return Plan(
            design=Design(self.design),
            treated=tuple(self.treated),
            comparison=tuple(self.comparison),
            buffer=tuple(self.buffer),
            categories=tuple(self.categories),
            before=(self.before_start, self.before_end),
            after=(self.after_start, self.after_end),
            margin=self.margin,
            chosen_high=self.chosen_high,
        )


class EvaluationResult(models.Model):
    """What an evaluation gave when it was computed; computing again is a new row."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="+")
    change = models.CharField(_("utslag"), max_length=12, choices=CHANGES)
    sentence = models.CharField(_("i en mening"), max_length=TEXT)
    codes = models.JSONField(_("skäl"), default=list)
    content = models.JSONField(_("allt som räknades"))
    digest = models.CharField(max_length=64)
    version = models.CharField(_("programmets version"), max_length=40)
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    computed_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "evaluation": HARMLESS,
        "change": HARMLESS,
        "sentence": HARMLESS,
        "codes": HARMLESS,
        "content": HARMLESS,
        "digest": HARMLESS,
        "version": HARMLESS,
        "computed_by": PERSONAL,
        "computed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("utfall av utvärdering")
        verbose_name_plural = _("utfall av utvärderingar")
        indexes = (models.Index(fields=["evaluation", "-id"], name="evaluation_result_latest"),)

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.get_change_display()}"


class Implementation(models.Model):
    """How an action was carried out against its plan: dose, reach and fidelity, and whether the cause has changed."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    unit = models.CharField(_("räknas i"), max_length=60, blank=True)
    planned = models.FloatField(_("planerat"), null=True, blank=True)
    done = models.FloatField(_("gjort"), null=True, blank=True)
    reach_planned = models.FloatField(_("skulle nå"), null=True, blank=True)
    reached = models.FloatField(_("nådde"), null=True, blank=True)
    fidelity = models.CharField(_("gjordes den som planerat"), max_length=10, choices=Fidelity)
    cause = models.CharField(
        _("har orsaken ändrats"), max_length=8, choices=CauseChange, default=CauseChange.UNKNOWN
    )
    text = models.CharField(_("vad som hände"), max_length=TEXT, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "action": HARMLESS,
        "unit": HARMLESS,
        "planned": HARMLESS,
        "done": HARMLESS,
        "reach_planned": HARMLESS,
        "reached": HARMLESS,
        "fidelity": HARMLESS,
        "cause": HARMLESS,
        "text": FREE_TEXT,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("genomförande")
        verbose_name_plural = _("genomföranden")
        indexes = (models.Index(fields=["action", "-id"], name="implementation_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(fidelity=Fidelity.NOT_DONE) | ~Q(text=""), name="process_not_done_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.get_fidelity_display()
