"""What is asked about an annex."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AnnexForm(forms.Form):
    """Which problems and actions an application is about."""

    problems = forms.TypedMultipleChoiceField(
        label=_("Problem"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beskrivning, underlag och orsaker hämtas från problemet."),
    )
    actions = forms.TypedMultipleChoiceField(
        label=_("Åtgärder"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Mål, tid, kostnader, parter och utvärdering hämtas från åtgärden. Utkast går också att välja."
        ),
    )

    def __init__(
        self, *args: Any, problems: Iterable[tuple[int, str]], actions: Iterable[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, choices in (("problems", problems), ("actions", actions)):
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101  # both are, above
            field.choices = list(choices)
