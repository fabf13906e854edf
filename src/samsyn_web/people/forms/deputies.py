"""Who stands in for a member, and which days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn_web.people.models import Membership

DAY = {"type": "date"}


class DeputyForm(forms.Form):
    """A deputy among `others`, from a day to a day, both counted."""

    deputy = forms.TypedChoiceField(label=_("Ersättare"), coerce=int)
    first_day = forms.DateField(label=_("Första dagen"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    last_day = forms.DateField(
        label=_("Sista dagen"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text=_("Till och med den här dagen. Sedan slutar det av sig självt."),
    )

    def __init__(self, *args: Any, others: Iterable[Membership], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        field = self.fields["deputy"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.pk, ", ".join(filter(None, (str(one.user), one.works_as)))) for one in others]

    def clean_last_day(self) -> date:
        """Return the last day; not one that has passed."""
        day: date = self.cleaned_data["last_day"]
        if day < self.today:
            raise forms.ValidationError(gettext("Sista dagen har redan varit."))
        return day
