"""What the whole programme does together: kickoff for all, conferences, meetings between municipalities."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.activities import ActivityStatus, ChangeKind
from samsyn_web.programmes.models.programmes import Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL


class JointKind(models.TextChoices):
    """What municipalities of a programme come together for."""

    KICKOFF = "kickoff", _("kickoff för alla")
    CONFERENCE = "conference", _("konferens")
    NETWORK = "network", _("nätverksmöte mellan kommuner")
    PRESENTATION = "presentation", _("presentation")
    OTHER = "other", _("annat")


class JointActivity(models.Model):
    """
    An activity of the whole programme.

    One that a document states keeps its source, and is changed only where the document is read again. `attended` holds
    the keys of the participants that took part; `partners` names between semicolons; `days` how many where the
    days themselves are not known.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", verbose_name=_("program"))
    key = models.CharField(_("nyckel"), max_length=60)
    position = models.PositiveIntegerField(_("plats i listan"), default=0)
    kind = models.CharField(_("slag"), max_length=20, choices=JointKind)
    title = models.CharField(_("vad"), max_length=300)
    place = models.CharField(_("plats"), max_length=NAME, blank=True)
    when = models.CharField(_("när, som det är angivet"), max_length=60, blank=True)
    days = models.PositiveSmallIntegerField(_("antal dagar"), null=True, blank=True)
    starts = models.DateField(_("första dag"), null=True, blank=True)
    ends = models.DateField(_("sista dag"), null=True, blank=True)
    status = models.CharField(
        _("läge"), max_length=10, choices=ActivityStatus, default=ActivityStatus.PLANNED
    )
    participants = models.PositiveIntegerField(_("antal deltagare"), null=True, blank=True)
    is_about = models.BooleanField(_("antalet är ungefärligt"), default=False)
    attended = models.JSONField(_("kommuner som deltog"), default=list, blank=True)
    partners = models.CharField(_("medverkande"), max_length=500, blank=True)
    source_document = models.CharField(_("dokument"), max_length=60, blank=True)
    source_section = models.CharField(_("avsnitt"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "key": HARMLESS,
        "position": HARMLESS,
        "kind": HARMLESS,
        "title": FREE_TEXT,
        "place": FREE_TEXT,
        "when": FREE_TEXT,
        "days": HARMLESS,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "status": HARMLESS,
        "participants": HARMLESS,
        "is_about": HARMLESS,
        "attended": HARMLESS,
        "partners": FREE_TEXT,
        "source_document": HARMLESS,
        "source_section": HARMLESS,
        "version": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("gemensam aktivitet i program")
        verbose_name_plural = _("gemensamma aktiviteter i program")
        constraints = (
            models.UniqueConstraint(fields=["programme", "key"], name="joint_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="joint_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_sourced(self) -> bool:
        """Whether a document states it, so that it is not changed here."""
        return bool(self.source_document)

    @property
    def partner_names(self) -> tuple[str, ...]:
        """Which authorities and organisations took part."""
        return tuple(one.strip() for one in self.partners.split(";") if one.strip())


class JointChange(models.Model):
    """One change of a joint_activity: what it was before, by whom, and why where that is asked for."""

    joint_activity = models.ForeignKey(
        JointActivity, models.CASCADE, related_name="+", verbose_name=_("gemensam aktivitet")
    )
    kind = models.CharField(_("vad som hände"), max_length=10, choices=ChangeKind)
    reason = models.CharField(_("varför"), max_length=300, blank=True)
    before = models.JSONField(_("som det var"), default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "joint_activity": HARMLESS,
        "kind": HARMLESS,
        "reason": FREE_TEXT,
        "before": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("ändring av gemensam aktivitet")
        verbose_name_plural = _("ändringar av gemensamma aktiviteter")

    def __str__(self) -> str:
        return str(ChangeKind(self.kind).label)
