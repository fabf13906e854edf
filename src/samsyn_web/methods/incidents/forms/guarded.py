"""A field whose text may not point at a person."""

from __future__ import annotations

from typing import Any

from django import forms

from samsyn.errors import SamsynError
from samsyn_web.findings.policies import check_text


class GuardedText(forms.CharField):
    """A short text that may not point at a person."""

    def clean(self, value: Any) -> str:
        """Return the text, on one line; say what was found and where if it may not be kept."""
        text = " ".join(str(super().clean(value)).split())
        try:
            check_text(text, str(self.label), self.max_length or 0)
        except SamsynError as error:
            raise forms.ValidationError(error.message) from error
        return text
