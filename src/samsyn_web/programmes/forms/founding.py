"""A programme as its coordinator writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.models import NAME

LINE = re.compile(r"(\d{1,2})[.:)]?\s+(\S.*)")
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
AS_MONTH = {"invalid": _("Skriv år och månad så här: 2027-03.")}


def numbered(text: str) -> dict[int, str]:
    """Return lines as "1. Skola och fritid" by number; raises for a line without a number, and for a number twice."""
    found: dict[int, str] = {}
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            continue
        read = LINE.fullmatch(line)
        if read is None:
            raise forms.ValidationError(
                _("Raden ”%(line)s” ska börja med ett nummer: 1. Skola och fritid.") % {"line": line[:60]}
            )
        number, name = int(read[1]), " ".join(read[2].split())
        if number in found:
            raise forms.ValidationError(_("Numret %(n)s står på två rader.") % {"n": number})
        if len(name) > NAME:
            raise forms.ValidationError(
                _("Namnet på rad %(n)s är för långt: högst %(most)s tecken.") % {"n": number, "most": NAME}
            )
        found[number] = name
    return found


def _month(label: Any, help_text: Any = "") -> forms.RegexField:
    return forms.RegexField(
        MONTH,
        label=label,
        required=False,
        max_length=7,
        error_messages=AS_MONTH,
        help_text=help_text,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2027-03"}),
    )


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=False, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"})
    )


class ProgrammeForm(forms.Form):
    """What a programme is; what is not known is left empty."""

    name = forms.CharField(label=_("Programmets namn"), max_length=NAME)
    short_name = forms.CharField(
        label=_("Kort namn"), max_length=60, help_text=_("Det står i menyer och sidhuvuden.")
    )
    reference = forms.CharField(label=_("Diarienummer"), required=False, max_length=60)
    commissioner = forms.CharField(
        label=_("Uppdragsgivare"),
        required=False,
        max_length=NAME,
        help_text=_("Myndighet eller departement, inte en persons namn."),
    )
    commissioned_on = _day(_("Uppdraget gavs"))
    starts = _month(_("Programmet börjar"), _("År och månad, som 2027-03."))
    ends = _month(_("Programmet slutar"), _("År och månad, som 2028-12."))
    report_due_on = _day(_("Slutrapporten lämnas senast"))
    focus_areas = forms.CharField(
        label=_("Fokusområden"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ett på varje rad: nummer och namn, som 1. Skola och fritid. Minst ett."),
    )
    formats = forms.CharField(
        label=_("Format för aktiviteter"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De tre vanliga är ifyllda. Klassningen är vår; ändra den om programmet har en egen."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean_focus_areas(self) -> dict[int, str]:
        """Return the focus areas by number."""
        return numbered(self.cleaned_data["focus_areas"])

    def clean_formats(self) -> dict[int, str]:
        """Return the formats by number."""
        return numbered(self.cleaned_data["formats"])

    @property
    def written(self) -> Mapping[str, Any]:
        """What was written of the programme itself."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
