"""What is asked when a file of statistics is read in."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.methods.statistics import TEMPLATES, Pick, StatisticsReading, compared_in, read_statistics
from samsyn.sweden import municipality
from samsyn_web.methods.statistics import policies

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.ods,.parquet"
SIZES = [
    ("0.1", _("10 procent")),
    ("0.2", _("20 procent")),
    ("0.3", _("30 procent")),
    ("0.5", _("50 procent")),
]


class ReadForm(forms.Form):
    """A file, which kind it is, and whom to compare with; what was read is left in `reading`."""

    template = forms.ChoiceField(
        label=_("Varifrån är siffrorna?"),
        help_text=_("Mallen säger vilka kolumner filen har, och vad siffrorna kan och inte kan visa."),
        error_messages={"required": _("Välj varifrån siffrorna är.")},
    )
    file = forms.FileField(
        label=_("Fil"),
        max_length=255,
        help_text=_(
            "CSV, Excel eller ODS med rubriker på första raden: område, vad siffran gäller, år och siffra, eller en "
            "kolumn för varje år."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": _("Välj en fil."),
            "empty": _("Filen är tom. Hämta den igen från källan och välj den på nytt."),
        },
    )
    home = forms.CharField(
        label=_("Jämför kommunen"),
        required=False,
        max_length=60,
        help_text=_("Kommunens namn eller kod. Lämna tomt om siffrorna inte ska jämföras med andras."),
    )
    size = forms.ChoiceField(
        label=_("Hur mycket större eller mindre får de andra vara?"),
        choices=SIZES,
        initial="0.3",
        required=False,
    )
    same_county = forms.BooleanField(label=_("Bara kommuner i samma län"), required=False)
    reading: StatisticsReading
    options: Mapping[str, Any]
    doubts: tuple[str, ...]

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        names = [(key, one.source.name) for key, one in TEMPLATES.items()]
        self.fields["template"].choices = [("", _("Välj")), *names]  # type: ignore[attr-defined]
        self.options, self.doubts = {}, ()

    def clean_home(self) -> str:
        """Know the municipality."""
        written = str(self.cleaned_data["home"]).strip()
        if not written:
            return ""
        try:
            return municipality(written).code
        except SamsynError as error:
            raise forms.ValidationError(error.message) from None

    def clean(self) -> dict[str, Any]:
        """Read the file by its template; a comparison that cannot be made is told, and the file read all the same."""
        said = super().clean() or {}
        given, template = said.get("file"), said.get("template")
        if given is None or not template or self.errors:
            return said
        if (given.size or 0) > policies.MOST_BYTES:
            self.add_error("file", _("Filen är större än 20 MB. Välj färre kommuner, brott eller år."))
            return said
        try:
            self.reading = _read(given, template)
            policies.check_reading(self.reading)
            policies.check_names(self.reading)
            policies.file_name(str(given.name))
        except SamsynError as error:
            self.add_error("file", [*error.message.splitlines()])
            return said
        if said.get("home"):
            self._compare(said)
        return said

    def _compare(self, said: Mapping[str, Any]) -> None:
        areas = self.reading.table.frame["area"].unique().sort().to_list()
        try:
            self.options = compared_in(
                areas,
                said["home"],
                share=float(said.get("size") or 0.3),
                same_county=bool(said.get("same_county")),
            )
        except SamsynError as error:
            self.doubts = (error.message,)


class PickForm(forms.Form):
    """Which figures of an area and a year are taken into a situational picture."""

    figures = forms.MultipleChoiceField(
        label=_("Siffror"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst en siffra."),
            "invalid_choice": _("En av siffrorna går inte att välja. Öppna sidan igen."),
        },
    )

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["figures"].choices = list(choices)  # type: ignore[attr-defined]

    def picks(self, area: str) -> list[Pick]:
        """Return what was chosen, once the form is valid."""
        found = (str(one).partition(":") for one in self.cleaned_data["figures"])
        return [Pick(area=area, category=category, kind=kind) for kind, _sign, category in found]


def _read(given: UploadedFile[bytes], template: str) -> StatisticsReading:
    """Read a copy that is gone afterwards: what was understood is kept, never the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as copy:
            for part in given.chunks():
                copy.write(part)
        return read_statistics(path, template, name=str(given.name))
