"""What is asked to sign a package for somebody outside, and to take in one that has come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.bundle.untrusted import LIMIT
from samsyn_web.programmes.models import NAME


class SignForm(forms.Form):
    """For whom, and what."""

    receiver = forms.CharField(
        label=_("Mottagare"),
        max_length=NAME,
        help_text=_(
            "Till exempel programmets namn. Skriv samma namn varje gång: nästa paket till samma mottagare "
            "ersätter det förra."
        ),
    )
    keys = forms.MultipleChoiceField(
        label=_("Vad som delas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en siffra eller rapport att dela.")},
    )

    def __init__(self, offered: Iterable[tuple[str, Any]], data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["keys"].choices = list(offered)  # type: ignore[attr-defined]


class PackageFileForm(forms.Form):
    """A package that has come, or a list of packages that are taken back."""

    file = forms.FileField(
        label=_("Paketet eller listan"),
        help_text=_(
            "Ett delningspaket (zip, högst 50 MB), eller avsändarens lista över återkallade paket (json). Paketet "
            "öppnas utan att något i det litas på."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,.json"}),
        error_messages={"required": _("Välj filen som har kommit."), "empty": _("Filen är tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any package, before it is read."""
        given = self.cleaned_data["file"]
        if given.size > LIMIT:
            raise forms.ValidationError(_("Filen är större än 50 MB och öppnas inte."))
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


class StandsForForm(forms.Form):
    """Which participant a package stands for."""

    participant = forms.TypedChoiceField(label=_("Deltagare som paketet gäller"), coerce=int)

    def __init__(self, places: Iterable[tuple[int, str]], data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["participant"].choices = list(places)  # type: ignore[attr-defined]
