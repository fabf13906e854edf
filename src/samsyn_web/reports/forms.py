"""What is asked before something is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from samsyn.cycle import Edition
from samsyn.files import free_text
from samsyn_web.findings.models import EDITIONS

WHO = {
    Edition.INTERNAL: "Alla siffror, för dem som arbetar med lägesbilden.",
    Edition.PARTNER: "Små tal är dolda. För dem som samverkar.",
    Edition.PUBLIC: "Små tal är dolda. Kan lämnas till vem som helst.",
}


class PublishForm(forms.Form):
    """Which edition, and for a correction what it corrects."""

    edition = forms.ChoiceField(
        label="Upplaga",
        choices=[(value, f"{name.capitalize()}. {WHO[Edition(value)]}") for value, name in EDITIONS],
        initial=Edition.INTERNAL.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en upplaga.", "invalid_choice": "Välj en av upplagorna."},
    )
    note = forms.CharField(
        label="Vad som är rättat",
        max_length=500,
        required=False,
        help_text="Behövs bara när perioden redan är publicerad i samma upplaga. Texten står i dokumentet.",
    )

    as_proposals = forms.BooleanField(
        label="Publicera utan bedömning: nivåerna är systemets förslag",
        required=True,
        help_text="Det står överst i dokumentet att ingen har bedömt nivåerna.",
        error_messages={
            "required": "Bekräfta att nivåerna publiceras som förslag, eller bedöm lägesbilden först."
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, judged: bool) -> None:
        super().__init__(data)
        if judged:
            del self.fields["as_proposals"]

    def clean_note(self) -> str:
        """Return the note, which may not point at a person."""
        note: str = self.cleaned_data["note"]
        if why := free_text.refusal(note):
            raise forms.ValidationError(why)
        return note

    def clean_edition(self) -> Edition:
        """Return the edition itself."""
        return Edition(self.cleaned_data["edition"])
