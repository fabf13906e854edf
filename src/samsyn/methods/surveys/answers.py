"""What was answered to one question: a scale, choices or open text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_STEPS, MOST_CHOICES = 11, 20
NOT_AN_ANSWER = (
    "",
    "vet ej",
    "vet inte",
    "ej svar",
    "inget svar",
    "ingen uppfattning",
    "inte relevant",
    "ej relevant",
)
"""What counts as missing and never as an answer in the middle, in small letters."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    A question with its answers.

    Parameters
    ----------
    answers : tuple of str or None
        One for each respondent, none where there is no answer.
    values : tuple of float or None
        The same as numbers, for scales.
    said_instead : mapping of str to int
        What was written in place of an answer, such as "vet ej", and how often.
    """

    name: str
    kind: QuestionKind
    answers: tuple[str | None, ...]
    values: tuple[float | None, ...]
    said_instead: dict[str, int]

    @property
    def answered(self) -> int:
        """How many gave an answer."""
        return sum(one is not None for one in self.answers)


def read_question(
    name: str, cells: Sequence[str | None], *, missing: Collection[str] = NOT_AN_ANSWER
) -> Question:
    """
    Read the answers to one question.

    Parameters
    ----------
    name : str
    cells : sequence of str or None
        As written.
    missing : collection of str
        What is no answer, in small letters.

    Returns
    -------
    Question
        A scale where every answer is a number and at most eleven differ, choices where few texts return, else open.
    """
    texts = [" ".join((cell or "").split()) for cell in cells]
    instead: dict[str, int] = {}
    answers: list[str | None] = []
    for text in texts:
        if text.casefold() in missing:
            answers.append(None)
            if text:
                instead[text] = instead.get(text, 0) + 1
        else:
            answers.append(text)
    values = [_number(one) for one in answers]
    given = [one for one in answers if one is not None]
    numeric = bool(given) and all(
        value is not None for one, value in zip(answers, values, strict=True) if one is not None
    )
    several = len(set(given))
    if numeric and several <= MOST_STEPS:
        kind = QuestionKind.SCALE
    elif given and several <= min(MOST_CHOICES, max(2, len(given) // 2)):
        kind = QuestionKind.CHOICE
    else:
        kind = QuestionKind.OPEN
    return Question(name=name, kind=kind, answers=tuple(answers), values=tuple(values), said_instead=instead)


def _number(text: str | None) -> float | None:
    try:
        return float(text.replace(",", ".")) if text is not None else None
    except ValueError:
        return None
