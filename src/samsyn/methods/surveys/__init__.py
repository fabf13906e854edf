"""
Surveys: answers as distributions, with who was asked, who answered and who might have said otherwise.

    answers.py        one question's answers, read into a scale, choices or open text
    distribution.py   counts, median, quartiles, the top options with three kinds of interval
    response.py       how many answered, and how far the silent could move a share
    coding.py          open answers coded by two: agreement code by code, and themes
    codebook.py        codebooks, and coded answers as rows of a survey's table
    paired.py         two waves of the same persons, or of different ones
    two_rounds.py      two rounds of a form: what can be compared, and how each question changed
    waves.py           how far a share has moved between two rounds of a group
    register.py       answers as a table, and who asked whom what
    middle.py         how far a median and the mean of a group of items reach
    xlsform.py        forms from and to XLSForm workbooks
    find.py, sections.py, method.py    the method as the cycle sees it
"""

from samsyn.methods.surveys.answers import Question, QuestionKind, read_question
from samsyn.methods.surveys.coding import (
    Code,
    CodeAgreement,
    CodedAnswer,
    Theme,
    code_agreement,
    same_codes,
    themes,
)
from samsyn.methods.surveys.distribution import Distribution, Option, Top, distribution, top_options
from samsyn.methods.surveys.paired import PairedChange, paired_change
from samsyn.methods.surveys.response import Response, response
from samsyn.methods.surveys.two_rounds import ClosedRound, Comparison, compare_rounds

__all__ = [
    "ClosedRound",
    "Code",
    "CodeAgreement",
    "CodedAnswer",
    "Comparison",
    "Distribution",
    "Option",
    "PairedChange",
    "Question",
    "QuestionKind",
    "Response",
    "Theme",
    "Top",
    "code_agreement",
    "compare_rounds",
    "distribution",
    "paired_change",
    "read_question",
    "response",
    "same_codes",
    "themes",
    "top_options",
]
