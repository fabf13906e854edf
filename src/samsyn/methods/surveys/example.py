"""An invented survey: thirty asked, twenty-seven answers to the programme's form."""

from __future__ import annotations

import numpy as np

from samsyn.cycle import Round
from samsyn.instruments.load import surveys
from samsyn.instruments.surveys import ItemKind, SurveyForm
from samsyn.methods.surveys.codebook import Codebook
from samsyn.methods.surveys.coding import Code, CodedAnswer
from samsyn.methods.surveys.register import SOURCE, WHOLE, Asked, answers_table
from samsyn.period import parse
from samsyn.provenance import digest

INVITED, SEED = 30, 11
CODES = (
    Code(key="picture", label="Gemensam bild", definition="Man har fått samma bild av problemen."),
    Code(key="practical", label="Praktiskt stöd", definition="Hjälp på plats, verktyg som går att använda."),
    Code(key="time", label="Tid", definition="Att få tid, eller att den inte räckte."),
)
STRENGTHENED = ("5",) * 7 + ("4",) * 10 + ("3",) * 6 + ("2",) * 3 + ("1",)


def example_form() -> SurveyForm:
    """Return the form of the programme."""
    return next(one for one in surveys().forms if one.key == "programme")


def example_round() -> Round:
    """Return the invented survey; the first question is answered as 17 of 27 at the top."""
    form, rng, period = example_form(), np.random.default_rng(SEED), parse("2026-Q3")
    answers = []
    for first in STRENGTHENED:
        one = {"strengthened": first}
        for item in form.items[1:]:
            if item.kind is ItemKind.OPEN:
                one[item.key] = "Uppdiktat svar." if rng.random() < 0.5 else ""
            else:
                step = int(np.clip(int(first) + rng.integers(-1, 2), 1, 5))
                one[item.key] = str(step) if rng.random() < 0.9 else "dont_know"
        answers.append(one)
    coded = _coded(sum(bool(one["best"]) for one in answers), rng)
    asked = Asked(
        form=form,
        invited=INVITED,
        population=WHOLE,
        sender="Exempelmyndigheten",
        anonymous=False,
        about="deltagare",
        codebooks={"best": Codebook(version=1, codes=CODES)},
    )
    return Round(
        table=answers_table(form, answers, period.start, {"best": coded}),
        period=period,
        source=SOURCE,
        sources=(digest(["surveys example", SEED]),),
        options=asked.options(),
    )


def _coded(n: int, rng: np.random.Generator) -> list[CodedAnswer]:
    """Codes of so many answers: the second coder now and then sees one more than the first."""
    coded = []
    for _ in range(n):
        first = frozenset(one.key for one in CODES if rng.random() < 0.4)
        second = first | ({"practical"} if rng.random() < 0.15 else set())
        coded.append(CodedAnswer(first=first, second=frozenset(second), settled=first))
    return coded
