"""What a body says of itself, and that a governance model is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.steering import steering_texts
from samsyn.steering import Body
from samsyn_web.governance.forms.agreements import parties_text
from samsyn_web.governance.forms.duties import day_field
from samsyn_web.governance.models import BodyLevel, SteeringBody
from samsyn_web.governance.models.steering import MANDATE, NAME

Data = Mapping[str, Any] | None


class BodyForm(forms.Form):
    """A body: name, level, mandate, members, meetings, whom it reports to, what it decides."""

    name = forms.CharField(
        label=_("Vad heter organet?"),
        max_length=NAME,
        help_text=_("En nämnd, en grupp, ett råd eller en bolagsstyrelse."),
    )
    level = forms.ChoiceField(label=_("Nivå"), choices=BodyLevel.choices, widget=forms.RadioSelect)
    whose = forms.CharField(
        label=_("Vem hör det till?"),
        max_length=NAME,
        required=False,
        help_text=_("En förvaltning, ett bolag i koncernen, eller flera tillsammans."),
    )
    mandate = forms.CharField(
        label=_("Mandat"),
        max_length=MANDATE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad organet får bestämma, och vad det ska lämna vidare."),
    )
    reference = forms.CharField(
        label=_("Vilket beslut ger mandatet?"),
        max_length=NAME,
        required=False,
        help_text=_("Till exempel ”KS 2026-02-10 § 14” eller ”Reglemente för kommunstyrelsen”."),
    )
    members = forms.CharField(
        label=_("Ledamöter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "En per rad: organisation, komma, funktion. Som ”Socialförvaltningen, enhetschef”. Inga namn."
        ),
    )
    cycle = forms.CharField(
        label=_("Hur ofta möts det?"),
        max_length=NAME,
        required=False,
        help_text=_("Till exempel ”fyra gånger om året” eller ”varje torsdag”."),
    )
    reports_to = forms.TypedMultipleChoiceField(
        label=_("Rapporterar till"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    matters = forms.MultipleChoiceField(
        label=_("Vad beslutar organet om?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_matters = forms.CharField(
        label=_("Andra slag av beslut"),
        max_length=MANDATE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ett per rad, med verb: ”upplåter lokaler på kvällstid”."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Data, others: Sequence[SteeringBody], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["reports_to"].choices = [(one.pk, one.name) for one in others]  # type: ignore[attr-defined]
        self.fields["matters"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name.capitalize()) for one in steering_texts().matters
        ]
        if not others:
            del self.fields["reports_to"]

    def clean_members(self) -> list[tuple[str, str]]:
        """Return organisation and function of each line; what lacks a comma has no function."""
        lines = [line.strip() for line in self.cleaned_data["members"].splitlines() if line.strip()]
        parts = [line.rpartition(",") if "," in line else (line, "", "") for line in lines]
        return [(party.strip(), function.strip()) for party, _comma, function in parts]

    def clean_seen(self) -> int:
        """Return the version that was read; none is the first."""
        return self.cleaned_data["seen"] or 0


class SteeringDecisionForm(forms.Form):
    """Who decided the model, when, and where it is minuted."""

    body = forms.CharField(
        label=_("Vilket organ beslutade?"), max_length=NAME, help_text=_("Till exempel ”Kommunstyrelsen”.")
    )
    decided_on = day_field(_("Beslutsdag"))
    minute_reference = forms.CharField(
        label=_("Protokoll och paragraf"), max_length=NAME, help_text=_("Till exempel ”KS 2026-02-10 § 14”.")
    )


def body_initial(row: SteeringBody, body: Body) -> dict[str, Any]:
    """Return what a form begins with when a body is changed."""
    keys = ("name", "level", "whose", "mandate", "reference", "cycle", "own_matters")
    return {
        **{key: getattr(row, key) for key in keys},
        "members": parties_text(body.members),
        "reports_to": [int(key) for key in body.reports_to],
        "matters": list(body.matters),
        "seen": row.version,
    }
