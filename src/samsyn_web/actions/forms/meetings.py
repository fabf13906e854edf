"""What is asked on the pages about decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.actions.models import TEXT, DecisionStatus, MeetingDecision


class TellForm(forms.Form):
    """How far something has come."""

    status = forms.ChoiceField(label=_("Hur långt har det kommit?"), choices=DecisionStatus.choices)
    text = forms.CharField(
        label=_("Vad har hänt?"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad som gjordes och vad det ledde till. Inga namn. Blev det inte av: skriv varför."),
    )

    def __init__(self, decision: MeetingDecision, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"status": decision.status})
        words = [(value, str(word).capitalize()) for value, word in DecisionStatus.choices]
        self.fields["status"].choices = words  # type: ignore[attr-defined]
