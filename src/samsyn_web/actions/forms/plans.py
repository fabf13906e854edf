"""What is asked about a plan, and about the decision on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.actions.models import FUNCTION, LONG, TITLE

Data = Mapping[str, Any] | None


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class PlanForm(forms.Form):
    """What a plan is called, what it is for, and when it holds."""

    title = forms.CharField(
        label=_("Vad heter planen?"),
        max_length=TITLE,
        help_text=_("Till exempel ”Åtgärdsplan för trygghet 2027”."),
    )
    text = forms.CharField(
        label=_("Syfte och avgränsning"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vad planen ska leda till, för vem, och vad den inte omfattar."),
    )
    starts = day_field(_("Gäller från"), required=True)
    ends = day_field(_("Gäller till och med"), required=True)


class DecidePlanForm(forms.Form):
    """Which body decided, when, and where that is minuted."""

    body = forms.CharField(
        label=_("Beslutat av"),
        max_length=FUNCTION,
        help_text=_("Organet, till exempel kommunstyrelsen eller brottsförebyggande rådet."),
    )
    decided_on = day_field(_("Beslutsdag"), required=True)
    minute_reference = forms.CharField(
        label=_("Protokoll och paragraf"),
        max_length=120,
        help_text=_("Till exempel ”KS 2026-11-10 § 214”."),
    )
