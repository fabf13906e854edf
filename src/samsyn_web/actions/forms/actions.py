"""What is asked about an action; a title is enough to save a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.actions.forms.plans import Data, day_field
from samsyn_web.actions.models import (
    FUNCTION,
    LONG,
    TEXT,
    TITLE,
    Action,
    ActionKind,
    ActionReach,
    ActionStatus,
    Direction,
)

PARTS = (  # heading, what is asked there
    (
        "vad",
        _("Vad och varför"),
        ("title", "causes", "no_cause_reason", "mechanism", "steps", "kind", "reach"),
    ),
    ("mal", _("Mål"), ("goal", "indicator", "unit", "direction", "baseline", "target")),
    ("nar", _("När"), ("starts", "ends", "follow_up_on", "follow_up")),
    ("vem", _("Vem och med vad"), ("owner", "function", "deputy", "deputy_function", "partners")),
    ("resurser", _("Resurser"), ("hours", "cost", "funding", "is_ordinary")),
    ("var", _("Var"), ("area", "place")),
)


def _text(
    label: Any, most: int, help_text: Any = "", *, rows: int = 0, required: bool = False
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=widget
    )


def _number(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=2_000_000_000, help_text=help_text
    )


class ActionForm(forms.Form):
    """All that can be said of an action, in parts."""

    title = _text(
        _("Vad ska göras?"),
        TITLE,
        _("Kort och med ett verb, till exempel ”Sätta upp bättre ljus i Stationsparken”."),
        required=True,
    )
    causes = forms.MultipleChoiceField(
        label=_("Vilka orsaker ska den påverka?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("En åtgärd utan orsak går inte att följa upp. Minst en behövs för beslut."),
    )
    no_cause_reason = _text(
        _("Eller: varför anges ingen orsak?"),
        TEXT,
        _("Bara om åtgärden inte kan knytas till en orsak, till exempel ett lagkrav."),
        rows=2,
    )
    mechanism = _text(
        _("Hur ska den verka på orsaken?"),
        TEXT,
        _("Till exempel ”Bättre ljus gör att fler ser vad som händer, och att färre vågar sälja där”."),
        rows=3,
    )
    steps = _text(_("Vad består den av?"), LONG, _("Stegen i den ordning de ska göras."), rows=4)
    kind = forms.ChoiceField(
        label=_("Typ"),
        required=False,
        choices=[("", _("Inte valt")), *ActionKind.choices],
        help_text=_(
            "Situationell ändrar platsen eller tillfället. Social ändrar villkor, och verkar långsammare."
        ),
    )
    reach = forms.ChoiceField(
        label=_("Räckvidd"), required=False, choices=[("", _("Inte valt")), *ActionReach.choices]
    )
    goal = _text(
        _("Operativt mål"),
        TEXT,
        _(
            "Specifikt, mätbart, accepterat, realistiskt och tidsatt. Till exempel ”Högst 4 rapporter om narkotika i "
            "månaden i Stationsparken senast 30 september”."
        ),
        rows=3,
    )
    indicator = _text(
        _("Indikator"),
        TITLE,
        _("Det som räknas eller mäts, till exempel ”rapporter om narkotika per månad”."),
    )
    unit = _text(_("Enhet"), 60, _("Till exempel ”rapporter per månad” eller ”procent”."))
    direction = forms.ChoiceField(
        label=_("Riktning"), required=False, choices=[("", _("Inte valt")), *Direction.choices]
    )
    baseline = forms.FloatField(
        label=_("Utgångsvärde"),
        required=False,
        localize=True,
        help_text=_("Så var det innan åtgärden började."),
    )
    target = forms.FloatField(
        label=_("Målvärde"), required=False, localize=True, help_text=_("Så ska det vara när målet är nått.")
    )
    starts = day_field(_("Börjar"))
    ends = day_field(_("Klar"))
    follow_up_on = day_field(
        _("Följs upp"), help_text=_("Så lång tid efter starten att en förändring hinner synas.")
    )
    follow_up = _text(
        _("Hur följs den upp?"),
        TEXT,
        _("Både om den genomfördes som det var tänkt och om problemet ändrades."),
        rows=3,
    )
    owner = forms.ChoiceField(
        label=_("Ansvarig"),
        required=False,
        help_text=_("En medlem. Ser åtgärden på sin egen sida och får påminnelser."),
    )
    function = _text(
        _("Ansvarig funktion"), FUNCTION, _("Om den ansvariga inte är medlem, eller har fler än en funktion.")
    )
    deputy = forms.ChoiceField(label=_("Ersättare"), required=False)
    deputy_function = _text(_("Ersättare, som funktion"), FUNCTION)
    partners = _text(
        _("Samverkar med"),
        TEXT,
        _("Funktioner och organisationer, till exempel polisen och bostadsbolaget."),
        rows=2,
    )
    hours = _number(_("Arbetstid, timmar"), _("För hela åtgärden, alla tillsammans."))
    cost = _number(_("Kostnad, kronor"), _("Utöver arbetstiden."))
    funding = _text(_("Finansiering"), TITLE, _("Till exempel ”ram”, ”statsbidrag” eller ”bolaget”."))
    is_ordinary = forms.BooleanField(label=_("Del av ordinarie arbete"), required=False)
    area = forms.ChoiceField(label=_("Område"), required=False)
    place = _text(_("Plats"), TITLE, _("En plats, aldrig en persons adress."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *,
        members: Sequence[tuple[int, str]],
        areas: Sequence[tuple[str, str]],
        causes: Sequence[tuple[int, str, str]],
        data: Data = None,
        initial: Data = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        nobody = [("", _("Ingen vald")), *members]
        for name in ("owner", "deputy"):
            self.fields[name].choices = nobody  # type: ignore[attr-defined]
        self.fields["causes"].choices = [(key, said) for key, said, _problem in causes]  # type: ignore[attr-defined]
        self.problems = [problem for _key, _said, problem in causes]
        self.fields["area"].choices = [("", _("Hela kommunen, eller inget särskilt")), *areas]  # type: ignore[attr-defined]
        self.names = dict(areas)

    def clean(self) -> dict[str, Any]:
        """Say so where it ends before it begins."""
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("Åtgärden är klar innan den börjar. Ändra en av dagarna."))
        return given

    @property
    def causes_by_problem(self) -> list[tuple[str, list[Any]]]:
        """The boxes of the causes under the names of their problems, in the order that they were given."""
        found: dict[str, list[Any]] = {}
        for problem, box in zip(self.problems, self["causes"].subwidgets, strict=True):
            found.setdefault(problem, []).append(box)
        return list(found.items())

    @property
    def parts(self) -> list[tuple[str, Any, list[Any]]]:
        """The fields under their headings."""
        return [(key, heading, [self[name] for name in names]) for key, heading, names in PARTS]

    def values(self) -> dict[str, Any]:
        """Return what was written, as the services take it; members and causes are looked up by the view."""
        given = dict(self.cleaned_data)
        for name in ("owner", "deputy", "causes", "version"):
            given.pop(name, None)
        given["area_name"] = self.names.get(given["area"], "")
        return given


def initial_of(action: Action, causes: Sequence[int]) -> Mapping[str, Any]:
    """Return what stands in the form of an action."""
    names = [name for name in ActionForm.base_fields if name not in ("owner", "deputy", "causes")]
    return {
        **{name: getattr(action, name) for name in names},
        "owner": action.owner_id or "",
        "deputy": action.deputy_id or "",
        "causes": list(causes),
    }


class ProgressForm(forms.Form):
    """How far an action has come."""

    status = forms.ChoiceField(
        label=_("Hur långt har den kommit?"),
        choices=[
            (value, str(word).capitalize())
            for value, word in ActionStatus.choices
            if value in (ActionStatus.DECIDED, ActionStatus.UNDER_WAY, ActionStatus.DONE)
        ],
    )
    text = _text(_("Vad har hänt?"), TEXT, _("Vad som gjordes och vad det ledde till. Inga namn."), rows=3)
    hours = _number(_("Arbetstid hittills, timmar"))
    cost = _number(_("Kostnad hittills, kronor"))


class MilestoneForm(forms.Form):
    """A step with a day."""

    title = _text(_("Delsteg"), TITLE, required=True)
    due = day_field(_("Senast"), required=True)


class StopForm(forms.Form):
    """Why an action is stopped."""

    reason = _text(
        _("Varför avbryts åtgärden?"),
        TEXT,
        _("Det är lika värdefullt som det som lyckas, så skriv vad ni lärde er."),
        rows=3,
        required=True,
    )
