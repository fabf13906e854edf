"""Designs that answer whether an action helped, with a verdict in words and the reasons where there is none."""

from samsyn.outcomes.before_after import TwoPeriods, before_after
from samsyn.outcomes.comparisons import Candidate, candidates
from samsyn.outcomes.counts import Counts, count_rows, digest_of
from samsyn.outcomes.detectable import Detectable, detectable
from samsyn.outcomes.difference import Compared, difference
from samsyn.outcomes.displacement import Displaced, weighted_displacement
from samsyn.outcomes.evaluation import Evaluated, Group, evaluate
from samsyn.outcomes.indicators import Added, Adding, Kind, Reading, Rule, add_up, check_readings
from samsyn.outcomes.interrupted import interrupted
from samsyn.outcomes.judged import MARGIN, Judged
from samsyn.outcomes.plans import Design, Plan, usual_spans
from samsyn.outcomes.synthetic import synthetic
from samsyn.outcomes.targets import Light, Standing, standing
from samsyn.outcomes.told import effect_text, sentence
from samsyn.outcomes.validity import Break, Effort, OtherAction, Surroundings, Validity, check, effort
from samsyn.outcomes.verdict import TEXTS, Change, Code, Reason, Verdict, judge, read_change

__all__ = [
    "MARGIN",
    "TEXTS",
    "Added",
    "Adding",
    "Break",
    "Candidate",
    "Change",
    "Code",
    "Compared",
    "Counts",
    "Design",
    "Detectable",
    "Displaced",
    "Effort",
    "Evaluated",
    "Group",
    "Judged",
    "Kind",
    "Light",
    "OtherAction",
    "Plan",
    "Reading",
    "Reason",
    "Rule",
    "Standing",
    "Surroundings",
    "TwoPeriods",
    "Validity",
    "Verdict",
    "add_up",
    "before_after",
    "candidates",
    "check",
    "check_readings",
    "count_rows",
    "detectable",
    "difference",
    "digest_of",
    "effect_text",
    "effort",
    "evaluate",
    "interrupted",
    "judge",
    "read_change",
    "sentence",
    "standing",
    "synthetic",
    "usual_spans",
    "weighted_displacement",
]
