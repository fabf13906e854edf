"""Which situational picture a decided plan rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[int, str]]


class TieForm(forms.Form):
    """A decided version of the plan, and a decided picture."""

    version = forms.TypedChoiceField(label=_("Beslutad plan"), coerce=int)
    picture = forms.TypedChoiceField(
        label=_("Lägesbild som planen bygger på"),
        coerce=int,
        help_text=_("En lägesbild som var beslutad när planen beslutades."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, versions: Choices, pictures: Choices, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.fields["version"].choices = versions  # type: ignore[attr-defined]
        self.fields["picture"].choices = pictures  # type: ignore[attr-defined]
