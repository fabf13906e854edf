"""The form that the gallery of components shows; nothing is saved from it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Områdets namn"), help_text=_("Som det står på kartan."), max_length=80)
    week = forms.IntegerField(
        label=_("Vecka"), min_value=1, max_value=53, help_text=_("Ett tal från 1 till 53.")
    )
    source = forms.ChoiceField(
        label=_("Källa"), choices=[("", _("Välj")), ("host", _("Fastighetsvärd")), ("field", _("Fältgrupp"))]
    )
    edition = forms.ChoiceField(
        label=_("Upplaga"),
        widget=forms.RadioSelect,
        choices=[("internal", _("Intern")), ("partner", _("Partner")), ("public", _("Offentlig"))],
        initial="internal",
    )
    note = forms.CharField(label=_("Anteckning"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    checked = forms.BooleanField(label=_("Jag har kontrollerat att inga personer nämns"))


class ExampleFileForm(forms.Form):
    """A field for a file."""

    file = forms.FileField(
        label=_("Fil med rapporter"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods,.geojson,.parquet"}),
    )
