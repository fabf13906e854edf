"""What is asked when a function is handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.governance.models.handover import CHECK, FUNCTION, NOTE

Data = Mapping[str, Any] | None


class HandoverForm(forms.Form):
    """Which function, and whose open work."""

    function = forms.CharField(
        label=_("Vilken funktion lämnas över?"),
        max_length=FUNCTION,
        help_text=_("Till exempel ”Samordnare” eller ”Lokal projektledare”. Inget namn."),
    )
    whose = forms.TypedChoiceField(
        label=_("Vad ska följa med?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Data, members: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        whole = ("", _("Allt som samordnaren har i sin hand"))
        self.fields["whose"].choices = [whole, *members]  # type: ignore[attr-defined]


class HandoverTextForm(forms.Form):
    """What who leaves wants to say, and where the documents are."""

    note = forms.CharField(
        label=_("Vad jag önskar att jag hade vetat"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Det som inte står någonstans: vad som fungerar, vad som brukar gå fel, vem man frågar."),
    )
    where = forms.CharField(
        label=_("Var handlingarna finns"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Diarium, mappar och register. Ett ställe per rad."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class HandoverPointForm(forms.Form):
    """A point to go through."""

    text = forms.CharField(label=_("Ny punkt att gå igenom"), max_length=CHECK)


class HandoverListForm(forms.Form):
    """A checklist that came in a pack."""

    checklist = forms.TypedChoiceField(label=_("Checklista ur ett kunskapspaket"), coerce=int)

    def __init__(self, lists: Sequence[tuple[int, str]], data: Data = None) -> None:
        super().__init__(data)
        self.fields["checklist"].choices = lists  # type: ignore[attr-defined]


class HandoverMembersForm(forms.Form):
    """Who leaves, and who comes."""

    leaving = forms.TypedChoiceField(
        label=_("Vem slutar?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Läser underlaget och skriver det som inte står någonstans, oavsett roll."),
    )
    arriving = forms.TypedChoiceField(
        label=_("Vem tar över?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Läser underlaget när det är överlämnat och kvitterar det, oavsett roll."),
    )

    def __init__(
        self, data: Data, leaving: Sequence[tuple[int, str]], arriving: Sequence[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(data, **more)
        nobody = ("", _("Inte bestämt"))
        self.fields["leaving"].choices = [nobody, *leaving]  # type: ignore[attr-defined]
        self.fields["arriving"].choices = [nobody, *arriving]  # type: ignore[attr-defined]
