"""The coordination function and its deputy (11 §), and the contact point that is published (12 §)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
TITLE, WHERE, PHONE, INFORMATION, ADDRESS = 120, 200, 40, 2000, 60


class PostKind(models.TextChoices):
    """Which of the two it is."""

    FUNCTION = "function", _("samordningsfunktionen")
    DEPUTY = "deputy", _("ersättaren")


class CoordinationPost(models.Model):
    """
    The function that coordinates, or its deputy: a title, how one reaches the office, and who appointed it; no name.

    When it is held stands in `people.FunctionPeriod`. `share` is per cent of full time.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=8, choices=PostKind)
    title = models.CharField(_("funktion"), max_length=TITLE)
    share = models.PositiveSmallIntegerField(_("andel av heltid, procent"))
    reference = models.CharField(_("utsedd genom"), max_length=WHERE)
    mandate = models.CharField(_("uppdragsbeskrivning"), max_length=WHERE, blank=True)
    mandate_on = models.DateField(_("uppdragsbeskrivningens dag"), null=True, blank=True)
    email = models.EmailField(_("funktionens e-postadress"), blank=True)
    phone = models.CharField(_("funktionens telefon"), max_length=PHONE, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "title": FREE_TEXT,
        "share": HARMLESS,
        "reference": FREE_TEXT,
        "mandate": FREE_TEXT,
        "mandate_on": HARMLESS,
        "email": PERSONAL,
        "phone": PERSONAL,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("samordningsfunktion")
        verbose_name_plural = _("samordningsfunktioner")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind"], name="coordination_post_once"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(reference=""), name="coordination_post_says_who_and_where"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="coordination_post_share_is_per_cent"
            ),
            models.CheckConstraint(
                condition=Q(mandate="", mandate_on=None) | (~Q(mandate="") & Q(mandate_on__isnull=False)),
                name="coordination_post_mandate_whole",
            ),
        )

    def __str__(self) -> str:
        return self.title


class ContactPoint(models.Model):
    """The page that anybody may read without signing in: how one reaches the function, and what it does."""

    organisation = models.OneToOneField("people.Organisation", models.CASCADE, related_name="+")
    address = models.SlugField(_("adress"), max_length=ADDRESS, unique=True)
    information = models.CharField(_("information till invånarna"), max_length=INFORMATION, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "address": HARMLESS,
        "information": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
        "published_by": PERSONAL,
        "published_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("kontaktpunkt")
        verbose_name_plural = _("kontaktpunkter")
        constraints = (
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="contact_point_published_whole",
            ),
        )

    def __str__(self) -> str:
        return self.address
