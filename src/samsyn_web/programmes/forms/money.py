"""Which sums are asked for, and a sum as the coordinator writes it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.models import MoneyKind, MoneySide

GROUPINGS = [
    ("slag", _("år och slag")),
    ("mottagare", _("mottagare och slag")),
    ("allt", _("år, mottagare och slag")),
]
ORE = Decimal(100)
MOST = Decimal(10) ** 13


class MoneyChooseForm(forms.Form):
    """How sums are grouped and written, and which rows are shown below; what cannot be read asks for nothing."""

    per = forms.ChoiceField(required=False, choices=GROUPINGS)
    enhet = forms.ChoiceField(required=False, choices=[("tusental", ""), ("exakt", "")])
    ar = forms.IntegerField(required=False, min_value=0, max_value=9999)
    slag = forms.ChoiceField(required=False, choices=MoneyKind.choices)
    mottagare = forms.CharField(required=False, max_length=200)
    sida = forms.ChoiceField(required=False, choices=MoneySide.choices)

    @property
    def said(self) -> dict[str, Any]:
        """What could be read."""
        self.is_valid()
        return dict(self.cleaned_data)

    @property
    def chosen(self) -> dict[str, Any]:
        """Which rows are asked for."""
        said = self.said
        return {
            "year": said.get("ar"),
            "kind": said.get("slag") or None,
            "recipient": said.get("mottagare") or None,
            "side": said.get("sida") or None,
        }

    @property
    def grouping(self) -> str:
        """How sums are grouped."""
        return str(self.said.get("per") or "allt")

    @property
    def is_exact(self) -> bool:
        """Whether sums are written in kronor and öre instead of thousands."""
        return self.said.get("enhet") == "exakt"


class MoneyForm(forms.Form):
    """A sum."""

    side = forms.ChoiceField(label=_("Vad är det?"), choices=MoneySide.choices, initial=MoneySide.OUTCOME)
    kind = forms.ChoiceField(label=_("Slag"), choices=MoneyKind.choices, initial=MoneyKind.LOCAL_SUPPORT)
    year = forms.IntegerField(
        label=_("År"),
        required=False,
        min_value=1990,
        max_value=2100,
        help_text=_("Tomt om året inte är angivet."),
    )
    amount = forms.CharField(
        label=_("Summa i kronor"),
        required=False,
        max_length=30,
        help_text=_("Som 300 000 eller 1 250,50. Tomt om summan inte är angiven; tomt är inte noll."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    is_about = forms.BooleanField(label=_("Summan är ungefärlig"), required=False)
    payer = forms.CharField(label=_("Från"), required=False, max_length=200)
    recipient = forms.CharField(
        label=_("Till"),
        max_length=200,
        help_text=_("Myndighet, kommun eller organisation, inte en persons namn."),
    )
    purpose = forms.CharField(label=_("För"), required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean_amount(self) -> int | None:
        """Return öre, exactly; none where nothing is written."""
        text = "".join(self.cleaned_data["amount"].split()).replace(",", ".")
        if not text:
            return None
        try:
            ore = Decimal(text) * ORE
        except InvalidOperation:
            ore = Decimal("NaN")
        if not ore.is_finite() or ore != ore.to_integral_value():
            raise forms.ValidationError(_("Skriv summan med siffror, i kronor med högst två decimaler."))
        if not 0 <= ore <= MOST:
            raise forms.ValidationError(_("Skriv en summa från 0 till 100 miljarder kronor."))
        return int(ore)

    @property
    def written(self) -> dict[str, Any]:
        """What was written of the sum itself."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("amount", "version")}
        return {**said, "amount_ore": self.cleaned_data["amount"]}


class WithdrawMoneyForm(forms.Form):
    """Why a sum is withdrawn."""

    reason = forms.CharField(label=_("Varför tas den bort?"), max_length=300)
