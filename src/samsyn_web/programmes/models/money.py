"""What a programme was given, has budgeted, and has paid."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL


class MoneySide(models.TextChoices):
    """What a sum is; the three are never added to each other."""

    GRANT = "grant", _("anslag")
    BUDGET = "budget", _("budget")
    OUTCOME = "outcome", _("utfall")


class MoneyKind(models.TextChoices):
    """What money is for; kinds are never added to each other, as support is paid out of the grant."""

    GRANT = "grant", _("anslag till uppdraget")
    LOCAL_SUPPORT = "local_support", _("stöd till kommunerna")
    SERVICES = "services", _("köpta tjänster")
    WAGES = "wages", _("löner")
    EXCESS = "excess", _("utöver de tillförda medlen")


class MoneyCertainty(models.TextChoices):
    """How exactly a sum is known."""

    EXACT = "yes", _("exakt")
    ABOUT = "about", _("ungefär")
    NOT_STATED = "not_stated", _("ej angivet")


class MoneyRow(models.Model):
    """
    A sum of a programme in öre; none where nobody has stated it.

    One that a document states keeps its source, and is changed only where the document is read again. A withdrawn row
    stays with its history and is counted nowhere.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.CharField(_("nyckel"), max_length=60)
    position = models.PositiveIntegerField(_("plats"), default=0)
    side = models.CharField(_("anslag, budget eller utfall"), max_length=10, choices=MoneySide)
    kind = models.CharField(_("slag"), max_length=20, choices=MoneyKind)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    payer = models.CharField(_("från"), max_length=NAME, blank=True)
    recipient = models.CharField(_("till"), max_length=NAME)
    purpose = models.CharField(_("för"), max_length=300, blank=True)
    amount_ore = models.BigIntegerField(_("summa i öre"), null=True, blank=True)
    certainty = models.CharField(_("hur säker summan är"), max_length=10, choices=MoneyCertainty)
    source_document = models.CharField(_("dokument"), max_length=60, blank=True)
    source_section = models.CharField(_("avsnitt"), max_length=300, blank=True)
    is_withdrawn = models.BooleanField(_("borttagen"), default=False)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "key": HARMLESS,
        "position": HARMLESS,
        "side": HARMLESS,
        "kind": HARMLESS,
        "year": HARMLESS,
        "payer": FREE_TEXT,
        "recipient": FREE_TEXT,
        "purpose": FREE_TEXT,
        "amount_ore": HARMLESS,
        "certainty": HARMLESS,
        "source_document": HARMLESS,
        "source_section": HARMLESS,
        "is_withdrawn": HARMLESS,
        "version": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("summa i program")
        verbose_name_plural = _("summor i program")
        constraints = (
            models.UniqueConstraint(fields=["programme", "key"], name="money_once"),
            models.CheckConstraint(
                condition=Q(amount_ore__gte=0, certainty__in=("yes", "about"))
                | Q(amount_ore__isnull=True, certainty="not_stated"),
                name="money_stated_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.recipient}: {self.purpose}" if self.purpose else self.recipient

    @property
    def is_sourced(self) -> bool:
        """Whether a document states it, so that it is not changed here."""
        return bool(self.source_document)


class MoneyChangeKind(models.TextChoices):
    """What was done to a sum."""

    ADDED = "added", _("lades till")
    CHANGED = "changed", _("ändrades")
    WITHDRAWN = "withdrawn", _("togs bort")
    RESTORED = "restored", _("togs tillbaka")


class MoneyChange(models.Model):
    """One change of a sum: what it was before, by whom, and why where that is asked for."""

    row = models.ForeignKey(MoneyRow, models.CASCADE, related_name="+", verbose_name=_("summa"))
    kind = models.CharField(_("vad som hände"), max_length=10, choices=MoneyChangeKind)
    reason = models.CharField(_("varför"), max_length=300, blank=True)
    before = models.JSONField(_("som det var"), default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "row": HARMLESS,
        "kind": HARMLESS,
        "reason": FREE_TEXT,
        "before": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("ändring av summa")
        verbose_name_plural = _("ändringar av summor")

    def __str__(self) -> str:
        return str(MoneyChangeKind(self.kind).label)
