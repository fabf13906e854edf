"""
The nouns of the cycle, the same for every method, and the protocol that a method keeps. Read this first.

    observe → find → explain → act → follow up → report
    Round     Finding  Cause     Action  Outcome     Section
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from samsyn.period import Period
from samsyn.provenance import Provenance, digest
from samsyn.table import AreaSet, Source, Table


class Edition(StrEnum):
    """Who an output is for; disclosure control acts by edition."""

    INTERNAL = "internal"
    PARTNER = "partner"
    PUBLIC = "public"


class Status(StrEnum):
    """What a finding says, in one word."""

    STATED = "stated"  # a plain figure, compared with nothing
    EXPECTED = "expected"  # within what was expected
    ABOVE = "above"  # more than expected, with false alarms controlled
    BELOW = "below"  # fewer than expected, with false alarms controlled
    TOO_FEW = "too_few"  # too few events to say anything about change
    SILENT = "silent"  # the expected reporters were silent
    GREY = "grey"  # proposed level: no basis
    GREEN = "green"  # proposed level: normal
    YELLOW = "yellow"  # proposed level: deviation, follow
    ORANGE = "orange"  # proposed level: joint effort
    RED = "red"  # level: serious, which only people set
    WITHHELD = "withheld"  # not shown in this edition


@dataclass(frozen=True, kw_only=True)
class Round:
    """
    The observations of a time span, frozen: what a method finds in.

    Parameters
    ----------
    table, period : Table, Period
        The rows, history included, and the period that is asked about.
    source : Source
        What the source declares about itself.
    sources : tuple of str
        Digests of the files that the rows came from.
    areas : AreaSet, optional
        The areas in the version that the rows are keyed by.
    options : mapping
        Settings of the method that differ from its defaults.
    """

    table: Table
    period: Period
    source: Source
    sources: tuple[str, ...]
    areas: AreaSet | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def format_number(value: float | None, decimals: int = 0) -> str:
    """Return a number in Swedish form: 1 234,5 with no-break spaces and a true minus; "–" for none."""
    if value is None:
        return "–"
    text = f"{abs(value):,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    return f"\u2212{text}" if value < 0 and text.strip("0,\u00a0") else text  # no minus before a rounded zero


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """
    A number with its uncertainty.

    Parameters
    ----------
    value : float, optional
        The point estimate; none when it is withheld or cannot be computed.
    low, high : float, optional
        The limits of the interval.
    unit : str
        In words: "rapporter", "rapporter per 1 000 invånare", "kvot", "andel".
    n : int
        The number of events that the estimate rests on.
    level : float
        Confidence level of the interval, between 0 and 1.
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str
    n: int
    level: float = 0.95


@dataclass(frozen=True, kw_only=True)
class Finding:
    """
    One figure that a method found.

    Parameters
    ----------
    method, key : str
        Name of the method, and which of its figures this is (a closed list, documented by the method).
    area, category : str, optional
        Keys; none means all.
    period : Period
        The half-open span of local days that the figure is about.
    estimate : Estimate
        The number.
    status : Status
        What it says.
    reason : str
        Why the status is what it is, one Swedish sentence.
    provenance : Provenance
        Rows, function, parameters, version, sources.
    detail : mapping
        Numbers behind the status: expected value, limits, p and q values, number of weeks.
    """

    method: str
    key: str
    period: Period
    estimate: Estimate
    provenance: Provenance
    area: str | None = None
    category: str | None = None
    status: Status = Status.STATED
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """The finding's name: equal findings have equal digests."""
        return digest([self, str(self.period)])


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """What was not computed, and why; both in Swedish. `key` names the analysis, e.g. "heat_map"."""

    key: str
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """All that a method found in a round: figures, refusals, and the series that charts draw."""

    findings: tuple[Finding, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    series: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why a problem exists: a statement, its kind, and the findings that speak for and against it."""

    statement: str
    kind: str
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    strength: int = 0


@dataclass(frozen=True, kw_only=True)
class Action:
    """What is done about a cause: where, when, what it is expected to change; decided before it starts."""

    title: str
    causes: tuple[str, ...]
    start: date
    end: date | None
    indicator: str
    areas: tuple[str, ...] = ()
    comparison_areas: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an action: the effect and its interval, a verdict in words, and what makes it doubtful."""

    action: str
    effect: Estimate
    verdict: str
    validity_flags: tuple[str, ...] = ()


Cell = str | int | float | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a shown table: its heading, and whether it holds numbers (set right, Swedish form)."""

    label: str
    number: bool = False
    decimals: int = 0


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """A table for people; `links` holds, per row, the digest of the finding that it states, or none."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: tuple[str | None, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart: a Vega-Lite specification, the sentence that says what it shows, the figures as a table."""

    key: str
    title: str
    spec: Mapping[str, Any]
    sentence: str
    table: DataTable


@dataclass(frozen=True, kw_only=True)
class Level:
    """One area's level: the proposal or decision, its trend and its reason. Colour never stands alone."""

    area: str
    name: str
    status: Status
    trend: str
    reason: str
    link: str | None = None
    dismissed: bool = False  # by people: grey, but not the grey of missing reports


@dataclass(frozen=True, kw_only=True)
class Section:
    """
    A part of a page or document: what it says, then the picture, then the table, then how it was computed.

    Parameters
    ----------
    key, title : str
        Name for links, and heading.
    lead, paragraphs : str, tuple of str
        What the section says, in a sentence, and more text; plain.
    levels, charts, tables : tuples
        What is shown.
    method : str
        How it was computed, for people.
    """

    key: str
    title: str
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[DataTable, ...] = ()
    method: str = ""


class Method(Protocol):
    """What every method offers; the conformance test in `tests/samsyn/methods/` runs on each."""

    @property
    def name(self) -> str:
        """Name in findings and addresses, e.g. "incidents"."""

    @property
    def version(self) -> str:
        """Version of the computations; a change of any figure is a new version."""

    @property
    def instrument(self) -> str | None:
        """Name of the YAML under `samsyn/instruments/`, if the method has one."""

    def example(self) -> Round:
        """Return a small round that the conformance test can run on."""

    def find(self, observed: Round) -> Found:
        """Return the findings of a round; an empty round gives no finding and no error."""

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the findings as sections for an edition, disclosure already applied."""
