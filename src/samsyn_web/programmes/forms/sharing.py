"""What a municipality shares with a programme, and which participants are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.models import NAME, Participant

Data = Mapping[str, Any] | None


class ShareForm(forms.Form):
    """Which figures and reports, with which programme, and why."""

    place = forms.TypedChoiceField(label=_("Program"), coerce=int)
    keys = forms.MultipleChoiceField(
        label=_("Vad som delas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en siffra eller rapport att dela.")},
    )
    note = forms.CharField(
        label=_("Kommentar för den egna kommunen"),
        required=False,
        max_length=500,
        help_text=_("Till exempel vem som har beslutat. Programmet läser den inte."),
    )

    def __init__(
        self, places: Iterable[Participant], offered: Iterable[tuple[str, Any]], data: Any = None
    ) -> None:
        super().__init__(data)
        named = [(one.pk, one.programme.name) for one in places]
        self.fields["place"].choices = named  # type: ignore[attr-defined]
        self.fields["keys"].choices = list(offered)  # type: ignore[attr-defined]
        if len(named) == 1:
            self.fields["place"].initial = named[0][0]


class EnterForm(forms.Form):
    """Which of the programme's own figures are about a municipality without a place here."""

    keys = forms.MultipleChoiceField(
        label=_("Siffror som gäller kommunen"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en siffra.")},
    )
    note = forms.CharField(
        label=_("Kommentar"),
        required=False,
        max_length=500,
        help_text=_("Till exempel vem i kommunen som har sagt ja."),
    )

    def __init__(self, offered: Iterable[tuple[str, Any]], data: Data = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["keys"].choices = list(offered)  # type: ignore[attr-defined]


class GroupForm(forms.Form):
    """Which participants are alike enough to be compared: those with the same word."""

    def __init__(self, participants: Iterable[Participant], data: Data = None) -> None:
        super().__init__(data)
        self.keys = []
        for one in participants:
            self.keys.append(one.key)
            self.fields[f"group_{one.key}"] = forms.CharField(
                label=one.name[:NAME], required=False, max_length=60, initial=one.group
            )

    @property
    def groups(self) -> dict[str, str]:
        """The word of each participant, by key."""
        return {key: self.cleaned_data[f"group_{key}"] for key in self.keys}
