"""What is asked of a participant each quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.programme.quarters import DAYS_AFTER
from samsyn_web.programmes.models import TEXT, Obstacle, QuarterlyPart, QuarterStatus

Data = Mapping[str, Any] | None
QUARTER = re.compile(r"20\d\d-Q[1-4]")


def day() -> forms.DateInput:
    """Return a field for a day."""
    return forms.DateInput(attrs={"type": "date"})


class QuarterForm(forms.Form):
    """Which quarter is asked for, and when it is due where the rule does not say."""

    quarter = forms.CharField(label=_("Kvartal"), max_length=7, help_text=_("Till exempel 2027-Q1."))
    due = forms.DateField(
        label=_("Lämnas senast"), required=False, widget=day(), help_text=_("Lämna tomt så gäller regeln.")
    )

    def clean_quarter(self) -> str:
        """Say how a quarter is written."""
        quarter = str(self.cleaned_data["quarter"]).strip().upper()
        if not QUARTER.fullmatch(quarter):
            raise forms.ValidationError(_("Skriv kvartalet som 2027-Q1."))
        return quarter


class QuarterRuleForm(forms.Form):
    """When reports are due."""

    days_after = forms.IntegerField(
        label=_("Dagar efter kvartalets slut"), min_value=1, max_value=90, initial=DAYS_AFTER
    )
    opens_itself = forms.BooleanField(
        label=_("Öppna kvartalet av sig självt när det är slut"), required=False
    )


class DueForm(forms.Form):
    """Another day for one report."""

    due = forms.DateField(label=_("Lämnas senast"), widget=day())


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
        proposals: Mapping[int, tuple[str, str]] | None = None,
    ) -> None:
        """Begin with what is written, and where nothing is with what is proposed: status and comment."""
        super().__init__(data, initial=dict(initial or {}))
        self.focus_areas = focus_areas
        written = {one.focus_area: one for one in stands}
        for number, name in focus_areas.items():
            part = written.get(number)
            status, comment = (part.status, part.comment) if part else (proposals or {}).get(number, ("", ""))
            is_proposed = part is None and bool(status)
            self.fields[f"status_{number}"] = forms.ChoiceField(
                label=f"{number}. {name}",
                choices=[("", _("Välj …")), *QuarterStatus.choices],
                initial=status,
                help_text=_("Förslag ur aktiviteterna i kvartalet. Ändra det som inte stämmer.")
                if is_proposed
                else "",
                required=False,  # a draft may be half written; what is handed in is checked to be whole
            )
            self.fields[f"comment_{number}"] = forms.CharField(
                label=_("Kommentar, område %(number)s") % {"number": number},
                required=False,
                max_length=TEXT,
                initial=comment,
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
    due = forms.DateField(
        label=_("Lämnas in igen senast"),
        required=False,
        widget=day(),
        help_text=_("Lämna tomt så gäller dagen som var."),
    )
