"""What is asked about support, and about what takes a participant's time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.forms.participation import day
from samsyn_web.programmes.models import NAME, TEXT
from samsyn_web.programmes.models.requests import SupportKind

Data = Mapping[str, Any] | None


class OfProgramme(forms.Form):
    """Fields that are chosen among the programme's own participants and focus areas."""

    def __init__(
        self,
        participants: Iterable[tuple[int, str]],
        focus_areas: Mapping[int, str],
        data: Data = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        for name, choices in (
            ("participant", list(participants)),
            ("focus_area", [(number, f"{number}. {said}") for number, said in focus_areas.items()]),
        ):
            field = self.fields.get(name)
            if isinstance(field, forms.TypedChoiceField):
                field.choices = choices if field.required else [("", _("inget")), *choices]


class AskForm(OfProgramme):
    """A request for support."""

    participant = forms.TypedChoiceField(label=_("Deltagare"), coerce=int)
    kind = forms.ChoiceField(label=_("Slag av stöd"), choices=SupportKind.choices)
    focus_area = forms.TypedChoiceField(label=_("Fokusområde"), coerce=int)
    question = forms.CharField(
        label=_("Vad ni behöver"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Beskriv frågan, inte enskilda personer."),
    )


class AnswerForm(forms.Form):
    """An answer, and who gives the support."""

    answer = forms.CharField(label=_("Svar"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    provider = forms.CharField(
        label=_("Lämnas till"),
        required=False,
        max_length=NAME,
        help_text=_("Den myndighet, enhet eller funktion som ger stödet, om någon annan gör det."),
    )


class GivenForm(OfProgramme):
    """Advice or a tutorial that was given."""

    participant = forms.TypedChoiceField(label=_("Deltagare"), coerce=int)
    kind = forms.ChoiceField(label=_("Slag av stöd"), choices=SupportKind.choices)
    focus_area = forms.TypedChoiceField(label=_("Fokusområde"), coerce=int)
    given_on = forms.DateField(label=_("Dag"), widget=day())
    provider = forms.CharField(label=_("Vem som gav stödet"), max_length=NAME, help_text=_("Funktion."))
    hours = forms.DecimalField(label=_("Timmar"), min_value=0, max_digits=5, decimal_places=1)


class DoneForm(forms.Form):
    """When the support that was asked for was given."""

    given_on = forms.DateField(label=_("Dag"), widget=day())
    provider = forms.CharField(label=_("Vem som gav stödet"), max_length=NAME, help_text=_("Funktion."))
    hours = forms.DecimalField(label=_("Timmar"), min_value=0, max_digits=5, decimal_places=1)


class WithdrawForm(forms.Form):
    """Nothing is asked: the request is taken back."""


class LimitForm(forms.Form):
    """How much is too much."""

    hours_per_week = forms.DecimalField(
        label=_("Timmar i veckan för en funktion"), min_value=0, max_digits=4, decimal_places=1
    )
    focus_areas = forms.IntegerField(label=_("Fokusområden samtidigt i en kommun"), min_value=1, max_value=50)


class OwnLimitForm(forms.Form):
    """How much is too much for one municipality, as it says itself."""

    per_week = forms.IntegerField(
        label=_("Anspråk i veckan för en enhet eller funktion"), min_value=1, max_value=50
    )
    focus_areas = forms.IntegerField(
        label=_("Fokusområden samtidigt"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("Tomt om programmets gräns räcker."),
    )


class UndertakingForm(OfProgramme):
    """Something that takes time."""

    participant = forms.TypedChoiceField(label=_("Deltagare"), coerce=int)
    initiative = forms.CharField(
        label=_("Vad"),
        max_length=NAME,
        help_text=_("En aktivitet i programmet eller ett nationellt initiativ."),
    )
    unit = forms.CharField(label=_("Enhet"), max_length=NAME)
    function = forms.CharField(label=_("Funktion"), max_length=NAME, help_text=_("Inget personnamn."))
    focus_area = forms.TypedChoiceField(label=_("Fokusområde"), coerce=int, required=False, empty_value=None)
    starts = forms.DateField(label=_("Första dagen"), widget=day())
    ends = forms.DateField(label=_("Sista dagen"), widget=day())
    hours_per_week = forms.DecimalField(
        label=_("Timmar i veckan"), min_value=0, max_digits=4, decimal_places=1
    )
    reason = forms.CharField(
        label=_("Varför, om gränsen överskrids"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
