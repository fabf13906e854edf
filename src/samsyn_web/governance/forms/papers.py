"""What is asked about the documents that the law asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.governance.models import BODY, LONG, REFERENCE, TITLE


class StartForm(forms.Form):
    """What a new version is called."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=TITLE, help_text=_("Till exempel ”Lägesbild för kommunen 2026”.")
    )


class PaperTextForm(forms.Form):
    """What people write in a part; `version` is the one that they had before them."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "En tom rad skiljer stycken. Texten står först i avsnittet och skrivs aldrig över. "
            "Skriv inget om enskilda personer."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class DecisionForm(forms.Form):
    """Which body decided, when, and where that is minuted."""

    body = forms.CharField(
        label=_("Beslutat av"),
        max_length=BODY,
        help_text=_(
            "Ett politiskt organ, till exempel kommunstyrelsen eller den nämnd som fullmäktige har utsett."
        ),
    )
    decided_on = forms.DateField(
        label=_("Beslutsdag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    minute_reference = forms.CharField(
        label=_("Protokoll och paragraf"),
        max_length=REFERENCE,
        help_text=_("Till exempel ”KS 2026-11-10 § 214”."),
    )
