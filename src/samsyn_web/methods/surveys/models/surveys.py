"""
Surveys, who was invited, and what was answered.

In an anonymous survey nothing ties an answer to an invitation: answers carry no invitation, no time and a key that is
drawn at random; that an invitation was used is one mark on a row that was there before, without a time. What was
written freely stands by itself, tied to no other answer of the same person.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
NAME, TEXT, WRITTEN, DIGEST = 120, 500, 2000, 64


class Population(models.TextChoices):
    """Who the invited are."""

    WHOLE = "whole", _("hela gruppen har tillfrågats")
    SAMPLE = "sample", _("de tillfrågade är ett urval ur många")


class Survey(models.Model):
    """
    One survey: `form` is its questions as `samsyn.instruments.surveys.read_form` reads them.

    `previous` is the round that it follows up; with `is_paired` the same persons can be found in both. `asked` is how
    many have been asked where there is an open link; else the invitations are counted. `digest` names the answers as
    they were when the survey closed. `from_forms` is how many answers were read from forms in Word; `form_digests`
    keeps the same file from being read twice, in an order that tells nothing, and is emptied when the survey closes.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    title = models.CharField(_("enkätens namn"), max_length=NAME)
    purpose = models.CharField(_("syfte"), max_length=TEXT)
    sender = models.CharField(_("avsändare"), max_length=NAME)
    about = models.CharField(_("vilka som tillfrågas"), max_length=NAME)
    form = models.JSONField(_("frågor"))
    is_anonymous = models.BooleanField(_("anonyma svar"))
    population = models.CharField(
        _("tillfrågade"), max_length=6, choices=Population, default=Population.WHOLE
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("följer upp")
    )
    is_paired = models.BooleanField(_("svaren kan paras ihop"), default=False)
    link_key = models.CharField(_("öppen länk"), max_length=40, unique=True, null=True, blank=True)
    asked = models.PositiveIntegerField(_("antal tillfrågade"), null=True, blank=True)
    opens_at = models.DateTimeField(_("öppnar"))
    closes_at = models.DateTimeField(_("stänger"))
    closed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(_("kontrollsumma"), max_length=32, blank=True)
    from_forms = models.PositiveIntegerField(_("svar ur Word-formulär"), default=0)
    form_digests = models.JSONField(_("inlästa formulär"), default=list, blank=True)
    is_invented = models.BooleanField(_("uppdiktad"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "title": FREE_TEXT,
        "purpose": FREE_TEXT,
        "sender": HARMLESS,
        "about": FREE_TEXT,
        "form": HARMLESS,
        "is_anonymous": HARMLESS,
        "population": HARMLESS,
        "previous": HARMLESS,
        "is_paired": HARMLESS,
        "link_key": HARMLESS,
        "asked": HARMLESS,
        "opens_at": HARMLESS,
        "closes_at": HARMLESS,
        "closed_at": HARMLESS,
        "digest": HARMLESS,
        "from_forms": HARMLESS,
        "form_digests": Sensitivity.SENSITIVE,
        "is_invented": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("enkät")
        verbose_name_plural = _("enkäter")
        indexes = (models.Index(fields=["organisation", "-made_at"], name="survey_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(sender="") & ~Q(purpose=""), name="survey_says_who_asks"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="survey_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """A personal link, known by the digest of its token; the address is deleted when the survey closes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    address = models.EmailField(_("e-postadress"), blank=True)
    token_digest = models.CharField(_("kontrollsumma"), max_length=DIGEST, unique=True)
    is_used = models.BooleanField(_("har svarat"), default=False)
    reminders = models.PositiveSmallIntegerField(_("påminnelser"), default=0)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "survey": HARMLESS,
        "address": PERSONAL,
        "token_digest": PERSONAL,
        "is_used": PERSONAL,
        "reminders": HARMLESS,
        "invited_by": PERSONAL,
        "invited_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        constraints = (
            models.UniqueConstraint(
                fields=["survey", "address"], condition=~Q(address=""), name="invitation_address_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.Model):
    """
    What one person chose: codes by question, and "1" where something was written freely.

    `is_anonymous` is the survey's; where it holds the database refuses an invitation. `pair` is what the code that the
    person made themselves became, by a secret of the installation; it pairs rounds and is shown to nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    is_anonymous = models.BooleanField(_("anonyma svar"))
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, blank=True, related_name="+")
    given = models.JSONField(_("valda svar"))
    pair = models.CharField(_("omgjord egen kod"), max_length=DIGEST, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "survey": HARMLESS,
        "is_anonymous": HARMLESS,
        "pair": PERSONAL,
        "invitation": PERSONAL,
        "given": PERSONAL,
    }

    class Meta:
        verbose_name = _("enkätsvar")
        verbose_name_plural = _("enkätsvar")
        constraints = (
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(invitation__isnull=True),
                name="answer_anonymous_tied_to_nobody",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class OpenAnswer(models.Model):
    """What somebody wrote to one question, by itself; `may_quote` is their own consent to a quotation."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    item = models.CharField(_("fråga"), max_length=40)
    text = models.CharField(_("öppet svar"), max_length=WRITTEN)
    may_quote = models.BooleanField(_("får citeras"), default=False)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "survey": HARMLESS,
        "item": HARMLESS,
        "text": FREE_TEXT,
        "may_quote": HARMLESS,
    }

    class Meta:
        verbose_name = _("öppet svar")
        verbose_name_plural = _("öppna svar")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="open_answer_says_something"),)

    def __str__(self) -> str:
        return str(self.pk)
