"""An invented survey: thirty asked, twenty-seven answers to the programme's form."""

from __future__ import annotations

import numpy as np

from samsyn.cycle import Round
from samsyn.instruments.load import surveys
from samsyn.instruments.surveys import ItemKind, SurveyForm
from samsyn.methods.surveys.register import SOURCE, WHOLE, Asked, answers_table
from samsyn.period import parse
from samsyn.provenance import digest

INVITED, SEED = 30, 11
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
    asked = Asked(
        form=form,
        invited=INVITED,
        population=WHOLE,
        sender="Exempelmyndigheten",
        anonymous=False,
        about="deltagare",
    )
    return Round(
        table=answers_table(form, answers, period.start),
        period=period,
        source=SOURCE,
        sources=(digest(["surveys example", SEED]),),
        options=asked.options(),
    )
