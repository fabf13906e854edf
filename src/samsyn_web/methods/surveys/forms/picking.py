"""Which figures of a survey are taken into a situational picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.methods.surveys.picks import SurveyPick


class PickForm(forms.Form):
    """Figures of a closed survey; each choice is a kind of figure and the key of a question."""

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

    @property
    def picks(self) -> list[SurveyPick]:
        """What was chosen, once the form is valid."""
        found = (str(one).partition(":") for one in self.cleaned_data["figures"])
        return [SurveyPick(item=item, kind=kind) for kind, _sign, item in found]
