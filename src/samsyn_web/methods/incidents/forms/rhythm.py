"""What is asked about the rhythm, who is expected, and when nobody is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.methods.incidents.forms.guarded import GuardedText
from samsyn_web.methods.incidents.models import Analysis, Every, Reminds, Weekday
from samsyn_web.methods.incidents.models.rhythm import REASON
from samsyn_web.methods.incidents.policies.rhythm import AGENDA, AGENDA_WORDS, Moment, Rules

# What municipalities have written about their own rhythm: examples to begin from, not advice.
PRESETS = {
    "vaxjo": (
        _("Som Tisdagsgruppen i Växjö: möte varje tisdag"),
        _("En timme varje tisdag, protokollförd, alltid en runda. Analys varje tertial."),
        Rules(deadline=(0, time(12)), meeting=(1, time(10)), dispatch=(2, time(12))),
    ),
    "trelleborg": (
        _("Som Trelleborg: torsdag möte, fredag utskick"),
        _(
            "Frågor ut på tisdagen, avstämning på torsdagen, sammanställningen skickas senast fredag förmiddag."
        ),
        Rules(deadline=(2, time(12)), meeting=(3, time(13)), dispatch=(4, time(10))),
    ),
    "botkyrka": (
        _("Som Botkyrka: möte varje torsdag"),
        _("Polis, bostadsbolag och kommun möts varje torsdag och bestämmer åtgärder för nästa vecka."),
        Rules(deadline=(2, time(16)), meeting=(3, time(9)), dispatch=(3, time(16))),
    ),
    "savsjo": (
        _("Som Sävsjö: två gånger i månaden, analys varje kvartal"),
        _("Möte varannan vecka, med analys varje kvartal och varje år."),
        Rules(every=Every.FORTNIGHT, analysis=Analysis.QUARTER),
    ),
    "kumla": (
        _("Som Kumla: lägesbild varje månad, analys varje tertial"),
        _("Lägesbild varje månad och en längre analys varje tertial."),
        Rules(every=Every.MONTH, deadline=(2, time(12)), meeting=(3, time(10)), dispatch=(4, time(12))),
    ),
}
SOURCE = _(
    "Kommunernas egna sidor och nyheter, lästa 2026. Klockslagen, och de dagar som inte nämns, är exempel."
)
DAY: dict[str, Any] = {
    "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    "input_formats": ["%Y-%m-%d"],
    "error_messages": {
        "required": _("Skriv en dag."),
        "invalid": _("Skriv dagen så här: 2026-11-21."),
    },
}


def clock_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "invalid": _("Skriv klockslaget så här: 09:30."),
            "required": _("Skriv ett klockslag."),
        },
    )


def _weekday(label: Any) -> forms.TypedChoiceField:
    words = [(value, str(word)) for value, word in Weekday.choices]
    return forms.TypedChoiceField(label=label, choices=words, coerce=int)


class RhythmForm(forms.Form):
    """How often, when, and what happens by itself."""

    every = forms.ChoiceField(label=_("Hur ofta samlar ni in?"), choices=Every.choices)
    anchor = forms.DateField(
        label=_("En dag i en vecka då två veckor börjar"),
        required=False,
        help_text=_("Bara för varannan vecka."),
        **DAY,
    )
    deadline_weekday = _weekday(_("Sista dag att rapportera"))
    deadline_time = clock_field(_("Sista klockslag"))
    meeting_weekday = _weekday(_("Mötets dag"))
    meeting_time = clock_field(_("Mötets klockslag"))
    dispatch_weekday = _weekday(_("Utskickets dag"))
    dispatch_time = clock_field(_("Utskickets klockslag"))
    freezes_itself = forms.BooleanField(
        label=_("Frys underlaget av sig självt när sista tiden har gått"),
        required=False,
        help_text=_(
            "Annars gör ni det för hand. Det som sker av sig självt sker i namn av den som senast sparade här."
        ),
    )
    analysis = forms.ChoiceField(label=_("Den längre analysen görs varje"), choices=Analysis.choices)
    reminds = forms.ChoiceField(label=_("Vem påminns med e-post?"), choices=Reminds.choices)
    reminder_hours = forms.IntegerField(
        label=_("Hur många timmar före sista tiden?"), min_value=1, max_value=168
    )
    tells_owner = forms.BooleanField(
        label=_("Mejla den som ska göra något när det är beslutat"), required=False
    )
    sources = forms.MultipleChoiceField(
        label=_("Räkna med fler källor i veckans lägesbild"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Till exempel äldre rapporter ur en fil, så att veckan har något att jämföras med."),
    )
    agenda = forms.MultipleChoiceField(
        label=_("Mötets dagordning"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, AGENDA_WORDS[name]) for name in AGENDA],
        help_text=_("Det som inte är ikryssat hoppas över. Ordningen är den som står här."),
    )

    def __init__(
        self,
        rules: Rules,
        sources: Sequence[tuple[str, str]],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        said = {name: getattr(rules, name) for name in self.base_fields if hasattr(rules, name)}
        for name in ("deadline", "meeting", "dispatch"):
            said[f"{name}_weekday"], said[f"{name}_time"] = getattr(rules, name)
        super().__init__(data, initial=said | {"reminder_hours": rules.reminder_hours or 24})
        self.before = rules
        self.fields["sources"].choices = sources  # type: ignore[attr-defined]
        if not sources:
            del self.fields["sources"]

    @property
    def rules(self) -> Rules:
        """What was chosen."""
        given = self.cleaned_data
        return Rules(
            every=given["every"],
            deadline=self._moment("deadline"),
            meeting=self._moment("meeting"),
            dispatch=self._moment("dispatch"),
            freezes_itself=given["freezes_itself"],
            analysis=given["analysis"],
            reminds=given["reminds"],
            reminder_hours=given["reminder_hours"],
            tells_owner=given["tells_owner"],
            anchor=given["anchor"] or self.before.anchor,
            sources=tuple(given.get("sources", ())),
            agenda=tuple(name for name in AGENDA if name in given["agenda"]),
        )

    def _moment(self, name: str) -> Moment:
        return self.cleaned_data[f"{name}_weekday"], self.cleaned_data[f"{name}_time"]


class ExpectForm(forms.Form):
    """A member who is expected to report."""

    member = forms.TypedChoiceField(label=_("Rapportör"), coerce=int)
    first_day = forms.DateField(label=_("Väntas från och med"), **DAY)
    last_day = forms.DateField(label=_("Till och med"), required=False, **DAY)

    def __init__(
        self, members: Iterable[tuple[int, str]], today: date, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"first_day": today})
        self.fields["member"].choices = list(members)  # type: ignore[attr-defined]


class PauseForm(forms.Form):
    """Days on which somebody, or nobody, is expected."""

    member = forms.TypedChoiceField(
        label=_("Vem"), required=False, coerce=lambda value: int(value) if value else None, empty_value=None
    )
    first_day = forms.DateField(label=_("Från och med"), **DAY)
    last_day = forms.DateField(label=_("Till och med"), **DAY)
    reason = GuardedText(
        label=_("Varför"), max_length=REASON, help_text=_("Till exempel Sportlov eller Semester.")
    )

    def __init__(self, members: Iterable[tuple[int, str]], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["member"].choices = [("", _("Alla")), *members]  # type: ignore[attr-defined]
