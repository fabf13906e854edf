"""Who is out where and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.methods.incidents.forms.guarded import GuardedText
from samsyn_web.methods.incidents.forms.rhythm import DAY, clock_field
from samsyn_web.methods.incidents.models import Weekday


class PresenceForm(forms.Form):
    """A function that is out, on a day of the week or on one day."""

    function = GuardedText(
        label=_("Vem är ute? En funktion, inget namn"),
        max_length=120,
        help_text=_("Till exempel Trygghetsvärdar eller Fältgruppen."),
    )
    area = forms.ChoiceField(label=_("Område"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Varje"), required=False, coerce=lambda value: int(value) if value != "" else None, empty_value=None
    )  # fmt: skip
    day = forms.DateField(label=_("Eller en enda dag"), required=False, **DAY)
    starts = clock_field(_("Från klockan"))
    ends = clock_field(_("Till klockan"))
    first_day = forms.DateField(label=_("Gäller från och med"), required=False, **DAY)
    last_day = forms.DateField(label=_("Gäller till och med"), required=False, **DAY)

    def __init__(self, areas: Iterable[tuple[str, str]], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["area"].choices = [("", _("Hela kommunen")), *areas]  # type: ignore[attr-defined]
        days = [(value, str(word)) for value, word in Weekday.choices]
        self.fields["weekday"].choices = [("", _("Ingen veckodag")), *days]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a day of the week or a day, not both, and for days in order."""
        given = super().clean() or {}
        if (given.get("weekday") is None) == (given.get("day") is None):
            self.add_error("weekday", _("Välj en veckodag, eller skriv en dag."))
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Sista dagen ligger före den första."))
        return given
