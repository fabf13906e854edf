"""What is asked on the everyday page: what is looked at, notes on the time line, and the name of a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samsyn.errors import BadPeriod, SamsynError
from samsyn.methods.incidents.comparable import Reach, a_year_before, latest_whole
from samsyn.methods.incidents.words import category_label
from samsyn.period import Period, PeriodKind, parse
from samsyn.table import Source as Declared
from samsyn_web.methods.incidents.forms.guarded import GuardedText
from samsyn_web.methods.incidents.forms.periods import period_choices
from samsyn_web.methods.incidents.models import Annotation, AnnotationKind, Grain, SavedView
from samsyn_web.methods.incidents.queries import Choices

ROLLING = {
    "latest_week": (_("Senaste hela veckan"), PeriodKind.WEEK),
    "latest_month": (_("Senaste hela månaden"), PeriodKind.MONTH),
    "latest_quarter": (_("Senaste hela kvartalet"), PeriodKind.QUARTER),
    "latest_year": (_("Senaste hela året"), PeriodKind.YEAR),
}
COMPARE = (
    ("previous", _("perioden före")),
    ("year", _("samma period året före")),
    ("own", _("en period som jag skriver")),
    ("none", _("ingenting")),
)
SPAN_HELP = _(
    "Till exempel 2024-T2, 2024-W40, eller 2024-01-01..2024-03-01 (till men inte med den sista dagen)."
)
NAMES = ("source", "period", "other", "compare", "compare_other", "area", "category", "grain")


class ExploreForm(forms.Form):
    """A source, a period, what it is compared with, areas, categories and the grain of the time line."""

    source = forms.ChoiceField(label=_("Källa"))
    period = forms.ChoiceField(label=_("Period"))
    other = forms.CharField(label=_("Annan period"), required=False, max_length=30, help_text=SPAN_HELP)
    compare = forms.ChoiceField(label=_("Jämförs med"), choices=COMPARE)
    compare_other = forms.CharField(
        label=_("Egen period att jämföra med"), required=False, max_length=30, help_text=SPAN_HELP
    )
    grain = forms.ChoiceField(label=_("Tidslinjen visar"))
    area = forms.MultipleChoiceField(
        label=_("Områden"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Utan kryss är alla med."),
        error_messages={"invalid_choice": _("Området finns inte i källan. Välj bland dem som visas.")},
    )
    category = forms.MultipleChoiceField(
        label=_("Kategorier"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Utan kryss är alla med."),
        error_messages={"invalid_choice": _("Kategorin finns inte i källan. Välj bland dem som visas.")},
    )

    def __init__(
        self,
        data: QueryDict,
        *,
        sources: Sequence[tuple[int, str]],
        declared: Declared,
        reach: Reach,
        areas: Sequence[tuple[str, str]],
        categories: Sequence[str],
        today: date,
    ) -> None:
        self.weeks = declared.time_precision.carries_weeks
        self.until = min(reach.after(declared), today)
        super().__init__(self._whole(data, sources, reach))
        rolling = [
            (key, f"{words} ({latest_whole(kind, self.until).label})")
            for key, (words, kind) in ROLLING.items()
            if self.weeks or kind is not PeriodKind.WEEK
        ]
        periods = [
            (_("Den senaste"), rolling),
            *period_choices(reach.first, reach.last, weeks=self.weeks),
        ]
        given = data.get("period", "")
        if given and given not in {key for _, some in periods for key, _ in some}:
            periods += [(_("Vald"), [(given, _label(given))])]
        grains = [(Grain.WEEK.value, _("veckor"))] if self.weeks else []
        choices: dict[str, Any] = {
            "source": sources,
            "period": periods,
            "grain": [*grains, (Grain.MONTH.value, _("månader"))],
            "area": areas,
            "category": [(one, category_label(one)) for one in categories],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def _usual(self, reach: Reach) -> str:
        """Return the latest whole month, or the latest week where the rows do not reach back to the month before."""
        reaches = {
            key: reach.first <= latest_whole(ROLLING[key][1], self.until).previous().start
            for key in ("latest_month", "latest_week")
        }
        use_week = self.weeks and reaches["latest_week"] and not reaches["latest_month"]
        return "latest_week" if use_week else "latest_month"

    def _whole(self, data: QueryDict, sources: Sequence[tuple[int, str]], reach: Reach) -> QueryDict:
        """Return the address with what it leaves out: the latest whole period that has one before it."""
        filled = data.copy()
        usual = {
            "source": str(sources[0][0]),
            "period": self._usual(reach),
            "compare": "previous",
            "grain": Grain.WEEK.value if self.weeks else Grain.MONTH.value,
        }
        for name, value in usual.items():
            if not filled.get(name):
                filled[name] = value
        return filled

    def clean_period(self) -> str:
        """Check that the period can be read."""
        chosen = str(self.cleaned_data["period"])
        if chosen not in ROLLING:
            _parsed(chosen)
        return chosen

    def clean_other(self) -> str:
        """Return the period as Samsyn writes it."""
        text = self.cleaned_data["other"].strip()
        return str(_parsed(text)) if text else ""

    def clean_compare_other(self) -> str:
        """Return the period as Samsyn writes it."""
        text = self.cleaned_data["compare_other"].strip()
        return str(_parsed(text)) if text else ""

    def clean(self) -> dict[str, Any]:
        """Ask for the period to compare with where one's own is chosen."""
        given = super().clean() or {}
        own = given.get("compare") == "own" and not given.get("compare_other")
        if own and "compare_other" not in self.errors:
            self.add_error("compare_other", _("Skriv vilken period som det ska jämföras med."))
        return given

    @property
    def choices(self) -> Choices:
        """What was chosen."""
        given = self.cleaned_data
        chosen = given["other"] or given["period"]
        now = latest_whole(ROLLING[chosen][1], self.until) if chosen in ROLLING else parse(chosen)
        return Choices(
            now=now,
            then=self._then(now),
            areas=tuple(given["area"]),
            categories=tuple(given["category"]),
            grain=Grain(given["grain"]),
        )

    def _then(self, now: Period) -> Period | None:
        match self.cleaned_data["compare"]:
            case "previous":
                return now.previous()
            case "year":
                return a_year_before(now)
            case "own":
                return parse(self.cleaned_data["compare_other"])
        return None

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of the choices: those that are made, as the address has them."""
        return {name: self.cleaned_data[name] for name in NAMES if self.cleaned_data[name]}


def _parsed(text: str) -> Period:
    try:
        return parse(text)
    except SamsynError as error:
        raise forms.ValidationError(error.message) from error


def _label(text: str) -> str:
    try:
        return parse(text).label
    except BadPeriod:
        return text


class AnnotationForm(forms.Form):
    """A dated note on the time line."""

    kind = forms.ChoiceField(
        label=_("Slag"),
        initial=AnnotationKind.EVENT,
        help_text=_("Ett avbrott i källan gör att antal före och efter inte jämförs."),
    )
    first_day = forms.DateField(
        label=_("Dag, eller första dagen"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Skriv vilken dag det hände."),
            "invalid": _("Skriv dagen så här: 2024-10-07."),
        },
    )
    last_day = forms.DateField(
        label=_("Sista dagen"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Skriv dagen så här: 2024-10-07.")},
    )
    what = GuardedText(
        label=_("Vad som hände"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Högst 200 tecken. Inga namn och inget annat som pekar ut en person."),
        error_messages={"required": _("Skriv vad som hände.")},
    )
    source = forms.ChoiceField(label=_("Källa"), required=False)
    area = forms.ChoiceField(label=_("Område"), required=False)

    def __init__(
        self,
        sources: Sequence[tuple[int, str]],
        areas: Mapping[str, str],
        data: Mapping[str, Any] | None = None,
        note: Annotation | None = None,
    ) -> None:
        before = {} if note is None else {name: getattr(note, name) for name in ("kind", "what", "area")}
        if note is not None:
            before |= {
                "first_day": note.first_day,
                "last_day": note.last_day,
                "source": note.source_id or "",
            }
        super().__init__(data, initial=before)
        there = {note.area: note.area} if note is not None and note.area not in areas and note.area else {}
        kinds = [(value, str(word).capitalize()) for value, word in AnnotationKind.choices]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["source"].choices = [("", _("Alla källor")), *sources]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", _("Hela kommunen")), *there.items(), *areas.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that the days come in order."""
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Sista dagen ligger före den första."))
        return given

    @property
    def said(self) -> dict[str, Any]:
        """What was said, without the source."""
        given = self.cleaned_data
        return {name: given[name] for name in ("kind", "what", "first_day", "last_day", "area")}

    @property
    def source_id(self) -> int | None:
        """The source that it is about; none for all."""
        return int(self.cleaned_data["source"]) if self.cleaned_data["source"] else None


class ViewForm(forms.Form):
    """The name of a saved view, and who sees it."""

    name = GuardedText(
        label=_("Namn"),
        max_length=80,
        help_text=_("Till exempel Veckan i centrum."),
        error_messages={"required": _("Skriv ett namn på vyn.")},
    )
    is_shared = forms.BooleanField(
        label=_("Dela med alla i organisationen som arbetar med underlag"), required=False
    )
    is_default = forms.BooleanField(label=_("Visa den här vyn först när jag öppnar sidan"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, view: SavedView | None = None) -> None:
        before = (
            {}
            if view is None
            else {name: getattr(view, name) for name in ("name", "is_shared", "is_default")}
        )
        super().__init__(data, initial=before)
