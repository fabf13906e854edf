"""What is asked about a meeting: how it was held, who was there as counts, and what was agreed on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.forms.participation import day
from samsyn_web.programmes.models import NAME, TEXT
from samsyn_web.programmes.models.participation import MeetingForm


class NoteMeetingForm(forms.Form):
    """How a meeting was held; each function stands on a line with how many they were."""

    form = forms.ChoiceField(label=_("Mötesform"), choices=MeetingForm.choices)
    present = forms.CharField(
        label=_("Närvarande funktioner"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("En funktion på varje rad, med antal: Rektor: 2. Inga personnamn."),
    )
    about = forms.CharField(
        label=_("Vad mötet handlade om"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_present(self) -> list[tuple[str, int]]:
        """Read the lines; one without a number is one person."""
        found = []
        for line in self.cleaned_data["present"].splitlines():
            if not line.strip():
                continue
            function, colon, n = line.rpartition(":")
            if not colon:
                function, n = line, "1"
            if not n.strip().isdecimal():
                raise forms.ValidationError(
                    _("Skriv ”%(line)s” som funktion, kolon och antal."), params={"line": line.strip()[:80]}
                )
            found.append((function.strip(), int(n)))
        return found


class PointForm(forms.Form):
    """What was agreed on."""

    text = forms.CharField(
        label=_("Vad ni kom överens om"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    function = forms.CharField(
        label=_("Ansvarig funktion"), max_length=NAME, help_text=_("En funktion, inget personnamn.")
    )
    due = forms.DateField(label=_("Klart senast"), widget=day())


def present_lines(present: list[dict[str, Any]]) -> str:
    """Return counts as the lines that the form reads."""
    return "\n".join(f"{one['function']}: {one['n']}" for one in present)
