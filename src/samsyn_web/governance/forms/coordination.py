"""The coordination function, when it is held, and what the public page says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.governance.forms.duties import Data, day_field
from samsyn_web.governance.models.coordination import ADDRESS, INFORMATION, PHONE, TITLE, WHERE


class PostForm(forms.Form):
    """The function, or its deputy; from when is asked the first time only."""

    title = forms.CharField(
        label=_("Vilken funktion är det?"),
        max_length=TITLE,
        help_text=_("Till exempel ”brottsförebyggande samordnare”. Inget namn."),
    )
    starts = day_field(_("Från och med"))
    share = forms.IntegerField(label=_("Andel av heltid, procent"), min_value=1, max_value=100, initial=100)
    reference = forms.CharField(
        label=_("Utsedd genom"),
        max_length=WHERE,
        help_text=_("Beslutet, till exempel ”Kommundirektören, dnr 2026/12”."),
    )
    email = forms.EmailField(
        label=_("E-post till kontoret"),
        required=False,
        help_text=_("Funktionens eller kontorets adress, inte en persons."),
    )
    phone = forms.CharField(
        label=_("Telefon till kontoret"),
        max_length=PHONE,
        required=False,
        help_text=_("Gärna växelns nummer."),
    )
    mandate = forms.CharField(
        label=_("Uppdragsbeskrivning"),
        max_length=WHERE,
        required=False,
        help_text=_("Handlingen som ger uppdraget att samordna och stödja arbetet (12 §)."),
    )
    mandate_on = day_field(_("Uppdragsbeskrivningens dag"), required=False)

    def __init__(self, data: Data, *, is_new: bool, is_deputy: bool, **more: Any) -> None:
        super().__init__(data, **more)
        gone = [] if is_new else ["starts"]
        for name in [*gone, *(["mandate", "mandate_on"] if is_deputy else [])]:
            del self.fields[name]


class FillForm(forms.Form):
    """From when it is held."""

    starts = day_field(_("Från och med vilken dag är funktionen besatt?"))


class LeaveForm(forms.Form):
    """The last day that it is held."""

    ends = day_field(
        _("Vilken är den sista dagen?"), help_text=_("Dagen efter är funktionen vakant, om ingen tar över.")
    )


class ContactForm(forms.Form):
    """What the public page says, and where it stands."""

    address = forms.CharField(
        label=_("Sidans adress"),
        max_length=ADDRESS,
        help_text=_("Sidan får adressen /kontaktpunkt/ och det du skriver här."),
    )
    information = forms.CharField(
        label=_("Information till invånarna"),
        max_length=INFORMATION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vad kommunen gör för att förebygga brott, och vart man vänder sig i andra frågor."),
    )
