"""The chain that a plan claims, from problem to follow-up, in the words of the plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from samsyn.plans.timing import When

FINISHED = "genomförd"
"""A status that says that an action is finished."""

_FINISHED = ("klar", FINISHED, "avslutad", "gjort", "inställd", "stoppad", "avbruten")


@dataclass(frozen=True, kw_only=True)
class Origin:
    """
    Where in a file something stands.

    Parameters
    ----------
    part : str
        What a person calls the place: "bladet Plan", "tabell 2", "texten".
    row : int
        Row of the sheet or table, or number of the paragraph, counted from 1; 0 where it is the whole of the part.
    kind : str
        "sheet", "table", "text", or "samsyn" for what stands in Samsyn itself.
    index : int
        Number of the sheet or table, counted from 0.
    cells : tuple of (str, int)
        Which column each field has, counted from 0.
    """

    part: str
    row: int = 0
    kind: str = "samsyn"
    index: int = 0
    cells: tuple[tuple[str, int], ...] = ()

    @property
    def where(self) -> str:
        """The place in Swedish: "bladet Plan, rad 7"."""
        if not self.row:
            return self.part
        return f"{self.part}, {'stycke' if self.kind == 'text' else 'rad'} {self.row}"

    def column(self, name: str) -> int | None:
        """Return the column of a field, or none."""
        return dict(self.cells).get(name)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A problem or focus area; `basis` is what the plan says that it rests on."""

    key: str
    text: str
    origin: Origin
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """
    A cause of a problem.

    Parameters
    ----------
    kind : str
        "direct", "indirect" or "" where the plan does not say.
    evidence : str
        What shows that it is a cause, as the plan says it.
    is_settled : bool
        Whether nothing is to be done about it: it was decided to leave it, or one before or behind it is met.
    """

    key: str
    text: str
    origin: Origin
    problem: str = ""
    kind: str = ""
    evidence: str = ""
    is_settled: bool = False


@dataclass(frozen=True, kw_only=True)
class Action:
    """
    An action, in the plan's own words; "" where the plan says nothing.

    Parameters
    ----------
    causes : tuple of str
        Keys of the causes that it is said to meet.
    no_cause_reason : str
        Why it has none, where that is written.
    direction : int
        -1 where the indicator is said to go down, 1 up, 0 where only the goal's words say.
    kind : str
        "cause" or "symptom" where the plan, or its words, say which; else "".
    status : str
        As written; `is_done` reads it.
    notes : tuple of (str, str)
        Columns that were not understood: heading and text.
    """

    key: str
    text: str
    origin: Origin
    causes: tuple[str, ...] = ()
    no_cause_reason: str = ""
    problem: str = ""
    goal: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    direction: int = 0
    when: When = field(default_factory=When)
    owner: str = ""
    partners: str = ""
    follow_up: str = ""
    kind: str = ""
    status: str = ""
    resources: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether its status says that it is finished or stopped."""
        said = self.status.casefold()
        return any(
            word in said
            for word in ("klar", "genomförd", "avslutad", "gjort", "inställd", "stoppad", "avbruten")
        )


@dataclass(frozen=True, kw_only=True)
class Plan:
    """
    A whole plan.

    Parameters
    ----------
    deprioritised : tuple of str
        What the plan says that it does not work on.
    """

    title: str = ""
    problems: tuple[Problem, ...] = ()
    causes: tuple[Cause, ...] = ()
    actions: tuple[Action, ...] = ()
    deprioritised: tuple[str, ...] = ()

    def causes_of(self, action: Action) -> tuple[Cause, ...]:
        """Return the causes that an action is said to meet."""
        return tuple(cause for cause in self.causes if cause.key in action.causes)
