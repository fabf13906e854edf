"""Long work: progress, result, failure in words, cancel, and once."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.utils.translation import gettext, override
from django_tasks_db.models import DBTaskResult

from samsyn.errors import BadInput
from samsyn_web.base import audit, jobs
from samsyn_web.base.models import Job, JobState

HERE = "tests.samsyn_web.base.test_jobs"
seen: list[tuple[int, str]] = []


def count(progress, *, to):
    for number in range(to):
        progress.report(100 * number / to, f"rad {number}")
        seen.append((progress.job.progress, progress.job.message))
    return {"sum": to}


def refuse(progress):
    raise BadInput("Rad 7 saknar datum.")


def refuse_in_words(progress):
    raise BadInput(gettext("Filen är tom."))


def crash(progress):
    raise ZeroDivisionError("secret detail")


def stop_midway(progress):
    Job.objects.filter(pk=progress.job_id).update(cancel_requested=True)
    progress.report(50)
    raise AssertionError("went on after the cancel")


def ask(person, at, name, **more):
    return jobs.enqueue(
        organisation_id=person.organisation.pk, by=person.scope, at=at, function=f"{HERE}.{name}", kind="prov", **more
    )  # fmt: skip


@pytest.fixture
def waiting(settings, monkeypatch):
    """Work waits for a worker, as it does outside the tests; the worker shares the test's transaction."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work():
    """Do what waits, as the worker does."""
    from django.core.management import call_command

    call_command("db_worker", verbosity=0, batch=True, interval=0, reload=False, startup_delay=False)


def test_work_reports_and_leaves_a_result(anna, at):
    seen.clear()
    job = ask(anna, at, "count", arguments={"to": 4})
    assert (job.state, job.progress, job.result, job.error) == (JobState.DONE, 100, {"sum": 4}, "")
    assert seen == [(0, "rad 0"), (25, "rad 1"), (50, "rad 2"), (75, "rad 3")]
    assert job.created_by_id == anna.id
    assert job.started_at <= job.ended_at


def test_an_expected_error_is_told_in_its_own_words(anna, at):
    job = ask(anna, at, "refuse")
    assert (job.state, job.error) == (JobState.FAILED, "Rad 7 saknar datum.")


def test_what_work_keeps_is_swedish_whoever_asked_for_it(anna, at):
    with override("en"):
        job = ask(anna, at, "refuse_in_words")
        assert gettext("Filen är tom.") == "The file is empty."
    assert job.error == "Filen är tom."


def test_an_unexpected_error_tells_no_detail_but_is_logged(anna, at, caplog):
    with caplog.at_level(logging.ERROR):
        job = ask(anna, at, "crash")
    assert job.state == JobState.FAILED
    assert "secret" not in job.error
    assert str(job.pk) in job.error
    assert "ZeroDivisionError" in caplog.text


def test_the_same_key_is_the_same_work(anna, cecilia, at):
    seen.clear()
    first = ask(anna, at, "count", arguments={"to": 1}, key="bild:1")
    assert ask(anna, at, "count", arguments={"to": 1}, key="bild:1") == first
    assert len(seen) == 1
    assert ask(anna, at, "count", arguments={"to": 1}, key="bild:2") != first
    assert ask(cecilia, at, "count", arguments={"to": 1}, key="bild:1") != first, (
        "keys are an organisation's own"
    )
    assert ask(anna, at, "count", arguments={"to": 1}) != ask(anna, at, "count", arguments={"to": 1})


def test_failed_work_may_be_asked_for_again(anna, at):
    first = ask(anna, at, "refuse", key="bild:1")
    again = ask(anna, at, "count", arguments={"to": 1}, key="bild:1")
    assert again != first
    assert again.state == JobState.DONE


def test_work_stops_when_it_is_asked_to(anna, at):
    job = ask(anna, at, "stop_midway")
    assert (job.state, job.error) == (JobState.CANCELLED, "")


def test_work_waits_for_the_worker_and_is_done_once(anna, at, waiting):
    seen.clear()
    job = ask(anna, at, "count", arguments={"to": 2})
    assert (job.state, seen) == (JobState.WAITING, [])
    jobs.run.enqueue(str(job.pk))  # delivered twice
    work()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert len(seen) == 2
    assert DBTaskResult.objects.ready().count() == 0


def test_waiting_work_is_cancelled_at_once_and_only_by_its_own(anna, cecilia, at, waiting):
    seen.clear()
    job = ask(anna, at, "count", arguments={"to": 2})
    assert jobs.cancel(cecilia.scope, job.pk, at=at) is None
    assert jobs.find(cecilia.scope, job.pk) is None
    assert list(jobs.latest(cecilia.scope)) == []
    assert jobs.cancel(anna.scope, job.pk, at=at).state == JobState.CANCELLED
    work()
    assert seen == []
    assert jobs.find(anna.scope, job.pk).state == JobState.CANCELLED
    assert audit.verify(anna.organisation.pk).holds
    assert jobs.cancel(anna.scope, job.pk, at=at).state == JobState.CANCELLED, "twice is once"


def test_what_a_killed_worker_left_is_taken_up(anna, at, waiting):
    seen.clear()
    job = ask(anna, at, "count", arguments={"to": 1})
    host = jobs.worker_name().partition(":")[0]
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, worker=f"{host}:{2**22 + 1}", seen_at=at)
    assert jobs.recover(at=at) == 1
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.WAITING, jobs.STARTED_AGAIN)
    work()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_what_was_to_stop_when_its_worker_was_killed_has_stopped(anna, at, waiting):
    job = ask(anna, at, "count", arguments={"to": 1})
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, worker="elsewhere:1", seen_at=at - timedelta(hours=2), cancel_requested=True
    )
    assert jobs.recover(at=at) == 0
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert job.ended_at is not None


@pytest.mark.parametrize(("silent", "taken"), [(timedelta(minutes=59), 0), (timedelta(minutes=61), 1)])
def test_work_on_another_machine_is_taken_up_after_an_hour_of_silence(anna, at, waiting, silent, taken):
    job = ask(anna, at, "count", arguments={"to": 1})
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, worker="elsewhere:1", seen_at=at - silent)
    assert jobs.recover(at=at) == taken


def test_work_that_runs_is_left_alone(anna, at, waiting):
    job = ask(anna, at, "count", arguments={"to": 1})
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, worker=jobs.worker_name(), seen_at=at)
    assert jobs.recover(at=at) == 0


def test_kinds_are_told_apart(anna, at):
    job = ask(anna, at, "count", arguments={"to": 1})
    assert list(jobs.latest(anna.scope, kind="prov")) == [job]
    assert list(jobs.latest(anna.scope, kind="annat")) == []
