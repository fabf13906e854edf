"""What is asked about a participant's way through a programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.models import LONG, NAME, TEXT
from samsyn_web.programmes.models.participation import MeetingKind, Phase, Side

Data = Mapping[str, Any] | None


def day() -> forms.DateInput:
    """Return a field for a day."""
    return forms.DateInput(attrs={"type": "date"})


class PhaseDueForm(forms.Form):
    """When a phase begins at the latest."""

    phase = forms.ChoiceField(label=_("Fas"), choices=Phase.choices)
    due = forms.DateField(label=_("Ska börja senast"), widget=day())


class OpenPhaseForm(forms.Form):
    """That the next phase begins."""

    on = forms.DateField(label=_("Börjar"), widget=day())
    reason = forms.CharField(
        label=_("Varför, om något saknas"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MeetingForm(forms.Form):
    """A meeting, planned or held."""

    kind = forms.ChoiceField(label=_("Slag av möte"), choices=MeetingKind.choices)
    on = forms.DateField(label=_("Dag"), widget=day())
    is_held = forms.BooleanField(label=_("Mötet är hållet"), required=False)
    functions = forms.CharField(
        label=_("Vilka som är med"),
        required=False,
        max_length=TEXT,
        help_text=_("Funktioner, inga personnamn: socialtjänst, skola, polis, fastighetsägare."),
    )
    about = forms.CharField(
        label=_("Vad mötet handlar om"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    n_present = forms.IntegerField(label=_("Antal deltagare"), required=False, min_value=0, max_value=100_000)


class PhaseMilestoneForm(forms.Form):
    """A step within a phase."""

    phase = forms.ChoiceField(label=_("Fas"), choices=Phase.choices)
    title = forms.CharField(label=_("Vad som ska göras"), max_length=NAME)
    due = forms.DateField(label=_("Klart senast"), widget=day())


class PickForm(forms.Form):
    """One of several rows, chosen by a button."""

    key = forms.TypedChoiceField(label=_("Vilket"), coerce=int)

    def __init__(self, rows: Iterable[tuple[int, str]], data: Data = None, **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["key"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = list(rows)


class PlanForm(forms.Form):
    """A version of the plan."""

    focus_areas = forms.TypedMultipleChoiceField(
        label=_("Fokusområden"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=_("Planen"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, focus_areas: Mapping[int, str], data: Data = None, **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["focus_areas"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(number, f"{number}. {name}") for number, name in focus_areas.items()]


class LetterForm(forms.Form):
    """A version of the letter of intent."""

    text = forms.CharField(
        label=_("Avsiktsförklaringen"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 8})
    )


class SignatureForm(forms.Form):
    """That the newest letter is signed."""

    side = forms.ChoiceField(label=_("Part"), choices=Side.choices)
    function = forms.CharField(
        label=_("Funktion"), max_length=NAME, help_text=_("Till exempel kommundirektör. Inget personnamn.")
    )
    signed_on = forms.DateField(label=_("Undertecknad"), widget=day())


class MakeAddressForm(forms.Form):
    """Nothing is asked: an address is made."""


class StopAddressForm(forms.Form):
    """Nothing is asked: the address stops."""
