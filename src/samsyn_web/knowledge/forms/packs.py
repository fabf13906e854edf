"""What is asked to give something to others as a pack, and to take in what has come."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.bundle.packs import LIMIT
from samsyn_web.knowledge.models import Terms


class MakePackForm(forms.Form):
    """On which terms; `seen` is the version that is decided about."""

    terms = forms.ChoiceField(
        label=_("På vilka villkor får andra använda det?"),
        choices=Terms.choices,
        widget=forms.RadioSelect,
        help_text=_("Villkoret står i paketet och visas för den som tar emot det."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class PackFileForm(forms.Form):
    """A pack that has come, or a sender's list of packs that are taken back."""

    file = forms.FileField(
        label=_("Paketet eller listan"),
        help_text=_(
            "Ett kunskapspaket (json, högst 1 MB), eller avsändarens lista över återkallade paket. Filen öppnas utan "
            "att något i den litas på."
        ),
        widget=forms.FileInput(attrs={"accept": ".json"}),
        error_messages={"required": _("Välj filen som har kommit."), "empty": _("Filen är tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any pack, before it is read."""
        given = self.cleaned_data["file"]
        if given.size > LIMIT:
            raise forms.ValidationError(
                _("Filen är större än 1 MB. Så stort är inget kunskapspaket, och den öppnas inte.")
            )
        return given


class TrustForm(forms.Form):
    """What the sender has told of its key."""

    told = forms.CharField(
        label=_("Fingeravtrycket som avsändaren har läst upp"),
        max_length=100,
        help_text=_(
            "Ring avsändaren på ett nummer som ni redan har, inte ett ur samma mejl som paketet. Mellanslag "
            "spelar ingen roll."
        ),
    )
