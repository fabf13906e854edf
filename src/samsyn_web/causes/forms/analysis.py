"""What is asked about causes, what speaks for and against them, and the chain of events."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.causes.forms.guarded import Data, Guarded, SeenField
from samsyn_web.causes.models import (
    NAME,
    SOURCE,
    STATEMENT,
    TEXT,
    Cause,
    CauseDecision,
    ChainStep,
    Influence,
    Level,
    Perspective,
    Side,
    Strength,
)


class CauseForm(Guarded):
    """A cause: what it is, from which perspective and on which level."""

    statement = forms.CharField(
        label=_("Orsak"),
        max_length=STATEMENT,
        help_text=_("En mening om ett förhållande som går att pröva: ”Torget töms när butikerna stänger”."),
        error_messages={"required": _("Skriv vad orsaken är.")},
    )
    perspective = forms.ChoiceField(
        label=_("Perspektiv"), choices=Perspective.choices, initial=Perspective.PLACE.value
    )
    level = forms.ChoiceField(
        label=_("Nivå"), choices=Level.choices, initial=Level.SITUATION.value, required=False
    )
    seen = SeenField(required=False)

    def __init__(self, data: Data = None, cause: Cause | None = None) -> None:
        now = {}
        if cause is not None:
            now = {name: getattr(cause, name) for name in ("statement", "perspective", "level")}
            now["seen"] = cause.version
        super().__init__(data, initial=now)
        if cause is not None and not cause.perspective:
            field = self.fields["perspective"]
            field.required = False
            field.choices = [("", _("Inte bedömt än")), *Perspective.choices]  # type: ignore[attr-defined]

    def clean_level(self) -> str:
        """Take the situation where nothing was chosen."""
        return self.cleaned_data["level"] or Level.SITUATION.value


class JudgeForm(Guarded):
    """Whether a cause can be influenced, by whom, how counter-evidence was sought, and what is decided."""

    influence = forms.ChoiceField(label=_("Går den att påverka?"), choices=Influence.choices)
    influenced_by = forms.CharField(
        label=_("Vem kan påverka den?"),
        max_length=NAME,
        required=False,
        help_text=_("En funktion eller en organisation, till exempel ”fastighetsbolaget”."),
    )
    counter_sought = forms.CharField(
        label=_("Hur har ni letat efter det som talar mot?"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Vad skulle ni se om orsaken är fel, och var har ni tittat? Hittade ni något skrivs det som belägg mot."
        ),
    )
    decision = forms.ChoiceField(
        label=_("Beslut om orsaken"), choices=CauseDecision.choices, widget=forms.RadioSelect
    )
    decision_reason = forms.CharField(
        label=_("Skäl"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Måste anges när orsaken lämnas."),
    )
    seen = SeenField()

    def __init__(self, cause: Cause, data: Data = None) -> None:
        names = ("influence", "influenced_by", "counter_sought", "decision", "decision_reason")
        super().__init__(
            data, initial={**{name: getattr(cause, name) for name in names}, "seen": cause.version}
        )


class EvidenceForm(Guarded):
    """What speaks for or against a cause."""

    side = forms.ChoiceField(
        label=_("Riktning"), choices=Side.choices, widget=forms.RadioSelect, initial=Side.FOR.value
    )
    strength = forms.TypedChoiceField(
        label=_("Styrka"), choices=Strength.choices, coerce=int, initial=Strength.WEAK.value
    )
    text = forms.CharField(
        label=_("Vad talar för eller mot?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad som talar för eller mot orsaken.")},
    )
    source = forms.CharField(
        label=_("Källa"),
        max_length=SOURCE,
        required=False,
        help_text=_("Behövs för belägg som är mer än svaga, om inget resultat har valts."),
    )
    digest = forms.ChoiceField(label=_("Resultat bland problemets underlag"), required=False)

    def __init__(self, findings: Sequence[tuple[str, str]], data: Data = None) -> None:
        super().__init__(data)
        self.fields["digest"].choices = [("", _("Inget resultat")), *findings]  # type: ignore[attr-defined]


class StepForm(Guarded):
    """One step of the chain of events."""

    text = forms.CharField(
        label=_("Vad händer?"),
        max_length=STATEMENT,
        error_messages={"required": _("Skriv vad som händer i steget.")},
    )
    breakable = forms.ChoiceField(
        label=_("Går kedjan att bryta här?"), choices=Influence.choices, initial=Influence.UNKNOWN.value
    )
    how = forms.CharField(label=_("Hur?"), max_length=TEXT, required=False)
    seen = SeenField(required=False)

    def __init__(self, data: Data = None, step: ChainStep | None = None) -> None:
        now = (
            {"text": step.text, "breakable": step.breakable, "how": step.how, "seen": step.version}
            if step is not None
            else {}
        )
        super().__init__(data, initial=now)
