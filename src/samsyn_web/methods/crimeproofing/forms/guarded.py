"""Fields whose text may not point at a person, and choices from the instrument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise

from samsyn.errors import SamsynError
from samsyn.instruments.load import crimeproofing
from samsyn_web.findings.policies import check_text


class GuardedText(forms.CharField):
    """A text that may not point at a person."""

    def clean(self, value: Any) -> str:
        """Return the text on one line; say what was found and where if it may not be kept."""
        text = " ".join(str(super().clean(value)).split())
        try:
            check_text(text, str(self.label), self.max_length or 0)
        except SamsynError as error:
            raise forms.ValidationError(error.message) from error
        return text


def area(rows: int = 3) -> forms.Textarea:
    """Return a text area of some rows."""
    return forms.Textarea(attrs={"rows": rows})


def choices(of: str, empty: str | Promise | None = None) -> Sequence[tuple[str, str | Promise]]:
    """Return a list of the instrument as choices."""
    first: list[tuple[str, str | Promise]] = [] if empty is None else [("", empty)]
    return [*first, *((one.code, one.label) for one in crimeproofing().lists[of])]
