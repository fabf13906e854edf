"""What is asked of a partner, and of how documents look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn import documents, guard
from samsyn.errors import BadInput
from samsyn_web.reports.models import Partner, PartnerKind
from samsyn_web.reports.services import PartnerChoice

LOGO_LIMIT = 2 * 2**20  # bytes


def _harmless(text: str) -> str:
    if why := guard.refusal(text):
        raise forms.ValidationError(why)
    return text


class PartnerForm(forms.Form):
    """A partner: who it is, and which areas are its own."""

    name = forms.CharField(
        label=_("Namn"), max_length=120, help_text=_("Organisationens namn, till exempel Bostadsbolaget.")
    )
    kind = forms.ChoiceField(
        label=_("Slag"),
        choices=PartnerKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Att lämna ut en upplaga till ett privat företag eller en förening kräver ett sekretessbeslut. "
            "Hos en myndighet eller ett kommunalt bolag blir det som lämnas över en allmän handling där."
        ),
        error_messages={"required": _("Välj vad partnern är.")},
    )
    areas = forms.MultipleChoiceField(
        label=_("Egna områden"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Partnerupplagan visar siffror bara för dem."),
        error_messages={"required": _("Välj minst ett område.")},
    )
    contact = forms.CharField(
        label=_("Kontaktfunktion"),
        max_length=120,
        required=False,
        help_text=_("En funktion, till exempel driftchef. Aldrig ett personnamn."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        known: Mapping[str, str],
        partner: Partner | None = None,
    ) -> None:
        about: dict[str, Any] = {}
        if partner is not None:
            about = {"name": partner.name, "kind": partner.kind, "contact": partner.contact}
            about["areas"] = list(partner.areas)
        super().__init__(data, initial=about)
        self.known = {**(partner.areas if partner else {}), **known}
        chosen: Any = self.fields["areas"]
        chosen.choices = sorted(self.known.items(), key=lambda pair: pair[1])

    def clean_name(self) -> str:
        """Return the name, which may not point at a person."""
        return _harmless(self.cleaned_data["name"])

    def clean_contact(self) -> str:
        """Return the function, which may not point at a person."""
        return _harmless(self.cleaned_data["contact"])

    @property
    def choice(self) -> PartnerChoice:
        """What the services take."""
        given = self.cleaned_data
        return PartnerChoice(
            name=given["name"],
            kind=PartnerKind(given["kind"]),
            contact=given["contact"],
            areas={key: self.known[key] for key in given["areas"]},
        )


class BrandForm(forms.Form):
    """A logo, a colour and a footer line; all can be left out."""

    logo = forms.FileField(
        label=_("Logotyp"),
        required=False,
        help_text=_("PNG eller JPEG, högst 2 MB. Allt annat än själva bilden tas bort ur filen."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"empty": _("Filen är tom.")},
    )
    without_logo = forms.BooleanField(label=_("Ta bort logotypen"), required=False)
    logo_text = forms.CharField(
        label=_("Vad logotypen visar"),
        max_length=120,
        required=False,
        help_text=_("För den som inte ser bilden, till exempel Exempelköpings kommun."),
    )
    accent = forms.CharField(
        label=_("Färg"),
        max_length=7,
        required=False,
        help_text=_("Rubriker och linjer, som #RRGGBB. Utan val Samsyns egen, #0B5563."),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    footer = forms.CharField(
        label=_("Rad längst ner på varje sida"),
        max_length=120,
        required=False,
        help_text=_("Till exempel adress och webbplats."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, current: documents.Brand) -> None:
        own = current.accent if current.accent != documents.Brand().accent else ""
        about = {
            "accent": own,
            "footer": current.footer,
            "logo_text": current.logo_text if current.logo else "",
        }
        super().__init__(data, files, initial=about)
        self.current = current
        if current.logo is None:
            del self.fields["without_logo"]

    def clean_logo(self) -> bytes | None:
        """Return the picture as it will be kept: drawn anew, so that nothing else of the file is."""
        given = self.cleaned_data["logo"]
        if given is None:
            return self.current.logo
        if given.size > LOGO_LIMIT:
            raise forms.ValidationError(_("Filen är större än 2 MB. Ge en mindre bild."))
        return self._told(logo=given.read()).logo

    def clean_accent(self) -> str:
        """Return a colour that can be read on paper."""
        given = self.cleaned_data["accent"].strip()
        accent = given if given.startswith("#") or not given else f"#{given}"
        return self._told(accent=accent).accent if accent else documents.Brand().accent

    def clean_logo_text(self) -> str:
        """Return what the logo shows."""
        return _harmless(self.cleaned_data["logo_text"].strip())

    def clean_footer(self) -> str:
        """Return the line at the foot."""
        return _harmless(self.cleaned_data["footer"].strip())

    def clean(self) -> dict[str, Any]:
        """Ask for words where there is a logo."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("without_logo"):
            given["logo"] = None
        if given.get("logo") and not given.get("logo_text") and "logo_text" not in self.errors:
            self.add_error("logo_text", _("Skriv vad logotypen visar, för den som inte ser den."))
        return given

    @property
    def look(self) -> documents.Brand:
        """What the services take."""
        given = self.cleaned_data
        return documents.Brand(
            logo=given["logo"],
            logo_text=given["logo_text"] or "Logotyp",
            accent=given["accent"],
            footer=given["footer"],
        )

    @staticmethod
    def _told(**values: Any) -> documents.Brand:
        try:
            return documents.Brand(**values)
        except BadInput as error:
            raise forms.ValidationError(error.message) from None
