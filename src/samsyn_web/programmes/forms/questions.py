"""What is asked when municipalities of a programme ask and answer each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.forms.requests import Data, OfProgramme
from samsyn_web.programmes.models import NAME, TEXT

NOBODY = _("Beskriv frågan, inte enskilda personer.")


class QuestionForm(OfProgramme):
    """A question to the others."""

    participant = forms.TypedChoiceField(label=_("Kommun"), coerce=int)
    title = forms.CharField(label=_("Frågan i en mening"), max_length=NAME)
    background = forms.CharField(
        label=_("Bakgrund"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad ni har prövat, och vad ni vill veta. Beskriv läget, inte enskilda personer."),
    )
    focus_area = forms.TypedChoiceField(label=_("Fokusområde"), coerce=int, required=False, empty_value=None)

    def __init__(
        self,
        participants: Iterable[tuple[int, str]],
        focus_areas: Mapping[int, str],
        data: Data = None,
        **options: Any,
    ) -> None:
        choices = list(participants)
        super().__init__(choices, focus_areas, data, **options)
        _one_is_no_choice(self.fields["participant"], choices)


class PeerAnswerForm(forms.Form):
    """An answer, who gives it, and a lesson that says more."""

    speaker = forms.ChoiceField(label=_("Vem svarar"))
    text = forms.CharField(
        label=_("Svar"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}), help_text=NOBODY
    )
    lesson_id = forms.TypedChoiceField(
        label=_("Lärdom som visar det"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("En lärdom som delas under Kunskap."),
    )

    def __init__(
        self,
        speakers: list[tuple[str, str]],
        lessons: Iterable[tuple[int, str]],
        data: Data = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        chosen, pointed = self.fields["speaker"], self.fields["lesson_id"]
        assert isinstance(chosen, forms.ChoiceField)
        assert isinstance(pointed, forms.TypedChoiceField)
        chosen.choices, pointed.choices = speakers, [("", _("ingen")), *lessons]
        _one_is_no_choice(chosen, speakers)
        if len(pointed.choices) == 1:
            del self.fields["lesson_id"]


class CloseForm(forms.Form):
    """What the municipality did."""

    outcome = forms.CharField(
        label=_("Vad ni gjorde"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Även det som inte hjälpte är värt att veta för de andra."),
    )


class HideForm(forms.Form):
    """Why something is hidden."""

    reason = forms.CharField(label=_("Varför den döljs"), max_length=TEXT)


def _one_is_no_choice(field: forms.Field, choices: list[Any]) -> None:
    if len(choices) == 1:
        field.initial, field.widget = choices[0][0], forms.HiddenInput()
