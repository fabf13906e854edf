"""An interview as a form in Word: given out, and what a filled in one says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.documents.blank_form import BlankForm, Group, Kind, Question
from samsyn.documents.filled_form import Wrong, read_filled
from samsyn.errors import SamsynError
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import NOTES, Interview, Measurement, Sector

FORM = "samsyn-intervju-1"
SAME = {"yes": True, "no": False, "unknown": None}
OUR_WORDS = (
    "Frågor och steg är Samsyns egna ord efter Community Readiness Model (Tri-Ethnic Center, handböckerna 2006 och "
    "2014). Källans text återges inte."
)
DAY = "ett datum, till exempel 2026-10-01, som inte ligger i framtiden"


@dataclass(frozen=True, kw_only=True)
class InterviewRead:
    """What a form says, as the preview is filled in with it; or which fields cannot be used, and then nothing is."""

    said: dict[str, Any]
    wrong: tuple[Wrong, ...] = ()


def interview_form(one: Measurement, interview: Interview | None = None) -> BlankForm:
    """Return the form of a new interview, or of one with its notes; it is Swedish whoever asks for it."""
    with translation.override("sv"):
        notes = interview.notes if interview else {}
        return BlankForm(
            title="Intervju om förändringsberedskap",
            lead=f"{one.unit}, {one.wave}" + (f", {interview.code}" if interview else ""),
            code=f"{FORM} {mark(one)}" + (f" {interview.code}" if interview else ""),
            notes=(
                *invented(one),
                f"Frågan som mäts: {one.definition}",
                (
                    "Skriv ordagrant vad som sägs, men inga namn och inget annat som pekar ut någon. "
                    "Vem som intervjuas skrivs inte."
                ),
                (
                    f"Bara bedömarna och den som leder mätningen läser. I Samsyn gallras anteckningarna efter "
                    f"{one.keep_notes_days} dagar; radera filen när den är inläst."
                ),
                whose_words(one),
            ),
            groups=(_about(interview), *_guide(one, notes)),
        )


def read_interview_form(
    data: bytes, name: str, one: Measurement, today: date, interview: Interview | None = None
) -> InterviewRead:
    """
    Return what a filled in form says.

    Raises
    ------
    UnreadableFile, BadInput
        If it is no such form, or is another measurement's.
    """
    form = interview_form(one, interview)
    read = read_filled(data, name, form)
    if read.wrong:
        return InterviewRead(said={}, wrong=read.wrong)
    labels = {asked.key: asked.label for asked in form.questions}
    given = {key: str(value) for key, value in read.answers.items()}
    wrong = [] if is_day(given["held_on"], today) else [_wrong(labels["held_on"], given["held_on"], DAY)]
    for key, text in given.items():
        if key.startswith("q"):
            try:
                policies.check_notes({key[1:]: text})
            except SamsynError as error:
                wrong.append(_wrong(labels[key], text, error.message))
    return InterviewRead(said=given, wrong=tuple(wrong))


def is_day(text: str, today: date) -> bool:
    """Whether a text is a day that is not to come."""
    try:
        return date.fromisoformat(text.strip()) <= today
    except ValueError:
        return False


def mark(one: Measurement) -> str:
    """Return what a form is known by as this measurement's, in this installation and no other."""
    whose = sha256(f"{one.pk}/{one.organisation_id}/{one.started_at.isoformat()}".encode()).hexdigest()[:8]
    return f"{one.pk}-{whose} v{one.texts.version}"


def invented(one: Measurement) -> tuple[str, ...]:
    """Return what a form says first where the measurement is invented."""
    return ("Uppdiktad mätning: inget här är verkligt.",) if one.is_invented else ()


def whose_words(one: Measurement) -> str:
    """Return whose words questions and anchors are, as the text that the measurement uses says."""
    texts = one.texts
    if texts.source_status == "own_words":
        return OUR_WORDS
    return f"Frågor och steg: {texts.source}. Version {texts.version}."


def _about(interview: Interview | None) -> Group:
    same = "" if interview is None else _same(interview.is_same_person)
    return Group(
        title="Om intervjun",
        questions=(
            Question(
                key="sector",
                label="Sektor",
                kind=Kind.ONE,
                choices=tuple((code, str(words)) for code, words in Sector.choices),
                value=interview.sector if interview else "",
                help="Var den intervjuade arbetar.",
                needed=True,
            ),
            Question(
                key="held_on",
                label="Genomförd",
                value=interview.held_on.isoformat() if interview else "",
                help="År-månad-dag, till exempel 2026-10-01.",
                most=10,
            ),
            Question(
                key="is_same_person",
                label="Samma person som i förra mätningen",
                kind=Kind.ONE,
                choices=(("unknown", "vet inte"), ("yes", "ja"), ("no", "nej")),
                value=same,
            ),
        ),
    )


def _guide(one: Measurement, notes: dict[str, str]) -> list[Group]:
    """Return the guide's questions, gathered by the dimensions that they serve."""
    texts = one.texts
    asked = texts.editions[one.edition]
    groups = []
    for keys, questions in groupby(texts.questions, key=lambda question: question.dimensions):
        names = [f"{key} {texts.dimensions[key].name}" for key in keys if key in asked]
        if not names:
            continue
        rows = tuple(
            Question(
                key=f"q{question.number}",
                label=f"{question.number}. {question.text}",
                help="Be om ett tal från 1 till 10, och be om en förklaring." if question.self_rating else "",
                value=notes.get(str(question.number), ""),
                most=NOTES,
            )
            for question in questions
        )
        groups.append(Group(title=", ".join(names), questions=rows))
    return groups


def _same(value: bool | None) -> str:
    return next(key for key, same in SAME.items() if same is value)


def _wrong(label: str, found: str, expected: str) -> Wrong:
    return Wrong(label=label, found=found[:60] or _("ingen text"), expected=expected)
