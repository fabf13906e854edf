"""A point of the agenda, a decision in it, and that a task is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.actions.models import Need
from samsyn_web.governance.forms.duties import Data, day_field
from samsyn_web.governance.models.council_points import (
    ASKED,
    DECIDED,
    DONE,
    FUNCTION,
    POINT,
    SAID,
    Becomes,
    PointPurpose,
)

Choices = Sequence[tuple[str, str]]


class PointForm(forms.Form):
    """A point; the minutes are asked for once the meeting is held."""

    title = forms.CharField(label=_("Vad gäller punkten?"), max_length=POINT)
    purpose = forms.ChoiceField(
        label=_("Vad ska rådet göra?"),
        choices=PointPurpose.choices,
        initial=PointPurpose.DISCUSSION,
        widget=forms.RadioSelect,
    )
    about = forms.ChoiceField(
        label=_("Hänvisa till"),
        required=False,
        help_text=_("En lägesbild, ett problem, en åtgärd, en handling eller en överenskommelse."),
    )
    text = forms.CharField(
        label=_("Underlag"), max_length=ASKED, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    place = forms.IntegerField(
        label=_("Plats i dagordningen"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Lämna tomt så kommer den sist."),
    )
    said = forms.CharField(
        label=_("Minnesanteckning"),
        max_length=SAID,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vad som kom fram. Funktioner och organisationer, aldrig namn på personer."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Data, subjects: Sequence[tuple[str, Choices]], *, is_held: bool, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.fields["about"].choices = [("", _("Inget särskilt")), *subjects]  # type: ignore[attr-defined]
        if not is_held:
            del self.fields["said"]


class CouncilDecisionForm(forms.Form):
    """What was decided, and what it becomes."""

    text = forms.CharField(
        label=_("Vad beslutade rådet?"), max_length=DECIDED, widget=forms.Textarea(attrs={"rows": 3})
    )
    function = forms.CharField(
        label=_("Ansvarig funktion"),
        max_length=FUNCTION,
        help_text=_("En befattning eller enhet, inte ett namn."),
    )
    due = day_field(_("Klart senast"))
    becomes = forms.ChoiceField(
        label=_("Vad blir beslutet?"),
        choices=Becomes.choices,
        initial=Becomes.TASK,
        widget=forms.RadioSelect,
    )
    action = forms.TypedChoiceField(
        label=_("Vilken åtgärd ändras?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Om det är en ändring: åtgärden får dagen och funktionen här ovanför."),
    )
    need = forms.ChoiceField(
        label=_("Vad saknas?"),
        required=False,
        choices=[("", "–"), *Need.choices],
        help_text=_("Om det är en fråga till styrgruppen."),
    )
    wanted = forms.CharField(
        label=_("Vilket beslut behövs av styrgruppen?"),
        max_length=DECIDED,
        required=False,
        help_text=_("Om det är en fråga till styrgruppen."),
    )

    def __init__(self, data: Data, actions: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["action"].choices = [("", "–"), *actions]  # type: ignore[attr-defined]


class TaskForm(forms.Form):
    """How a task went."""

    how = forms.CharField(label=_("Hur gick det?"), max_length=DONE, required=False)
