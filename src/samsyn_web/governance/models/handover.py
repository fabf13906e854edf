"""What goes from who leaves a function to who comes: the dossier, and a checklist with receipts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
FUNCTION, NOTE, CHECK, ORIGIN = 120, 4000, 200, 300


class HandoverBegan(models.TextChoices):
    """How a handing over began: by somebody, or proposed when the function became vacant or got a new holder."""

    HAND = "hand", _("påbörjad av en samordnare")
    LEFT = "left", _("föreslagen när funktionen blir ledig")
    CAME = "came", _("föreslagen när funktionen har fått en ny innehavare")


class Handover(models.Model):
    """
    The handing over of a function (överlämning): what is open is gathered anew until it is handed over, then kept.

    `membership` is who leaves, whose open work it is about; none is the whole of the coordinator's. `arriving` is who
    comes. `subject` is the key of the function's days where it began by itself, and `changes_on` the day.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    function = models.CharField(_("funktion"), max_length=FUNCTION)
    membership = models.ForeignKey(
        "people.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("medlemskap"),
    )
    arriving = models.ForeignKey(
        "people.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("den som tar över"),
    )
    began = models.CharField(
        _("hur den började"), max_length=4, choices=HandoverBegan, default=HandoverBegan.HAND
    )
    subject = models.CharField(_("vad funktionen hör till"), max_length=120, blank=True)
    changes_on = models.DateField(_("dagen som funktionen byter hand"), null=True, blank=True)
    note = models.TextField(_("vad jag önskar att jag hade vetat"), max_length=NOTE, blank=True)
    where = models.TextField(_("var handlingarna finns"), max_length=NOTE, blank=True)
    version = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    content = models.TextField(_("innehåll som JSON"), blank=True)
    digest = models.CharField(max_length=64, blank=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(_("överlämnad"), null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(_("mottagen"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "function": FREE_TEXT,
        "membership": PERSONAL,
        "arriving": PERSONAL,
        "began": HARMLESS,
        "subject": HARMLESS,
        "changes_on": HARMLESS,
        "note": FREE_TEXT,
        "where": FREE_TEXT,
        "version": HARMLESS,
        "started_by": PERSONAL,
        "started_at": HARMLESS,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "handed_by": PERSONAL,
        "handed_at": HARMLESS,
        "received_by": PERSONAL,
        "received_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("överlämning")
        verbose_name_plural = _("överlämningar")
        ordering = ("-started_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(function=""), name="handover_has_function"),
            models.UniqueConstraint(
                fields=["organisation", "subject"],
                condition=Q(handed_at=None) & ~Q(subject=""),
                name="handover_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(handed_at=None, handed_by=None, content="", digest="")
                | (Q(handed_at__isnull=False, handed_by__isnull=False) & ~Q(content="") & ~Q(digest="")),
                name="handover_handed_whole",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False, handed_at__isnull=False),
                name="handover_received_after",
            ),
        )

    def __str__(self) -> str:
        return self.function


class HandoverCheck(models.Model):
    """Something to go through together, who said that it was done, and whence it came where it was in a pack."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="+", verbose_name=_("överlämning"))
    place = models.PositiveSmallIntegerField(_("plats i listan"))
    text = models.CharField(_("punkt"), max_length=CHECK)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(_("varifrån den kom"), max_length=ORIGIN, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "handover": HARMLESS,
        "place": HARMLESS,
        "text": FREE_TEXT,
        "done_by": PERSONAL,
        "done_at": HARMLESS,
        "origin": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("punkt i överlämning")
        verbose_name_plural = _("punkter i överlämningar")
        ordering = ("handover_id", "place")
        constraints = (
            models.UniqueConstraint(fields=["handover", "place"], name="handover_check_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="handover_check_says"),
        )

    def __str__(self) -> str:
        return self.text
