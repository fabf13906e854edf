"""A course that is held: its parts, its days, for whom and who was there as counts, and surveys before and after."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
COURSE_NAME, COURSE_TEXT, PART_TITLE, MOST_PARTS, MOST_PEOPLE = 160, 500, 160, 30, 2000


class SourceStatus(models.TextChoices):
    """Whose words something is in."""

    ORIGINAL = "original", _("originalets ord")
    OWN_WORDS = "own_words", _("Samsyns egna ord")
    LOCAL_DESIGN = "local_design", _("egen utformning")


class Course(models.Model):
    """
    A course that an organisation holds once.

    `parts` is a list of mappings with `title` and `goals`, in order; `template` the code of the ready course that it
    began as. `before` and `after` are surveys with the same questions.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    template = models.CharField(_("mall"), max_length=40, blank=True)
    source_status = models.CharField(_("vems ord"), max_length=12, choices=SourceStatus)
    title = models.CharField(_("kursens namn"), max_length=COURSE_NAME)
    audience = models.CharField(_("vilka den är för"), max_length=COURSE_TEXT, blank=True)
    held_by = models.CharField(_("vilka som håller den"), max_length=COURSE_TEXT)
    parts = models.JSONField(_("delar och lärandemål"))
    before = models.ForeignKey(
        "surveys.Survey",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enkät före"),
    )
    after = models.ForeignKey(
        "surveys.Survey",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enkät efter"),
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "template": HARMLESS,
        "source_status": HARMLESS,
        "title": FREE_TEXT,
        "audience": FREE_TEXT,
        "held_by": FREE_TEXT,
        "parts": FREE_TEXT,
        "before": HARMLESS,
        "after": HARMLESS,
        "version": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("kurs")
        verbose_name_plural = _("kurser")
        constraints = (
            models.CheckConstraint(condition=~Q(title="") & ~Q(held_by=""), name="course_says_who_holds_it"),
            models.CheckConstraint(
                condition=Q(before=None) | Q(after=None) | ~Q(before=F("after")),
                name="course_two_different_surveys",
            ),
        )

    def __str__(self) -> str:
        return self.title


class CourseSession(models.Model):
    """A day of a course; `part` is the number of the part that is taught, none where it is about the whole."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    on = models.DateField(_("dag"))
    part = models.PositiveSmallIntegerField(_("del"), null=True, blank=True)
    place = models.CharField(_("var"), max_length=COURSE_NAME, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "course": HARMLESS,
        "on": HARMLESS,
        "part": HARMLESS,
        "place": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("kurstillfälle")
        verbose_name_plural = _("kurstillfällen")

    def __str__(self) -> str:
        return str(self.on)


class CourseGroup(models.Model):
    """How many of a function in an organisation take a course, and how many completed it: numbers, never who."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    employer = models.CharField(_("organisation"), max_length=COURSE_NAME)
    function = models.CharField(_("funktion"), max_length=COURSE_NAME)
    enrolled = models.PositiveIntegerField(_("anmälda"))
    completed = models.PositiveIntegerField(_("har slutfört"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "course": HARMLESS,
        "employer": FREE_TEXT,
        "function": FREE_TEXT,
        "enrolled": HARMLESS,
        "completed": HARMLESS,
    }

    class Meta:
        verbose_name = _("grupp i en kurs")
        verbose_name_plural = _("grupper i en kurs")
        constraints = (
            models.UniqueConstraint(fields=["course", "employer", "function"], name="course_group_once"),
            models.CheckConstraint(
                condition=Q(enrolled__gte=1) & (Q(completed=None) | Q(completed__lte=F("enrolled"))),
                name="course_group_counts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.employer}, {self.function}"


class CourseAttendance(models.Model):
    """How many of a group were there one day."""

    session = models.ForeignKey(CourseSession, models.CASCADE, related_name="+")
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="+")
    present = models.PositiveIntegerField(_("närvarande"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "session": HARMLESS,
        "group": HARMLESS,
        "present": HARMLESS,
    }

    class Meta:
        verbose_name = _("närvaro vid ett kurstillfälle")
        verbose_name_plural = _("närvaro vid kurstillfällen")
        constraints = (models.UniqueConstraint(fields=["session", "group"], name="course_attendance_once"),)

    def __str__(self) -> str:
        return str(self.present)
