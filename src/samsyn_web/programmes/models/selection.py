"""Which municipalities a programme chooses: candidates, what speaks for each criterion, and what was decided."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.programmes.models.programmes import Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL, TEXT


class Criterion(models.TextChoices):
    """What people judge of a candidate; the police's class and the spread are computed and stand beside."""

    VOLUNTARY = "voluntary", _("frivillighet")
    NEGATIVE = "negative_development", _("negativ utveckling")
    EFFECT = "effect", _("störst effekt")
    SHORT_TIME = "short_time", _("utveckling på relativt kort tid")
    RESOURCES = "resources", _("vill och kan avsätta resurser")
    EARLIER = "earlier_support", _("tidigare stöd")
    SIZE = "medium_sized", _("medelstor stad")


class Answer(models.TextChoices):
    """What is known of a criterion; earlier support and size have answers of their own, which say no direction."""

    FOR = "for", _("talar för")
    PARTLY = "partly", _("talar delvis för")
    AGAINST = "against", _("talar emot")
    HAD = "had", _("har haft stöd")
    HAD_NONE = "had_none", _("har inte haft stöd")
    LARGE = "large", _("storstad")
    MEDIUM = "medium", _("medelstor stad")
    SMALL = "small", _("mindre kommun")
    UNKNOWN = "unknown", _("inte känt")


class Choice(models.TextChoices):
    """What is decided of a candidate."""

    ASKED = "asked", _("tillfrågas")
    CHOSEN = "chosen", _("väljs")
    RESERVE = "reserve", _("reserv")
    DECLINED = "declined", _("avstår")
    NOT_CHOSEN = "not_chosen", _("väljs inte")


class Party(models.TextChoices):
    """Whom a selection is made in consultation with."""

    NOA = "noa", _("Polismyndigheten, NOA")
    COUNTY_BOARD = "county_board", _("länsstyrelse")
    OTHER = "other", _("annan")


class Selection(models.Model):
    """A selection against the list in force; decided it is frozen, and a later one names the one it corrects."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    list_year = models.PositiveSmallIntegerField(_("polisens lista"))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("urval som det ersätter")
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    reason = models.CharField(_("motivering"), max_length=TEXT, blank=True)
    content = models.JSONField(_("innehåll"), default=dict)
    digest = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "list_year": HARMLESS,
        "corrects": HARMLESS,
        "opened_by": PERSONAL,
        "opened_at": HARMLESS,
        "reason": FREE_TEXT,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("urval av kommuner")
        verbose_name_plural = _("urval av kommuner")
        constraints = (
            models.UniqueConstraint(
                fields=["programme"], condition=Q(decided_at=None), name="selection_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | (~Q(digest="") & ~Q(reason="")), name="selection_decided_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.list_year}"


class Candidate(models.Model):
    """A municipality that may be chosen."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="+")
    municipality = models.CharField(_("kommun"), max_length=NAME)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "selection": HARMLESS,
        "municipality": HARMLESS,
    }

    class Meta:
        verbose_name = _("kandidat")
        verbose_name_plural = _("kandidater")
        constraints = (models.UniqueConstraint(fields=["selection", "municipality"], name="candidate_once"),)

    def __str__(self) -> str:
        return self.municipality


class CandidateJudgement(models.Model):
    """What was said of one criterion, with its ground; the newest holds and those before stay."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    criterion = models.CharField(_("kriterium"), max_length=30, choices=Criterion)
    answer = models.CharField(_("svar"), max_length=10, choices=Answer)
    ground = models.CharField(_("grund"), max_length=TEXT, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "candidate": HARMLESS,
        "criterion": HARMLESS,
        "answer": HARMLESS,
        "ground": FREE_TEXT,
        "judged_by": PERSONAL,
        "judged_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("bedömning av kandidat")
        verbose_name_plural = _("bedömningar av kandidater")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer=Answer.UNKNOWN) | ~Q(ground=""), name="candidate_judgement_grounded"
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.answer}"


class CandidateDecision(models.Model):
    """What was decided of a candidate and why; the newest holds and those before stay."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    choice = models.CharField(_("beslut"), max_length=12, choices=Choice)
    reason = models.CharField(_("motivering"), max_length=TEXT)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "candidate": HARMLESS,
        "choice": HARMLESS,
        "reason": FREE_TEXT,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("beslut om kandidat")
        verbose_name_plural = _("beslut om kandidater")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="candidate_decision_has_reason"),)

    def __str__(self) -> str:
        return self.choice


class Consultation(models.Model):
    """A consultation about the selection: with whom, when, and what was said."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="+")
    party = models.CharField(_("part"), max_length=12, choices=Party)
    name = models.CharField(_("vilken"), max_length=NAME)
    held_on = models.DateField(_("hölls"))
    said = models.CharField(_("vad som sades"), max_length=TEXT, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "selection": HARMLESS,
        "party": HARMLESS,
        "name": HARMLESS,
        "held_on": HARMLESS,
        "said": FREE_TEXT,
        "noted_by": PERSONAL,
        "noted_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("samråd om urval")
        verbose_name_plural = _("samråd om urval")

    def __str__(self) -> str:
        return self.name
