"""Packs: what the organisation has signed for others to use, and what has come from others."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.knowledge.models.courses import SourceStatus

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
PACK_NAME, PACK_TITLE, PACK_LINE, DIGEST = 60, 300, 200, 64


class PackKind(models.TextChoices):
    """What a pack holds; the values are those of `samsyn.bundle.pack_contents.Kind`."""

    LESSON = "lesson", _("lärdom")
    FORM = "form", _("enkätformulär")
    METHOD = "method", _("metodtext")
    CHECKLIST = "checklist", _("checklista")


class Terms(models.TextChoices):
    """On which terms somebody else may use it; the values are those of `samsyn.bundle.packs.TERMS`."""

    FREE = "CC0-1.0", _("fritt att använda, ändra och sprida (CC0)")
    NAMED = "CC-BY-4.0", _("fritt att använda, ändra och sprida om avsändaren anges (CC BY 4.0)")
    OWN_USE = "own-use", _("fritt att använda och ändra i den egna organisationen, inte att sprida vidare")


class MadePack(models.Model):
    """A pack that the organisation has signed; `content` is the file, so that it can be fetched again."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=12)
    name = models.CharField(_("paketets namn"), max_length=PACK_NAME)
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("rubrik"), max_length=PACK_TITLE)
    terms = models.CharField(_("villkor"), max_length=12, choices=Terms)
    content = models.TextField(_("innehåll"))
    key = models.CharField(_("publik nyckel"), max_length=DIGEST)
    identity = models.CharField(_("kontrollsumma"), max_length=DIGEST, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("signerat"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("återkallat"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "name": HARMLESS,
        "version": HARMLESS,
        "title": FREE_TEXT,
        "terms": HARMLESS,
        "content": FREE_TEXT,
        "key": HARMLESS,
        "identity": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "revoked_by": PERSONAL,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("gjort kunskapspaket")
        verbose_name_plural = _("gjorda kunskapspaket")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "kind", "name", "version"], name="made_pack_version_once"
            ),
            models.CheckConstraint(condition=Q(terms__in=Terms.values), name="made_pack_terms_known"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class ReceivedPack(models.Model):
    """
    A pack from somebody else: it waits to be looked at, and is taken in as a draft of the organisation's own.

    Where it is withdrawn its contents are emptied: that it came stays, and so does what was made of it.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=12)
    name = models.CharField(_("paketets namn"), max_length=PACK_NAME)
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("rubrik"), max_length=PACK_TITLE)
    origin = models.CharField(_("avsändare"), max_length=PACK_LINE)
    source_status = models.CharField(_("vems ord"), max_length=12, choices=SourceStatus)
    source = models.CharField(_("källa"), max_length=PACK_LINE, blank=True)
    based_on = models.CharField(_("bygger på"), max_length=PACK_LINE, blank=True)
    terms = models.CharField(_("villkor"), max_length=12, choices=Terms)
    key = models.CharField(_("publik nyckel"), max_length=DIGEST)
    identity = models.CharField(_("kontrollsumma"), max_length=DIGEST)
    signed_at = models.DateTimeField(_("signerat"))
    contents = models.JSONField(_("innehåll"), default=dict, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("uppladdat"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("taget emot"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("gäller inte längre"), null=True, blank=True)
    why_withdrawn = models.CharField(_("varför det inte gäller"), max_length=10, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "name": HARMLESS,
        "version": HARMLESS,
        "title": FREE_TEXT,
        "origin": FREE_TEXT,
        "source_status": HARMLESS,
        "source": FREE_TEXT,
        "based_on": FREE_TEXT,
        "terms": HARMLESS,
        "key": HARMLESS,
        "identity": HARMLESS,
        "signed_at": HARMLESS,
        "contents": FREE_TEXT,
        "received_by": PERSONAL,
        "received_at": HARMLESS,
        "accepted_by": PERSONAL,
        "accepted_at": HARMLESS,
        "withdrawn_at": HARMLESS,
        "why_withdrawn": HARMLESS,
    }

    class Meta:
        verbose_name = _("mottaget kunskapspaket")
        verbose_name_plural = _("mottagna kunskapspaket")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "identity"], name="received_pack_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(contents={}), name="received_pack_withdrawn_is_empty"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="received_pack_accepted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
