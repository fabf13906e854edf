"""What is asked on the way from files to a picture; forms check, services save."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from samsyn import files
from samsyn.errors import SamsynError
from samsyn.files import MEANINGS, ColumnProfile
from samsyn.period import PeriodKind, containing, parse
from samsyn.table import Sensitivity, Source

MOST_BYTES = 500 * 10**6
MOST_FILES = 20
MOST_DECLARED_BYTES = 10**6
ACCEPTED = ".csv,.tsv,.txt,.xlsx,.ods,.xls,.geojson,.json,.gpkg,.parquet,.gz"
KINDS = {
    PeriodKind.WEEK: ("Veckor", 60),
    PeriodKind.MONTH: ("Månader", 36),
    PeriodKind.QUARTER: ("Kvartal", 12),
    PeriodKind.TERTIAL: ("Tertial", 9),
    PeriodKind.YEAR: ("År", 10),
}


class FilesInput(forms.ClearableFileInput):
    """A file field where several files may be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Check each file for itself."""
        some = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in some or [None]]


class UploadForm(forms.Form):
    """Files with reports, and what explains them."""

    reports = FilesField(
        label="Filer med rapporter",
        help_text="Välj en fil, eller flera som hör ihop.",
        error_messages={"required": "Välj minst en fil.", "empty": "Filen är tom."},
    )
    areas = forms.FileField(
        label="Områden",
        required=False,
        help_text="En fil med områdenas gränser eller koder: GeoJSON, GeoPackage eller en tabell.",
        error_messages={"empty": "Områdesfilen är tom."},
    )
    declaration = forms.FileField(
        label="Källdeklaration",
        required=False,
        help_text="En YAML-fil som säger vad kolumnerna betyder. Behövs inte: Samsyn gissar och visar vad den gissade.",
        error_messages={"empty": "Deklarationen är tom."},
    )

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["reports"].widget.attrs["accept"] = ACCEPTED
        self.fields["areas"].widget.attrs["accept"] = ACCEPTED
        self.fields["declaration"].widget.attrs["accept"] = ".yaml,.yml"

    def clean_reports(self) -> list[UploadedFile[bytes]]:
        """Check number and size."""
        some: list[UploadedFile[bytes]] = self.cleaned_data["reports"]
        if len(some) > MOST_FILES:
            raise forms.ValidationError(f"Välj högst {MOST_FILES} filer på en gång.")
        check_size(sum(one.size or 0 for one in some), MOST_BYTES)
        return some

    def clean_areas(self) -> UploadedFile[bytes] | None:
        """Check the size."""
        areas: UploadedFile[bytes] | None = self.cleaned_data["areas"]
        if areas is not None:
            check_size(areas.size or 0, MOST_BYTES)
        return areas

    def clean_declaration(self) -> Source | None:
        """Return the declaration itself."""
        given: UploadedFile[bytes] | None = self.cleaned_data["declaration"]
        if given is None:
            return None
        check_size(given.size or 0, MOST_DECLARED_BYTES)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "source.yaml"
            path.write_bytes(given.read())
            try:
                return files.load_source(path)
            except SamsynError as error:
                raise forms.ValidationError(error.message) from error


def check_size(size: int, most: int) -> None:
    """Raise where more bytes were sent than are taken."""
    if size > most:
        found, limit = (f"{one / 10**6:.0f} MB" for one in (size, most))
        raise forms.ValidationError(f"Det är {found}. Högst {limit} går att läsa in på en gång.")


def unpacked_size(content: UploadedFile[bytes], most: int) -> int:
    """Return how many bytes a file holds once unpacked, or some number above `most` as soon as it is known to be."""
    content.seek(0)
    first = content.read(4)
    content.seek(0)
    try:
        if first[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=content) as stream:
                return len(stream.read(most + 1))
        if first == b"PK\x03\x04":
            with zipfile.ZipFile(content) as archive:
                return sum(member.file_size for member in archive.infolist())
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        pass  # broken: reading it says so in words
    finally:
        content.seek(0)
    return content.size or 0


AGAIN = "again"


class ReadAgainForm(forms.Form):
    """What a file is read again with; the file itself has to be chosen again where its content is not kept."""

    def __init__(self, *args: Any, is_kept: bool = True, **settings: Any) -> None:
        super().__init__(*args, **settings)
        if not is_kept:
            self.fields[AGAIN] = forms.FileField(
                label="Filen en gång till",
                help_text="Filen kan ha uppgifter om personer, så Samsyn har inte sparat den. Välj samma fil igen.",
                error_messages={
                    "required": "Välj filen igen, så att den kan läsas om.",
                    "empty": "Filen är tom.",
                },
                widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
            )

    @property
    def again(self) -> Any:
        """The field for the file, or nothing where the content is kept."""
        return self[AGAIN] if AGAIN in self.fields else None


class ColumnsForm(ReadAgainForm):
    """What each column of a file means."""

    def __init__(self, columns: Iterable[ColumnProfile], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.columns = list(columns)
        for place, column in enumerate(self.columns):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=f"Vad {column.name} betyder",
                choices=choices_of(column),
                initial=column.meaning or "",
                required=False,
                disabled=column.sensitivity is Sensitivity.FREE_TEXT and column.meaning is None,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two columns with one meaning."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for place, column in enumerate(self.columns):
            meaning = cleaned.get(f"c{place}", "")
            if meaning and meaning in seen:
                self.add_error(f"c{place}", f"{seen[meaning]} har redan betydelsen {MEANINGS[meaning]}.")
            seen[meaning] = column.name
        return cleaned

    def corrections(self) -> dict[str, str]:
        """Meaning → heading for what was changed, with an empty heading for a meaning that no column has any more."""
        chosen = {self.cleaned_data[f"c{n}"]: c.name for n, c in enumerate(self.columns)}
        before = {c.meaning: c.name for c in self.columns if c.meaning}
        gone = {meaning: "" for meaning in before if meaning not in chosen}
        changed = {m: name for m, name in chosen.items() if m and before.get(m) != name}
        return {**gone, **changed}


def choices_of(column: ColumnProfile) -> list[tuple[str, str]]:
    """What a column may be said to mean; one that seems to hold persons can only be a function that reports."""
    if column.meaning is None and column.sensitivity in (Sensitivity.PERSONAL, Sensitivity.SENSITIVE):
        return [("", "används inte"), ("reporter", "rapporterande funktion, inga personnamn")]
    return [("", "används inte"), *MEANINGS.items()]


class HeadingsForm(ReadAgainForm):
    """The headings of a file where the columns could not be told apart."""

    time_from = forms.CharField(label="Kolumn med tid eller datum", max_length=200)
    category = forms.CharField(label="Kolumn med kategori", max_length=200, required=False)
    area = forms.CharField(label="Kolumn med områdets kod", max_length=200, required=False)

    def corrections(self) -> dict[str, str]:
        """Meaning → heading."""
        return {
            meaning: self.cleaned_data[meaning]
            for meaning in ("time_from", "category", "area")
            if self.cleaned_data[meaning]
        }


class PeriodForm(forms.Form):
    """Which period the picture is about."""

    period = forms.ChoiceField(label="Period", error_messages={"invalid_choice": "Välj en av perioderna."})
    other = forms.CharField(
        label="Annan period",
        required=False,
        max_length=30,
        help_text="Till exempel 2024-HT, eller 2024-01-01..2024-02-01 (till men inte med den sista dagen).",
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
            some.append((str(period), period.label))
            period = period.previous()
        choices.append((label, some))
    return choices


def column_rows(form: ColumnsForm) -> list[tuple[ColumnProfile, Any]]:
    """Each column with its field."""
    return [(column, form[f"c{place}"]) for place, column in enumerate(form.columns)]
