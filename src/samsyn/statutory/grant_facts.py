"""What a grant application is composed from, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.statutory.facts import KnownProblem


@dataclass(frozen=True, kw_only=True)
class DecidedEvaluation:
    """How an action is evaluated, as it was decided; `is_afterwards` where that was after the action began."""

    design: str
    source: str
    counts: str
    treated: str
    comparison: str
    before: tuple[date, date]
    after: tuple[date, date]
    due: date
    decided_on: date
    is_afterwards: bool = False
    can_show: str = ""


@dataclass(frozen=True, kw_only=True)
class GrantAction:
    """
    An action that is applied for, as it is entered; what nobody has entered is empty or none.

    Parameters
    ----------
    key, title : str
    steps, mechanism, kind, function, partners, funding, goal, indicator, unit, follow_up : str
    causes : tuple of str
        Causes that it is meant to change.
    is_ordinary : bool
        Whether it is part of what is done anyway.
    is_decided : bool
    direction : str
        "down", "up" or empty.
    baseline, target : float, optional
        In `unit`.
    cost, hours : int, optional
        Whole kronor and hours of work, for the whole action.
    starts, ends : date, optional
    milestones : tuple of (date, str)
    evaluation : DecidedEvaluation, optional
    """

    key: str
    title: str
    steps: str = ""
    mechanism: str = ""
    kind: str = ""
    function: str = ""
    partners: str = ""
    funding: str = ""
    goal: str = ""
    indicator: str = ""
    unit: str = ""
    direction: str = ""
    follow_up: str = ""
    causes: tuple[str, ...] = ()
    is_ordinary: bool = False
    is_decided: bool = False
    baseline: float | None = None
    target: float | None = None
    cost: int | None = None
    hours: int | None = None
    starts: date | None = None
    ends: date | None = None
    milestones: tuple[tuple[date, str], ...] = ()
    evaluation: DecidedEvaluation | None = None


@dataclass(frozen=True, kw_only=True)
class GrantFacts:
    """
    What is applied for: chosen problems and actions, and what is attached.

    `picture` and `plan` name the decided situational picture and plan; they are empty where none is decided.
    """

    problems: tuple[KnownProblem, ...] = ()
    actions: tuple[GrantAction, ...] = ()
    picture: str = ""
    plan: str = ""
