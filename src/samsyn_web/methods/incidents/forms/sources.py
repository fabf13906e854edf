"""What an organisation says about a source that it already has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.methods.incidents.words import plural
from samsyn.table import Break, LocationPrecision, Source, TimePrecision
from samsyn_web.base import words
from samsyn_web.methods.incidents.forms.columns import LOCATION_PRECISIONS, TIME_PRECISIONS


class SourceEditForm(forms.Form):
    """A source's name, precision, breaks, caveats and terms."""

    name = forms.CharField(label=_("Källans namn"), max_length=200)
    counts = forms.CharField(
        label=_("En rad är"), max_length=60, help_text=_("Ett ord i ental: rapport, anmält brott.")
    )
    time_precision = forms.ChoiceField(
        label=_("Så noga anger källan tiden"),
        choices=[
            (key.value, word) for key, word in TIME_PRECISIONS.items() if key is not TimePrecision.UNKNOWN
        ],
    )
    location_precision = forms.ChoiceField(
        label=_("Så noga anger källan platsen"),
        choices=[
            (key.value, word if key is not LocationPrecision.UNKNOWN else _("ingen plats alls"))
            for key, word in LOCATION_PRECISIONS.items()
        ],
    )
    breaks = forms.CharField(
        label=_("Avbrott i källan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "En dag och vad som hände, en per rad: 2026-01-01 Källan anger län i stället för kommun. Siffror "
            "före och efter den dagen jämförs inte."
        ),
    )
    caveats = forms.CharField(
        label=_("Förbehåll"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Det läsaren måste veta, en mening per rad. Visas i lägesbilden."),
    )
    credit = forms.CharField(label=_("Anges som källa"), required=False, max_length=200)
    licence = forms.CharField(label=_("Villkor"), required=False, max_length=200)

    def __init__(self, declared: Source, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.declared_before = declared
        for name in ("name", "counts", "credit", "licence"):
            self.fields[name].initial = getattr(declared, name)
        self.fields["time_precision"].initial = declared.time_precision.value
        self.fields["location_precision"].initial = declared.location_precision.value
        self.fields["breaks"].initial = "\n".join(
            f"{one.day.isoformat()} {one.what}" for one in declared.breaks
        )
        self.fields["caveats"].initial = "\n".join(declared.caveats)

    def clean_breaks(self) -> tuple[Break, ...]:
        """Return the breaks, each a day and a text."""
        found = []
        for line in filter(None, (one.strip() for one in self.cleaned_data["breaks"].splitlines())):
            day, _blank, what = line.partition(" ")
            try:
                found.append(Break(day=date.fromisoformat(day.rstrip(":")), what=" ".join(what.split())))
            except ValueError:
                raise forms.ValidationError(
                    _("”%(line)s” börjar inte med en dag. Skriv så här: 2026-01-01 Vad som hände.")
                    % {"line": line[:60]}
                ) from None
            if not found[-1].what:
                raise forms.ValidationError(
                    _("Skriv vad som hände %(day)s.") % {"day": words.day(found[-1].day)}
                )
        return tuple(sorted(found, key=lambda one: one.day))

    def clean_caveats(self) -> tuple[str, ...]:
        """Return the sentences."""
        return tuple(
            " ".join(line.split()) for line in self.cleaned_data["caveats"].splitlines() if line.strip()
        )

    def clean_counts(self) -> str:
        """Check that the word has a plural that can be written."""
        word = " ".join(self.cleaned_data["counts"].split())
        plural(word)
        return word

    def declared(self) -> Source:
        """The declaration with what was said here."""
        given = self.cleaned_data
        return replace(
            self.declared_before,
            name=" ".join(given["name"].split()),
            counts=given["counts"],
            time_precision=TimePrecision(given["time_precision"]),
            location_precision=LocationPrecision(given["location_precision"]),
            breaks=given["breaks"],
            caveats=given["caveats"],
            credit=given["credit"],
            licence=given["licence"],
        )
