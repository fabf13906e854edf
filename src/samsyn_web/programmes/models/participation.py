"""How far a participant has come: meetings, plan, letter of intent, phases with their gates, milestones."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.programmes.models.programmes import Participant
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, LONG, NAME, PERSONAL, TEXT


class Phase(models.TextChoices):
    """The phases of taking part, in order; each begins when its gate is opened."""

    PREPARATION = "preparation", _("förberedelse")
    PLAN = "plan", _("plan")
    LETTER = "letter", _("avsiktsförklaring")
    KICKOFF = "kickoff", _("kickoff")
    ACTIVITIES = "activities", _("aktiviteter")
    MIDTERM = "midterm", _("halvtidskonferens")
    CLOSING = "closing", _("avslutning")
    FINAL = "final", _("slutrapport")


class MeetingKind(models.TextChoices):
    """What a meeting of a programme is."""

    PLANNING = "planning", _("planeringsmöte")
    KICKOFF = "kickoff", _("kickoff")
    MIDTERM = "midterm", _("halvtidskonferens")
    CLOSING = "closing", _("avslutningskonferens")
    MONTHLY = "monthly", _("månadsmöte")
    OTHER = "other", _("annat möte")


class MeetingForm(models.TextChoices):
    """How a meeting is held."""

    DIGITAL = "digital", _("digitalt")
    PHONE = "phone", _("på telefon")
    PLACE = "place", _("på plats")


class Side(models.TextChoices):
    """Who signs a letter of intent."""

    PROGRAMME = "programme", _("programmet")
    PARTICIPANT = "participant", _("deltagaren")


class PhaseGate(models.Model):
    """When a participant should enter a phase, and when it did; `reason` where something was missing then."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    phase = models.CharField(_("fas"), max_length=12, choices=Phase)
    due = models.DateField(_("senast"), null=True, blank=True)
    passed_on = models.DateField(_("öppnad"), null=True, blank=True)
    reason = models.CharField(_("motivering"), max_length=TEXT, blank=True)
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "phase": HARMLESS,
        "due": HARMLESS,
        "passed_on": HARMLESS,
        "reason": FREE_TEXT,
        "passed_by": PERSONAL,
    }

    class Meta:
        verbose_name = _("fas för en deltagare")
        verbose_name_plural = _("faser för deltagare")
        constraints = (models.UniqueConstraint(fields=["participant", "phase"], name="phase_gate_once"),)

    def __str__(self) -> str:
        return self.phase


class PhaseMeeting(models.Model):
    """A meeting with a participant: planned until it is said to have been held."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=10, choices=MeetingKind)
    on = models.DateField(_("dag"))
    is_held = models.BooleanField(_("hållet"), default=False)
    functions = models.CharField(_("funktioner som är med"), max_length=TEXT, blank=True)
    about = models.CharField(_("vad det handlar om"), max_length=TEXT, blank=True)
    n_present = models.PositiveIntegerField(_("antal deltagare"), null=True, blank=True)
    form = models.CharField(_("mötesform"), max_length=10, choices=MeetingForm, blank=True)
    present = models.JSONField(_("närvarande, antal per funktion"), default=list)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "kind": HARMLESS,
        "on": HARMLESS,
        "is_held": HARMLESS,
        "functions": FREE_TEXT,
        "about": FREE_TEXT,
        "n_present": HARMLESS,
        "form": HARMLESS,
        "present": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("möte med en deltagare")
        verbose_name_plural = _("möten med deltagare")

    def __str__(self) -> str:
        return self.kind


class MeetingPoint(models.Model):
    """Something that a meeting agreed on: what, which function does it, and until when."""

    meeting = models.ForeignKey(PhaseMeeting, models.CASCADE, related_name="+", verbose_name=_("möte"))
    text = models.CharField(_("överenskommet"), max_length=TEXT)
    function = models.CharField(_("ansvarig funktion"), max_length=NAME)
    due = models.DateField(_("senast"))
    done_on = models.DateField(_("klart"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "meeting": HARMLESS,
        "text": FREE_TEXT,
        "function": FREE_TEXT,
        "due": HARMLESS,
        "done_on": HARMLESS,
    }

    class Meta:
        verbose_name = _("punkt från ett möte")
        verbose_name_plural = _("punkter från möten")

    def __str__(self) -> str:
        return self.text


class PhaseMilestone(models.Model):
    """A step that is to be done within a phase."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    phase = models.CharField(_("fas"), max_length=12, choices=Phase)
    title = models.CharField(_("delsteg"), max_length=NAME)
    due = models.DateField(_("senast"))
    done_on = models.DateField(_("klart"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "phase": HARMLESS,
        "title": FREE_TEXT,
        "due": HARMLESS,
        "done_on": HARMLESS,
    }

    class Meta:
        verbose_name = _("delsteg för en deltagare")
        verbose_name_plural = _("delsteg för deltagare")

    def __str__(self) -> str:
        return self.title


class ParticipantPlan(models.Model):
    """A version of a participant's plan: which focus areas, and what is to be done; never changed."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    focus_areas = models.JSONField(_("fokusområden"), default=list)
    text = models.CharField(_("planen"), max_length=LONG)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "number": HARMLESS,
        "focus_areas": HARMLESS,
        "text": FREE_TEXT,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("plan för en deltagare")
        verbose_name_plural = _("planer för deltagare")
        constraints = (
            models.UniqueConstraint(fields=["participant", "number"], name="participant_plan_once"),
        )

    def __str__(self) -> str:
        return f"{self.number}"


class LetterOfIntent(models.Model):
    """A version of the letter of intent; never changed, and signed anew when there is a new one."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.CharField(_("avsiktsförklaringen"), max_length=LONG)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "number": HARMLESS,
        "text": FREE_TEXT,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("avsiktsförklaring")
        verbose_name_plural = _("avsiktsförklaringar")
        constraints = (
            models.UniqueConstraint(fields=["participant", "number"], name="letter_of_intent_once"),
        )

    def __str__(self) -> str:
        return f"{self.number}"


class LetterSignature(models.Model):
    """That a side has signed, as a fact: the function and the day, no name of a person."""

    letter = models.ForeignKey(LetterOfIntent, models.CASCADE, related_name="+")
    side = models.CharField(_("part"), max_length=12, choices=Side)
    function = models.CharField(_("funktion"), max_length=NAME)
    signed_on = models.DateField(_("undertecknad"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "letter": HARMLESS,
        "side": HARMLESS,
        "function": FREE_TEXT,
        "signed_on": HARMLESS,
        "noted_by": PERSONAL,
        "noted_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("underskrift av avsiktsförklaring")
        verbose_name_plural = _("underskrifter av avsiktsförklaringar")
        constraints = (models.UniqueConstraint(fields=["letter", "side"], name="letter_signature_once"),)

    def __str__(self) -> str:
        return self.side


class ProgrammeCalendar(models.Model):
    """A secret address that gives a member the days of a programme; only its digest is kept."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="+")
    membership = models.ForeignKey("people.Membership", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "membership": PERSONAL,
        "digest": Sensitivity.SENSITIVE,
        "created_at": HARMLESS,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("kalenderadress för ett program")
        verbose_name_plural = _("kalenderadresser för program")
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "membership"],
                condition=Q(revoked_at=None),
                name="programme_calendar_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership_id}"
