"""What is written and chosen during the meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.findings.models import Decision
from samsyn_web.findings.models.judgements import LEVEL_WORDS
from samsyn_web.findings.queries import ProposedLevel
from samsyn_web.findings.services import LevelChoice
from samsyn_web.methods.incidents.forms.rhythm import DAY


class NoteForm(forms.Form):
    """What is said under an item; `version` is the one that the writer saw."""

    item = forms.CharField(max_length=120, widget=forms.HiddenInput)
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Minnesanteckning"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class LevelForm(forms.Form):
    """The level of one area; another than the proposed says why."""

    level = forms.ChoiceField(label=_("Nivå"), choices=[(value, str(word)) for value, word in LEVEL_WORDS])
    reason = forms.CharField(
        label=_("Skäl, om nivån är en annan än förslaget"), required=False, max_length=500
    )

    def __init__(self, proposal: ProposedLevel, data: Mapping[str, Any] | None = None) -> None:
        now = proposal.current
        digest = proposal.finding.digest
        super().__init__(
            data,
            initial={
                "level": now.level if now else proposal.finding.status,
                "reason": now.reason if now else "",
            },
            auto_id=f"id_{digest[:12]}_%s",
        )
        self.fields["level"].choices = LEVEL_WORDS  # type: ignore[attr-defined]
        self.proposal = proposal

    @property
    def choice(self) -> LevelChoice:
        """What was chosen."""
        given = self.cleaned_data
        if given["level"] == self.proposal.finding.status:
            return LevelChoice(decision=Decision.ACCEPTED, reason=given["reason"].strip())
        return LevelChoice(decision=Decision.CHANGED, level=given["level"], reason=given["reason"].strip())


class DecisionForm(forms.Form):
    """Something that the meeting decides to have done."""

    what = forms.CharField(label=_("Vad ska göras?"), max_length=200)
    function = forms.CharField(
        label=_("Vem gör det? En funktion, inget namn"), max_length=120, required=False,
        help_text=_("Till exempel Gata och park. Lämna tomt om du väljer någon nedan."),
    )  # fmt: skip
    owner = forms.TypedChoiceField(
        label=_("Den som berättar hur det går"),
        required=False,
        coerce=lambda value: int(value) if value else None,
        empty_value=None,
    )
    area = forms.ChoiceField(label=_("Område"), required=False)
    place = forms.CharField(label=_("Plats"), max_length=200, required=False)
    until = forms.DateField(label=_("Senast"), **DAY)
    problem = forms.TypedChoiceField(
        label=_("Hör till problemet"),
        required=False,
        coerce=lambda value: int(value) if value else None,
        empty_value=None,
    )

    def __init__(
        self,
        owners: Iterable[tuple[int, str]],
        areas: Iterable[tuple[str, str]],
        problems: Iterable[tuple[int, str]],
        until: date,
        data: Mapping[str, Any] | None = None,
        *,
        what: str = "",
    ) -> None:
        super().__init__(data, initial={"until": until, "what": what})
        self.fields["owner"].choices = [("", _("Ingen i Samsyn")), *owners]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", _("Hela kommunen")), *areas]  # type: ignore[attr-defined]
        self.fields["problem"].choices = [("", _("Inget problem")), *problems]  # type: ignore[attr-defined]
        if not list(problems):
            del self.fields["problem"]
