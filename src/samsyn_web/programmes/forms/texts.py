"""Text of the final report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.models import LONG


class TextForm(forms.Form):
    """Text of a section in the final report."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("En tom rad skiljer stycken. Texten står först i avsnittet och skrivs aldrig över."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
