"""What is asked about areas and map layers; forms check, services save."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samsyn import files, sweden
from samsyn.errors import SamsynError
from samsyn.files import AreaReading
from samsyn.table import AreaSet
from samsyn_web.places.models import NOTE, LayerKind

MOST_BYTES = 50 * 10**6
ACCEPTED = ".geojson,.json,.topojson,.gpkg,.parquet,.csv,.tsv,.txt,.xlsx,.ods,.gz"


class AreaFileForm(forms.Form):
    """A file with areas; what was understood is left in `reading`."""

    file = forms.FileField(
        label=_("Fil med områden"),
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )
    reading: AreaReading

    def clean_file(self) -> UploadedFile[bytes]:
        """Read the areas."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("Filen är större än 50 MB. Förenkla gränserna eller dela upp filen.")
            )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            with path.open("wb") as copy:
                for part in given.chunks():
                    copy.write(part)
            try:
                self.reading = files.inspect_areas(path, name=str(given.name))
            except SamsynError as error:
                raise forms.ValidationError(error.message) from None
        return given


class RegsoForm(forms.Form):
    """A municipality and a vintage; the areas are left in `areas`."""

    municipality = forms.CharField(
        label=_("Kommun"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "kommuner", "autocomplete": "off"}),
        error_messages={"required": _("Skriv vilken kommun.")},
    )
    vintage = forms.TypedChoiceField(
        label=_("Vad ska följa med?"),
        coerce=int,
        choices=[
            (2025, _("Gränser: RegSO 2025, förenklade, utan invånare")),
            (2020, _("Invånare: RegSO 2020, 31 december 2023, utan gränser")),
        ],
        initial=2025,
        widget=forms.RadioSelect,
        help_text=_("Gränserna ritades om mellan 2020 och 2025. Därför blandas de inte."),
    )
    areas: AreaSet

    def clean(self) -> dict[str, Any]:
        """Find the areas."""
        given: dict[str, Any] = super().clean() or {}
        if "municipality" in given and "vintage" in given:
            try:
                self.areas = sweden.regso(given["municipality"], given["vintage"])
            except SamsynError as error:
                self.add_error("municipality", error.message)
        return given


class KeepForm(forms.Form):
    """What a version is called, and from when it holds."""

    name = forms.CharField(
        label=_("Namn på indelningen"),
        max_length=120,
        help_text=_("Till exempel Stadsdelar 2026. Varje version har sitt eget namn."),
    )
    valid_from = forms.DateField(
        label=_("Gäller från"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("Anteckning"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Varför gränserna ser ut så, eller vad som ändrades. Inget om personer."),
    )


class AreaForm(forms.Form):
    """
    One area; `border` becomes a surface in WGS 84, or none; `was` is the key it had when the form was opened.

    `keeps_border` tells that the border came back as it was given: it is then not read and written again.
    """

    keeps_border = False

    was = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)

    key = forms.CharField(
        label=_("Nyckel"),
        max_length=120,
        help_text=_(
            "Det som står i rapporterna, till exempel en kod eller namnet. "
            "Samma nyckel i nästa version är samma område."
        ),
    )
    name = forms.CharField(label=_("Namn"), max_length=200)
    population = forms.IntegerField(
        label=_("Invånare"), min_value=0, max_value=2_000_000_000, required=False,
        help_text=_("Lämna tomt om talet inte är känt."),
    )  # fmt: skip
    border = forms.CharField(
        label=_("Gräns"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "Rita på kartan, eller skriv ett hörn per rad: norr och öst i SWEREF 99 TM, eller latitud och longitud. "
            "GeoJSON går också bra."
        ),
    )

    def clean_border(self) -> Any:
        """Return the surface; none where there is none, and where it stands as it was."""
        text = self.cleaned_data["border"].strip()
        self.keeps_border = bool(text) and text == self.initial.get("border")
        if not text or self.keeps_border:
            return None
        try:
            return files.read_border(text)
        except SamsynError as error:
            raise forms.ValidationError(error.message) from None


class LayerForm(forms.Form):
    """A background map."""

    name = forms.CharField(
        label=_("Namn"), max_length=80, help_text=_("Det som står i kartans lagerväljare.")
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=LayerKind.choices, widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Adress"),
        max_length=400,
        help_text=_(
            "För rutor: https://karta.example.se/rutor/{z}/{x}/{y}.png. För WMS: tjänstens adress utan parametrar. "
            "Rutor i Web Mercator (EPSG:3857)."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    layers = forms.CharField(
        label=_("Lagernamn i WMS"),
        max_length=200,
        required=False,
        help_text=_("Flera skiljs med kommatecken."),
    )
    attribution = forms.CharField(
        label=_("Källa som ska stå på kartan"), max_length=200, help_text=_("Till exempel Lantmäteriet.")
    )
    is_default = forms.BooleanField(label=_("Visa det här lagret först"), required=False)
