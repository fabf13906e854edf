"""Filled in forms of a survey, several at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.documents.filled_form import LARGEST


class ManyFiles(forms.FileInput):
    """A field of files where more than one can be chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return one of the files, by which the field says whether there is any; the form reads them all."""
        return files.get(name)


class FilledFormsForm(forms.Form):
    """The forms that have come back."""

    file = forms.FileField(
        label=_("De ifyllda formulären"),
        help_text=_("Word (docx), högst 50 åt gången och 5 MB var. Filerna sparas inte."),
        widget=ManyFiles(attrs={"accept": ".docx", "multiple": True}),
        error_messages={"required": _("Välj minst ett ifyllt formulär."), "empty": _("Filen är tom.")},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse files that are too large to be forms."""
        for one in self.chosen:
            if one.size > LARGEST:
                self.add_error("file", _("%(name)s är större än 5 MB.") % {"name": one.name})
        return super().clean() or {}

    @property
    def chosen(self) -> list[Any]:
        """All files that were chosen."""
        return list(self.files.getlist("file")) if self.files else []
