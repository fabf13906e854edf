"""A case, who may read it, and what its first look says. Everything in a case is restricted."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
TITLE, LINE, TEXT = 120, 200, 1000


class CaseState(models.TextChoices):
    """How far a case has come; one that is only stated in a published source has nothing to work on."""

    OPEN = "open", _("pågår")
    CLOSED = "closed", _("avslutat")
    STATED = "stated", _("så som källan säger")


class Case(models.Model):
    """A rule that is examined. Only its members and the coordinator read it, and each reading is logged."""

    RESTRICTED: ClassVar = True  # what shows how rules can be misused is in no search

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    title = models.CharField(_("ärende"), max_length=TITLE)
    object = models.CharField(_("vad som granskas"), max_length=LINE)
    trigger = models.CharField(_("anledning"), max_length=20, blank=True)
    purpose = models.CharField(_("vad regelverket är till för"), max_length=TEXT, blank=True)
    target_group = models.CharField(_("vem det vänder sig till"), max_length=TEXT, blank=True)
    volume_per_year = models.PositiveIntegerField(_("beslut per år"), null=True, blank=True)
    amount_sek_per_year = models.PositiveBigIntegerField(_("kronor per år"), null=True, blank=True)
    terms = models.CharField(_("ord som reglerna vilar på"), max_length=LINE, blank=True)
    instrument = models.CharField(_("frågornas version"), max_length=60)
    state = models.CharField(_("läge"), max_length=10, choices=CaseState, default=CaseState.OPEN)
    goes_on = models.BooleanField(_("värt att granska"), null=True, blank=True)
    screening_reason = models.CharField(_("varför"), max_length=TEXT, blank=True)
    shares_types = models.BooleanField(_("delar typer av risk"), default=False)
    municipality = models.CharField(_("kommun enligt källan"), max_length=TITLE, blank=True)
    source = models.CharField(_("källa"), max_length=400, blank=True)
    source_code = models.CharField(_("källans post"), max_length=60, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(_("varför det avslutades"), max_length=TEXT, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "title": FREE_TEXT,
        "object": FREE_TEXT,
        "trigger": HARMLESS,
        "purpose": FREE_TEXT,
        "target_group": FREE_TEXT,
        "volume_per_year": HARMLESS,
        "amount_sek_per_year": HARMLESS,
        "terms": FREE_TEXT,
        "instrument": HARMLESS,
        "state": HARMLESS,
        "goes_on": HARMLESS,
        "screening_reason": FREE_TEXT,
        "shares_types": HARMLESS,
        "municipality": HARMLESS,
        "source": HARMLESS,
        "source_code": HARMLESS,
        "opened_by": PERSONAL,
        "opened_at": HARMLESS,
        "closed_at": HARMLESS,
        "close_reason": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("ärende om brottssäkring")
        verbose_name_plural = _("ärenden om brottssäkring")
        indexes = (models.Index(fields=["organisation", "state", "-opened_at"], name="proof_case_latest"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title="") & ~Q(object=""), name="proof_case_has_title"),
            models.CheckConstraint(
                condition=Q(state=CaseState.STATED) & ~Q(source="") & ~Q(municipality="") & ~Q(source_code="")
                | ~Q(state=CaseState.STATED) & Q(source="", municipality="", source_code=""),
                name="proof_case_stated_has_source",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.CLOSED, closed_at__isnull=False) & ~Q(close_reason="")
                | ~Q(state=CaseState.CLOSED) & Q(closed_at=None),
                name="proof_case_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.STATED) | Q(shares_types=False),
                name="proof_case_stated_shares_nothing",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source_code"],
                condition=~Q(source_code=""),
                name="proof_case_stated_once",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is worked on."""
        return self.state == CaseState.OPEN

    @property
    def is_stated(self) -> bool:
        """Whether it is only what a published source says."""
        return self.state == CaseState.STATED


class CaseMember(models.Model):
    """Somebody who may read a case and work on it."""

    RESTRICTED: ClassVar = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    membership = models.ForeignKey("people.Membership", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "case": HARMLESS,
        "membership": PERSONAL,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
        "removed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("deltagare i ett ärende")
        verbose_name_plural = _("deltagare i ärenden")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "membership"], condition=Q(removed_at=None), name="proof_member_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Said(models.TextChoices):
    """What is answered to a question of the first look."""

    YES = "yes", _("ja")
    NO = "no", _("nej")
    UNKNOWN = "unknown", _("vet inte")


class ScreeningAnswer(models.Model):
    """An answer to one question of the first look."""

    RESTRICTED: ClassVar = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    question = models.CharField(_("fråga"), max_length=40)
    answer = models.CharField(_("svar"), max_length=10, choices=Said)
    note = models.CharField(_("kommentar"), max_length=LINE, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "case": HARMLESS,
        "question": HARMLESS,
        "answer": HARMLESS,
        "note": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("svar i första prövningen")
        verbose_name_plural = _("svar i första prövningen")
        constraints = (models.UniqueConstraint(fields=["case", "question"], name="proof_answer_once"),)

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class FlowStep(models.Model):
    """A step on the way of money and decisions: who does what."""

    RESTRICTED: ClassVar = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("plats"))
    who = models.CharField(_("vem"), max_length=LINE)
    kind = models.CharField(_("gör"), max_length=20)
    how = models.CharField(_("hur"), max_length=LINE, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "case": HARMLESS,
        "position": HARMLESS,
        "who": FREE_TEXT,
        "kind": HARMLESS,
        "how": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("steg i flödet")
        verbose_name_plural = _("steg i flödet")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.position}: {self.kind}"
