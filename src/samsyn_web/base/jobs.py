"""
Long work: asked for by a person, done by the worker, with progress, a result to come back to, and cancel.

A piece of work is a function `work(progress, **arguments) -> dict | None`, named by its dotted name and living in the
`tasks.py` of its app. It reports through `progress`, which also stops it when the person has asked for that. It may be
run again after a crash, so running it twice must give the same result as once. With SAMSYN_JOBS=inline the work is done
before `enqueue` returns.
"""

from __future__ import annotations

import logging
import os
import socket
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.module_loading import import_string
from django_tasks import task

from samsyn.errors import SamsynError
from samsyn_web.base import audit, clock
from samsyn_web.base.models import LIVE, Job, JobState
from samsyn_web.base.scope import Scope

logger = logging.getLogger(__name__)
SILENT_AFTER = timedelta(hours=1)
STARTED_AGAIN = "Arbetet stannade på vägen och görs om från början."


class Cancelled(Exception):
    """The person asked for the work to stop."""


class Progress:
    """What a piece of work holds while it runs."""

    def __init__(self, job_id: uuid.UUID) -> None:
        self.job_id = job_id

    @property
    def job(self) -> Job:
        """The job as it is now."""
        return Job.objects.get(pk=self.job_id)

    def report(self, percent: float, message: str = "") -> None:
        """Tell how far the work has come (0 to 100); raises Cancelled when the person has asked for a stop."""
        values = {"progress": int(min(max(percent, 0), 100)), "seen_at": clock.now()}
        Job.objects.filter(pk=self.job_id).update(**values, **({"message": message[:200]} if message else {}))
        if Job.objects.filter(pk=self.job_id, cancel_requested=True).exists():
            raise Cancelled


def enqueue(
    *,
    organisation_id: int,
    by: audit.Actor,
    at: datetime,
    function: str,
    kind: str,
    arguments: Mapping[str, Any] | None = None,
    key: str = "",
) -> Job:
    """
    Ask for work, within the caller's transaction; returns the job.

    The same `key` again gives the job that waits, runs or is done; one that failed or was cancelled gives way to a new.
    """
    try:
        with transaction.atomic():
            job = Job.objects.create(
                organisation_id=organisation_id,
                created_by_id=audit.key_of(by),
                kind=kind,
                key=key,
                function=function,
                arguments=dict(arguments or {}),
                created_at=at,
            )
    except IntegrityError:
        same = _answering(Job.objects.filter(organisation_id=organisation_id, key=key)).first()
        if not key or same is None:
            raise
        return same
    run.enqueue(str(job.pk))
    job.refresh_from_db()
    return job


def _answering(jobs: QuerySet[Job]) -> QuerySet[Job]:
    return jobs.filter(state__in=[*LIVE, JobState.DONE])


@task()
def run(job_id: str) -> None:
    """Do the work of a job, unless somebody else has it or it was cancelled."""
    taken = Job.objects.filter(pk=job_id, state=JobState.WAITING, cancel_requested=False).update(
        state=JobState.RUNNING, started_at=clock.now(), seen_at=clock.now(), worker=worker_name()
    )
    if not taken:
        return
    job = Job.objects.get(pk=job_id)
    try:
        with translation.override("sv"):  # what is kept does not depend on who asked
            result = import_string(job.function)(Progress(job.pk), **job.arguments)
    except Cancelled:
        _end(job, JobState.CANCELLED)
    except SamsynError as error:
        _end(job, JobState.FAILED, error=error.message)
    except Exception:
        logger.exception("Job %s (%s) failed", job.pk, job.kind)
        text = f"Något gick fel i programmet. Inget har sparats. Ange {job.pk} om du ber om hjälp."
        _end(job, JobState.FAILED, error=text)
    else:
        _end(job, JobState.DONE, result=dict(result or {}), progress=100)


def _end(job: Job, state: JobState, **values: Any) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, ended_at=clock.now(), **values)


def latest(scope: Scope, *, kind: str | None = None) -> QuerySet[Job]:
    """Return the organisation's jobs, newest first."""
    jobs = Job.objects.filter(organisation_id=scope.organisation_id)
    return jobs if kind is None else jobs.filter(kind=kind)


def find(scope: Scope, job_id: uuid.UUID | str) -> Job | None:
    """Return one of the organisation's jobs, or none."""
    return latest(scope).filter(pk=job_id).first()


def cancel(scope: Scope, job_id: uuid.UUID | str, *, at: datetime) -> Job | None:
    """Ask a job to stop: one that waits ends at once, one that runs ends when it next reports."""
    with transaction.atomic():
        job = latest(scope).select_for_update().filter(pk=job_id).first()
        if job is None or not job.is_live:
            return job
        job.cancel_requested = True
        if job.state == JobState.WAITING:
            job.state, job.ended_at = JobState.CANCELLED, at
        job.save(update_fields=["cancel_requested", "state", "ended_at"])
        audit.record(organisation_id=job.organisation_id, by=scope, at=at, verb="job.cancelled", target=job)
    return job


def recover(*, at: datetime) -> int:
    """Start again what a killed worker left running; returns the number of jobs."""
    running = Job.objects.filter(state=JobState.RUNNING)
    host = f"{socket.gethostname()}:"
    here = [job.pk for job in running.filter(worker__startswith=host) if not is_alive(job.worker)]
    return _start_again(running.filter(Q(pk__in=here) | Q(seen_at__lt=at - SILENT_AFTER)))


def requeue() -> int:
    """Start again all work that waited or ran when a backup was made; returns the number of jobs."""
    return _start_again(Job.objects.filter(state__in=LIVE))


def _start_again(jobs: QuerySet[Job]) -> int:
    """Start again, but for what the person had asked to stop: nobody would take that up, and it would wait for ever."""
    for job in jobs.filter(cancel_requested=True):
        _end(job, JobState.CANCELLED)
    found = [job.pk for job in jobs.filter(cancel_requested=False)]
    for key in found:
        Job.objects.filter(pk=key).update(
            state=JobState.WAITING, worker="", progress=0, message=STARTED_AGAIN
        )
        run.enqueue(str(key))
    return len(found)


def worker_name() -> str:
    """Return the name of this process among workers."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_alive(worker: str) -> bool:
    """Whether a worker on this machine still runs, by the name that it gave."""
    try:
        os.kill(int(worker.rpartition(":")[2]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return True
