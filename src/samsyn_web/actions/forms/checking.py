"""A plan to be checked, and what it is to be called when it is taken over."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.plans import ReadPlan
from samsyn_web.actions.models import TITLE

MOST_BYTES = 5 * 2**20  # of a file; a page holds it in base64, which is a third more

Data = Mapping[str, Any] | None


class PlanFileForm(forms.Form):
    """The plan as a file."""

    file = forms.FileField(
        label=_("Er åtgärdsplan"),
        help_text=_(
            "Word (docx), Excel (xlsx), ODS eller CSV, högst 5 MB. Som den är: inget behöver ändras först."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.xls,.ods,.csv"}),
        error_messages={"required": _("Välj filen med er plan."), "empty": _("Filen är tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large to be held in a page."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(
                _("Filen är större än 5 MB. Ta bort bilderna i den och spara om den.")
            )
        return given


class HeldFileForm(forms.Form):
    """The file once more: the page holds it, since the server does not."""

    name = forms.CharField(max_length=255, widget=forms.HiddenInput)
    held = forms.CharField(max_length=MOST_BYTES * 2, widget=forms.HiddenInput)

    def clean_held(self) -> bytes:
        """Return the bytes."""
        try:
            return base64.b64decode(self.cleaned_data["held"], validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError(_("Filen följde inte med. Välj den igen.")) from None

    @classmethod
    def holding(cls, data: bytes, name: str) -> HeldFileForm:
        """Return the form with a file in it."""
        return cls(initial={"name": name, "held": base64.b64encode(data).decode()})


class TakeOverForm(forms.Form):
    """What the plan is called in Samsyn, and when it holds."""

    title = forms.CharField(
        label=_("Planens namn"), max_length=TITLE, error_messages={"required": _("Skriv vad planen heter.")}
    )
    starts = forms.DateField(
        label=_("Gäller från"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends = forms.DateField(
        label=_("Gäller till"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, read: ReadPlan, today: date, data: Data = None) -> None:
        super().__init__(data, initial=_proposed(read, today))

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that ends before it begins."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("Planen slutar innan den börjar gälla. Ändra en av dagarna."))
        return cleaned


def _proposed(read: ReadPlan, today: date) -> dict[str, Any]:
    """Return a name and the years that the actions lie in."""
    days = [one.when.start for one in read.plan.actions if one.when.start]
    days += [one.when.end - timedelta(days=1) for one in read.plan.actions if one.when.end]
    first, last = min(days, default=today), max(days, default=today)
    title = read.plan.title or read.name.rsplit(".", 1)[0]
    return {
        "title": " ".join(title.split())[:TITLE],
        "starts": date(first.year, 1, 1),
        "ends": date(last.year, 12, 31),
    }
