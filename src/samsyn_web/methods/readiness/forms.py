"""What is asked about a measurement, an interview, and scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.documents.filled_form import LARGEST
from samsyn.errors import SamsynError
from samsyn.instruments.load import readiness
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.readiness.models import (
    NAME,
    NOTES,
    TEXT,
    Edition,
    Interview,
    Measurement,
    Mode,
    Sector,
)

Data = Mapping[str, Any] | None
OUTSIDE = "outside"


class MeasurementForm(forms.Form):
    """What is measured, and which two score."""

    unit = forms.CharField(
        label=_("Vad mäts?"),
        max_length=NAME,
        help_text=_("Kommunen, stadsdelen eller organisationen."),
        error_messages={"required": _("Skriv vad som mäts.")},
    )
    wave = forms.CharField(
        label=_("Mätningens namn"),
        max_length=NAME,
        help_text=_("Till exempel ”Start 2027” eller ”Uppföljning 2028”."),
        error_messages={"required": _("Ge mätningen ett namn.")},
    )
    definition = forms.CharField(
        label=_("Vilken fråga gäller det?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Snävt: vilket problem, var, och vad som inte ingår. Texten står överst i varje intervju och varje "
            "bedömning."
        ),
        error_messages={"required": _("Skriv vilken fråga det gäller.")},
    )
    edition = forms.ChoiceField(label=_("Utgåva"), choices=Edition.choices, initial=Edition.SIX)
    mode = forms.ChoiceField(label=_("Hur kommer svaren in?"), choices=Mode.choices, initial=Mode.INTERVIEW)
    first_scorer = forms.ChoiceField(label=_("Första bedömaren"))
    second_scorer = forms.ChoiceField(
        label=_("Andra bedömaren"),
        help_text=_("De två ser inte varandras poäng förrän båda har låst sina."),
    )
    previous = forms.ChoiceField(
        label=_("Följer upp"), required=False, help_text=_("Den tidigare mätning som den här jämförs med.")
    )
    keep_notes_days = forms.IntegerField(
        label=_("Dagar som intervjuernas anteckningar sparas"), min_value=1, max_value=730, initial=90
    )

    def __init__(
        self,
        members: Iterable[tuple[str, str]],
        earlier: Iterable[Measurement],
        data: Data = None,
        unit: str = "",
    ) -> None:
        super().__init__(data, initial={"unit": unit[:NAME]})
        people = [("", _("Välj …")), *members, (OUTSIDE, _("Någon utan konto: länk eller Word-formulär"))]
        self.fields["first_scorer"].choices = people  # type: ignore[attr-defined]
        self.fields["second_scorer"].choices = people  # type: ignore[attr-defined]
        self.fields["previous"].choices = [  # type: ignore[attr-defined]
            ("", _("Ingen, det här är den första")),
            *((str(one.pk), str(one)) for one in earlier),
        ]

    def clean_definition(self) -> str:
        """Say what was found where the text points at a person."""
        return guarded(self.cleaned_data["definition"], str(self.fields["definition"].label), TEXT)


class InterviewForm(forms.Form):
    """From which sector, and when; never who."""

    sector = forms.ChoiceField(
        label=_("Sektor"),
        choices=Sector.choices,
        help_text=_("Var den intervjuade arbetar. Namn skrivs inte."),
    )
    held_on = forms.DateField(label=_("Genomförd"), widget=forms.DateInput(attrs={"type": "date"}))
    is_same_person = forms.NullBooleanField(
        label=_("Samma person som i förra mätningen?"),
        required=False,
        widget=forms.Select(choices=[("unknown", _("Vet inte")), ("true", _("Ja")), ("false", _("Nej"))]),
    )


class NotesForm(forms.Form):
    """What was said, question by question."""

    def __init__(
        self, interview: Interview | None, data: Data = None, said: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(said or {}))
        for question in readiness().questions:
            self.fields[f"q{question.number}"] = forms.CharField(
                label=f"{question.number}. {question.text}",
                required=False,
                max_length=NOTES,
                initial=interview.notes.get(str(question.number), "") if interview else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def notes(self) -> dict[str, str]:
        """What was written, by the number of the question."""
        return {name[1:]: text for name, text in self.cleaned_data.items() if text}


class FilledForm(forms.Form):
    """A form in Word that was filled in elsewhere."""

    file = forms.FileField(
        label=_("Det ifyllda formuläret"),
        help_text=_(
            "Word (docx), högst 5 MB. Filen sparas inte: ni ser vad som står i den innan något sparas."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Välj filen som är ifylld."), "empty": _("Filen är tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large to be a form."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("Filen är större än 5 MB. Ta bort bilder ur den."))
        return given

    @property
    def content(self) -> tuple[bytes, str]:
        """What stands in the file, and what it is called."""
        given = self.cleaned_data["file"]
        return given.read(), given.name


class ValidityForm(forms.Form):
    """What must be known before two measurements are compared."""

    note = forms.CharField(
        label=_("Kommentar"), required=False, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, measurement: Measurement, data: Data = None) -> None:
        super().__init__(data, initial={"note": measurement.validity_note})
        comment = self.fields.pop("note")
        for question in readiness().validity:
            self.fields[question.key] = forms.ChoiceField(
                label=question.question,
                choices=[("", _("Välj …")), *question.options.items()],
                initial=measurement.validity.get(question.key, ""),
                error_messages={"required": _("Välj ett svar.")},
            )
        self.fields["note"] = comment

    @property
    def answers(self) -> dict[str, str]:
        """The answers, by question."""
        return {one.key: self.cleaned_data[one.key] for one in readiness().validity}


class PickForm(forms.Form):
    """What of a finished measurement is taken into a situational picture."""

    figures = forms.MultipleChoiceField(
        label=_("Siffror"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst en siffra."),
            "invalid_choice": _("En av siffrorna går inte att välja. Öppna sidan igen."),
        },
    )

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["figures"].choices = list(choices)  # type: ignore[attr-defined]


def previewed(said: Mapping[str, str]) -> tuple[InterviewForm, NotesForm]:
    """Return the forms of an interview and its notes, filled in with what a form in Word says."""
    same = {"yes": "true", "no": "false"}.get(said["is_same_person"], "unknown")
    about = InterviewForm(initial={**said, "held_on": said["held_on"].strip(), "is_same_person": same})
    return about, NotesForm(None, said=said)


def given_scores(data: Mapping[str, Any], dimensions: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return what stands in the fields of scores, by dimension: the score and why."""
    return {key: (str(data.get(f"score_{key}", "")), str(data.get(f"why_{key}", ""))) for key in dimensions}


def sheet_given(data: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, str]]]:
    """Return what stands in the fields of a sheet that was previewed: by interview and dimension, the score and why."""
    given: dict[str, dict[str, tuple[str, str]]] = {}
    for name in data:
        part, code, dimension = [*name.split(":"), "", ""][:3]
        if part == "score" and code and dimension:
            why = str(data.get(f"why:{code}:{dimension}", ""))
            given.setdefault(code, {})[dimension] = (str(data[name]), why)
    return given


def guarded(text: str, name: str, most: int) -> str:
    """
    Return a text that points at nobody.

    Raises
    ------
    ValidationError
        With what was found.
    """
    try:
        check_text(text, name, most)
    except SamsynError as error:
        raise forms.ValidationError(error.message) from error
    return text
