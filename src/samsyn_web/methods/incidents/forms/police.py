"""What is said about the police's published events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.categories import CategoryList

MOST_BYTES = 20 * 10**6


class PoliceFeedForm(forms.Form):
    """Whether they are fetched, and from where."""

    is_on = forms.BooleanField(label=_("Hämta händelserna en gång om dagen"), required=False)
    address = forms.URLField(
        label=_("Adress"),
        max_length=300,
        assume_scheme="https",
        help_text=_("Polisens lista som JSON. Servern måste kunna nå den."),
    )


class PoliceFileForm(forms.Form):
    """A file of events."""

    file = forms.FileField(
        label=_("Fil med polisens händelser"),
        help_text=_("JSON som polisen lämnar den, eller CSV."),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen är större än 20 MB. Dela den i flera."))
        return given


class PoliceKindsForm(forms.Form):
    """Which category each kind of event is."""

    def __init__(
        self,
        kinds: Sequence[tuple[str, int, str]],
        known: CategoryList,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self.kinds = list(kinds)
        choices = [
            ("", _("ingen kategori")),
            *((one.code, one.label) for one in known.choosable if one.kind == "incident"),
        ]
        for place, (kind, _number, code) in enumerate(self.kinds):
            own = [] if code in dict(choices) else [(code, known.label_of(code))]
            self.fields[f"s{place}"] = forms.ChoiceField(
                label=_("Kategori för %(kind)s") % {"kind": kind},
                choices=[*choices, *own],
                required=False,
                initial=code,
            )

    def rows(self) -> list[tuple[str, int, Any]]:
        """Each kind with its number and field."""
        return [(kind, n, self[f"s{place}"]) for place, (kind, n, _code) in enumerate(self.kinds)]

    def said(self) -> dict[str, str]:
        """Kind → category."""
        return {
            kind: self.cleaned_data[f"s{place}"] for place, (kind, _number, _code) in enumerate(self.kinds)
        }
