"""Which activities are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.programme import Programme
from samsyn_web.programmes.models import ActivityStatus

Data = Mapping[str, Any] | None


class ChooseForm(forms.Form):
    """Municipality, focus area, status, format and period; a day is given as first and last, both included."""

    kommun = forms.ChoiceField(label=_("Kommun"), required=False)
    fokus = forms.ChoiceField(label=_("Fokusområde"), required=False)
    lage = forms.ChoiceField(
        label=_("Läge"), required=False, choices=[("", _("Alla")), *ActivityStatus.choices]
    )
    format = forms.ChoiceField(label=_("Format"), required=False)
    fran = forms.DateField(label=_("Från"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    till = forms.DateField(
        label=_("Till och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, facts: Programme, data: Data = None) -> None:
        super().__init__(data)
        every = [("", _("Alla"))]
        choices = {
            "kommun": [(one.key, one.name) for one in facts.municipalities],
            "fokus": [(str(number), f"{number}. {name}") for number, name in facts.focus_areas.items()],
            "format": [(str(number), name) for number, name in facts.formats.items()],
        }
        for name, its in choices.items():
            self.fields[name].choices = [*every, *its]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked for; a field that cannot be read chooses nothing away."""
        said: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else {}
        said = said or dict(getattr(self, "cleaned_data", {}))
        last: date | None = said.get("till")
        return {
            "municipality": said.get("kommun", ""),
            "focus_area": _whole(said.get("fokus")),
            "status": said.get("lage", ""),
            "format": _whole(said.get("format")),
            "start": said.get("fran"),
            "end": last + timedelta(days=1) if last else None,
        }


def _whole(text: str | None) -> int | None:
    return int(text) if text else None
