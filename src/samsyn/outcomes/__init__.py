"""Designs that answer whether an action helped, with a verdict in words and the reasons where there is none."""

from samsyn.outcomes.before_after import TwoPeriods, before_after
from samsyn.outcomes.difference import Compared, difference
from samsyn.outcomes.displacement import Displaced, weighted_displacement
from samsyn.outcomes.interrupted import interrupted
from samsyn.outcomes.judged import MARGIN, Judged
from samsyn.outcomes.synthetic import synthetic
from samsyn.outcomes.verdict import TEXTS, Change, Code, Reason, Verdict, judge, read_change

__all__ = [
    "MARGIN",
    "TEXTS",
    "Change",
    "Code",
    "Compared",
    "Displaced",
    "Judged",
    "Reason",
    "TwoPeriods",
    "Verdict",
    "before_after",
    "difference",
    "interrupted",
    "judge",
    "read_change",
    "synthetic",
    "weighted_displacement",
]
