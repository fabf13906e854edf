"""What is asked of a participant each quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.models import TEXT, Obstacle, QuarterlyPart, QuarterStatus

Data = Mapping[str, Any] | None
QUARTER = re.compile(r"20\d\d-Q[1-4]")


class QuarterForm(forms.Form):
    """Which quarter is asked for, and when it is due."""

    quarter = forms.CharField(label=_("Kvartal"), max_length=7, help_text=_("Till exempel 2027-Q1."))
    due = forms.DateField(label=_("Lämnas senast"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_quarter(self) -> str:
        """Say how a quarter is written."""
        quarter = str(self.cleaned_data["quarter"]).strip().upper()
        if not QUARTER.fullmatch(quarter):
            raise forms.ValidationError(_("Skriv kvartalet som 2027-Q1."))
        return quarter


class ReportForm(forms.Form):
    """A quarterly report: each focus area, staffing and need of support."""

    is_led = forms.BooleanField(label=_("Den lokala projektledaren är på plats"), required=False)
    staffing = forms.CharField(
        label=_("Bemanning"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Vakanser och omorganisationer, som funktioner."),
    )
    needs = forms.CharField(
        label=_("Behov av stöd"), required=False, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        focus_areas: Mapping[int, str],
        stands: Iterable[QuarterlyPart],
        data: Data = None,
        initial: Data = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.focus_areas = focus_areas
        written = {one.focus_area: one for one in stands}
        for number, name in focus_areas.items():
            part = written.get(number)
            self.fields[f"status_{number}"] = forms.ChoiceField(
                label=f"{number}. {name}",
                choices=[("", _("Välj …")), *QuarterStatus.choices],
                initial=part.status if part else "",
                required=False,  # a draft may be half written; what is handed in is checked to be whole
            )
            self.fields[f"comment_{number}"] = forms.CharField(
                label=_("Kommentar, område %(number)s") % {"number": number},
                required=False,
                max_length=TEXT,
                initial=part.comment if part else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"obstacles_{number}"] = forms.MultipleChoiceField(
                label=_("Hinder, område %(number)s") % {"number": number},
                required=False,
                choices=Obstacle.choices,
                initial=part.obstacles if part else [],
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([name for name in self.fields if "_" in name and name[-1].isdigit()])

    @property
    def parts(self) -> dict[int, tuple[str, str, list[str]]]:
        """What was said of each focus area."""
        said = self.cleaned_data
        return {
            number: (said[f"status_{number}"], said[f"comment_{number}"], list(said[f"obstacles_{number}"]))
            for number in self.focus_areas
            if said[f"status_{number}"] or said[f"comment_{number}"] or said[f"obstacles_{number}"]
        }


class BackForm(forms.Form):
    """What is to be changed."""

    asked = forms.CharField(
        label=_("Vad ska ändras?"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
