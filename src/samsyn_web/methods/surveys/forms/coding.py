"""What is asked about a codebook, about each answer that is coded, and about what is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.methods.surveys.coding import Code
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import TEXT, WRITTEN

Data = Mapping[str, Any] | None
NONE_FITS = "none"


class CodebookForm(forms.Form):
    """The codes of an open question, and which two code."""

    first_coder = forms.ChoiceField(label=_("Första kodaren"))
    second_coder = forms.ChoiceField(
        label=_("Andra kodaren"),
        help_text=_("De två ser inte varandras koder förrän båda har låst sina."),
    )
    codes = forms.CharField(
        label=_("Koder"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "En på varje rad: koden, ett kolon och när den används. Till exempel ”Kort om tid: tiden eller kalendern "
            "räckte inte till”."
        ),
        error_messages={"required": _("Skriv minst två koder.")},
    )

    def __init__(
        self,
        members: Sequence[tuple[str, str]],
        data: Data = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        for name in ("first_coder", "second_coder"):
            self.fields[name].choices = members  # type: ignore[attr-defined]

    def clean_codes(self) -> str:
        """Say at the field what is wrong with a line."""
        text = str(self.cleaned_data["codes"])
        try:
            policies.read_codes(text)
        except SamsynError as error:
            raise forms.ValidationError(error.message) from error
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for two."""
        said = super().clean() or {}
        if said.get("first_coder") and said.get("first_coder") == said.get("second_coder"):
            self.add_error("second_coder", _("Välj två olika kodare: de ska vara oberoende av varandra."))
        return said


class CodesForm(forms.Form):
    """The codes of some answers; where none fits that is said, so that nothing is left by mistake."""

    def __init__(
        self,
        codes: Iterable[Code],
        answers: Sequence[tuple[str, str]],
        stands: Mapping[str, Sequence[str]],
        data: Data = None,
    ) -> None:
        super().__init__(data)
        self.keys = [key for key, _text in answers]
        choices = [*((one.key, one.label) for one in codes), (NONE_FITS, _("Ingen kod passar"))]
        for key, text in answers:
            given = stands.get(key)
            self.fields[key] = forms.MultipleChoiceField(
                label=text,
                required=False,
                choices=choices,
                initial=None if given is None else (list(given) or [NONE_FITS]),
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a code together with none."""
        said = super().clean() or {}
        for key in self.keys:
            if NONE_FITS in said.get(key, ()) and len(said[key]) > 1:
                self.add_error(key, _("Välj antingen koder eller att ingen passar."))
        return said

    @property
    def given(self) -> dict[str, list[str]]:
        """The codes by answer, of those that were coded."""
        chosen = {key: self.cleaned_data.get(key, []) for key in self.keys}
        return {key: [one for one in codes if one != NONE_FITS] for key, codes in chosen.items() if codes}


class SettleForm(forms.Form):
    """What counts for the answers that were coded differently, with why."""

    def __init__(
        self,
        codes: Iterable[Code],
        answers: Sequence[tuple[str, str, str]],
        stands: Mapping[str, tuple[Sequence[str], str]],
        data: Data = None,
    ) -> None:
        super().__init__(data)
        self.keys = [key for key, _text, _said in answers]
        choices = [(one.key, one.label) for one in codes]
        for key, text, said in answers:
            chosen, reason = stands.get(key, ((), ""))
            self.fields[key] = forms.MultipleChoiceField(
                label=text,
                required=False,
                choices=choices,
                initial=list(chosen),
                help_text=said,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"why-{key}"] = forms.CharField(
                label=_("Varför de här koderna?"), required=False, max_length=TEXT, initial=reason
            )

    def clean(self) -> dict[str, Any]:
        """Ask why where codes were chosen."""
        said = super().clean() or {}
        for key in self.keys:
            if key in self.changed_data and not said.get(f"why-{key}"):
                self.add_error(f"why-{key}", _("Skriv varför ni enades om koderna."))
        return said

    @property
    def given(self) -> dict[str, tuple[list[str], str]]:
        """The codes and why, of the answers that were settled."""
        said = {key: (self.cleaned_data.get(key, []), self.cleaned_data[f"why-{key}"]) for key in self.keys}
        return {key: one for key, one in said.items() if one[1]}


class QuoteForm(forms.Form):
    """What is printed of an answer."""

    text = forms.CharField(
        label=_("Så här citeras det"),
        max_length=WRITTEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ta bort det som kan avslöja vem som skrev. Är det redigerat står det efter citatet."),
        error_messages={"required": _("Citatet är tomt.")},
    )
