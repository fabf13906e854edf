"""What is asked when municipalities are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.areas import YEARS
from samsyn_web.programmes.models import NAME, TEXT
from samsyn_web.programmes.models.selection import Answer, Choice, Criterion, Party
from samsyn_web.programmes.policies.selection import ANSWERS

Data = Mapping[str, Any] | None


class OpenSelectionForm(forms.Form):
    """By which of the police's lists."""

    list_year = forms.TypedChoiceField(
        label=_("Polisens lista"),
        coerce=int,
        choices=[(year, str(year)) for year in reversed(YEARS)],
        help_text=_("Välj den lista som gällde när urvalet gjordes."),
    )


class PrioritisedForm(forms.Form):
    """Nothing is asked: every municipality with a prioritised class is added."""


class CandidateForm(forms.Form):
    """One more municipality."""

    municipality = forms.CharField(label=_("Kommun"), max_length=NAME)


class JudgeCandidateForm(forms.Form):
    """Each criterion that people judge: an answer, and what it rests on."""

    def __init__(self, stands: Mapping[str, Any], data: Data = None, **options: Any) -> None:
        super().__init__(data, **options)
        for key in Criterion:
            known = stands.get(key)
            self.fields[key.value] = forms.ChoiceField(
                label=str(key.label).capitalize(),
                choices=[(one.value, one.label) for one in ANSWERS[key]],
                initial=known.answer if known else Answer.UNKNOWN,
                help_text=_("Visas, men talar varken för eller emot.") if key == Criterion.EARLIER else "",
            )
            self.fields[f"{key.value}_ground"] = forms.CharField(
                label=_("Grund: %(what)s") % {"what": key.label},
                required=False,
                max_length=TEXT,
                initial=known.ground if known else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        """What was said of each criterion."""
        said = self.cleaned_data
        return {key.value: (said[key.value], said[f"{key.value}_ground"]) for key in Criterion}


class DecideCandidateForm(forms.Form):
    """What becomes of a candidate, and why."""

    choice = forms.ChoiceField(label=_("Beslut"), choices=Choice.choices)
    reason = forms.CharField(label=_("Motivering"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}))


class ConsultForm(forms.Form):
    """A consultation about the selection."""

    party = forms.ChoiceField(label=_("Part"), choices=Party.choices)
    name = forms.CharField(
        label=_("Vilken"), max_length=NAME, help_text=_("Myndighet och funktion, inga personnamn.")
    )
    held_on = forms.DateField(label=_("Hölls"), widget=forms.DateInput(attrs={"type": "date"}))
    said = forms.CharField(
        label=_("Vad som sades"), required=False, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecideSelectionForm(forms.Form):
    """Why the selection as a whole looks as it does."""

    reason = forms.CharField(
        label=_("Motivering till helheten"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Till exempel spridningen i landet och i storlek."),
    )
