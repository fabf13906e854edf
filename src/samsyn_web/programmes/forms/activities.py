"""Which activities are asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.programme import Programme
from samsyn_web.programmes.models import ActivityStatus

Data = Mapping[str, Any] | None


class ChooseForm(forms.Form):
    """Municipality, focus area, status, format and period; a day is given as first and last, both included."""

    kommun = forms.ChoiceField(label=_("Kommun"), required=False)
    fokus = forms.ChoiceField(label=_("Fokusområde"), required=False)
    lage = forms.ChoiceField(
        label=_("Läge"), required=False, choices=[("", _("Alla")), *ActivityStatus.choices]
    )
    format = forms.ChoiceField(label=_("Format"), required=False)
    fran = forms.DateField(label=_("Från"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    till = forms.DateField(
        label=_("Till och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, facts: Programme, data: Data = None) -> None:
        super().__init__(data)
        every = [("", _("Alla"))]
        choices = {
            "kommun": [(one.key, one.name) for one in facts.municipalities],
            "fokus": [(str(number), f"{number}. {name}") for number, name in facts.focus_areas.items()],
            "format": [(str(number), name) for number, name in facts.formats.items()],
        }
        for name, its in choices.items():
            self.fields[name].choices = [*every, *its]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked for; a field that cannot be read chooses nothing away."""
        said: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else {}
        said = said or dict(getattr(self, "cleaned_data", {}))
        last: date | None = said.get("till")
        return {
            "municipality": said.get("kommun", ""),
            "focus_area": _whole(said.get("fokus")),
            "status": said.get("lage", ""),
            "format": _whole(said.get("format")),
            "start": said.get("fran"),
            "end": last + timedelta(days=1) if last else None,
        }


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


class ActivityForm(forms.Form):
    """An activity as the coordinator writes it."""

    municipality = forms.ChoiceField(label=_("Kommun"))
    focus_area = forms.TypedChoiceField(label=_("Fokusområde"), coerce=int)
    also_in = forms.TypedMultipleChoiceField(
        label=_("Hör också till fokusområde"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Den räknas en gång i vart och ett av sina fokusområden och en gång i summan."),
    )
    title = forms.CharField(label=_("Vad görs?"), max_length=300)
    formats = forms.TypedMultipleChoiceField(
        label=_("Format"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts = forms.DateField(
        label=_("Första dag"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Tom om dagen inte är bestämd."),
    )
    ends = forms.DateField(
        label=_("Sista dag"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    is_done = forms.BooleanField(label=_("Aktiviteten är genomförd"), required=False)
    provider = forms.CharField(
        label=_("Genomförs av"),
        required=False,
        max_length=200,
        help_text=_("Myndighet, organisation eller funktion, inte en persons namn."),
    )
    partners = forms.CharField(
        label=_("Medverkande"),
        required=False,
        max_length=200,
        help_text=_("Myndigheter och organisationer, med semikolon emellan."),
    )
    asks = forms.CharField(
        label=_("Vems tid tar den?"),
        required=False,
        max_length=500,
        help_text=_(
            "Enheter, och funktioner efter kolon, med semikolon emellan: Grundskolan: rektor; Socialtjänsten. "
            "Utan det räknas aktiviteten inte i någons belastning."
        ),
    )
    times = forms.IntegerField(label=_("Antal tillfällen"), required=False, min_value=1)
    participants = forms.IntegerField(label=_("Antal deltagare"), required=False, min_value=0)
    units = forms.IntegerField(
        label=_("Antal enheter"), required=False, min_value=0, help_text=_("Skolor, förvaltningar, bolag.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, facts: Programme, data: Data = None, initial: Data = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        areas = [(number, f"{number}. {name}") for number, name in facts.focus_areas.items()]
        choices = {
            "municipality": [(one.key, one.name) for one in facts.municipalities],
            "focus_area": areas,
            "also_in": areas,
            "formats": list(facts.formats.items()),
        }
        for name, its in choices.items():
            self.fields[name].choices = its  # type: ignore[attr-defined]

    def offer(self, keys: Collection[str]) -> None:
        """Offer only these municipalities."""
        field = self.fields["municipality"]
        field.choices = [one for one in field.choices if one[0] in keys]  # type: ignore[attr-defined]

    @property
    def written(self) -> dict[str, Any]:
        """What was written of the activity itself."""
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("municipality", "version", "seen")
        }
        return {**said, "formats": tuple(said["formats"]), "also_in": tuple(said["also_in"])}


class MoveForm(forms.Form):
    """Other days, and why."""

    starts = forms.DateField(label=_("Ny första dag"), widget=forms.DateInput(attrs={"type": "date"}))
    ends = forms.DateField(
        label=_("Ny sista dag"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(label=_("Varför flyttas den?"), max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class CancelForm(forms.Form):
    """Why an activity is cancelled."""

    reason = forms.CharField(label=_("Varför ställs den in?"), max_length=300)
