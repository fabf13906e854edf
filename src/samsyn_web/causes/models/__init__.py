"""Problems, why they are there, and what speaks for and against each cause. Never about a person."""

from samsyn_web.causes.models.causes import (
    Cause,
    CauseDecision,
    Evidence,
    Influence,
    Level,
    Perspective,
    Side,
    Strength,
)
from samsyn_web.causes.models.problems import TEXT, TITLE, Problem, ProblemState

__all__ = [
    "TEXT",
    "TITLE",
    "Cause",
    "CauseDecision",
    "Evidence",
    "Influence",
    "Level",
    "Perspective",
    "Problem",
    "ProblemState",
    "Side",
    "Strength",
]
