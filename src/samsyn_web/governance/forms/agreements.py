"""What an agreement says, and that it is ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.governance.forms.duties import day_field
from samsyn_web.governance.models import Renewal
from samsyn_web.governance.models.agreements import NAME, WHERE, WHY, WORDS


def parties_text(parties: Iterable[tuple[str, str]]) -> str:
    """Return the parties as people write them: one line each, the function after the last comma."""
    return "\n".join(f"{party}, {function}" for party, function in parties)


class AgreementForm(forms.Form):
    """An agreement with what the law asks it to name."""

    name = forms.CharField(
        label=_("Vad heter överenskommelsen?"),
        max_length=NAME,
        help_text=_("Till exempel ”Samverkansöverenskommelse kommunen och polisen 2026–2028”."),
    )
    parties = forms.CharField(
        label=_("Vem är den med?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "En part per rad: organisation, komma, funktion. Som ”Polismyndigheten, lokalpolischef”. Inga namn."
        ),
    )
    purposes = forms.CharField(
        label=_("Samverkans syften"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett per rad. Lagen kräver att syftena står i överenskommelsen."),
    )
    areas = forms.CharField(
        label=_("Områden för samverkan"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett per rad. Lagen kräver att områdena står i överenskommelsen."),
    )
    reference = forms.CharField(
        label=_("Vilken handling är det?"),
        max_length=WHERE,
        help_text=_("Till exempel ”dnr 2026/114, undertecknad 12 mars 2026”."),
    )
    valid_from = day_field(_("Gäller från och med"))
    valid_until = day_field(
        _("Gäller till och med"), required=False, help_text=_("Lämna tomt om den gäller tills vidare.")
    )
    renewal = forms.ChoiceField(
        label=_("Vad händer sista dagen?"),
        choices=Renewal.choices,
        initial=Renewal.ENDS,
        widget=forms.RadioSelect,
        help_text=_("Slutar den gälla påminns ni ett halvår, två månader och två veckor innan."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_parties(self) -> list[tuple[str, str]]:
        """Return organisation and function of each line; what lacks a comma has no function."""
        given = [line.strip() for line in self.cleaned_data["parties"].splitlines() if line.strip()]
        return [(party.strip(), function.strip()) for party, _comma, function in map(_split, given)]


def _split(line: str) -> tuple[str, str, str]:
    return line.rpartition(",") if "," in line else (line, "", "")


class EndForm(forms.Form):
    """The last day, and why."""

    last_day = day_field(_("Vilken är den sista dagen?"))
    why = forms.CharField(
        label=_("Varför avslutas den?"),
        max_length=WHY,
        help_text=_("Till exempel ”Uppsagd av kommunen” eller ”Ersatt av en annan”. Inga namn."),
    )


def initial_of(version: Any, parties: Iterable[Any]) -> dict[str, Any]:
    """Return what a form begins with when a version is changed."""
    said = {
        key: getattr(version, key)
        for key in ("name", "purposes", "areas", "reference", "valid_from", "valid_until", "renewal")
    }
    told = parties_text((one.party, one.function) for one in parties)
    return {**said, "parties": told, "seen": version.number}
