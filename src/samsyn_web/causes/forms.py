"""What is asked about a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.instruments.categories import CategoryList
from samsyn_web.causes.models import TEXT, TITLE, Problem
from samsyn_web.findings.policies import check_text

Data = Mapping[str, Any] | None


class ProblemForm(forms.Form):
    """What a problem is, and where."""

    title = forms.CharField(
        label=_("Vad är problemet?"),
        max_length=TITLE,
        help_text=_(
            "Kort, om platsen och det som händer, aldrig om vem. Till exempel ”Klotter på busskurar i Åsen”."
        ),
        error_messages={"required": _("Skriv vad problemet är.")},
    )
    text = forms.CharField(
        label=_("Beskrivning"), max_length=TEXT, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    area = forms.ChoiceField(label=_("Område"), required=False)
    category = forms.ChoiceField(label=_("Kategori"), required=False)

    def __init__(
        self, areas: Sequence[tuple[str, str]], known: CategoryList, data: Data = None, initial: Data = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["area"].choices = [("", _("Hela kommunen, eller inget särskilt")), *areas]  # type: ignore[attr-defined]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", _("Ingen särskild")),
            *((one.code, one.label) for one in known.categories if one.kind == "incident"),
        ]
        self.names = dict(areas)

    def clean_title(self) -> str:
        """Say what was found where the text points at a person."""
        return _guarded(self.cleaned_data["title"], str(self.fields["title"].label), TITLE)

    def clean_text(self) -> str:
        """The same for the description."""
        return _guarded(self.cleaned_data["text"], str(self.fields["text"].label), TEXT)

    @property
    def area_name(self) -> str:
        """The name of the area that was chosen."""
        return self.names.get(self.cleaned_data.get("area", ""), "")


class ChangeForm(forms.Form):
    """What a problem is, said better; where it is stays."""

    title = ProblemForm.base_fields["title"]
    text = ProblemForm.base_fields["text"]

    def __init__(self, problem: Problem, data: Data = None) -> None:
        super().__init__(data, initial={"title": problem.title, "text": problem.text})

    clean_title = ProblemForm.clean_title
    clean_text = ProblemForm.clean_text


class CloseForm(forms.Form):
    """Why a problem is closed."""

    reason = forms.CharField(
        label=_("Varför avslutas problemet?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Löst, eller något ni väljer att inte arbeta vidare med. De som har rapporterat får läsa skälet."
        ),
        error_messages={"required": _("Skriv varför problemet avslutas.")},
    )

    def clean_reason(self) -> str:
        """Say what was found where the text points at a person."""
        return _guarded(self.cleaned_data["reason"], str(self.fields["reason"].label), TEXT)


def _guarded(text: str, name: str, most: int) -> str:
    try:
        check_text(text, name, most)
    except SamsynError as error:
        raise forms.ValidationError(error.message) from error
    return text
