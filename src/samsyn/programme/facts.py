"""The records of a programme; a field that the documents do not state is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samsyn.errors import BadInput

STANDARD_FORMATS: Mapping[int, str] = {
    1: "kunskapshöjande insatser",
    2: "workshops för verksamhetsutveckling",
    3: "införande av nya arbetsmetoder",
}
"""What a programme's activities are classified as unless it says otherwise; the classification is our own."""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """Where a fact is stated: the key of a document, and its section."""

    document: str
    section: str


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """Who takes part; `unit` says whether it is a whole municipality or a part, and `code` the municipality's code."""

    key: str
    name: str
    code: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Activity:
    """
    Something that was done in a municipality (aktivitet), never to be confused with an action of a plan.

    Parameters
    ----------
    focus_area : int
        The one it belongs to first.
    also_in : tuple of int
        The other focus areas that it belongs to, none of them twice.
    heading : str
        As printed in the appendix, where headings vary; empty for what only the body tells.
    formats : tuple of int
        One or more of the programme's formats: our classification, since the report makes none.
    is_bulleted : bool
        Whether the appendix prints it as a bullet.
    count : int, optional
        How many times, where stated.
    when : str
        In the document's own precision; empty where not stated.
    starts, ends : date, optional
        First and last day, where known by the day.
    status : str
        planned, done, moved or cancelled; what a document tells of is done.
    provider : str
        Who gave it; empty where not stated.
    participants, units : int, optional
        How many people and how many units were reached.
    """

    key: str
    municipality: str
    focus_area: int
    heading: str
    title: str
    formats: tuple[int, ...]
    source: Stated
    is_bulleted: bool = True
    partners: tuple[str, ...] = ()
    count: int | None = None
    participants: int | None = None
    when: str = ""
    starts: date | None = None
    ends: date | None = None
    status: str = "done"
    provider: str = ""
    units: int | None = None
    also_in: tuple[int, ...] = ()

    @property
    def focus_areas(self) -> tuple[int, ...]:
        """Every focus area that it belongs to, the first one first."""
        return (self.focus_area, *self.also_in)


@dataclass(frozen=True, kw_only=True)
class AreaClass:
    """An area with the police's classes as the report states them; the police's own lists may spell it otherwise."""

    municipality: str
    area: str
    classes: Mapping[int, str]
    source: Stated


@dataclass(frozen=True, kw_only=True)
class Money:
    """
    A sum in thousands of kronor, none where the documents give no figure.

    `exact` is yes, about, rounded or not_stated; `side` is grant, budget or outcome: the three are never added.
    """

    key: str
    kind: str
    year: int | None
    amount_ksek: int | None
    payer: str
    recipient: str
    purpose: str
    exact: str
    source: Stated
    side: str = "outcome"


@dataclass(frozen=True, kw_only=True)
class ReadinessStatement:
    """
    What the report says of a measurement, in order and not in numbers.

    `dimensions` holds, per mention, the letters that the words can mean: more than one where the report is ambiguous.
    """

    municipality: str
    wave: str
    statement: str
    dimensions: tuple[tuple[str, ...], ...]
    reading: str
    source: Stated


@dataclass(frozen=True, kw_only=True)
class RuleAnalysis:
    """A rule that a municipality analysed by crime proofing: object and municipality, nothing of what was found."""

    municipality: str
    object: str
    led_by: str
    source: Stated


@dataclass(frozen=True, kw_only=True)
class SurveyFacts:
    """
    What is known of a survey.

    `counts` hold the groups of options whose counts are known; `derived` says that they were computed from a
    percentage.
    """

    question: str
    invited: int
    answered: int
    counts: Mapping[str, int]
    derived: bool
    stated_percent: int | None
    sender: str
    anonymous: bool | None
    themes_for: tuple[str, ...]
    themes_against: tuple[str, ...]
    source: Stated


@dataclass(frozen=True, kw_only=True)
class Reported:
    """
    One quarter of reports: how many were asked for, handed in and in time, and how often each obstacle was named.

    A report names an obstacle once for each focus area that it stands in the way of.
    """

    quarter: str
    asked: int
    handed_in: int
    in_time: int
    obstacles: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Programme:
    """
    A programme.

    Parameters
    ----------
    activities : tuple of Activity
        Those of the appendix, in its order.
    additions : tuple of Activity
        What only the body tells.
    reported : tuple of Reported
        What quarterly reports say, in the order of the quarters; empty where they are not kept here.
    more : mapping
        The other facts as declared: phases, conferences, selection, partners, obstacles, lessons.
    """

    name: str
    short_name: str
    reference: str
    is_fictional: bool
    municipalities: tuple[Municipality, ...]
    focus_areas: Mapping[int, str]
    formats: Mapping[int, str]
    activities: tuple[Activity, ...]
    additions: tuple[Activity, ...] = ()
    areas: tuple[AreaClass, ...] = ()
    money: tuple[Money, ...] = ()
    readiness: tuple[ReadinessStatement, ...] = ()
    rules: tuple[RuleAnalysis, ...] = ()
    survey: SurveyFacts | None = None
    reported: tuple[Reported, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def carried_out(self) -> tuple[Activity, ...]:
        """Those of the appendix that are done: what is planned, moved or cancelled is not reported as done."""
        return tuple(one for one in self.activities if one.status == "done")

    def municipality(self, key: str) -> Municipality:
        """Return a municipality by key; raises BadInput for one that does not take part."""
        found = next((one for one in self.municipalities if one.key == key), None)
        if found is None:
            raise BadInput(f"Kommunen ”{key}” är inte med i programmet.")
        return found
