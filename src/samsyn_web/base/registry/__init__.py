"""
How a method tells the house that it is there: one `register(...)` in its `apps.py`; addresses and menus come from here.

The house never names a method. A method's `method.py` holds its entry:

    ENTRY = Entry(
        name="incidents", title="Rapporter", path="incidents/",
        urls="samsyn_web.methods.incidents.urls", home="incidents:home",
    )
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import override

from samsyn_web.base.registry.demands import AskedTime as AskedTime
from samsyn_web.base.registry.demands import asked_time as asked_time
from samsyn_web.base.registry.demands import register_asked_time as register_asked_time
from samsyn_web.base.registry.functions import FunctionChange as FunctionChange
from samsyn_web.base.registry.functions import function_changed as function_changed
from samsyn_web.base.registry.functions import register_function_changes as register_function_changes
from samsyn_web.base.registry.sources import OwnSource as OwnSource
from samsyn_web.base.registry.sources import changed_since as changed_since
from samsyn_web.base.registry.sources import own_sources as own_sources
from samsyn_web.base.registry.sources import register_own_sources as register_own_sources
from samsyn_web.base.scope import Permission, Scope

if TYPE_CHECKING:
    from samsyn.outcomes import Break, Counts
    from samsyn.programme import SharedFigure


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    A method in the web application.

    `home` is the name of the address of its first page, `add` of the one where data comes in, `make` of the one where a
    new picture is made, `explore` of the one where its data is looked at from day to day, and `needs` the permission
    without which the menu leaves it out.
    `report` is the name of the address where a member, or the holder of a personal link, leaves a report.
    `waits` is the name of the address that says, as a part of the first page, where the work is and what waits.
    `of_problem` is the name of the address that shows what the method has about a problem, by the problem's key.
    `title` and `description` are marked for translation.
    """

    name: str
    title: str | Promise
    path: str
    urls: str
    home: str
    add: str = ""
    make: str = ""
    explore: str = ""
    report: str = ""
    of_problem: str = ""
    waits: str = ""
    description: str | Promise = ""
    needs: Permission = Permission.READ_PICTURE
    order: int = 100


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add a method; the same entry twice is one, another of the same name is a mistake in the code."""
    if _entries.setdefault(entry.name, entry) != entry:
        raise ValueError(f"Two methods are called {entry.name}.")


def methods() -> tuple[Entry, ...]:
    """Return all methods in the order of the menu."""
    return tuple(sorted(_entries.values(), key=lambda entry: (entry.order, str(entry.title))))


def methods_for(scope: Scope | None) -> tuple[Entry, ...]:
    """Return the methods that a person may open."""
    return tuple(entry for entry in methods() if scope is not None and scope.can(entry.needs))


def report_address() -> str:
    """Return the name of the address where somebody reports; empty while no method has one."""
    return next((entry.report for entry in methods() if entry.report), "")


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Something open that a member has in hand, and that somebody else must take when they leave."""

    what: str
    href: str = ""


Holdings = Callable[[Scope, int], Iterable[Holding]]
_holdings: dict[str, Holdings] = {}


def register_holdings(name: str, find: Holdings) -> None:
    """Let an app tell what a user has in hand, from its `apps.py`; `find` takes who asks and the user's key."""
    _holdings[name] = find


def held_by(scope: Scope, user_id: int) -> tuple[Holding, ...]:
    """Return all that a user has in hand, for whoever is to find somebody else for it."""
    return tuple(one for name in sorted(_holdings) for one in _holdings[name](scope, user_id))


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """A day that stands in a member's calendar, with the address of the page that it is about."""

    key: str
    day: date
    said: str
    page: str
    given: tuple[str, ...] = ()


Days = Callable[[Scope, date], Iterable[CalendarDay]]
_days: dict[str, Days] = {}


def register_days(name: str, find: Days) -> None:
    """Let an app put days into the members' calendars, from its `apps.py`; `find` takes whose it is, and today."""
    _days[name] = find


def days_for(scope: Scope, today: date) -> tuple[CalendarDay, ...]:
    """Return the days that a member is told of by their calendar, of all apps."""
    return tuple(one for name in sorted(_days) for one in _days[name](scope, today))


@dataclass(frozen=True, kw_only=True)
class HandedLine:
    """Something that goes with a function when it is handed over; `part` is the heading that it stands under."""

    part: str
    what: str
    day: date | None = None
    said: str = ""


HandedLines = Callable[[Scope, int | None, date], Iterable[HandedLine]]
_handed: dict[str, HandedLines] = {}


def register_handover(name: str, find: HandedLines) -> None:
    """
    Let an app tell what goes with a function, from its `apps.py`.

    `find` takes who asks, whose open work it is about (the key of a membership; none is the coordinator's whole), and
    today.
    """
    _handed[name] = find


def handed_with(scope: Scope, membership_id: int | None, today: date) -> tuple[HandedLine, ...]:
    """Return all that goes with a function, of all apps."""
    return tuple(one for name in sorted(_handed) for one in _handed[name](scope, membership_id, today))


@dataclass(frozen=True, kw_only=True)
class EventSource:
    """Something that a method counts events of; `key` is the method's own."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class EventCounts:
    """
    Events of a source by area, category and week, with what evaluations must know beside them.

    `names` and `labels` are what areas and categories are called; `redrawn` are areas whose borders have changed, and
    `near` which areas lie beside which, where borders are known.
    """

    name: str
    counts: Counts
    names: Mapping[str, str]
    labels: Mapping[str, str]
    breaks: tuple[Break, ...] = ()
    redrawn: tuple[str, ...] = ()
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class EventProvider:
    """How a method gives counts to evaluations: its sources, and the counts of one; none for a stranger's."""

    sources: Callable[[Scope], Iterable[EventSource]]
    counts: Callable[[Scope, str], EventCounts | None]


_providers: dict[str, EventProvider] = {}


def register_events(name: str, provider: EventProvider) -> None:
    """Let a method give counts of events to evaluations, from its `apps.py`."""
    _providers[name] = provider


def event_sources(scope: Scope) -> tuple[EventSource, ...]:
    """Return what evaluations may count, of all methods; keys hold the method's name."""
    return tuple(
        EventSource(key=f"{name}:{one.key}", name=one.name)
        for name in sorted(_providers)
        for one in _providers[name].sources(scope)
    )


def event_counts(scope: Scope, key: str) -> EventCounts | None:
    """Return the counts of a source by its key, or none."""
    name, _, own = key.partition(":")
    provider = _providers.get(name)
    return provider.counts(scope, own) if provider else None


_against: dict[str, Callable[[Scope], Mapping[int, int]]] = {}


def register_against_problems(name: str, number: Callable[[Scope], Mapping[int, int]]) -> None:
    """Let a later step say how much it does about each problem, by the problem's key, from its `apps.py`."""
    _against[name] = number


def against_problems(scope: Scope) -> dict[int, int]:
    """Return how much is under way about each problem, in all steps that do something about problems."""
    found: dict[int, int] = {}
    for name in sorted(_against):
        for key, number in _against[name](scope).items():
            found[key] = found.get(key, 0) + number
    return found


@dataclass(frozen=True, kw_only=True)
class Shareable:
    """A figure that an organisation may share with a programme; `origin` is what it stands in, at `href`."""

    key: str
    origin: str
    href: str
    figure: SharedFigure


Shareables = Callable[[Scope], Iterable[Shareable]]
_shareables: dict[str, Shareables] = {}


def register_shareables(name: str, find: Shareables) -> None:
    """Let an app tell which figures may be shared, from its `apps.py`; never rows, and nothing about few."""
    _shareables[name] = find


def shareables(scope: Scope) -> tuple[Shareable, ...]:
    """
    Return what the asker's organisation may share, of all apps; keys hold the app's name.

    A figure's texts are kept as they are shared and are compared with others', so they are Swedish whoever shares.
    """
    with override("sv"):
        return tuple(
            replace(one, key=f"{name}:{one.key}")
            for name in sorted(_shareables)
            for one in _shareables[name](scope)
        )
