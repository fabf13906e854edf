"""What of a finished measurement is taken into a situational picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PickForm(forms.Form):
    """What of a finished measurement is taken into a situational picture."""

    figures = forms.MultipleChoiceField(
        label=_("Siffror"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst en siffra."),
            "invalid_choice": _("En av siffrorna går inte att välja. Öppna sidan igen."),
        },
    )

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["figures"].choices = list(choices)  # type: ignore[attr-defined]
