"""What is asked about a measurement, an interview, and scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.documents.filled_form import LARGEST
from samsyn.errors import SamsynError
from samsyn.instruments.load import readiness
from samsyn.instruments.readiness import ReadinessTexts
from samsyn.instruments.readiness_pack import MOST_BYTES
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
    TextPack,
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
    text_pack = forms.ChoiceField(
        label=_("Texter"),
        required=False,
        help_text=_("Frågor och steg. Mätningen behåller dem som de är nu, också om texten sedan tas bort."),
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
        packs: Iterable[TextPack] = (),
    ) -> None:
        super().__init__(data, initial={"unit": unit[:NAME]})
        self.fields["text_pack"].choices = [  # type: ignore[attr-defined]
            ("", _("Samsyns egna ord")),
            *((str(one.pk), str(one)) for one in packs),
        ]
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
        self,
        interview: Interview | None,
        data: Data = None,
        said: Mapping[str, Any] | None = None,
        texts: ReadinessTexts | None = None,
    ) -> None:
        super().__init__(data, initial=dict(said or {}))
        used = interview.measurement.texts if interview else texts or readiness()
        for question in used.questions:
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


class ScoresFileForm(forms.Form):
    """A table of scores from a measurement made elsewhere."""

    file = forms.FileField(
        label=_("Filen med poäng"),
        help_text=_(
            "CSV eller Excel, högst 5 MB. Filen sparas inte: ni ser vad som står i den innan något sparas."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
        error_messages={"required": _("Välj filen med poäng."), "empty": _("Filen är tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("Filen är större än 5 MB."))
        return given


class ReadInForm(forms.Form):
    """What was previewed, and when the interviews were held."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=500_000)
    held_on = forms.DateField(
        label=_("När intervjuerna gjordes"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Den sista dagen, om de gjordes under flera."),
    )


class TextPackForm(forms.Form):
    """A text to load."""

    file = forms.FileField(
        label=_("Fil med texter"),
        help_text=_("YAML (yaml, yml), högst 200 kB. Hämta Samsyns egen fil och skriv i den."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"required": _("Välj filen med texterna."), "empty": _("Filen är tom.")},
    )

    @property
    def content(self) -> tuple[bytes, str]:
        """What stands in the file, and what it is called."""
        given = self.cleaned_data["file"]
        return given.read(MOST_BYTES + 1), given.name


class ScorerLinkForm(forms.Form):
    """Which scorer a link is for, and for how long."""

    seat = forms.TypedChoiceField(label=_("Bedömare utan konto"), coerce=int)
    until = forms.DateField(
        label=_("Länken gäller till och med"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Högst ett halvår. Länken kan återkallas när som helst."),
    )

    def __init__(self, seats: Iterable[int], until: date, data: Data = None) -> None:
        super().__init__(data, initial={"until": until})
        self.fields["seat"].choices = [(seat, str(seat)) for seat in seats]  # type: ignore[attr-defined]


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


def previewed(said: Mapping[str, str], texts: ReadinessTexts) -> tuple[InterviewForm, NotesForm]:
    """Return the forms of an interview and its notes, filled in with what a form in Word says."""
    same = {"yes": "true", "no": "false"}.get(said["is_same_person"], "unknown")
    about = InterviewForm(initial={**said, "held_on": said["held_on"].strip(), "is_same_person": same})
    return about, NotesForm(None, said=said, texts=texts)


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
