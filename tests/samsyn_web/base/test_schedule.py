"""What comes round: once however many workers, again after a kill, never piled up."""

from __future__ import annotations

import json
import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn_web.base import schedule
from samsyn_web.base.models import ScheduledRun
from tests.support import apart

HERE = "tests.samsyn_web.base.test_schedule"
AT = datetime(2024, 10, 7, 8, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
ran: list[datetime] = []


def note(at: datetime) -> None:
    ran.append(at)


def crash(at: datetime) -> None:
    ran.append(at)
    raise ZeroDivisionError("no")


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    monkeypatch.setattr(schedule, "_registered", {})
    ran.clear()


def register(function: str = "note", every: timedelta = HOUR) -> None:
    schedule.register(name="prov", every=every, function=f"{HERE}.{function}")


def test_a_name_is_one_function():
    register()
    register()
    assert [one.name for one in schedule.scheduled()] == ["prov"]
    with pytest.raises(ValueError, match="Two scheduled functions"):
        register("crash")
    with pytest.raises(ValueError, match="more often"):
        schedule.register(name="ofta", every=timedelta(seconds=5), function="x.y")


@pytest.mark.django_db
def test_it_is_run_when_due_and_not_before():
    register()
    assert schedule.run_due(at=AT) == ["prov"]
    row = ScheduledRun.objects.get()
    assert (row.due_at, row.started_at, row.worker, row.error) == (AT.replace(hour=9, minute=0), AT, "", "")
    assert row.done_at is not None
    assert schedule.run_due(at=AT + timedelta(minutes=57)) == []
    assert schedule.run_due(at=AT + timedelta(minutes=58)) == ["prov"]
    assert ran == [AT, AT + timedelta(minutes=58)]


@pytest.mark.django_db
def test_what_was_missed_is_run_once():
    register()
    schedule.run_due(at=AT)
    late = AT + timedelta(days=9)
    assert schedule.run_due(at=late) == ["prov"]
    assert schedule.run_due(at=late) == []
    assert ran == [AT, late]


@pytest.mark.django_db
def test_a_fault_is_kept_in_words_and_tried_at_the_next_time():
    register("crash")
    assert schedule.run_due(at=AT) == ["prov"]
    assert ScheduledRun.objects.get().error == "ZeroDivisionError: no"
    assert schedule.run_due(at=AT + timedelta(minutes=1)) == []
    assert schedule.run_due(at=AT + HOUR) == ["prov"]
    assert len(ran) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("worker", "hours", "taken"),
    [
        ("another-machine:1:abc", 5, False),
        ("another-machine:1:abc", 7, True),
        ("{host}:{here}:abc", 0.1, True),  # the number of this process, in an earlier life
        ("{host}:1:abc", 50, False),  # process 1 lives as long as the machine
        ("{host}:99999999:abc", 0.1, True),
    ],
)
def test_only_what_a_dead_worker_holds_is_taken_over(worker, hours, taken):
    register()
    host = schedule.runner().split(":")[0]
    ScheduledRun.objects.create(
        name="prov", due_at=AT, started_at=AT, worker=worker.format(host=host, here=os.getpid())
    )
    assert (schedule.run_due(at=AT + HOUR * hours) == ["prov"]) is taken
    assert bool(ran) is taken


@given(
    st.integers(0, 15 * 365 * 86400).map(lambda seconds: AT + timedelta(seconds=seconds)),
    st.integers(60, 10**6).map(lambda seconds: timedelta(seconds=seconds)),
)
def test_times_lie_on_a_grid(at, every):
    due = schedule.next_due(every, at)
    assert at < due <= at + every
    assert (due - schedule.EPOCH) % every == timedelta(0)
    assert schedule.next_due(every, due - timedelta(microseconds=1)) == due


@pytest.mark.django_db
def test_the_loop_goes_on_after_a_fault_and_stops_when_asked(monkeypatch):
    stop, asked = threading.Event(), []

    def faulty(*, at: datetime) -> None:
        asked.append(at)
        if len(asked) == 3:
            stop.set()
        raise OSError("the database is away")

    monkeypatch.setattr(schedule, "run_due", faulty)
    monkeypatch.setattr(schedule, "close_old_connections", lambda: None)
    schedule.loop(stop, now=lambda: AT, tick_s=0)
    assert asked == [AT, AT, AT]


BEGIN = """
import os, signal, sys, time
from datetime import UTC, datetime, timedelta
from samsyn_cli import web
web.start()
from samsyn_web.base import schedule
from samsyn_web.base.models import ScheduledRun
AT = datetime(2024, 10, 7, 8, 2, tzinfo=UTC)
def note(at):
    with open(sys.argv[1] if len(sys.argv) > 1 else os.environ["NOTES"], "a") as file:
        file.write("x")
sys.modules["noted"] = sys.modules["__main__"]
def stay(at):
    note(at)
    print("began", flush=True)
    sys.stdin.readline()
schedule._registered = {}
"""


@pytest.mark.slow
def test_several_workers_run_it_once_and_a_killed_one_is_taken_up(tmp_path: Path, django_db_setup: None):
    notes = tmp_path / "notes"
    with apart.surroundings(tmp_path / "data", "scheduled") as variables:
        variables |= {"NOTES": str(notes)}
        made = apart.run(variables, BEGIN + "web.prepare_database()\n")
        assert made.returncode == 0, made.stderr
        run = "print(schedule.run_due(at=AT))\n"
        hour = 'schedule.register(name="prov", every=timedelta(hours=1), function="noted.{}")\n'

        slow = apart.begin(variables, BEGIN + hour.format("stay") + run)
        assert slow.stdout is not None
        assert slow.stdout.readline() == "began\n"
        other = BEGIN + hour.format("note") + run
        assert apart.run(variables, other).stdout == "[]\n", "another worker has it"
        slow.send_signal(signal.SIGKILL)
        slow.communicate()
        assert apart.run(variables, other).stdout == "['prov']\n"
        assert apart.run(variables, other).stdout == "[]\n"
        assert notes.read_text() == "xx"

        at_once = [
            apart.begin(variables, BEGIN + hour.format("note") + run.replace("AT", "AT + timedelta(days=1)"))
            for _ in range(4)
        ]
        said = sorted(one.communicate(timeout=60)[0] for one in at_once)
        assert said == ["['prov']\n", "[]\n", "[]\n", "[]\n"], json.dumps(said)
        assert notes.read_text() == "xxx"
