"""An activity of the whole programme as its coordinator writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.programme import Programme
from samsyn_web.programmes.models import NAME, JointKind

Data = Mapping[str, Any] | None
DAY = {"type": "date"}


class JointForm(forms.Form):
    """What municipalities of a programme come together for, and who came."""

    kind = forms.ChoiceField(label=_("Slag"), choices=JointKind.choices, initial=JointKind.CONFERENCE)
    title = forms.CharField(label=_("Vad görs?"), max_length=300)
    place = forms.CharField(
        label=_("Plats"), required=False, max_length=NAME, help_text=_("Ort eller lokal, eller på nätet.")
    )
    starts = forms.DateField(
        label=_("Första dag"),
        required=False,
        widget=forms.DateInput(attrs=DAY),
        help_text=_("Tom om dagen inte är bestämd."),
    )
    ends = forms.DateField(label=_("Sista dag"), required=False, widget=forms.DateInput(attrs=DAY))
    when = forms.CharField(
        label=_("Ungefär när"),
        required=False,
        max_length=60,
        help_text=_("Som hösten 2027. Används bara medan dagen inte är bestämd."),
    )
    days = forms.IntegerField(
        label=_("Antal dagar"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Används bara medan dagen inte är bestämd."),
    )
    is_done = forms.BooleanField(label=_("Aktiviteten är genomförd"), required=False)
    participants = forms.IntegerField(label=_("Antal deltagare"), required=False, min_value=0)
    is_about = forms.BooleanField(label=_("Antalet är ungefärligt"), required=False)
    attended = forms.MultipleChoiceField(
        label=_("Kommuner som deltog"), required=False, widget=forms.CheckboxSelectMultiple
    )
    partners = forms.CharField(
        label=_("Medverkande"),
        required=False,
        max_length=NAME,
        help_text=_("Myndigheter och organisationer, med semikolon emellan."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, facts: Programme, data: Data = None, initial: Data = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        choices = [(one.key, one.name) for one in facts.municipalities]
        self.fields["attended"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["attended"]

    @property
    def written(self) -> dict[str, Any]:
        """What was written of the activity itself."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**said, "attended": tuple(said.get("attended", ()))}


class JointMoveForm(forms.Form):
    """Other days, and why."""

    starts = forms.DateField(label=_("Ny första dag"), widget=forms.DateInput(attrs=DAY))
    ends = forms.DateField(label=_("Ny sista dag"), required=False, widget=forms.DateInput(attrs=DAY))
    reason = forms.CharField(label=_("Varför flyttas den?"), max_length=300)
