"""What is asked about a local project leader's function: days, never a name."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.forms.participation import day


class FilledForm(forms.Form):
    """From which day the function is held."""

    starts = forms.DateField(label=_("På plats från"), widget=day())
    ends = forms.DateField(
        label=_("Sista dagen"),
        required=False,
        widget=day(),
        help_text=_("Lämna tomt om funktionen är besatt."),
    )


class LeftForm(forms.Form):
    """The last day that it was held."""

    ends = forms.DateField(label=_("Sista dagen"), widget=day())
