"""What a reporter has sent in, from a phone or a desk, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.causes.models import Problem
from samsyn_web.observations.models import Intake
from samsyn_web.people.models import Membership
from samsyn_web.places.models import NamedPlace

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT
TEXT, ANSWER, PLACE = 500, 300, 200


class SubmissionKind(models.TextChoices):
    """What was sent."""

    INCIDENT = "incident", _("händelse")
    FORWARD = "forward", _("något som kommer")
    ZERO = "zero", _("inget att rapportera")
    POSITIVE = "positive", _("positiv iakttagelse")


class SubmissionState(models.TextChoices):
    """How far a report has come on its way."""

    RECEIVED = "received", _("inkommen")
    RETURNED = "returned", _("åter för rättning")
    ACCEPTED = "accepted", _("godtagen")
    MASKED = "masked", _("godtagen med maskning")
    REJECTED = "rejected", _("avvisad")
    IN_PICTURE = "in_picture", _("i lägesbilden")
    WITHDRAWN = "withdrawn", _("återtagen av rapportören")
    DISPOSED = "disposed", _("gallrad")


DECIDED = (
    SubmissionState.ACCEPTED,
    SubmissionState.MASKED,
    SubmissionState.REJECTED,
    SubmissionState.IN_PICTURE,
    SubmissionState.WITHDRAWN,
)
COUNTING = (SubmissionState.ACCEPTED, SubmissionState.MASKED, SubmissionState.IN_PICTURE)
TO_REVIEW = (SubmissionState.RECEIVED,)


class When(models.TextChoices):
    """How the reporter told the time."""

    NOW = "now", _("nu")
    TODAY = "today", _("tidigare i dag")
    YESTERDAY = "yesterday", _("i går")
    EXACT = "exact", _("annan tid")
    INTERVAL = "interval", _("mellan två tider")
    DISCOVERED = "discovered", _("upptäckt, okänd tid")


class Channel(models.TextChoices):
    """How it came in."""

    FORM = "form", _("formulär")
    QUEUE = "queue", _("telefonens kö")
    API = "api", _("annat system")
    BEHALF = "behalf", _("inskriven åt någon")


class Submission(models.Model):
    """
    One report as its reporter sent it; what is accepted becomes rows of the register.

    `device_id` is made on the device: the same one again is the same report, so delivery may be tried until it is
    answered. `description` never holds what the guard is sure about: it is masked before it is stored, and `masked`
    tells what kinds; `doubts` are the spans that a reviewer must look at. A home has no point and no place in words.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+", db_index=False)
    device_id = models.UUIDField(_("enhetens nummer på rapporten"))
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    works_as = models.CharField(_("rapportörens funktion"), max_length=250, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(_("väg in"), max_length=10, choices=Channel)
    list_version = models.CharField(_("kategorilistans version"), max_length=80)
    kind = models.CharField(_("slag"), max_length=10, choices=SubmissionKind)
    category = models.CharField(_("kategori"), max_length=40)
    subcategory = models.CharField(_("underkategori"), max_length=40, blank=True)
    named_place = models.ForeignKey(NamedPlace, models.PROTECT, null=True, related_name="+")
    area = models.CharField(_("område"), max_length=120, blank=True)
    place = models.CharField(_("plats med ord"), max_length=PLACE, blank=True)
    x_m = models.FloatField(_("östlig koordinat, meter"), null=True)
    y_m = models.FloatField(_("nordlig koordinat, meter"), null=True)
    is_dwelling = models.BooleanField(_("bostad"), default=False)
    when = models.CharField(_("när, som det angavs"), max_length=10, choices=When)
    day = models.DateField(_("dag"))
    time_from = models.DateTimeField(_("tid, eller början"), null=True)
    time_to = models.DateTimeField(_("slut"), null=True)
    severity = models.SmallIntegerField(_("allvarlighet"), null=True)
    basis = models.CharField(_("hur man vet det"), max_length=20, blank=True)
    extent = models.CharField(_("omfattning"), max_length=20, blank=True)
    recurring = models.CharField(_("återkommande"), max_length=20, blank=True)
    description = models.CharField(_("beskrivning"), max_length=TEXT, blank=True)
    done = models.JSONField(_("redan gjort"), default=list, blank=True)
    needs = models.CharField(_("vem som behöver agera"), max_length=20, blank=True)
    masked = models.JSONField(_("maskat av vakten"), default=list, blank=True)
    doubts = models.JSONField(_("att titta på"), default=list, blank=True)
    made_at = models.DateTimeField(_("skriven"))
    received_at = models.DateTimeField(_("mottagen"))
    clock_off_s = models.IntegerField(_("enhetens klocka fel, sekunder"), default=0)
    state = models.CharField(
        _("läge"), max_length=10, choices=SubmissionState, default=SubmissionState.RECEIVED
    )
    answer = models.CharField(_("svar till rapportören"), max_length=ANSWER, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    intake = models.ForeignKey(Intake, models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveSmallIntegerField(default=1)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "device_id": HARMLESS,
        "membership": PERSONAL,
        "works_as": PERSONAL,
        "entered_by": PERSONAL,
        "channel": HARMLESS,
        "list_version": HARMLESS,
        "kind": HARMLESS,
        "category": HARMLESS,
        "subcategory": HARMLESS,
        "named_place": HARMLESS,
        "area": HARMLESS,
        "place": FREE_TEXT,
        "x_m": HARMLESS,
        "y_m": HARMLESS,
        "is_dwelling": HARMLESS,
        "when": HARMLESS,
        "day": HARMLESS,
        "time_from": HARMLESS,
        "time_to": HARMLESS,
        "severity": HARMLESS,
        "basis": HARMLESS,
        "extent": HARMLESS,
        "recurring": HARMLESS,
        "description": FREE_TEXT,
        "done": HARMLESS,
        "needs": HARMLESS,
        "masked": HARMLESS,
        "doubts": HARMLESS,
        "made_at": PERSONAL,
        "received_at": PERSONAL,
        "clock_off_s": HARMLESS,
        "state": HARMLESS,
        "answer": FREE_TEXT,
        "reviewed_by": PERSONAL,
        "reviewed_at": HARMLESS,
        "same_as": HARMLESS,
        "intake": HARMLESS,
        "revision": HARMLESS,
    }

    class Meta:
        verbose_name = _("inskickad rapport")
        verbose_name_plural = _("inskickade rapporter")
        indexes = (
            models.Index(fields=["organisation", "state", "day"], name="submission_by_state"),
            models.Index(fields=["membership", "-received_at"], name="submission_of_reporter"),
        )
        constraints = (
            models.UniqueConstraint(fields=["organisation", "device_id"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(is_dwelling=False) | Q(x_m=None, y_m=None, place=""),
                name="submission_no_point_of_a_home",
            ),
            models.CheckConstraint(
                condition=Q(severity=None) | Q(severity__gte=0, severity__lte=3),
                name="submission_severity_0_3",
            ),
            models.CheckConstraint(
                condition=Q(time_to=None) | Q(time_from=None) | Q(time_to__gte=F("time_from")),
                name="submission_ends_after",
            ),
            models.CheckConstraint(condition=~Q(same_as=F("id")), name="submission_not_same_as_itself"),
            models.CheckConstraint(
                condition=~Q(state__in=[SubmissionState.RETURNED, SubmissionState.REJECTED]) | ~Q(answer=""),
                name="submission_sent_back_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.DISPOSED)
                | Q(
                    membership=None,
                    entered_by=None,
                    works_as="",
                    description="",
                    place="",
                    area="",
                    x_m=None,
                    y_m=None,
                ),
                name="submission_disposed_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values), name="submission_state_known"
            ),
        )

    def __str__(self) -> str:
        return _("inskickad rapport %(n)s") % {"n": self.pk}


class ProblemReport(models.Model):
    """That a report is about a problem: many reports, one problem."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "problem": HARMLESS,
        "submission": HARMLESS,
        "linked_by": PERSONAL,
        "linked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("rapport om problem")
        verbose_name_plural = _("rapporter om problem")
        constraints = (models.UniqueConstraint(fields=["problem", "submission"], name="problem_report_once"),)

    def __str__(self) -> str:
        return f"{self.problem_id} {self.submission_id}"
