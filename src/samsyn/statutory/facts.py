"""What the documents are composed from, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samsyn.cycle import DataTable, Edition


@dataclass(frozen=True, kw_only=True)
class UsedPicture:
    """
    A published situational picture of one period.

    Parameters
    ----------
    key : str
        Its digest.
    title, method : str
        What it is called, and which method made it.
    kind : str
        Kind of period: "week", "month", "tertial" and so on.
    period : str
        What the period is called.
    start, end : date
        First day, and the day after the last.
    sources : tuple of str
        Names of what it rests on.
    sentences : mapping of Edition to str
        What it says to each kind of reader.
    total : int, optional
        Number of events in the whole municipality; none where the method counts none.
    counts : mapping of category to int
        Number of events by what they were.
    breaks : tuple of (date, str)
        Days from which a source cannot be compared with what was before, and why.
    editions : frozenset of Edition
        Where it may be used.
    limits : mapping of Edition to tuple of str
        What its sources cannot show, and what it refuses to say.
    tables : mapping of Edition to tuple of DataTable
        What it shows where it counts no events. The last word of a table's key says where it belongs: latest, years,
        changes or group.
    """

    key: str
    title: str
    method: str
    kind: str
    period: str
    start: date
    end: date
    sources: tuple[str, ...]
    sentences: Mapping[Edition, str] = field(default_factory=dict)
    total: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    breaks: tuple[tuple[date, str], ...] = ()
    editions: frozenset[Edition] = frozenset({Edition.INTERNAL})
    limits: Mapping[Edition, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[Edition, tuple[DataTable, ...]] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start).days


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a problem rests on: what it says and where it comes from, and whether it is a figure of a picture."""

    text: str
    source: str
    is_figure: bool = False


@dataclass(frozen=True, kw_only=True)
class KnownCause:
    """A cause of a problem; `support` counts what speaks for it, `against` what speaks against it."""

    statement: str
    support: int
    against: int
    influence: str


@dataclass(frozen=True, kw_only=True)
class KnownProblem:
    """
    A problem that somebody works with.

    `harm` is what was judged about its consequences, `position` what was chosen for it and `reason` why; both are empty
    where nothing is judged or chosen. `review_on` is the day when the choice is tried again.
    """

    key: str
    title: str
    area: str = ""
    extent: str = ""
    consequences: str = ""
    harm: str = ""
    position: str = ""
    reason: str = ""
    review_on: date | None = None
    grounds: tuple[Ground, ...] = ()
    causes: tuple[KnownCause, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KnownFigure:
    """
    A figure of a survey or a measurement that is finished, as everybody may see it.

    Parameters
    ----------
    key : str
    origin, name : str
        What it stands in, and what it is called.
    value, limits : str
        With their unit, and the limits around it, Swedish.
    n : int
        Answers or interviews that it rests on.
    note : str
        What the reader must know of it.
    """

    key: str
    origin: str
    name: str
    value: str
    limits: str
    n: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PictureFacts:
    """
    What a statutory situational picture (lägesbild, 4 §) is composed from.

    Parameters
    ----------
    pictures : tuple of UsedPicture
        Published ones, the oldest first.
    problems : tuple of KnownProblem
    unused : tuple of (name, why)
        Sources that Samsyn knows and that no picture here rests on.
    smallest : int
        Smallest count that editions for others show.
    figures : tuple of KnownFigure
        Of surveys and measurements that are finished, as the public edition shows them.
    """

    pictures: tuple[UsedPicture, ...] = ()
    problems: tuple[KnownProblem, ...] = ()
    unused: tuple[tuple[str, str], ...] = ()
    smallest: int = 5
    figures: tuple[KnownFigure, ...] = ()
