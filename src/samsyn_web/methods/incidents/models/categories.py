"""Categories worked out locally: proposals with who changed and said what, and the versions that were decided."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT


class ProposalState(models.TextChoices):
    """How far a proposal has come."""

    OPEN = "open", _("öppet")
    DECIDED = "decided", _("beslutat")
    WITHDRAWN = "withdrawn", _("draget tillbaka")


class CategoryVersion(models.Model):
    """
    A list that the organisation has decided on, in force from a day; never changed and never removed.

    `content` is the list as YAML. A later version takes over from its own first day, which is never before that of the
    version that it follows.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("nummer"))
    version = models.CharField(_("version"), max_length=80)
    content = models.TextField(_("lista"))
    valid_from = models.DateField(_("gäller från"))
    reason = models.TextField(_("skäl"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "number": HARMLESS,
        "version": HARMLESS,
        "content": FREE_TEXT,
        "valid_from": HARMLESS,
        "reason": FREE_TEXT,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("kategorilista")
        verbose_name_plural = _("kategorilistor")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "number"], name="category_version_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="category_version_has_a_reason"),
        )

    def __str__(self) -> str:
        return self.version


class CategoryProposal(models.Model):
    """A list that is being worked out from the one in force; `base` is empty where that is the national one."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    title = models.CharField(_("namn"), max_length=120)
    base = models.ForeignKey(CategoryVersion, models.PROTECT, null=True, blank=True, related_name="+")
    content = models.TextField(_("lista"))
    state = models.CharField(_("läge"), max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    became = models.OneToOneField(CategoryVersion, models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "title": FREE_TEXT,
        "base": HARMLESS,
        "content": FREE_TEXT,
        "state": HARMLESS,
        "became": HARMLESS,
        "opened_by": PERSONAL,
        "opened_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("förslag till kategorier")
        verbose_name_plural = _("förslag till kategorier")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="category_proposal_has_a_name"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.DECIDED, became__isnull=False)
                | ~Q(state=ProposalState.DECIDED) & Q(became__isnull=True),
                name="category_proposal_became_what_was_decided",
            ),
        )

    def __str__(self) -> str:
        return _("förslag %(n)s") % {"n": self.pk}

    @property
    def is_open(self) -> bool:
        """Whether it can be changed and decided on."""
        return self.state == ProposalState.OPEN


class CategoryChange(models.Model):
    """One change in a proposal: who made it, what it was about, and the list before it, so that it can be undone."""

    proposal = models.ForeignKey(CategoryProposal, models.CASCADE, related_name="+")
    code = models.CharField(_("kod"), max_length=20, blank=True)
    what = models.CharField(_("ändring"), max_length=200)
    before = models.TextField(_("listan innan"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "proposal": HARMLESS,
        "code": HARMLESS,
        "what": FREE_TEXT,
        "before": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
        "undone_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("ändring i ett förslag")
        verbose_name_plural = _("ändringar i förslag")

    def __str__(self) -> str:
        return _("ändring %(n)s") % {"n": self.pk}


class CategoryComment(models.Model):
    """What somebody in the group has said about a proposal, or about one code in it."""

    proposal = models.ForeignKey(CategoryProposal, models.CASCADE, related_name="+")
    code = models.CharField(_("kod"), max_length=20, blank=True)
    text = models.TextField(_("kommentar"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "proposal": HARMLESS,
        "code": HARMLESS,
        "text": FREE_TEXT,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
        "removed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("kommentar till ett förslag")
        verbose_name_plural = _("kommentarer till förslag")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="category_comment_says_something"),)

    def __str__(self) -> str:
        return _("kommentar %(n)s") % {"n": self.pk}
