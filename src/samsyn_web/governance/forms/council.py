"""The council, a function in it, a meeting, and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.governance.forms.duties import Data, day_field
from samsyn_web.governance.models.council import COUNCIL, GUESTS, PARTY, PLACE, SOURCE, WHY, SeatLevel
from samsyn_web.governance.models.council import MeetingForm as Form


class CouncilForm(forms.Form):
    """What the council is called, since when, and where that was decided."""

    name = forms.CharField(
        label=_("Vad heter rådet?"), max_length=COUNCIL, help_text=_("Till exempel ”Trygghetsrådet”.")
    )
    since = day_field(_("Sedan vilken dag finns det?"))
    reference = forms.CharField(
        label=_("Var är det beslutat?"),
        max_length=SOURCE,
        help_text=_("Till exempel ”Kommunstyrelsen § 31, 12 mars 2024”."),
    )


class SeatForm(forms.Form):
    """A function in the council."""

    party = forms.CharField(
        label=_("Organisation"), max_length=PARTY, help_text=_("Till exempel ”Polismyndigheten”.")
    )
    is_own = forms.BooleanField(
        label=_("Det är kommunen själv"),
        required=False,
        help_text=_("Också kommunens förvaltningar och nämnder."),
    )
    function = forms.CharField(
        label=_("Funktion"), max_length=PARTY, help_text=_("Till exempel ”lokalpolischef”. Inget namn.")
    )
    level = forms.ChoiceField(
        label=_("På vilken nivå?"),
        choices=SeatLevel.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Lagen säger att kommunen ska verka för att de andra företräds av personer i ledande ställning."
        ),
    )
    is_chair = forms.BooleanField(
        label=_("Leder rådet"), required=False, help_text=_("Enligt lagen leds rådet av kommunen.")
    )
    starts = day_field(_("Från och med"))
    ends = day_field(_("Till och med"), required=False, help_text=_("Lämna tomt om det gäller tills vidare."))


class CouncilMeetingForm(forms.Form):
    """When and where the council meets."""

    day = day_field(_("Dag"))
    begins = forms.TimeField(
        label=_("Klockan"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    form = forms.ChoiceField(
        label=_("Hur möts ni?"), choices=Form.choices, initial=Form.PLACE, widget=forms.RadioSelect
    )
    place = forms.CharField(label=_("Plats"), max_length=PLACE, required=False)


class PresenceForm(forms.Form):
    """Who was there."""

    there = forms.TypedMultipleChoiceField(
        label=_("Vilka var med?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.CharField(
        label=_("Övriga och ersättare"),
        max_length=GUESTS,
        required=False,
        help_text=_("Som funktioner, till exempel ”kommunpolis för lokalpolischefen”. Inga namn."),
    )

    def __init__(self, data: Data, seats: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["there"].choices = list(seats)  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    why = forms.CharField(label=_("Varför ställs mötet in?"), max_length=WHY)
