"""
Work that comes round by itself: told once by an app, done by whichever worker is first when it is due.

    schedule.register(name="people.tidy", every=timedelta(hours=1), function="samsyn_web.people.tasks.tidy")

The function is `f(at: datetime) -> None`. It may be run again after a crash, so running it twice must give the same as
once; long work it asks for as jobs. However long nobody has worked, it is run once and not once for each time that
was missed. Times lie on a grid from the first of January 1970, so they do not slide.
"""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.db import close_old_connections
from django.db.models import Q
from django.utils import translation
from django.utils.module_loading import import_string

from samsyn_web.base import clock, jobs
from samsyn_web.base.models import ScheduledRun

logger = logging.getLogger(__name__)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SILENT_AFTER = timedelta(hours=6)  # of a worker on another machine, which cannot be asked
TICK_S = 15.0


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """A function that is run at every multiple of `every`."""

    name: str
    every: timedelta
    function: str


_registered: dict[str, Scheduled] = {}


def register(*, name: str, every: timedelta, function: str) -> None:
    """Let a function come round; the same again is one, another of the same name is a mistake in the code."""
    if every < timedelta(minutes=1):
        raise ValueError(f"{name} comes round more often than once a minute.")
    added = Scheduled(name=name, every=every, function=function)
    if _registered.setdefault(name, added) != added:
        raise ValueError(f"Two scheduled functions are called {name}.")


def scheduled() -> tuple[Scheduled, ...]:
    """Return all that comes round, by name."""
    return tuple(_registered[name] for name in sorted(_registered))


def next_due(every: timedelta, at: datetime) -> datetime:
    """Return the first multiple of `every` after an instant."""
    return EPOCH + every * ((at - EPOCH) // every + 1)


def run_due(*, at: datetime) -> list[str]:
    """Run what is due and nobody else has taken, each once; returns the names."""
    return [one.name for one in scheduled() if _run_if_due(one, at)]


def loop(stop: threading.Event, *, now: Callable[[], datetime] = clock.now, tick_s: float = TICK_S) -> None:
    """Run what is due until somebody asks for a stop; a database that does not answer is asked again."""
    while not stop.is_set():
        close_old_connections()
        try:
            run_due(at=now())
        except Exception:
            logger.exception("The scheduler could not look for what is due")
        close_old_connections()
        stop.wait(tick_s)


def runner() -> str:
    """Return the name of this process; the same number later is another name, as after a container's restart."""
    return f"{jobs.worker_name()}:{_token(os.getpid())}"


@cache
def _token(process: int) -> str:
    return uuid.uuid4().hex[:8]


def _run_if_due(one: Scheduled, at: datetime) -> bool:
    row, _made = ScheduledRun.objects.get_or_create(name=one.name, defaults={"due_at": at})
    if row.due_at > at or not _take(row, at):
        return False
    error = ""
    try:
        with translation.override("sv"):
            import_string(one.function)(at)
    except Exception as problem:
        logger.exception("Scheduled work %s failed", one.name)
        error = f"{type(problem).__name__}: {problem}"[:500]
    mine = ScheduledRun.objects.filter(pk=row.pk, worker=runner(), due_at=row.due_at)
    mine.update(due_at=next_due(one.every, at), done_at=clock.now(), error=error, worker="")
    return True


def _take(row: ScheduledRun, at: datetime) -> bool:
    """Whether this process got the turn: of several that ask for the same, the database lets one."""
    if row.worker and not _is_gone(row, at):
        return False
    held = ScheduledRun.objects.filter(
        Q(worker="") | Q(worker=row.worker), pk=row.pk, due_at=row.due_at, started_at=row.started_at
    )
    return bool(held.update(worker=runner(), started_at=at))


def _is_gone(row: ScheduledRun, at: datetime) -> bool:
    """Whether the worker that took a turn was killed before it was done."""
    process, _, name = row.worker.rpartition(":")
    host, _, number = process.rpartition(":")
    if host != jobs.worker_name().rpartition(":")[0]:
        return row.started_at is None or row.started_at < at - SILENT_AFTER
    if number == str(os.getpid()):
        return name != runner().rpartition(":")[2]
    return not jobs.is_alive(process)
