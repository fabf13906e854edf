"""What is asked to let a municipality with a place here join a programme."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 100


class JoiningCodeForm(forms.Form):
    """For how long a code can be used."""

    until = forms.DateField(
        label=_("Koden gäller till och med"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Den fungerar en gång, och kan återkallas när som helst."),
    )

    def __init__(self, until: date, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["until"].initial = until


class StopCodeForm(forms.Form):
    """Nothing is asked: the code stops."""


class JoinForm(forms.Form):
    """The code that the programme gave."""

    code = forms.CharField(
        label=_("Kod från programmet"),
        max_length=LONGEST_CODE,
        help_text=_("Klistra in hela koden. Stora och små bokstäver är olika."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )


class EndJoiningForm(forms.Form):
    """That the organisation no longer has the place."""

    sure = forms.BooleanField(
        label=_("Ja, kommunen ska inte längre ha platsen i programmet"),
        help_text=_("Det som är inlämnat och skrivet står kvar hos programmet. Programmet kan ge en ny kod."),
    )
