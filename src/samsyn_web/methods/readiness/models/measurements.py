"""A measurement, what it is about and who scores it; and its interviews."""

from __future__ import annotations

from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.load import readiness
from samsyn.instruments.readiness import ReadinessTexts, read_readiness
from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
SENSITIVE = Sensitivity.SENSITIVE
NAME, TEXT, NOTES = 120, 500, 4000
SEATS = FIRST, SECOND = 1, 2
"""The two seats (platser) that scores are given from."""


class Edition(models.TextChoices):
    """Which dimensions are scored."""

    SIX = "six", _("sex dimensioner (2006)")
    FIVE = "five", _("fem dimensioner (2014)")


class Mode(models.TextChoices):
    """How answers came in; web answers come out higher and are never mixed with interviews."""

    INTERVIEW = "interview", _("intervjuer")
    WEB = "web", _("webbsvar")


class Sector(models.TextChoices):
    """Where the one who was interviewed works."""

    LEADERSHIP = "leadership", _("kommunledning")
    POLICE = "police", _("polis")
    SCHOOL = "school", _("skola")
    SOCIAL = "social", _("socialtjänst")
    CULTURE = "culture", _("kultur och fritid")
    PLANNING = "planning", _("samhällsbyggnad")
    HOUSING = "housing", _("bostads- och fastighetsbolag")
    CIVIL = "civil", _("civilsamhälle")
    OTHER = "other", _("annat")


class Measurement(models.Model):
    """
    One measurement (mätning) of one issue in one place.

    `definition` is what the issue is and is not, shown above every form; `instrument` holds the questions and anchors
    that it was taken with, as they stood, and `texts_version` their version; `validity` holds the answers that a
    comparison with `previous` asks for. A scorer that is empty has no account: the scores of that seat come by a
    secret link or on a sheet.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    unit = models.CharField(_("vad som mäts"), max_length=NAME)
    wave = models.CharField(_("mätning"), max_length=NAME)
    definition = models.CharField(_("frågan som mäts"), max_length=TEXT)
    edition = models.CharField(_("utgåva"), max_length=4, choices=Edition, default=Edition.SIX)
    mode = models.CharField(_("hur svaren kom in"), max_length=10, choices=Mode, default=Mode.INTERVIEW)
    texts_version = models.PositiveSmallIntegerField(default=1)
    instrument = models.JSONField(_("texter"), null=True, blank=True)
    is_invented = models.BooleanField(_("uppdiktad"), default=False)
    first_scorer = models.ForeignKey(
        "people.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_scorer = models.ForeignKey(
        "people.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    validity = models.JSONField(_("giltighet"), default=dict)
    validity_note = models.CharField(_("kommentar till giltigheten"), max_length=TEXT, blank=True)
    keep_notes_days = models.PositiveSmallIntegerField(_("dagar som anteckningar sparas"), default=90)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "unit": HARMLESS,
        "wave": HARMLESS,
        "definition": FREE_TEXT,
        "edition": HARMLESS,
        "mode": HARMLESS,
        "texts_version": HARMLESS,
        "instrument": HARMLESS,
        "is_invented": HARMLESS,
        "first_scorer": PERSONAL,
        "second_scorer": PERSONAL,
        "previous": HARMLESS,
        "validity": HARMLESS,
        "validity_note": FREE_TEXT,
        "keep_notes_days": HARMLESS,
        "started_by": PERSONAL,
        "started_at": HARMLESS,
        "closed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("mätning av förändringsberedskap")
        verbose_name_plural = _("mätningar av förändringsberedskap")
        indexes = (models.Index(fields=["organisation", "-started_at"], name="measurement_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(first_scorer=F("second_scorer")), name="measurement_two_scorers"
            ),
            models.CheckConstraint(condition=~Q(definition="") & ~Q(unit=""), name="measurement_says_what"),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.wave}"

    @property
    def texts(self) -> ReadinessTexts:
        """The texts that it was taken with; ours where it is from before they were kept."""
        return read_readiness(self.instrument) if self.instrument else readiness()

    @property
    def seats(self) -> dict[int, int | None]:
        """Who sits in each seat, by membership; none where the scorer has no account."""
        return {FIRST: self.first_scorer_id, SECOND: self.second_scorer_id}

    @property
    def outside_seats(self) -> tuple[int, ...]:
        """The seats whose scorers have no account."""
        return tuple(seat for seat, member in self.seats.items() if member is None)

    @property
    def seed(self) -> int:
        """Where the randomness of the measurement's intervals begins, so that they are the same every time."""
        return int.from_bytes(sha256(f"readiness/{self.pk}".encode()).digest()[:8], "big")


class Interview(models.Model):
    """One interview, known by a code and a sector; who was interviewed is not stored."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="+")
    code = models.CharField(_("beteckning"), max_length=10)
    sector = models.CharField(_("sektor"), max_length=12, choices=Sector)
    held_on = models.DateField(_("genomförd"))
    is_same_person = models.BooleanField(_("samma person som förra gången"), null=True)
    notes = models.JSONField(_("anteckningar per fråga"), default=dict)
    notes_deleted_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "measurement": HARMLESS,
        "code": HARMLESS,
        "sector": HARMLESS,
        "held_on": HARMLESS,
        "is_same_person": HARMLESS,
        "notes": SENSITIVE,
        "notes_deleted_at": HARMLESS,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("intervju")
        verbose_name_plural = _("intervjuer")
        constraints = (models.UniqueConstraint(fields=["measurement", "code"], name="interview_code_once"),)

    def __str__(self) -> str:
        return self.code
