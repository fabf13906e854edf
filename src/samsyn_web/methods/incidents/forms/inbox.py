"""What is said when a folder is set up, and a file left at its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class InboxForm(forms.Form):
    """Which source's files are laid in a new folder."""

    source = forms.ChoiceField(
        label=_("Källa"),
        help_text=_("Filerna läses med de kolumner och kategorier som ni har bestämt för källan."),
    )

    def __init__(self, sources: Sequence[tuple[int, str]], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["source"].choices = [(str(key), name) for key, name in sources]  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """A file that a program leaves."""

    file = forms.FileField()
