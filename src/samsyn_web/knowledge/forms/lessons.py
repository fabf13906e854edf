"""What is asked about a lesson."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn_web.findings.policies import check_text
from samsyn_web.knowledge.models import FIVE, REFERENCE, TEXT, TITLE, Result
from samsyn_web.knowledge.queries import OTHERS, OWN

ALL = _("Visa alla")
DIGEST = re.compile(r"[0-9a-f]{32}")


def _long(label: Any, help_text: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LessonForm(forms.Form):
    """The card of the 5Is; `seen` is the version that the person had before them."""

    title = forms.CharField(
        label=_("Lärdomen i en mening"),
        max_length=TITLE,
        help_text=_(
            "Till exempel ”Klippta buskar och nytt ljus minskade klottret, kameran gjorde det inte”."
        ),
    )
    result = forms.ChoiceField(
        label=_("Hur gick det?"),
        choices=Result.choices,
        widget=forms.RadioSelect,
        help_text=_("Det som inte fungerade är lika mycket värt för andra som det som gjorde det."),
    )
    intelligence = _long(_("Problemet och underlaget"), _("Vad visste ni, och varifrån?"))
    intervention = _long(
        _("Vad som gjordes"), _("Åtgärden, och hur den skulle verka på orsaken."), required=True
    )
    implementation = _long(
        _("Hur det genomfördes"), _("Blev det som planerat? Vad var svårt, och vad kostade det?")
    )
    involvement = _long(_("Vilka som var med"), _("Funktioner och organisationer, aldrig personer."))
    impact = _long(
        _("Vad det ledde till"), _("Även det oväntade, och vad som inte går att säga."), required=True
    )
    action = forms.TypedChoiceField(
        label=_("Åtgärd i planen"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Åtgärden kopplas med det utslag som dess utvärdering har gett."),
    )
    figures = forms.CharField(
        label=_("Siffror i lägesbilder"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Öppna siffran i lägesbilden, kopiera adressen och klistra in den här. En per rad."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actions: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["action"].choices = [("", _("Ingen")), *actions]  # type: ignore[attr-defined]

    def clean_figures(self) -> list[str]:
        """Return the digests in the addresses that were pasted."""
        lines = [line for line in self.cleaned_data["figures"].split() if line]
        found = [DIGEST.search(line) for line in lines]
        if None in found:
            raise forms.ValidationError(_("Klistra in hela adressen till siffran, en per rad."))
        return [one.group() for one in found if one]

    def clean(self) -> dict[str, Any]:
        """Say at its field where a text points at a person or is too long."""
        cleaned = dict(super().clean() or {})
        for name in ("title", *FIVE):
            try:
                check_text(cleaned.get(name, ""), str(self.fields[name].label), TEXT)
            except SamsynError as error:
                self.add_error(name, error.message)
        return cleaned

    @property
    def words(self) -> dict[str, Any]:
        """What the services take."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "result": given["result"],
            "said": {name: given[name] for name in FIVE},
            "action_id": given["action"],
            "figures": given["figures"],
        }


class ShareForm(forms.Form):
    """Where the decision stands; `seen` is the version that is decided about."""

    reference = forms.CharField(
        label=_("Var beslutet finns"),
        required=False,
        max_length=REFERENCE,
        help_text=_("Diarienummer eller minnesanteckning, om ni skriver en."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SoughtForm(forms.Form):
    """Which lessons are asked for."""

    q = forms.CharField(
        label=_("Sök"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    resultat = forms.ChoiceField(
        label=_("Hur gick det?"), required=False, choices=[("", ALL), *Result.choices]
    )
    vems = forms.ChoiceField(
        label=_("Vems"), required=False, choices=[("", ALL), (OWN, _("Våra egna")), (OTHERS, _("Andras"))]
    )
