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
from samsyn_web.reports.models.decisions import GROUND
from samsyn_web.reports.services import SecrecyChoice

WHO = {
    Edition.INTERNAL: _("Alla siffror, för dem som arbetar med lägesbilden."),
    Edition.PARTNER: _("För dem som samverkar. För en viss partner visas bara dess egna områden."),
    Edition.PUBLIC: _(
        "Vad som har gjorts, och antal utan nivåer och platser. Små tal är dolda. Kan lämnas till vem som helst."
    ),
}

MISSING = {
    "decided_by": _("%(name)s är ingen myndighet. Skriv vem som har beslutat att lämna ut upplagan dit."),
    "ground": _("%(name)s är ingen myndighet. Skriv på vilken rättslig grund upplagan lämnas ut dit."),
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
    decided_by = forms.CharField(
        label=_("Vem har beslutat att lämna ut upplagan"),
        max_length=120,
        required=False,
        help_text=_(
            "Behövs när partnern är ett privat företag eller en förening. En funktion, till exempel säkerhetschef. "
            "Aldrig ett personnamn."
        ),
    )
    ground = forms.CharField(
        label=_("På vilken rättslig grund"),
        max_length=GROUND,
        required=False,
        help_text=_(
            "Behövs tillsammans med vem som har beslutat. Förslag i Samsyns egna ord, som er jurist får bedöma: "
            "OSL 10 kap. 14 § förbehåll / uppgifter utan sekretess."
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
            del self.fields["partner"], self.fields["decided_by"], self.fields["ground"]
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

    def clean_decided_by(self) -> str:
        """Return the function that decided, which may not be a person."""
        return self._harmless("decided_by")

    def clean_ground(self) -> str:
        """Return the legal ground, which may not point at a person."""
        return self._harmless("ground")

    def _harmless(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if why := guard.refusal(text):
            raise forms.ValidationError(why)
        return text

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
        for name, missing in MISSING.items():
            if partner and partner.is_private and not given.get(name) and name not in self.errors:
                self.add_error(name, missing % {"name": partner.name})
        return given

    def clean_edition(self) -> Edition:
        """Return the edition itself."""
        return Edition(self.cleaned_data["edition"])

    @property
    def order(self) -> dict[str, Any]:
        """What the services take."""
        given = dict(self.cleaned_data)
        decided_by, ground = given.pop("decided_by", ""), given.pop("ground", "")
        return {**given, "secrecy": SecrecyChoice(decided_by=decided_by, ground=ground)}
