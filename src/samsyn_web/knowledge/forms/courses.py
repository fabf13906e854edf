"""What is asked about a course: what it teaches, its days, its groups, and numbers of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.knowledge.models import COURSE_NAME, COURSE_TEXT, MOST_PEOPLE

NONE = ("", _("Ingen"))
GOAL = ("-", "–", "•", "*")


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


def parts_text(parts: Iterable[Mapping[str, Any]]) -> str:
    """Write parts as the form asks for them: a title on a line, its goals below with a dash."""
    return "\n".join("\n".join((one["title"], *(f"- {goal}" for goal in one["goals"]))) for one in parts)


class CourseForm(forms.Form):
    """What a course teaches and who holds it; `seen` is the version that the person had before them."""

    title = forms.CharField(label=_("Kursens namn"), max_length=COURSE_NAME)
    held_by = forms.CharField(
        label=_("Vilka som håller den"),
        max_length=COURSE_TEXT,
        help_text=_("Organisationer och funktioner, aldrig personer."),
    )
    audience = forms.CharField(label=_("Vilka den är för"), required=False, max_length=COURSE_TEXT)
    parts = forms.CharField(
        label=_("Delar och lärandemål"),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=20_000,
        help_text=_("En rad för varje del, och under den ett mål per rad med ett streck först."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_parts(self) -> list[dict[str, Any]]:
        """Return the parts with their goals."""
        found: list[dict[str, Any]] = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["parts"].splitlines())):
            if not line.startswith(GOAL):
                found.append({"title": line, "goals": []})
            elif not found:
                raise forms.ValidationError(_("Börja med en del, och skriv målen under den."))
            elif goal := line.lstrip("".join(GOAL)).strip():
                found[-1]["goals"].append(goal)
        return found

    @property
    def words(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("title", "held_by", "audience", "parts")}


class HoldForm(CourseForm):
    """A course that is laid out, with a day for each part."""

    starts = _day(_("Första dagen"))
    every = forms.TypedChoiceField(
        label=_("Hur ofta"),
        coerce=int,
        choices=[(7, _("En gång i veckan")), (14, _("Varannan vecka")), (1, _("Dag efter dag"))],
        help_text=_("Varje del får en dag. Dagarna kan flyttas och läggas till efteråt."),
    )
    template = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    @property
    def when(self) -> dict[str, Any]:
        """When the days are."""
        return {
            "starts": self.cleaned_data["starts"],
            "every": timedelta(days=self.cleaned_data["every"]),
        }


class CountsForm(forms.Form):
    """A number for each group, empty where it is not known."""

    def __init__(
        self, *args: Any, groups: Iterable[tuple[int, str, int, int | None]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.keys = []
        for key, name, enrolled, held in groups:
            self.keys.append(key)
            self.fields[f"n{key}"] = forms.IntegerField(
                label=name,
                required=False,
                min_value=0,
                max_value=enrolled,
                initial=held,
                help_text=_("Av {n} anmälda. Tomt betyder att det inte är känt.").format(n=enrolled),
            )

    @property
    def counts(self) -> dict[int, int | None]:
        """The numbers by the key of the group."""
        return {key: self.cleaned_data[f"n{key}"] for key in self.keys}


class SessionForm(CountsForm):
    """A day of a course, and how many of each group were there."""

    on = _day(_("Dag"))
    part = forms.TypedChoiceField(label=_("Del"), required=False, coerce=int, empty_value=None)
    place = forms.CharField(
        label=_("Var"),
        required=False,
        max_length=COURSE_NAME,
        help_text=_("Till exempel en lokal, eller digitalt."),
    )

    def __init__(self, *args: Any, parts: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["part"].choices = [("", _("Hela kursen")), *enumerate(parts, start=1)]  # type: ignore[attr-defined]

    @property
    def words(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("on", "part", "place")}


class GroupForm(forms.Form):
    """How many of a function in an organisation are enrolled."""

    employer = forms.CharField(
        label=_("Organisation"), max_length=COURSE_NAME, help_text=_("Till exempel socialförvaltningen.")
    )
    function = forms.CharField(
        label=_("Funktion"),
        max_length=COURSE_NAME,
        help_text=_("Till exempel enhetschefer. Slå ihop funktioner där bara en person är anmäld."),
    )
    enrolled = forms.IntegerField(label=_("Antal anmälda"), min_value=1, max_value=MOST_PEOPLE)


class TieForm(forms.Form):
    """Which surveys asked the same questions before and after."""

    before = forms.TypedChoiceField(label=_("Enkät före"), required=False, coerce=int, empty_value=None)
    after = forms.TypedChoiceField(label=_("Enkät efter"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, surveys: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [NONE, *surveys]
        for name in ("before", "after"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
