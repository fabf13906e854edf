"""What is asked about a risk, its protection, its judging, and a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.load import crimeproofing
from samsyn_web.methods.crimeproofing.forms.guarded import GuardedText, area, choices
from samsyn_web.methods.crimeproofing.models import (
    LINE,
    TEXT,
    Assessment,
    ProposalKind,
    ProtectionState,
    Risk,
)
from samsyn_web.methods.crimeproofing.policies import WORDING

Data = Mapping[str, Any] | None
Places = Sequence[tuple[str, str]]
PARTS = ("likelihood", "money", "person", "trust")
SIDES = (("before", _("Om inget skydd fanns")), ("after", _("Med det skydd som finns i dag")))


class RiskForm(forms.Form):
    """Where in the rules, who, how, and why it is possible."""

    paragraph = forms.TypedChoiceField(
        label=_("Var i regelverket?"), coerce=int, empty_value=None, required=False
    )
    kind = forms.ChoiceField(label=_("Typ av risk"))
    actor = forms.ChoiceField(label=_("Vem kan göra det? En funktion, aldrig en person"))
    modus = GuardedText(
        label=_("Hur går det till?"),
        max_length=TEXT,
        widget=area(4),
        help_text=_("Beskriv sättet, inte ett fall. Inga namn på personer, föreningar eller bolag."),
        error_messages={"required": _("Skriv hur det går till.")},
    )
    factors = forms.MultipleChoiceField(
        label=_("Vad gör det möjligt?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, places: Places, data: Data = None, risk: Risk | None = None, at: str = "") -> None:
        initial: dict[str, Any] = {"paragraph": at}
        if risk is not None:
            initial = {name: getattr(risk, name) for name in ("kind", "actor", "modus", "factors")}
            initial["paragraph"] = risk.paragraph_id or ""
        super().__init__(data, initial=initial)
        named = {"paragraph": [("", _("Hela regelverket")), *places], "kind": choices("risk_types")}
        for name, some in {**named, "actor": choices("actors"), "factors": choices("factors")}.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]


class ProtectionForm(forms.Form):
    """A protection, and whether it is there."""

    kind = forms.ChoiceField(label=_("Skydd"))
    state = forms.ChoiceField(label=_("Finns det?"), choices=ProtectionState.choices)
    note = GuardedText(label=_("Kommentar"), max_length=LINE, required=False)

    def __init__(self, data: Data = None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = choices("protections")  # type: ignore[attr-defined]


class ProblemForm(forms.Form):
    """What the problem is called, for many more to read."""

    title = GuardedText(
        label=_("Vad ska problemet heta?"),
        max_length=120,
        help_text=_("Det läses av många fler än ärendet. Skriv inte hur regeln kan missbrukas."),
        error_messages={"required": _("Skriv vad problemet ska heta.")},
    )


class SittingForm(forms.Form):
    """Who judges."""

    members = forms.TypedMultipleChoiceField(
        label=_("Vilka bedömer?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Minst två. Ingen ser någon annans bedömning förrän alla har låst sin."),
        error_messages={"required": _("Välj minst två bedömare.")},
    )

    def __init__(self, members: Sequence[tuple[int, str]], data: Data = None) -> None:
        super().__init__(data)
        self.fields["members"].choices = members  # type: ignore[attr-defined]


class AssessForm(forms.Form):
    """One's own view of a risk: likelihood and three consequences, without and with protection."""

    reason = GuardedText(
        label=_("Varför bedömer du så?"),
        max_length=TEXT,
        widget=area(),
        error_messages={"required": _("Skriv varför du bedömer så.")},
    )

    def __init__(self, data: Data = None, assessment: Assessment | None = None) -> None:
        super().__init__(data, initial={"reason": assessment.reason} if assessment else None)
        reason, instrument = self.fields.pop("reason"), crimeproofing()
        likelihood = [(one.value, f"{one.value} {one.label}: {one.anchor}") for one in instrument.likelihood]
        named: dict[str, tuple[Any, list[tuple[int, str]]]] = {"likelihood": (_("Sannolikhet"), likelihood)}
        for one in instrument.consequences:
            anchors = [(n, f"{n} {anchor}") for n, anchor in enumerate(one.anchors, start=1)]
            named[one.code] = (one.label, anchors)
        for side, _label in SIDES:
            for part in PARTS:
                label, steps = named[part]
                name = f"{part}_{side}"
                self.fields[name] = forms.TypedChoiceField(
                    label=label,
                    coerce=int,
                    choices=steps,
                    widget=forms.RadioSelect,
                    initial=getattr(assessment, name, None),
                    error_messages={"required": _("Välj ett steg.")},
                )
        self.fields["reason"] = reason

    @property
    def sides(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields side by side of the protection."""
        return [(label, [self[f"{part}_{side}"] for part in PARTS]) for side, label in SIDES]

    @property
    def steps(self) -> dict[str, int]:
        """The steps that were chosen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class ChangeForm(forms.Form):
    """Another wording of a paragraph."""

    paragraph = forms.TypedChoiceField(label=_("Vilket stycke?"), coerce=int)
    new = GuardedText(
        label=_("Föreslagen lydelse"),
        max_length=WORDING,
        widget=area(6),
        help_text=_("Ändra i texten som den är nu. Skillnaden räknas fram ord för ord."),
        error_messages={"required": _("Skriv den föreslagna lydelsen.")},
    )
    kind = forms.ChoiceField(label=_("Hur hjälper ändringen?"), choices=ProposalKind.choices)
    decider = forms.ChoiceField(label=_("Vem beslutar om regeln?"))
    side_effect = GuardedText(
        label=_("Hur påverkas den som söker ärligt?"), max_length=TEXT, required=False, widget=area()
    )

    def __init__(self, places: Places, data: Data = None, initial: Data = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["paragraph"].choices = places  # type: ignore[attr-defined]
        self.fields["decider"].choices = choices("deciders")  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What was decided of a change."""

    state = forms.ChoiceField(
        label=_("Vad blev beslutet?"), choices=[("accepted", _("antaget")), ("rejected", _("avslaget"))]
    )
    reason = GuardedText(
        label=_("Skäl"),
        max_length=TEXT,
        widget=area(),
        error_messages={"required": _("Skriv skälet till beslutet.")},
    )
    decided_on = forms.DateField(
        label=_("Beslutsdag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Skriv vilken dag beslutet togs.")},
    )
    follow_up_on = forms.DateField(
        label=_("Följs upp"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Behövs när förslaget antas: dagen då ni ser efter om ändringen hjälpte."),
    )
