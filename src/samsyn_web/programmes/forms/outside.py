"""What is asked to let a participant without a place here report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.documents.filled_form import LARGEST
from samsyn_web.programmes.models import NAME


class NewParticipantForm(forms.Form):
    """The name of a municipality that is to take part."""

    name = forms.CharField(
        label=_("Kommun"),
        max_length=NAME,
        help_text=_("Kommunen behöver inget konto: den kan rapportera med en länk eller ett Word-formulär."),
    )


class WordForm(forms.Form):
    """A form in Word that a participant has filled in."""

    file = forms.FileField(
        label=_("Det ifyllda formuläret"),
        help_text=_("Word (docx), högst 5 MB. Allt eller inget: är något fält fel sparas ingenting."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Välj filen som kommunen har fyllt i."), "empty": _("Filen är tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large to be a form."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("Filen är större än 5 MB. Ta bort bilder ur den."))
        return given


class ReportLinkForm(forms.Form):
    """Which report a link opens, and for how long."""

    report = forms.TypedChoiceField(label=_("Kvartal"), coerce=int)
    until = forms.DateField(
        label=_("Länken gäller till och med"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Högst ett år. Länken kan återkallas när som helst."),
    )

    def __init__(
        self, reports: Iterable[tuple[int, str]], until: date, data: Any = None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["report"].choices = list(reports)  # type: ignore[attr-defined]
        self.fields["until"].initial = until
