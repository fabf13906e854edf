"""How an app tells what it asks for of units' and functions' time, so that load can be counted over everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from samsyn_web.base.scope import Scope


@dataclass(frozen=True, kw_only=True)
class AskedTime:
    """
    Something that takes a unit's or a function's time from one day to another; without `ends` it goes on.

    `kind` says in a word what it is, `key` is its own in its app, and `page` with `given` the address of its page.
    """

    kind: str
    key: str
    title: str
    starts: date
    ends: date | None = None
    unit: str = ""
    function: str = ""
    page: str = ""
    given: tuple[str, ...] = ()


Asking = Callable[[Scope, date, date], Iterable[AskedTime]]
_asking: dict[str, Asking] = {}


def register_asked_time(name: str, find: Asking) -> None:
    """
    Let an app tell what it asks for, from its `apps.py`.

    `find` takes who asks, and the first and the last day that is looked at; it returns what the person may read.
    """
    _asking[name] = find


def asked_time(scope: Scope, first: date, last: date) -> tuple[tuple[str, AskedTime], ...]:
    """Return what is asked in the asker's organisation between two days, of all apps, with the app's name."""
    return tuple((name, one) for name in sorted(_asking) for one in _asking[name](scope, first, last))
