"""What is asked before something is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn import guard
from samsyn.cycle import Edition
from samsyn_web.findings.models import EDITIONS
from samsyn_web.reports.models import Partner

WHO = {
    Edition.INTERNAL: _("Alla siffror, för dem som arbetar med lägesbilden."),
    Edition.PARTNER: _("För dem som samverkar. För en viss partner visas bara dess egna områden."),
    Edition.PUBLIC: _("Små tal är dolda. Kan lämnas till vem som helst."),
}


class PublishForm(forms.Form):
    """Which edition, and for a correction what it corrects."""

    edition = forms.ChoiceField(
        label=_("Upplaga"),
        initial=Edition.INTERNAL.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en upplaga."), "invalid_choice": _("Välj en av upplagorna.")},
    )
    partner = forms.TypedChoiceField(
        label=_("Partner"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Hör till partnerupplagan, som då bara visar partnerns egna områden."),
        error_messages={"invalid_choice": _("Välj en av era partner.")},
    )
    reason = forms.CharField(
        label=_("Varför upplagan får lämnas ut till partnern"),
        max_length=500,
        required=False,
        help_text=_(
            "Behövs när partnern är ett företag. Skälet sparas med beslutet men står inte i dokumentet."
        ),
    )
    note = forms.CharField(
        label=_("Vad som är rättat"),
        max_length=500,
        required=False,
        help_text=_(
            "Behövs bara när perioden redan är publicerad i samma upplaga. Texten står i dokumentet."
        ),
    )

    as_proposals = forms.BooleanField(
        label=_("Publicera utan bedömning: nivåerna är systemets förslag"),
        required=True,
        help_text=_("Det står överst i dokumentet att lägesbilden inte är bedömd."),
        error_messages={
            "required": _("Bekräfta att nivåerna publiceras som förslag, eller bedöm lägesbilden först.")
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, judged: bool, partners: Sequence[Partner]
    ) -> None:
        super().__init__(data)
        editions: Any = self.fields["edition"]
        editions.choices = [
            (value, f"{name.capitalize()}. {WHO[Edition(value)]}") for value, name in EDITIONS
        ]
        self.partners = {one.pk: one for one in partners}
        if judged:
            del self.fields["as_proposals"]
        if not partners:
            del self.fields["partner"], self.fields["reason"]
            return
        named = [(one.pk, f"{one.name}, {one.get_kind_display().lower()}") for one in partners]
        chosen: Any = self.fields["partner"]
        chosen.choices = [("", _("Ingen viss partner: alla områden")), *named]

    def clean_note(self) -> str:
        """Return the note, which may not point at a person."""
        note: str = self.cleaned_data["note"]
        if why := guard.refusal(note):
            raise forms.ValidationError(why)
        return note

    def clean_reason(self) -> str:
        """Return the reason, which may not point at a person."""
        reason: str = self.cleaned_data["reason"]
        if why := guard.refusal(reason):
            raise forms.ValidationError(why)
        return reason

    def clean_partner(self) -> Partner | None:
        """Return the partner itself."""
        chosen: int | None = self.cleaned_data["partner"]
        return None if chosen is None else self.partners[chosen]

    def clean(self) -> dict[str, Any]:
        """Check that the partner and the edition belong together."""
        given: dict[str, Any] = super().clean() or {}
        partner = given.get("partner")
        if partner and given.get("edition") not in (None, Edition.PARTNER):
            self.add_error("partner", _("Välj partnerupplagan, eller ta bort partnern."))
        if partner and partner.is_company and not given.get("reason") and "reason" not in self.errors:
            self.add_error(
                "reason",
                _("%(name)s är ett företag. Skriv varför upplagan får lämnas ut dit.")
                % {"name": partner.name},
            )
        return given

    def clean_edition(self) -> Edition:
        """Return the edition itself."""
        return Edition(self.cleaned_data["edition"])
