"""What somebody supports a municipality with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.models import NAME


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


class InitiativeForm(forms.Form):
    """An initiative; `version` is the one that the person had before them."""

    participant = forms.TypedChoiceField(label=_("Kommun"), coerce=int)
    supporter = forms.CharField(
        label=_("Vem ger stödet?"),
        max_length=NAME,
        help_text=_("Myndighet eller organisation, inte en person."),
    )
    title = forms.CharField(label=_("Vad är stödet?"), max_length=NAME)
    unit = forms.CharField(
        label=_("Vilken enhet berörs?"),
        required=False,
        max_length=NAME,
        help_text=_("Skriv enheten som under Belastning, så räknas tiden ihop."),
    )
    area = forms.CharField(label=_("I vilket område?"), required=False, max_length=NAME)
    focus_area = forms.TypedChoiceField(label=_("Fokusområde"), required=False, coerce=int, empty_value=None)
    starts = _day(_("Första dagen"))
    ends = _day(_("Sista dagen"), required=False, help_text=_("Tomt om det gäller tills vidare."))
    source = forms.CharField(
        label=_("Var kommer uppgiften från?"),
        max_length=NAME,
        help_text=_("Till exempel ett regeringsuppdrag eller ett möte med kommunen, och vilken dag."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(
        self,
        *args: Any,
        participants: Iterable[tuple[int, str]],
        focus_areas: Mapping[int, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["participant"].choices = list(participants)  # type: ignore[attr-defined]
        named = [(number, f"{number}. {name}") for number, name in focus_areas.items()]
        self.fields["focus_area"].choices = [("", _("Inget")), *named]  # type: ignore[attr-defined]

    @property
    def written(self) -> dict[str, Any]:
        """What was written of the initiative itself."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("participant", "version")
        }
