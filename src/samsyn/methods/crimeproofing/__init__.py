"""
Crime proofing (brottssäkring av regelverk): what in a rule makes which risk, and what can be done about it.

    assist(texts, instrument) -> marks: places in the rules that somebody should look at
    weigh(judgements, instrument) -> Weighed: what independent assessors say of a risk
    wording(old, new) -> parts: what a proposal changes
    memo(review, instrument) -> sections of the memo to the board
    CRIMEPROOFING: the method, over the rows of a register of risks
"""

from samsyn.methods.crimeproofing.assistant import KINDS, Mark, assist
from samsyn.methods.crimeproofing.memo import memo
from samsyn.methods.crimeproofing.method import CRIMEPROOFING
from samsyn.methods.crimeproofing.register import RISKS, SIDES, SOURCE, register_row, register_table
from samsyn.methods.crimeproofing.review import (
    Decided,
    Proposed,
    Protected,
    Review,
    ReviewedRisk,
    ReviewedText,
)
from samsyn.methods.crimeproofing.scale import Judgement, Spread, Weighed, level_of, weigh
from samsyn.methods.crimeproofing.wording import Part, told, wording

__all__ = [
    "CRIMEPROOFING",
    "KINDS",
    "RISKS",
    "SIDES",
    "SOURCE",
    "Decided",
    "Judgement",
    "Mark",
    "Part",
    "Proposed",
    "Protected",
    "Review",
    "ReviewedRisk",
    "ReviewedText",
    "Spread",
    "Weighed",
    "assist",
    "level_of",
    "memo",
    "register_row",
    "register_table",
    "told",
    "weigh",
    "wording",
]
