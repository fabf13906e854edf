"""A quarterly report as a form in Word: given out, and what a filled in one says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.documents.blank_form import BlankForm, Group, Kind, Question
from samsyn.documents.filled_form import Wrong, read_filled
from samsyn.errors import BadInput
from samsyn_web.base import words
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import TEXT, Obstacle, QuarterlyPart, QuarterlyReport, QuarterStatus

FORM = "samsyn-kvartal-1"
LED = "led"


@dataclass(frozen=True, kw_only=True)
class FormRead:
    """What a form says, as `services.receive_form` takes it; or which fields cannot be used, and then nothing is."""

    parts: Mapping[int, tuple[str, str, list[str]]] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()


def quarter_form(
    report: QuarterlyReport, focus_areas: Mapping[int, str], parts: Iterable[QuarterlyPart] = ()
) -> BlankForm:
    """Return the form of a report, filled in with the parts given; it is Swedish whoever asks for it."""
    written = {one.focus_area: one for one in parts}
    programme = report.participant.programme
    with translation.override("sv"):
        groups = [_area(number, name, written.get(number)) for number, name in focus_areas.items()]
        return BlankForm(
            title=f"Kvartalsrapport {report.quarter}",
            lead=f"{report.participant.name}, {programme.name}",
            code=f"{FORM} {programme.short_name} {report.participant.key} {report.quarter}",
            notes=(
                f"Lämnas senast {words.day(report.due)} till {programme.organisation.name}, som läser rapporten.",
                "Andra kommuner ser den inte. Hindren räknas ihop över alla kommuner.",
                "Skriv om funktioner och verksamhet, aldrig om enskilda personer.",
                "Fyll i alla fokusområden, också dem utan aktivitet.",
            ),
            groups=(*groups, _whole(report, bool(written))),
        )


def read_quarter_form(data: bytes, name: str, form: BlankForm, focus_areas: Iterable[int]) -> FormRead:
    """
    Return what a filled in form says.

    Raises
    ------
    UnreadableFile, BadInput
        If it is no such form, or is another report's.
    """
    read = read_filled(data, name, form)
    if read.wrong:
        return FormRead(wrong=read.wrong)
    answers = read.answers
    parts = {
        number: (
            str(answers[f"status_{number}"]),
            str(answers[f"comment_{number}"]),
            list(answers[f"obstacles_{number}"]),
        )
        for number in focus_areas
    }
    said = {"staffing": answers["staffing"], "needs": answers["needs"], "is_led": answers[LED] == "yes"}
    labels = {one.key: one.label for one in form.questions}
    wrong = [one for number, part in parts.items() for one in _refused(labels[f"comment_{number}"], part)]
    for key in ("staffing", "needs"):
        wrong += _pointing(labels[key], str(said[key]))
    return FormRead(wrong=tuple(wrong)) if wrong else FormRead(parts=parts, said=said)


def _area(number: int, name: str, part: QuarterlyPart | None) -> Group:
    return Group(
        title=f"{number}. {name}",
        questions=(
            Question(
                key=f"status_{number}",
                label=f"Läge, område {number}",
                kind=Kind.ONE,
                choices=_choices(QuarterStatus),
                value=part.status if part else "",
                needed=True,
            ),
            Question(
                key=f"comment_{number}",
                label=f"Kommentar, område {number}",
                value=part.comment if part else "",
                help="Behövs där något avviker eller har stannat.",
                most=TEXT,
            ),
            Question(
                key=f"obstacles_{number}",
                label=f"Hinder, område {number}",
                kind=Kind.SEVERAL,
                choices=_choices(Obstacle),
                value=tuple(part.obstacles) if part else (),
            ),
        ),
    )


def _whole(report: QuarterlyReport, is_written: bool) -> Group:
    yes_no = (("yes", "ja"), ("no", "nej"))
    led = ("yes" if report.is_led else "no") if is_written else ""
    return Group(
        title="Hela arbetet",
        questions=(
            Question(
                key=LED,
                label="Den lokala projektledaren är på plats",
                kind=Kind.ONE,
                choices=yes_no,
                value=led,
                needed=True,
            ),
            Question(
                key="staffing",
                label="Bemanning",
                value=report.staffing if is_written else "",
                help="Vakanser och omorganisationer, som funktioner.",
                most=TEXT,
            ),
            Question(key="needs", label="Behov av stöd", value=report.needs if is_written else "", most=TEXT),
        ),
    )


def _choices(listed: Any) -> tuple[tuple[str, str], ...]:
    return tuple((code, str(words)) for code, words in listed.choices)


def _refused(label: str, part: tuple[str, str, list[str]]) -> list[Wrong]:
    """Return why a focus area may not be reported so; what was found there is told by its own words."""
    try:
        policies.check_part(*part)
    except BadInput as error:
        return [Wrong(label=label, found=part[1][:60] or _("ingen text"), expected=error.message)]
    return []


def _pointing(label: str, text: str) -> list[Wrong]:
    try:
        policies.check_words({label: text})
    except BadInput as error:
        return [Wrong(label=label, found=text[:60], expected=error.message)]
    return []
