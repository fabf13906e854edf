"""What is asked about a problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.categories import CategoryList
from samsyn_web.causes.forms.guarded import Data, Guarded, SeenField
from samsyn_web.causes.models import SOURCE, TEXT, TITLE, BasisKind, Problem

TOLD = ("title", "text", "when", "affected", "consequences", "extent")


def _text(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ChangeForm(Guarded):
    """What a problem is, said better; where it is stays."""

    title = forms.CharField(
        label=_("Vad är problemet?"),
        max_length=TITLE,
        help_text=_(
            "Kort, om platsen och det som händer, aldrig om vem. Till exempel ”Klotter på busskurar i Åsen”."
        ),
        error_messages={"required": _("Skriv vad problemet är.")},
    )
    text = _text(_("Beskrivning"), rows=4)
    when = forms.CharField(
        label=_("När"),
        max_length=SOURCE,
        required=False,
        help_text=_("Till exempel ”fredag och lördag kväll, sedan slutet av september”."),
    )
    affected = _text(
        _("Vilka situationer drabbas?"),
        _("Situationer, inte personer eller grupper: ”att vänta på bussen”, ”att stänga butiken ensam”."),
    )
    consequences = _text(
        _("Konsekvenser"),
        _("Vad det leder till: skador, kostnader, platser som undviks, verksamhet som ställs in."),
    )
    extent = _text(
        _("Omfattning"),
        _("Hur mycket och hur ofta, och hur säkert ni vet det."),
    )
    seen = SeenField(required=False)

    def __init__(self, problem: Problem, data: Data = None) -> None:
        super().__init__(
            data, initial={**{name: getattr(problem, name) for name in TOLD}, "seen": problem.version}
        )


class ProblemForm(Guarded):
    """What a problem is, and where."""

    title = ChangeForm.base_fields["title"]
    area = forms.ChoiceField(label=_("Område"), required=False)
    category = forms.ChoiceField(label=_("Kategori"), required=False)
    text = ChangeForm.base_fields["text"]
    when = ChangeForm.base_fields["when"]
    affected = ChangeForm.base_fields["affected"]
    consequences = ChangeForm.base_fields["consequences"]
    extent = ChangeForm.base_fields["extent"]

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

    @property
    def area_name(self) -> str:
        """The name of the area that was chosen."""
        return self.names.get(self.cleaned_data.get("area", ""), "")


class CloseForm(Guarded):
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


class BasisForm(Guarded):
    """Statistics or a document that a problem rests on."""

    kind = forms.ChoiceField(
        label=_("Slag"),
        choices=[(one.value, one.label) for one in (BasisKind.STATISTICS, BasisKind.DOCUMENT)],
        widget=forms.RadioSelect,
        initial=BasisKind.STATISTICS.value,
    )
    text = forms.CharField(
        label=_("Vad säger det om problemet?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad underlaget säger.")},
    )
    source = forms.CharField(
        label=_("Källa"),
        max_length=SOURCE,
        help_text=_("Vem som står bakom, vad det heter, vilken period, var det finns."),
        error_messages={"required": _("Ange källan.")},
    )


class LinkForm(forms.Form):
    """Which problem a finding is to be added to."""

    problem = forms.TypedChoiceField(
        label=_("Problem"), coerce=int, error_messages={"required": _("Välj ett problem.")}
    )

    def __init__(self, problems: Sequence[Problem], data: Data = None) -> None:
        super().__init__(data)
        self.fields["problem"].choices = [(one.pk, one.title) for one in problems]  # type: ignore[attr-defined]
