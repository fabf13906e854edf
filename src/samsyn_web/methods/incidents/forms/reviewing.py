"""What is asked when reports are reviewed, kept, disclosed and answered; forms check, services save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.instruments.categories import CategoryList
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.incidents.models import Form, Submission
from samsyn_web.methods.incidents.models.retention import DECISION, LONGEST, REASON
from samsyn_web.methods.incidents.models.submissions import ANSWER, PLACE, TEXT
from samsyn_web.methods.incidents.queries import Term

Data = Mapping[str, Any] | None
Spans = dict[str, list[list[int]]]


class AnswerForm(forms.Form):
    """What is said to a reporter."""

    answer = forms.CharField(max_length=ANSWER, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Data = None, *, label: str = "", help_text: str = "", prefix: str = "") -> None:
        super().__init__(data, prefix=prefix)
        self.fields["answer"].label, self.fields["answer"].help_text = label, help_text

    def clean_answer(self) -> str:
        """Say what was found where the text points at a person."""
        return guarded(self.cleaned_data["answer"], _("Svaret"), ANSWER)


class RetentionForm(forms.Form):
    """How long one kind is kept, and the decision."""

    months = forms.IntegerField(
        label=_("Bevaras i antal månader"), min_value=1, max_value=LONGEST,
        error_messages={"required": _("Ange antal månader.")},
    )  # fmt: skip
    decision = forms.CharField(
        label=_("Beslutets beteckning"),
        max_length=DECISION,
        required=False,
        help_text=_("Till exempel KS 2026/17. Utan beslut gallras inget."),
    )
    decided_on = forms.DateField(
        label=_("Beslutets dag"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, term: Term, data: Data = None) -> None:
        super().__init__(
            data,
            initial={"months": term.months, "decision": term.decision, "decided_on": term.decided_on},
        )


class HoldForm(forms.Form):
    """Why disposal must wait."""

    reason = forms.CharField(
        label=_("Skäl"),
        max_length=REASON,
        help_text=_("Till exempel: handlingen är begärd, dnr KS 2026/31."),
        error_messages={"required": _("Skriv varför gallringen ska vänta.")},
    )


class WordsForm(forms.Form):
    """What the data protection officer looks for."""

    words = forms.CharField(
        label=_("Ord att söka efter"),
        max_length=80,
        help_text=_(
            "Ett namn eller en adress. Orden sparas inte, och loggen säger bara att en sökning gjordes."
        ),
        error_messages={"required": _("Skriv vad du söker efter.")},
    )


class ChooseForm(forms.Form):
    """Which reports somebody has asked for."""

    start = forms.DateField(
        label=_("Från och med"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("Till och med"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    area = forms.ChoiceField(label=_("Område"), required=False)
    category = forms.ChoiceField(label=_("Kategori"), required=False)

    def __init__(
        self, areas: Sequence[tuple[str, str]], known: CategoryList, today: date, data: Data = None
    ) -> None:
        asked = {"start": today - timedelta(days=90), "end": today} if not data else None
        super().__init__(data or None, initial=asked)
        self.fields["area"].choices = [("", _("Alla områden")), *areas]  # type: ignore[attr-defined]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", _("Alla kategorier")),
            *((one.code, one.label) for one in known.categories),
        ]

    def clean(self) -> dict[str, Any]:
        """Say when the span is turned round."""
        given = super().clean() or {}
        if given.get("start") and given.get("end") and given["end"] < given["start"]:
            self.add_error("end", _("Sista dagen ligger före den första."))
        return given


class DiscloseForm(forms.Form):
    """On what ground something is withheld, and in which form the rest is handed out."""

    ground = forms.CharField(
        label=_("Rättslig grund för det som inte lämnas ut"),
        max_length=REASON,
        required=False,
        help_text=_("Skriv lagrummet, till exempel OSL 21 kap. 1 §. Behövs om något är markerat."),
    )
    functions = forms.BooleanField(label=_("Lämna inte ut rapportörernas funktion"), required=False)
    reference = forms.CharField(label=_("Ärendets beteckning"), max_length=DECISION, required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Form.choices, initial=Form.PDF)


class CorrectForm(forms.Form):
    """A reporter's answer to a question: the report as it should have been."""

    description = forms.CharField(
        label=_("Beskrivning"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Om platsen och det som hände, aldrig om vem. Inga namn och inget utseende."),
    )
    place = forms.CharField(label=_("Plats med ord"), max_length=PLACE, required=False)
    area = forms.ChoiceField(label=_("Område"), required=False)

    def __init__(self, one: Submission, areas: Sequence[tuple[str, str]], data: Data = None) -> None:
        super().__init__(data, initial={"description": one.description, "place": one.place, "area": one.area})
        self.fields["area"].choices = [("", _("Vet inte")), *areas]  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]
        if one.is_dwelling:
            del self.fields["place"]


def spans_of(values: Iterable[str]) -> Spans:
    """Return the spans that "field:start:end" say, by field; what is no span is left out."""
    found: Spans = {}
    for value in values:
        field, _colon, span = value.partition(":")
        start, _colon, end = span.partition(":")
        if field in ("place", "description") and start.isdecimal() and end.isdecimal():
            found.setdefault(field, []).append([int(start), int(end)])
    return found


def spans_by_report(values: Iterable[str]) -> dict[int, Spans]:
    """Return the spans that "key:field:start:end" say, by the report's key and field."""
    by_key: dict[int, list[str]] = {}
    for value in values:
        key, _colon, rest = value.partition(":")
        if key.isdecimal():
            by_key.setdefault(int(key), []).append(rest)
    return {key: spans_of(some) for key, some in by_key.items()}


def guarded(text: str, name: Any, most: int) -> str:
    """Return a text; a form's error says what was found where it points at a person."""
    try:
        check_text(text, str(name), most)
    except SamsynError as error:
        raise forms.ValidationError(error.message) from error
    return text
