"""A survey as a form in Word: given out, and what a filled in one says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samsyn.documents.blank_form import BlankForm, Group, Kind, Question
from samsyn.documents.filled_form import Wrong, read_filled
from samsyn.errors import SamsynError
from samsyn.instruments.surveys import AnswerOption, Item, ItemKind, SurveyForm
from samsyn.provenance import digest
from samsyn_web.base import words
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import WRITTEN, Survey

FORM = "samsyn-enkat-1"
QUOTE, PAIR = "may_quote", "pair"
MAY_QUOTE = "Det jag har skrivit får citeras, utan att det går att se vem jag är"


@dataclass(frozen=True, kw_only=True)
class FormRead:
    """One file: what it says, or which fields cannot be used, and then nothing is."""

    name: str
    said: policies.FormGiven | None = None
    wrong: tuple[Wrong, ...] = ()


def survey_form(one: Survey, link: str = "") -> BlankForm:
    """
    Return the form of a survey; it is the same for everybody, and Swedish whoever asks for it.

    `link` is the whole address of the same questions on the web.
    """
    form = policies.form_of(one)
    with translation.override("sv"):
        return BlankForm(
            title=one.title,
            lead=f"{one.sender} frågar",
            code=f"{FORM} {one.pk}-{digest([one.form, one.made_at.isoformat()])[:8]}",
            notes=tuple(
                note for note in (one.purpose, form.intro, *_anonymity(one, link), _last(one)) if note
            ),
            groups=(Group(title="Frågorna", questions=_questions(form)), *_after(one, form)),
        )


def read_survey_form(data: bytes, name: str, one: Survey) -> FormRead:
    """
    Return what a filled in form says.

    Raises
    ------
    UnreadableFile, BadInput
        If it is no such form, or is another survey's.
    """
    blank, form = survey_form(one), policies.form_of(one)
    read = read_filled(data, name, blank)
    labels = {asked.key: asked.label for asked in blank.questions}
    given = {item.key: str(read.answers.get(item.key, "")) for item in form.items}
    wrong = list(read.wrong)
    for item in form.items:
        if item.kind is ItemKind.OPEN:
            wrong += _refused(labels[item.key], given[item.key], WRITTEN)
    code = ""
    if one.is_paired:
        parts = [str(read.answers.get(f"{PAIR}{n}", "")) for n in range(len(policies.QUESTIONS))]
        try:
            code = policies.own_code(parts)
        except SamsynError as error:
            wrong.append(Wrong(label=labels[f"{PAIR}0"], found=", ".join(parts)[:60], expected=error.message))
    if not wrong and not any(given.values()):
        wrong.append(
            Wrong(label=_("Hela formuläret"), found=_("inget svar"), expected=_("svar på minst en fråga"))
        )
    if wrong:
        return FormRead(name=name, wrong=tuple(wrong))
    said = policies.FormGiven(
        given=given,
        digest=sha256(data).hexdigest(),
        may_quote=read.answers.get(QUOTE) == "yes",
        own_code=code,
    )
    return FormRead(name=name, said=said)


def _anonymity(one: Survey, link: str) -> Iterable[str]:
    if one.is_invented:
        yield "Uppdiktad enkät: inget här är verkligt."
    yield (
        "Du kan hoppa över frågor. I Samsyn sparas ditt svar utan tid och utan namn, och filen sparas aldrig. "
        "Skriv inga namn eller annat som pekar ut någon."
    )
    seen = "Den som tar emot filen kan se att den kommer från dig, och Word kan skriva ditt namn i filens egenskaper."
    yield f"{seen} Vill du att ingen ska se det svarar du på webben i stället: {link}" if link else seen
    if one.is_paired:
        yield "Du kan göra en egen kod sist; den gör svaren mindre anonyma."


def _last(one: Survey) -> str:
    last = localtime(one.closes_at)
    return f"Lämnas senast {words.day(last.date())} till {one.sender}. Tillfrågade: {one.about}."


def _questions(form: SurveyForm) -> tuple[Question, ...]:
    return tuple(
        Question(
            key=item.key,
            label=" ".join(f"{number}. {item.text}".split()),
            kind=Kind.TEXT if item.kind is ItemKind.OPEN else Kind.ONE,
            choices=tuple((one.code, _label(item, one)) for one in item.options),
            help=" / ".join(_label(item, one) for one in item.options),
            most=WRITTEN,
        )
        for number, item in enumerate(form.items, start=1)
    )


def _label(item: Item, one: AnswerOption) -> str:
    """Return an answer's words, with its code where it is a step of a scale or another has the same words."""
    is_step = item.kind is ItemKind.SCALE and one.is_answer
    is_twice = [each.label for each in item.options].count(one.label) > 1
    return f"{one.code} {one.label}".strip() if is_step or is_twice else one.label


def _after(one: Survey, form: SurveyForm) -> tuple[Group, ...]:
    asked: list[Question] = []
    if any(item.kind is ItemKind.OPEN for item in form.items):
        yes_no = (("no", "nej"), ("yes", "ja"))
        asked.append(Question(key=QUOTE, label=MAY_QUOTE, kind=Kind.ONE, choices=yes_no))
    if one.is_paired:
        asked += [
            Question(key=f"{PAIR}{n}", label=str(text), most=2) for n, text in enumerate(policies.QUESTIONS)
        ]
    return (Group(title="Till sist", questions=tuple(asked)),) if asked else ()


def _refused(label: str, text: str, most: int) -> list[Wrong]:
    try:
        check_text(text, label, most)
    except SamsynError as error:
        return [Wrong(label=label, found=text[:60], expected=error.message)]
    return []
