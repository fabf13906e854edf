"""Which sources, areas and period a picture is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.period import PeriodKind, containing, parse
from samsyn_web.base import words

KINDS = {
    PeriodKind.WEEK: (_("Veckor"), 60),
    PeriodKind.MONTH: (_("Månader"), 36),
    PeriodKind.QUARTER: (_("Kvartal"), 12),
    PeriodKind.TERTIAL: (_("Tertial"), 9),
    PeriodKind.YEAR: (_("År"), 10),
}


class SourcesForm(forms.Form):
    """Which sources a picture rests on, and the areas that their rows are placed in."""

    sources = forms.MultipleChoiceField(
        label=_("Källor"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en källa."), "invalid_choice": _("Välj bland källorna.")},
        help_text=_(
            "Rapporter av olika slag, till exempel pressnotiser och anmälda brott, ska inte räknas ihop."
        ),
    )
    area_version = forms.ChoiceField(label=_("Områden"), required=False)

    def __init__(
        self,
        sources: Iterable[tuple[int, str]],
        versions: Iterable[tuple[int, str]],
        *args: Any,
        **settings: Any,
    ) -> None:
        super().__init__(*args, **settings)
        self.fields["sources"].choices = [(str(key), name) for key, name in sources]  # type: ignore[attr-defined]
        some = [(str(key), name) for key, name in versions]
        self.fields["area_version"].choices = [*some, ("", _("Områden enligt filerna"))]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[int]:
        """Keys of the sources."""
        return [int(key) for key in self.cleaned_data["sources"]]

    @property
    def areas(self) -> int | None:
        """Key of the version of areas; none for the files' own."""
        return int(self.cleaned_data["area_version"]) if self.cleaned_data["area_version"] else None


class PeriodForm(forms.Form):
    """Which period the picture is about."""

    period = forms.ChoiceField(
        label=_("Period"), error_messages={"invalid_choice": _("Välj en av perioderna.")}
    )
    other = forms.CharField(
        label=_("Annan period"),
        required=False,
        max_length=30,
        help_text=_(
            "Till exempel 2024-HT, eller 2024-01-01..2024-02-01 (till men inte med den sista dagen)."
        ),
    )

    def __init__(
        self, first: date, last: date, proposed: str, *args: Any, weeks: bool = True, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.fields["period"].choices = period_choices(first, last, weeks=weeks)  # type: ignore[attr-defined]
        self.fields["period"].initial = proposed

    def clean_other(self) -> str:
        """Return the period as Samsyn writes it."""
        text = self.cleaned_data["other"].strip()
        if not text:
            return ""
        try:
            return str(parse(text))
        except SamsynError as error:
            raise forms.ValidationError(error.message) from error

    @property
    def chosen(self) -> str:
        """The period that was asked for."""
        return str(self.cleaned_data["other"] or self.cleaned_data["period"])


def period_choices(first: date, last: date, *, weeks: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Periods that hold days of the rows, the latest first, by kind."""
    choices = []
    for kind, (label, most) in KINDS.items():
        if kind is PeriodKind.WEEK and not weeks:
            continue
        period = containing(last, kind)
        some: list[tuple[str, str]] = []
        while period.end > first and len(some) < most:
            some.append((str(period), words.period(period)))
            period = period.previous()
        choices.append((str(label), some))
    return choices
