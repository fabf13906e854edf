"""A scorer's sheet in Word: each interview's dimensions with the steps, given out and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.documents.blank_form import BlankForm, Group, Question
from samsyn.documents.filled_form import Wrong, read_code, read_filled
from samsyn.errors import BadInput, SamsynError
from samsyn_web.base import words
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import TEXT, Interview, Measurement
from samsyn_web.methods.readiness.presenters.interview_form import invented, mark, whose_words
from samsyn_web.methods.readiness.presenters.shown import SheetRow

FORM = "samsyn-poang-1"
SCORE = "en poäng mellan 1 och 9 i steg om 0,25, till exempel 3,25"
Sheet = Mapping[str, Mapping[str, tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class SheetRead:
    """What a sheet says, by interview and dimension; `locked` are interviews that it may not change any more."""

    given: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()


def score_sheet(one: Measurement, seat: int, interviews: Iterable[Interview]) -> BlankForm:
    """Return a scorer's sheet, empty; it is Swedish whoever asks for it."""
    listed = list(interviews)
    with translation.override("sv"):
        return BlankForm(
            title="Poäng på intervjuer om förändringsberedskap",
            lead=f"{one.unit}, {one.wave}. Bedömare {seat}",
            code=" ".join([FORM, mark(one), f"bedömare-{seat}", *(each.code for each in listed)]),
            notes=(
                *invented(one),
                f"Frågan som mäts: {one.definition}",
                (
                    "Läs hela intervjun först. Börja vid steg 1 och gå uppåt; stanna vid det högsta steg som är helt "
                    "uppfyllt. Poängen går i kvartssteg: 3,25 är en bit över steg 3."
                ),
                (
                    "Bedöm ensam. Visa inte det här för den andra bedömaren, och prata inte ihop er: ni ser varandras "
                    "poäng när båda har låst sina."
                ),
                "En intervju som du inte har bedömt lämnar du tom.",
                whose_words(one),
            ),
            groups=(*_anchors(one), *(_interview(one, each) for each in listed)),
        )


def read_score_sheet(
    data: bytes,
    name: str,
    one: Measurement,
    seat: int,
    interviews: Iterable[Interview],
    locked: Iterable[str],
) -> SheetRead:
    """
    Return what a filled in sheet says: of the interviews that it was given out for, also where more have come since.

    Raises
    ------
    UnreadableFile, BadInput
        If it is no such sheet, or is another measurement's or the other scorer's.
    """
    known = {each.code: each for each in interviews}
    codes = [code for code in read_code(data, name).split() if code.upper() in known]
    chosen = [known[code.upper()] for code in codes]
    form = score_sheet(one, seat, chosen)
    read = read_filled(data, name, form)
    labels = {asked.key: asked.label for asked in form.questions}
    wrong = list(read.wrong)
    given: dict[str, dict[str, tuple[str, str]]] = {}
    shut = set(locked)
    for each in chosen:
        for dimension in one.texts.editions[one.edition]:
            key = f"{each.code}:{dimension}"
            text, why = (str(read.answers.get(part, "")).strip() for part in (key, f"{key}:why"))
            if not text and not why or each.code in shut:
                continue
            wrong += _faults(labels[key], labels[f"{key}:why"], text, why)
            given.setdefault(each.code, {})[dimension] = (text, why)
    if not chosen:
        raise BadInput(_("Formuläret har inga intervjuer. Hämta ett nytt när intervjuerna är inlagda."))
    return SheetRead(
        given={} if wrong else given,
        locked=tuple(each.code for each in chosen if each.code in shut),
        wrong=tuple(wrong),
    )


def sheet_rows(one: Measurement, given: Sheet) -> tuple[SheetRow, ...]:
    """Return what was understood, one row for each score."""
    names = one.texts.dimensions
    return tuple(
        SheetRow(
            key=f"{code}:{dimension}",
            code=code,
            name=f"{dimension} {names[dimension].name}",
            score=text,
            why=why,
        )
        for code, some in given.items()
        for dimension, (text, why) in some.items()
    )


def _faults(label: str, why_label: str, text: str, why: str) -> list[Wrong]:
    found = []
    try:
        policies.quarters(text)
    except BadInput:
        found.append(Wrong(label=label, found=text[:60] or _("ingen poäng, men ett skäl"), expected=SCORE))
    try:
        check_text(why, _("Skälet"), TEXT)
    except SamsynError as error:
        found.append(Wrong(label=why_label, found=why[:60], expected=error.message))
    return found


def _anchors(one: Measurement) -> list[Group]:
    texts = one.texts
    return [
        Group(
            title=f"Stegen för {key} {texts.dimensions[key].name}",
            said=tuple(f"{step}. {text}" for step, text in enumerate(texts.dimensions[key].anchors, start=1)),
        )
        for key in texts.editions[one.edition]
    ]


def _interview(one: Measurement, each: Interview) -> Group:
    texts = one.texts
    rows: list[Question] = []
    for key in texts.editions[one.edition]:
        dimension = texts.dimensions[key]
        rows += [
            Question(
                key=f"{each.code}:{key}",
                label=f"{each.code} {key} {dimension.name}",
                help=dimension.question,
                most=20,
            ),
            Question(key=f"{each.code}:{key}:why", label=f"{each.code} {key} skäl", most=TEXT),
        ]
    day = words.day(each.held_on)
    return Group(title=f"Intervju {each.code}, {each.get_sector_display()}, {day}", questions=tuple(rows))
