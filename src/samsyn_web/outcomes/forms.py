"""What is asked about evaluations, how actions were carried out, and indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.outcomes import Adding, Design, Kind, Plan, Rule, usual_spans
from samsyn.period import parse
from samsyn_web.actions.models import Direction
from samsyn_web.outcomes.models import ADDINGS, DESIGNS, KINDS, NAME, TEXT, CauseChange, Fidelity

Data = Mapping[str, Any] | None
Choices = Sequence[tuple[str, str]]
LONGEST = 260
"""Weeks of a period: five years."""
WEEKS = {
    name: _("Skriv ett helt antal veckor, mellan 1 och 260.")
    for name in ("required", "invalid", "min_value", "max_value")
}
PERCENT = {
    name: _("Skriv en ändring mellan 1 och 99 procent, som ett heltal.")
    for name in ("required", "invalid", "min_value", "max_value")
}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EvaluationForm(forms.Form):
    """How an action is evaluated."""

    source = forms.ChoiceField(label=_("Vad räknas ur?"))
    categories = forms.MultipleChoiceField(
        label=_("Vilka kategorier ska ändras?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Det som åtgärden är tänkt att påverka, inget annat. Väljer du ingen räknas allt."),
    )
    treated = forms.MultipleChoiceField(
        label=_("Var görs åtgärden?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett område där åtgärden görs.")},
    )  # fmt: skip
    design = forms.ChoiceField(label=_("Upplägg"), choices=DESIGNS, widget=forms.RadioSelect)
    comparison = forms.MultipleChoiceField(label=_("Jämförelseområden"), required=False)
    buffer = forms.MultipleChoiceField(
        label=_("Omgivning dit händelser kan flytta"), required=False, widget=forms.CheckboxSelectMultiple
    )
    weeks_before = forms.IntegerField(
        label=_("Veckor före"), min_value=1, max_value=LONGEST, error_messages=WEEKS,
        help_text=_("Ett helt år, 52 veckor, gör att årstiderna är med. En tidsserie behöver helst två år."),
    )  # fmt: skip
    weeks_after = forms.IntegerField(
        label=_("Veckor efter"), min_value=1, max_value=LONGEST, error_messages=WEEKS
    )
    margin = forms.IntegerField(
        label=_("Hur stor ändring spelar roll, i procent?"), min_value=1, max_value=99, error_messages=PERCENT,
        help_text=_("En ändring mindre än så räknas som oförändrat. Bestäm före, inte efter."),
    )  # fmt: skip
    chosen_high = forms.BooleanField(
        label=_("Området valdes för att antalet var högt just före"), required=False,
        help_text=_("Då sjunker det oftast av sig självt, och en minskning är inget besked."),
    )  # fmt: skip
    due = forms.DateField(label=_("Räknas ut den"), widget=DAY, required=False)
    reason = forms.CharField(label=_("Varför ändras utvärderingen?"), required=False, max_length=TEXT)
    afterwards = forms.BooleanField(
        label=_("Jag vet att åtgärden har börjat och att utvärderingen märks ”bestämd i efterhand”"),
        required=False,
    )

    def __init__(
        self,
        *,
        sources: Choices,
        areas: Choices,
        categories: Choices,
        starts: date,
        is_change: bool,
        is_afterwards: bool,
        data: Data = None,
        initial: Data = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        for name, choices in (
            ("source", sources),
            ("categories", categories),
            *((name, areas) for name in ("treated", "comparison", "buffer")),
        ):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        self.starts = starts
        if not is_change:
            del self.fields["reason"]
        if not is_afterwards:
            del self.fields["afterwards"]

    def clean(self) -> dict[str, Any]:
        """Put together the plan, in the library's words where it cannot be."""
        said = dict(super().clean() or {})
        if self.errors:
            return said
        before, after = usual_spans(
            self.starts, weeks_before=said["weeks_before"], weeks_after=said["weeks_after"]
        )
        design = Design(said["design"])
        try:
            said["plan"] = Plan(
                design=design,
                treated=tuple(said["treated"]),
                comparison=tuple(said["comparison"]) if design.compares else (),
                buffer=tuple(said["buffer"]),
                categories=tuple(said["categories"]),
                before=before,
                after=after,
                margin=said["margin"] / 100,
                chosen_high=said["chosen_high"],
            )
        except SamsynError as error:
            self.add_error(None, error.message)
        said["due"] = said.get("due") or after[1]
        return said


class ProcessForm(forms.Form):
    """How an action was carried out."""

    fidelity = forms.ChoiceField(
        label=_("Gjordes åtgärden som planerat?"), choices=Fidelity.choices, widget=forms.RadioSelect
    )
    unit = forms.CharField(
        label=_("Vad räknas?"),
        required=False,
        max_length=60,
        help_text=_("Till exempel ”kvällar” eller ”lampor”."),
    )
    planned = forms.FloatField(
        label=_("Hur mycket var planerat?"), required=False, min_value=0, localize=True
    )
    done = forms.FloatField(label=_("Hur mycket blev gjort?"), required=False, min_value=0, localize=True)
    reach_planned = forms.FloatField(
        label=_("Hur många skulle den nå?"), required=False, min_value=0, localize=True,
        help_text=_("Antal trappuppgångar, klasser, verksamheter eller besök, aldrig namn."),
    )  # fmt: skip
    reached = forms.FloatField(label=_("Hur många nådde den?"), required=False, min_value=0, localize=True)
    cause = forms.ChoiceField(
        label=_("Har orsaken som åtgärden arbetar med ändrats?"),
        choices=CauseChange.choices,
        widget=forms.RadioSelect,
        initial=CauseChange.UNKNOWN,
    )
    text = forms.CharField(
        label=_("Vad hände?"), required=False, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad som gjordes, och vad som inte blev av och varför. Inga namn."),
    )  # fmt: skip


class TargetForm(forms.Form):
    """Where an indicator is meant to come."""

    baseline = forms.FloatField(label=_("Utgångsvärde"), required=False, localize=True)
    starts = forms.DateField(label=_("Gällde den"), required=False, widget=DAY)
    target = forms.FloatField(label=_("Målvärde"), required=False, localize=True)
    due = forms.DateField(label=_("Ska nås den"), required=False, widget=DAY)


class IndicatorForm(TargetForm):
    """What is followed, and how it is added up."""

    name = forms.CharField(
        label=_("Indikator"), max_length=NAME, help_text=_("Till exempel ”Andel som känner sig trygga”.")
    )
    counts = forms.CharField(
        label=_("Vad räknas, och hur?"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Så att någon annan räknar likadant nästa år."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Enhet"), max_length=60, help_text=_("Till exempel ”händelser” eller ”procent”.")
    )
    source = forms.CharField(label=_("Källa"), max_length=NAME)
    direction = forms.ChoiceField(label=_("Riktning"), choices=Direction.choices)
    kind = forms.ChoiceField(
        label=_("Vad är det för tal?"), choices=KINDS, widget=forms.RadioSelect,
        help_text=_("Ett läge, som antal lampor som lyser, läggs aldrig ihop över månader."),
    )  # fmt: skip
    over_time = forms.ChoiceField(label=_("När perioder läggs ihop"), choices=ADDINGS)
    over_areas = forms.ChoiceField(label=_("När områden läggs ihop"), choices=ADDINGS)
    action = forms.TypedChoiceField(label=_("Hör till åtgärd"), required=False, coerce=int, empty_value=None)

    field_order = (
        "name", "counts", "unit", "source", "direction", "kind", "over_time", "over_areas", "action",
        "baseline", "starts", "target", "due",
    )  # fmt: skip

    def __init__(self, actions: Choices, data: Data = None, initial: Data = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["action"].choices = [("", gettext("Ingen särskild")), *actions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a way to add up that the kind of figure does not allow."""
        said = dict(super().clean() or {})
        kinds = ("kind", "over_time", "over_areas")
        if all(name in said for name in kinds):
            try:
                said["rule"] = Rule(
                    kind=Kind(said.pop("kind")),
                    over_time=Adding(said.pop("over_time")),
                    over_areas=Adding(said.pop("over_areas")),
                )
            except SamsynError as error:
                self.add_error(None, error.message)
        return said


class ReadingForm(forms.Form):
    """One figure of a period."""

    period = forms.CharField(
        label=_("Period"), max_length=30, help_text=_("Till exempel 2026-03, 2026-Q1, 2026-W12 eller 2026.")
    )
    area = forms.ChoiceField(label=_("Område"), required=False)
    value = forms.FloatField(label=_("Värde"), localize=True)
    part = forms.FloatField(label=_("Täljare: hur många av dem"), localize=True)
    whole = forms.FloatField(label=_("Nämnare: av hur många"), localize=True)
    note = forms.CharField(label=_("Anmärkning"), required=False, max_length=TEXT)

    def __init__(self, areas: Choices, *, is_ratio: bool, data: Data = None) -> None:
        super().__init__(data)
        self.fields["area"].choices = [("", gettext("Hela kommunen")), *areas]  # type: ignore[attr-defined]
        self.names = dict(areas)
        for name in ("value",) if is_ratio else ("part", "whole"):
            del self.fields[name]

    def clean_period(self) -> str:
        """Return the period as it is kept."""
        try:
            return str(parse(self.cleaned_data["period"].strip()))
        except SamsynError as error:
            raise forms.ValidationError(error.message) from error

    @property
    def figure(self) -> dict[str, Any]:
        """The reading, with the name of its area."""
        return self.cleaned_data | {"area_name": self.names.get(self.cleaned_data["area"], "")}


class CorrectionForm(forms.Form):
    """A figure that was wrong, and what was wrong with it."""

    value = forms.FloatField(label=_("Värde"), localize=True)
    part = forms.FloatField(label=_("Täljare: hur många av dem"), localize=True)
    whole = forms.FloatField(label=_("Nämnare: av hur många"), localize=True)
    reason = forms.CharField(label=_("Vad var fel?"), max_length=TEXT)

    def __init__(self, *, is_ratio: bool, data: Data = None, initial: Data = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        for name in ("value",) if is_ratio else ("part", "whole"):
            del self.fields[name]


class FileForm(forms.Form):
    """A file of readings."""

    file = forms.FileField(
        label=_("Fil med avläsningar"),
        help_text=_(
            "CSV eller XLSX med kolumnerna period och värde (eller täljare och nämnare), och område där det behövs."
        ),
    )
