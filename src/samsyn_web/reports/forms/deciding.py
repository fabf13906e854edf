"""What is asked about a decision on the public edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn import guard
from samsyn.disclosure import THRESHOLD
from samsyn_web.reports.models.decisions import DELAY_DAYS, LARGEST_COUNT, LONGEST_DELAY, SMALLEST_COUNT
from samsyn_web.reports.services import PublicChoice

DAY = {"type": "date"}


class PublicDecisionForm(forms.Form):
    """When, by whom and with which limits the public edition was decided."""

    decided_on = forms.DateField(
        label=_("Beslutsdag"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("Skriv vilken dag beslutet fattades.")},
    )
    decided_by = forms.CharField(
        label=_("Beslutat av"),
        max_length=120,
        help_text=_("Nämnd eller funktion, till exempel kommunstyrelsen. Aldrig ett personnamn."),
        error_messages={"required": _("Skriv vilken nämnd eller funktion som har beslutat.")},
    )
    reference = forms.CharField(
        label=_("Diarienummer"),
        max_length=60,
        help_text=_("Så att beslutet går att hitta, till exempel KS 2026/123 § 45."),
        error_messages={"required": _("Skriv beslutets diarienummer.")},
    )
    delay_days = forms.IntegerField(
        label=_("Fördröjning i dagar"),
        min_value=1,
        max_value=LONGEST_DELAY,
        initial=DELAY_DAYS,
        help_text=_("Så många dagar efter periodens slut får bilden publiceras, så att den aldrig är färsk."),
    )
    smallest_count = forms.IntegerField(
        label=_("Minsta antal som visas"),
        min_value=SMALLEST_COUNT,
        max_value=LARGEST_COUNT,
        initial=THRESHOLD,
        help_text=_("Mindre antal visas inte, och inte heller tal som de kan räknas ut från. Minst 3."),
    )
    valid_from = forms.DateField(
        label=_("Gäller från"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("Skriv från vilken dag beslutet gäller.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"valid_from": today})

    def clean_decided_by(self) -> str:
        """Return the body or function, which may not be a person."""
        return self._harmless("decided_by")

    def clean_reference(self) -> str:
        """Return the reference, which may not point at a person."""
        return self._harmless("reference")

    def _harmless(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if why := guard.refusal(text):
            raise forms.ValidationError(why)
        return text

    @property
    def choice(self) -> PublicChoice:
        """What the services take."""
        return PublicChoice(**self.cleaned_data)
