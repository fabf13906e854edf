"""What is asked when files are brought in."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samsyn import files
from samsyn.errors import SamsynError
from samsyn.table import Source

MOST_BYTES = 500 * 10**6
MOST_FILES = 20
MOST_DECLARED_BYTES = 10**6
ACCEPTED = ".csv,.tsv,.txt,.xlsx,.ods,.xls,.geojson,.json,.gpkg,.parquet,.gz"


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
        label=_("Filer med rapporter"),
        help_text=_("Välj en fil, eller flera som hör ihop."),
        error_messages={"required": _("Välj minst en fil."), "empty": _("Filen är tom.")},
    )
    area_version = forms.ChoiceField(
        label=_("Områden som raderna placeras i"),
        required=False,
        help_text=_("Rader med punkter placeras efter gränserna, andra efter områdets kod eller namn."),
    )
    areas = forms.FileField(
        label=_("Nya områden"),
        required=False,
        help_text=_(
            "En fil med områdenas gränser eller koder: GeoJSON, GeoPackage eller en tabell. Den sparas som en ny "
            "områdesindelning."
        ),
        error_messages={"empty": _("Områdesfilen är tom.")},
    )
    declaration = forms.FileField(
        label=_("Källdeklaration"),
        required=False,
        help_text=_(
            "En YAML-fil som säger vad kolumnerna betyder. Behövs inte: Samsyn gissar och visar vad den gissade."
        ),
        error_messages={"empty": _("Deklarationen är tom.")},
    )

    def __init__(self, versions: Iterable[tuple[int, str]], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        some = [(str(key), name) for key, name in versions]
        self.fields["area_version"].choices = [*some, ("", _("Områden enligt filen"))]  # type: ignore[attr-defined]
        self.has_versions = bool(some)
        if some:
            self.fields["area_version"].initial = some[0][0]
        self.fields["reports"].widget.attrs["accept"] = ACCEPTED
        self.fields["areas"].widget.attrs["accept"] = ACCEPTED
        self.fields["declaration"].widget.attrs["accept"] = ".yaml,.yml"

    def clean_reports(self) -> list[UploadedFile[bytes]]:
        """Check number and size."""
        some: list[UploadedFile[bytes]] = self.cleaned_data["reports"]
        if len(some) > MOST_FILES:
            raise forms.ValidationError(_("Välj högst %(n)s filer på en gång.") % {"n": MOST_FILES})
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
        raise forms.ValidationError(
            _("Det är %(found)s. Högst %(limit)s går att läsa in på en gång.")
            % {"found": found, "limit": limit}
        )


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
