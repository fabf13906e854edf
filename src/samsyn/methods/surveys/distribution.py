"""What was answered: counts per option, middle and spread, and the share that chose the top options."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from samsyn.errors import BadInput
from samsyn.methods.surveys.answers import Question, QuestionKind
from samsyn.methods.surveys.response import (
    Interval,
    finite_interval,
    nonresponse_bounds,
    sample_interval,
)

NAN = float("nan")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option with how many chose it, and which share of those who answered the question."""

    value: str
    count: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """
    A question's answers.

    Parameters
    ----------
    answered, missing : int
        Respondents with and without an answer to this question; a missing answer is never a zero.
    median, lower, upper : float
        Quartiles by the nearest-rank-with-averaging rule (Hyndman & Fan type 2), since answers are steps.
    mean : float
        Second to the median: steps of a scale need not be equally long.
    """

    name: str
    kind: QuestionKind
    answered: int
    missing: int
    options: tuple[Option, ...]
    median: float
    lower: float
    upper: float
    mean: float
    said_instead: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Top:
    """
    The share that chose the top options.

    Parameters
    ----------
    wilson : (float, float)
        95 % where those invited are a sample of many.
    finite : (float, float)
        95 % where those who answered are a sample of those invited.
    bounds : (float, float)
        Where all were asked: if every silent had answered otherwise, and if every silent had answered so. No
        probability.
    """

    name: str
    values: tuple[str, ...]
    count: int
    answered: int
    share: float
    wilson: Interval
    finite: Interval
    bounds: Interval
    reading: str = (
        "När hela gruppen har tillfrågats är gränserna för bortfallet det ärliga måttet: lägst om alla som inte "
        "svarade "
        "hade svarat annorlunda, högst om alla hade svarat så."
    )
    not_when: str = (
        "Läs inte andelen utan att se vem som frågade, om svaren var anonyma och hur många som svarade."
    )


def distribution(question: Question) -> Distribution:
    """
    Return the distribution of a question's answers; a scale keeps the steps that nobody chose between its ends.

    References
    ----------
    .. [1] R. J. Hyndman & Y. Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4),
       361-365.
    """
    answers = [one for one in question.answers if one is not None]
    n = len(answers)
    median = lower = upper = mean = NAN
    if question.kind is QuestionKind.SCALE:
        values = np.array([value for value in question.values if value is not None])
        options = _steps(values)
        if n:
            lower, median, upper = (
                float(one) for one in np.quantile(values, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")
            )
            mean = float(values.mean())
    elif question.kind is QuestionKind.CHOICE:
        counted = {one: answers.count(one) for one in dict.fromkeys(answers)}
        ordered = sorted(counted, key=lambda one: (-counted[one], one))
        options = tuple(Option(value=one, count=counted[one], share=counted[one] / n) for one in ordered)
    else:
        options = ()
    return Distribution(
        name=question.name,
        kind=question.kind,
        answered=n,
        missing=len(question.answers) - n,
        options=options,
        median=median,
        lower=lower,
        upper=upper,
        mean=mean,
        said_instead=question.said_instead,
    )


def top_options(question: Question, values: Collection[float], invited: int) -> Top:
    """
    Return the share of those who answered that chose one of some steps.

    Parameters
    ----------
    question : Question
        A scale.
    values : collection of float
        The top steps, such as 4 and 5.
    invited : int
        How many were asked.

    Raises
    ------
    BadInput
        If the question is no scale, or fewer were asked than have answered.
    """
    if question.kind is not QuestionKind.SCALE:
        raise BadInput(f"Frågan ”{question.name}” har inte svar på en skala.")
    given = [value for value in question.values if value is not None]
    n = len(given)
    if n > invited:
        raise BadInput(f"{n} har svarat men bara {invited} är inbjudna: kontrollera antalet.")
    hits = sum(value in values for value in given)
    return Top(
        name=question.name,
        values=tuple(f"{value:g}" for value in sorted(values)),
        count=hits,
        answered=n,
        share=hits / n if n else NAN,
        wilson=sample_interval(hits, n),
        finite=finite_interval(hits, n, invited),
        bounds=nonresponse_bounds(hits, n, invited),
    )


def _steps(values: np.ndarray) -> tuple[Option, ...]:
    if not len(values):
        return ()
    whole = bool((values == np.floor(values)).all())
    steps = np.arange(values.min(), values.max() + 1) if whole else np.unique(values)
    return tuple(
        Option(value=f"{step:g}", count=int((values == step).sum()), share=float((values == step).mean()))
        for step in steps
    )
