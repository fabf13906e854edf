"""What people are asked when they judge a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn_web.findings import policies
from samsyn_web.findings.models import Answer, AreaChoice, AreaPriority, Decision
from samsyn_web.findings.models.judgements import LEVEL_WORDS, PRIORITIES, TEXT, Alarm, ProposedLevel
from samsyn_web.findings.models.priorities import INFLUENCE, NEED
from samsyn_web.findings.services import AreaJudged, LevelChoice, PriorityChoice

Data = Mapping[str, Any] | None


class GuardedText(forms.CharField):
    """A short text that may not point at a person."""

    def __init__(self, *, rows: int = 2, most: int = TEXT, **settings: Any) -> None:
        settings.setdefault("required", False)
        super().__init__(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **settings)

    def clean(self, value: Any) -> str:
        """Return the text, on one line; say what was found and where if it may not be kept."""
        text = " ".join(str(super().clean(value)).split())
        try:
            policies.check_text(text, str(self.label), self.max_length or TEXT)
        except SamsynError as error:
            raise forms.ValidationError(error.message) from error
        return text


class LevelForm(forms.Form):
    """What is decided about one area's level."""

    choice = forms.ChoiceField(
        label=_("Beslut"), required=False, error_messages={"invalid_choice": _("Välj ett av besluten.")}
    )
    reason = GuardedText(label=_("Skäl"))

    def __init__(self, proposal: ProposedLevel, data: Data = None) -> None:
        now = proposal.current
        before = {"choice": _chosen(now.decision, now.level), "reason": now.reason} if now else {}
        super().__init__(data, prefix=proposal.finding.digest, initial=before)
        proposed, words = proposal.finding.status, dict(LEVEL_WORDS)
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            ("", _("Välj …")),
            ("accepted", gettext("Godta: {level}").format(level=words[proposed])),
            *(
                (level, gettext("Ändra till: {level}").format(level=word))
                for level, word in LEVEL_WORDS
                if level != proposed
            ),
            ("dismissed", _("Avfärda: underlaget bär ingen nivå")),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where the decision differs from the proposal."""
        given = super().clean() or {}
        choice, reason = given.get("choice"), given.get("reason")
        if choice not in ("", None, "accepted") and not reason and "reason" not in self.errors:
            self.add_error("reason", gettext("Skriv varför nivån skiljer sig från förslaget."))
        if reason and not choice and "choice" not in self.errors:
            self.add_error("choice", gettext("Välj ett beslut."))
        return given

    @property
    def level_choice(self) -> LevelChoice | None:
        """What was chosen; none where nothing was."""
        choice = self.cleaned_data["choice"]
        if not choice:
            return None
        decision = Decision(choice) if choice in Decision.values else Decision.CHANGED
        level = choice if decision == Decision.CHANGED else None
        return LevelChoice(decision=decision, level=level, reason=self.cleaned_data["reason"])


def _chosen(decision: str, level: str) -> str:
    return level if decision == Decision.CHANGED else decision


class AnswerForm(forms.Form):
    """Why a figure deviates."""

    answer = forms.ChoiceField(
        label=_("Vad beror det på?"),
        choices=[("", _("Välj …")), *((value, capfirst(word)) for value, word in Answer.choices)],
        error_messages={"required": _("Välj vad det beror på. ”Vet inte än” är också ett svar.")},
    )
    text = GuardedText(label=_("Förklaring"))

    def __init__(self, alarm: Alarm, data: Data = None) -> None:
        now = alarm.current
        before = {"answer": now.answer, "text": now.text} if now else {}
        super().__init__(data, prefix=f"larm-{alarm.finding.digest}", initial=before)


class NoteForm(forms.Form):
    """A note from the field."""

    text = GuardedText(
        label=_("Från fältet"),
        required=True,
        rows=3,
        help_text=_("Vad som hänt, var och när. Inga namn och inget annat som pekar ut en person."),
        error_messages={"required": _("Skriv något från fältet först.")},
    )


class PriorityForm(forms.Form):
    """Up to three problems that come first."""

    def __init__(self, areas: Mapping[str, str], before: list[PriorityChoice], data: Data = None) -> None:
        super().__init__(data)
        for n in range(1, PRIORITIES + 1):
            now = before[n - 1] if n <= len(before) else PriorityChoice(problem="", why="")
            self.fields[f"problem_{n}"] = GuardedText(
                label=_("Problem"), most=200, rows=1, initial=now.problem
            )
            self.fields[f"area_{n}"] = forms.ChoiceField(
                label=_("Var"),
                required=False,
                choices=[("", _("Alla områden")), *areas.items()],
                initial=now.area,
            )
            self.fields[f"why_{n}"] = GuardedText(label=_("Varför det kommer först"), initial=now.why)

    def clean(self) -> dict[str, Any]:
        """Ask for both the problem and why."""
        given = super().clean() or {}
        for n in range(1, PRIORITIES + 1):
            problem, why = given.get(f"problem_{n}"), given.get(f"why_{n}")
            if problem and not why and f"why_{n}" not in self.errors:
                self.add_error(f"why_{n}", gettext("Skriv varför det kommer först."))
            if why and not problem and f"problem_{n}" not in self.errors:
                self.add_error(f"problem_{n}", gettext("Skriv vad problemet är."))
        return given

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each priority."""
        return [(self[f"problem_{n}"], self[f"area_{n}"], self[f"why_{n}"]) for n in range(1, PRIORITIES + 1)]

    @property
    def chosen(self) -> list[PriorityChoice]:
        """Those that are filled in, in order."""
        given = self.cleaned_data
        return [
            PriorityChoice(problem=given[f"problem_{n}"], why=given[f"why_{n}"], area=given[f"area_{n}"])
            for n in range(1, PRIORITIES + 1)
            if given[f"problem_{n}"]
        ]


class AreaPriorityForm(forms.Form):
    """Need and possibility to influence of one area, with grounds, and what is chosen; all empty says nothing of it."""

    need = forms.TypedChoiceField(
        label=_("Behov"), required=False, coerce=int, empty_value=None, choices=[("", "–"), *NEED]
    )
    need_ground = GuardedText(
        label=_("Vad behovet bygger på"),
        help_text=_("Siffror, iakttagelser, det ni vet. Om platsen, aldrig om personer."),
    )
    influence = forms.TypedChoiceField(
        label=_("Påverkbarhet"), required=False, coerce=int, empty_value=None, choices=[("", "–"), *INFLUENCE]
    )
    influence_ground = GuardedText(
        label=_("Vad påverkbarheten bygger på"),
        help_text=_("Vad ni råder över, vem som kan göra något, vad som har hjälpt förut."),
    )
    choice = forms.ChoiceField(
        label=_("Val"), required=False, choices=AreaChoice.choices, widget=forms.RadioSelect
    )
    reason = GuardedText(label=_("Skäl"), help_text=_("Behövs när området prioriteras eller lämnas."))

    def __init__(self, data: Data = None, *, area: str, name: str, n: int, said: AreaPriority | None) -> None:
        names = ("need", "need_ground", "influence", "influence_ground", "choice", "reason")
        about = {name: getattr(said, name) for name in names} if said else {"choice": ""}
        super().__init__(data, prefix=f"omrade-{n}", initial=about)
        self.area, self.name = area, name

    @property
    def says_something(self) -> bool:
        """Whether anything is said of the area."""
        return any(value not in (None, "") for value in self.cleaned_data.values())

    def clean(self) -> dict[str, Any]:
        """Ask for the rest where something is said."""
        given: dict[str, Any] = super().clean() or {}
        if not any(value not in (None, "") for value in given.values()):
            return given
        for name in ("need", "influence"):
            if given.get(name) is None and name not in self.errors:
                self.add_error(name, gettext("Välj ett tal från 0 till 3."))
        for name in ("need_ground", "influence_ground"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, gettext("Skriv vad bedömningen bygger på."))
        if given.get("choice") and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Skriv varför området prioriteras eller lämnas."))
        return given

    @property
    def judged(self) -> AreaJudged:
        """What the services take."""
        given = dict(self.cleaned_data)
        return AreaJudged(area=self.area, **{**given, "choice": AreaChoice(given["choice"])})


class SeenForm(forms.Form):
    """The version that the person saw, so that nobody decides over somebody else."""

    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
