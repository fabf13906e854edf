"""Problems, what they rest on, which come first, why they are there and what speaks for and against each cause."""

from samsyn_web.causes.models.basis import SOURCE, Basis, BasisKind
from samsyn_web.causes.models.causes import (
    NAME,
    STATEMENT,
    Cause,
    CauseDecision,
    Evidence,
    Influence,
    Level,
    Perspective,
    Side,
    Strength,
)
from samsyn_web.causes.models.chains import ChainStep
from samsyn_web.causes.models.priorities import Choice, CriterionJudgement, Ground, ProblemChoice
from samsyn_web.causes.models.problems import TEXT, TITLE, Problem, ProblemState

__all__ = [
    "NAME",
    "SOURCE",
    "STATEMENT",
    "TEXT",
    "TITLE",
    "Basis",
    "BasisKind",
    "Cause",
    "CauseDecision",
    "ChainStep",
    "Choice",
    "CriterionJudgement",
    "Evidence",
    "Ground",
    "Influence",
    "Level",
    "Perspective",
    "Problem",
    "ProblemChoice",
    "ProblemState",
    "Side",
    "Strength",
]
