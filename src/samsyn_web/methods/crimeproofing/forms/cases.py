"""What is asked about a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.files.prose import LARGEST
from samsyn.instruments.load import crimeproofing
from samsyn_web.methods.crimeproofing.forms.guarded import GuardedText, area, choices
from samsyn_web.methods.crimeproofing.models import LINE, TEXT, TITLE, Case, Said

Data = Mapping[str, Any] | None


class CaseForm(forms.Form):
    """What is to be examined, and why."""

    title = GuardedText(
        label=_("Vad ska ärendet heta?"),
        max_length=TITLE,
        help_text=_("Till exempel ”Föreningsbidrag 2026”."),
        error_messages={"required": _("Skriv vad ärendet ska heta.")},
    )
    object = GuardedText(
        label=_("Vilket regelverk granskas?"),
        max_length=LINE,
        help_text=_(
            "En riktlinje, rutin, ett reglemente, avtal eller annat som styr beslut och utbetalningar."
        ),
        error_messages={"required": _("Skriv vilket regelverk som granskas.")},
    )
    trigger = forms.ChoiceField(label=_("Anledning"), required=False)
    purpose = GuardedText(
        label=_("Vad är regelverket till för?"), max_length=TEXT, required=False, widget=area()
    )
    target_group = GuardedText(label=_("Vem vänder det sig till?"), max_length=TEXT, required=False)
    volume_per_year = forms.IntegerField(
        label=_("Beslut per år"), min_value=0, max_value=10**9, required=False
    )
    amount_sek_per_year = forms.IntegerField(
        label=_("Kronor per år"), min_value=0, max_value=10**13, required=False
    )
    terms = GuardedText(
        label=_("Fler ord som reglerna vilar på"),
        max_length=LINE,
        required=False,
        help_text=_("Med komma emellan. Ordlistan letar efter om de är definierade."),
    )

    def __init__(self, data: Data = None, case: Case | None = None) -> None:
        names = list(self.base_fields)
        super().__init__(data, initial={name: getattr(case, name) for name in names} if case else None)
        self.fields["trigger"].choices = choices("triggers", _("Inte sagt"))  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason for something that is done."""

    reason = GuardedText(
        label=_("Varför?"), max_length=TEXT, widget=area(), error_messages={"required": _("Skriv varför.")}
    )


class MemberForm(forms.Form):
    """Who is to be named in the case."""

    member = forms.TypedChoiceField(label=_("Lägg till en deltagare"), coerce=int)

    def __init__(self, members: Sequence[tuple[int, str]], data: Data = None) -> None:
        super().__init__(data)
        self.fields["member"].choices = members  # type: ignore[attr-defined]


class ScreeningForm(forms.Form):
    """The questions of the first look, and whether to go on."""

    goes_on = forms.ChoiceField(
        label=_("Är regelverket värt att granska?"),
        choices=[("", _("inte avgjort")), ("yes", _("ja, vi går vidare")), ("no", _("nej, vi stannar här"))],
        required=False,
    )
    reason = GuardedText(label=_("Varför?"), max_length=TEXT, required=False, widget=area())

    def __init__(
        self, answers: Mapping[str, tuple[str, str]], data: Data = None, initial: Data = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        decision = {name: self.fields.pop(name) for name in ("goes_on", "reason")}
        self.questions = crimeproofing().screening
        for one in self.questions:
            said, note = answers.get(one.code, ("", ""))
            self.fields[one.code] = forms.ChoiceField(
                label=one.text,
                help_text=one.why,
                choices=Said.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=said,
            )
            self.fields[f"{one.code}_note"] = GuardedText(
                label=_("Kommentar"), max_length=LINE, required=False, initial=note
            )
        self.fields.update(decision)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where it is decided whether to go on."""
        cleaned = super().clean() or {}
        if cleaned.get("goes_on") and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Skriv varför ni går vidare eller inte."))
        return cleaned

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        """The answers that were given, with their notes."""
        given = self.cleaned_data
        return {
            one.code: (given[one.code], given[f"{one.code}_note"])
            for one in self.questions
            if given[one.code]
        }

    @property
    def decided(self) -> bool | None:
        """Whether to go on; none where it is left open."""
        return {"yes": True, "no": False}.get(self.cleaned_data["goes_on"])


class StepForm(forms.Form):
    """A step on the way of money and decisions."""

    who = GuardedText(
        label=_("Vem? Skriv en funktion"),
        max_length=LINE,
        error_messages={"required": _("Skriv vem som gör steget.")},
    )
    kind = forms.ChoiceField(label=_("Gör"))
    how = GuardedText(label=_("Hur?"), max_length=LINE, required=False)

    def __init__(self, data: Data = None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = choices("flow")  # type: ignore[attr-defined]


class RuleForm(forms.Form):
    """A rule to read in."""

    file = forms.FileField(
        label=_("Regelverket som fil"),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )
    title = GuardedText(
        label=_("Vad heter texten?"),
        max_length=TITLE,
        error_messages={"required": _("Skriv vad texten heter.")},
    )
    owner = GuardedText(label=_("Vems är den? Nämnd eller förvaltning"), max_length=LINE, required=False)
    edition = GuardedText(label=_("Version eller beslutsdag"), max_length=LINE, required=False)

    def clean_file(self) -> Any:
        """Say when the file is too large to be a rule."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Filen är för stor. Spara den utan bilder och försök igen."))
        return file


class MarkForm(forms.Form):
    """What people say of a mark."""

    reason = GuardedText(
        label=_("Vad är oklart, och vad kan det leda till?"),
        max_length=TEXT,
        widget=area(),
        error_messages={"required": _("Skriv vad som är oklart och vad det kan leda till.")},
    )


class ExportForm(forms.Form):
    """Why the memo is taken out, and that one knows what it shows."""

    reason = GuardedText(
        label=_("Vad ska promemorian användas till?"),
        max_length=LINE,
        error_messages={"required": _("Skriv vad promemorian ska användas till.")},
    )
    confirmed = forms.BooleanField(
        label=_(
            "Jag vet att promemorian visar hur regelverket kan missbrukas. "
            "Den lämnas bara till dem som ska ändra det."
        ),
        error_messages={"required": _("Bekräfta att du vet vad promemorian visar.")},
    )
    form = forms.ChoiceField(label=_("Format"), choices=[("pdf", "PDF"), ("docx", "Word")])
