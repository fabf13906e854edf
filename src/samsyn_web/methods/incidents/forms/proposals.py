"""What is said of an indicator, and when a proposal is opened, commented and decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.instruments.categories import CategoryList, Indicator
from samsyn.instruments.groups import check_names_no_group
from samsyn.instruments.local import MOST_LABEL, free_indicator
from samsyn_web.methods.incidents.forms.guarded import GuardedText

ROWS = forms.Textarea(attrs={"rows": 2})
MOST_YAML = 2 * 10**6


class IndicatorForm(forms.Form):
    """An indicator: what it is called, which categories it counts and with what weight, and what it is limited to."""

    label = forms.CharField(
        label=_("Namn"),
        max_length=MOST_LABEL,
        help_text=_("Till exempel Otrygghet i trapphus."),
        error_messages={"required": _("Skriv vad indikatorn heter.")},
    )
    help = forms.CharField(label=_("Vad den ska visa"), max_length=300, widget=ROWS, required=False)
    least_severity = forms.TypedChoiceField(
        label=_("Bara rapporter med minst allvar"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("alla")), (1, "1"), (2, "2"), (3, "3")],
    )
    from_hour = forms.TypedChoiceField(
        label=_("Bara från klockan"), coerce=int, empty_value=None, required=False
    )
    to_hour = forms.TypedChoiceField(label=_("till klockan"), coerce=int, empty_value=None, required=False)
    closed = forms.BooleanField(label=_("Stängd: följs inte längre"), required=False)

    def __init__(
        self, known: CategoryList, data: Mapping[str, Any] | None = None, one: Indicator | None = None
    ) -> None:
        self.known, self.one = known, one
        before: dict[str, Any] = {}
        if one is not None:
            before = {name: getattr(one, name) for name in ("label", "help", "least_severity", "closed")}
            before |= dict(zip(("from_hour", "to_hour"), one.hours or ("", ""), strict=True))
        super().__init__(data, initial=before)
        if one is None:
            del self.fields["closed"]
        hours = [("", _("hela dygnet")), *((hour, f"{hour:02}:00") for hour in range(24))]
        for name in ("from_hour", "to_hour"):
            self.fields[name].choices = hours  # type: ignore[attr-defined]
        parts = dict(one.parts) if one else {}
        weights = [(0, _("räknas inte")), *((n, str(n)) for n in range(1, 6))]
        for code, each in known.every.items():
            self.fields[f"p_{code}"] = forms.TypedChoiceField(
                label=each.label, coerce=int, choices=weights, required=False,
                initial=parts.get(code, 0),
            )  # fmt: skip

    def parts_in_order(self) -> list[tuple[Any, list[Any], bool]]:
        """Each category's field with those of its subcategories, and whether any of these has a weight."""
        found = []
        for category in self.known.categories:
            if category.kind == "incident":
                below = [self[f"p_{sub.code}"] for sub in category.subcategories]
                found.append((self[f"p_{category.code}"], below, any(int(one.value() or 0) for one in below)))
        return found

    def clean(self) -> dict[str, Any]:
        """Check that something is counted, and that both hours are said or none."""
        given = super().clean() or {}
        if not self._parts(given):
            self.add_error(None, _("Ge minst en kategori en vikt, annars räknar indikatorn ingenting."))
        first, last = given.get("from_hour"), given.get("to_hour")
        if (first is None) != (last is None) or first is not None and first == last:
            self.add_error("to_hour", _("Välj två olika klockslag, eller hela dygnet i båda."))
        for name in ("label", "help"):
            try:
                check_names_no_group(given.get(name) or "")
            except SamsynError as error:
                self.add_error(name, error.message)
        return given

    def _parts(self, given: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
        return tuple((code, given[f"p_{code}"]) for code in self.known.every if given.get(f"p_{code}"))

    def said(self) -> Indicator:
        """The indicator as it is said here."""
        given = self.cleaned_data
        hours = (given["from_hour"], given["to_hour"]) if given["from_hour"] is not None else None
        return Indicator(
            code=self.one.code if self.one else free_indicator(self.known),
            label=" ".join(given["label"].split()),
            help=" ".join(given["help"].split()),
            parts=self._parts(given),
            least_severity=given["least_severity"],
            hours=hours,
            closed=bool(given.get("closed")),
        )


class ProposalForm(forms.Form):
    """A new proposal: from the list in force, or from a list that was worked out elsewhere."""

    title = GuardedText(
        label=_("Vad förslaget heter"),
        max_length=120,
        help_text=_("Till exempel Trapphus och trafik, våren 2025."),
        error_messages={"required": _("Skriv vad förslaget heter.")},
    )
    file = forms.FileField(
        label=_("En lista som YAML"),
        required=False,
        help_text=_("Utan fil börjar förslaget från listan som gäller."),
        error_messages={"empty": _("Filen är tom.")},
    )

    def clean_file(self) -> str | None:
        """Return the file's text."""
        given = self.cleaned_data["file"]
        if given is None:
            return None
        if given.size > MOST_YAML:
            raise forms.ValidationError(_("Filen är större än 2 MB och kan inte vara en kategorilista."))
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("Filen är inte text i UTF-8. Välj en YAML-fil med kategorier.")
            ) from None


class CommentForm(forms.Form):
    """What somebody in the group wants to say."""

    text = GuardedText(
        label=_("Kommentar"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv en kommentar.")},
    )
    code = forms.ChoiceField(label=_("Gäller"), required=False)

    def __init__(self, known: CategoryList, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            ("", _("hela förslaget")),
            *((one.code, one.label) for one in known.categories),
        ]


class DecisionForm(forms.Form):
    """From when a proposal is the organisation's list, and why."""

    valid_from = forms.DateField(
        label=_("Gäller från"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Välj vilken dag listan börjar gälla."),
            "invalid": _("Skriv dagen så här: 2024-10-07."),
        },
    )
    reason = GuardedText(
        label=_("Skäl"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vad som inte fungerade med listan före, och vad ni vill kunna se nu."),
        error_messages={"required": _("Skriv varför listan ändras.")},
    )
