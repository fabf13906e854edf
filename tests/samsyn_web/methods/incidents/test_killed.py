"""Rows written by a process of its own that is killed, and by two at once, on whichever database the tests run."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.support import apart

pytestmark = pytest.mark.slow

BEGIN = """
import json, os, signal, sys
from samsyn_cli import web
web.start()
from samsyn_web.base import audit, clock, jobs
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.incidents import queries, services, tasks
from samsyn_web.methods.incidents.models import Report, ReportCount, ReporterCount
from samsyn_web.methods.incidents.services import register
from samsyn_web.observations import queries as observations, services as observed
from samsyn_web.observations.models import Intake, Source
from tests.support import story, uploads
def numbered(rows, changed=0):
    lines = []
    for n in range(rows):
        what = "Klotter" if n < changed else "Buller"
        lines.append(f"{n};2024-{1 + n % 9:02}-{1 + n % 28:02} 10:00;{what};{'AB'[n % 2]}")
    return "\\n".join(["Nr;Tidpunkt;Kategori;Område", *lines, ""]).encode()
register.CHUNK, register.BREATH_S = 60, 0.0
AT = uploads.AT

def anna():
    from samsyn_web.base.scope import Role, Scope
    from samsyn_web.people.models import Membership
    one = Membership.objects.get(role="coordinator")
    return story.Person(one.user, one, one.organisation,
        Scope(user_id=one.user_id, organisation_id=one.organisation_id, role=Role.COORDINATOR))

def told():
    rows = Report.objects.counting().order_by("identity").values_list("identity", "digest", "row")
    pages = story.Client()
    pages.force_login(anna().user)
    return {
        "states": list(Intake.objects.order_by("pk").values_list("state", flat=True)),
        "rows": [[bytes(i).hex(), bytes(d).hex(), n] for i, d, n in rows],
        "counts": sorted(map(list, ReportCount.objects.values_list("grain", "part", "area", "category", "n"))),
        "reporters": ReporterCount.objects.count(),
        "all": Report.objects.count(),
        "klotter": Report.objects.counting().filter(category="Klotter").count(),
        "begun": AuditEvent.objects.filter(
            verb="intake.begun", target__endswith=f":{Intake.objects.last().pk}"
        ).count(),
        "held": [one.rows for one in queries.held(anna().scope)],
        "pages": [pages.get(page, headers={"host": "localhost"}).status_code
                  for page in ("/", "/rapporter/", "/rapporter/lagesbild/")],
        "jobs": [job.state for job in jobs.latest(anna().scope).order_by("created_at")],
        "chain": audit.verify(anna().organisation.pk).holds,
    }

def tell():
    print(json.dumps(told()), flush=True)

def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

def work():
    from samsyn_cli.commands import worker
    from argparse import Namespace
    worker.run(Namespace(batch=True, data=None))
"""

PREPARE = """
web.prepare_database()
from samsyn_web.base.scope import Role
from samsyn_web.people import services as people
town = people.create_organisation(name="Exempelköping", by=None, at=AT, requires_two_steps=False)
story.make_person("Anna", Role.COORDINATOR, town)
uploads.bring_in(anna(), numbered(300), "äldre.csv")
newer = uploads.stage(anna(), numbered(600, changed=20), "nyare.csv")
services.ask_to_commit(by=anna().scope, at=AT, intake=newer)
tell()
"""
KILLED = {
    "while parts are written": """
write, seen = register._write, []
def counted(*given):
    write(*given)
    seen.append(1)
    if len(seen) == 3:
        die()
register._write = counted
""",
    "in the last transaction": """
count = register.recount
def counted(**given):
    count(**given)
    die()
register.recount = counted
""",
    "before the job has ended": "jobs._end = die\n",
}
WRITTEN = {"before the job has ended"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Path:
    """Return the data of an installation where one file is in the register and another waits for the worker."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    if connection.vendor == "sqlite":
        with apart.surroundings(folder, "prepared") as variables:
            said(variables | {"SAMSYN_JOBS": "worker"}, PREPARE)
    return folder


@pytest.fixture
def installation(prepared: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return the surroundings of an installation like the prepared one."""
    folder = tmp_path / "data"
    with apart.surroundings(folder, "killed") as variables:
        variables |= {"SAMSYN_JOBS": "worker"}
        if connection.vendor == "sqlite":
            shutil.copytree(prepared, folder, dirs_exist_ok=True)
        else:
            said(variables, PREPARE)
        yield variables


def said(variables: dict[str, str], program: str) -> dict[str, Any]:
    """Run a program that ends well, and return what it said last."""
    return told(variables, program)[-1]


def told(variables: dict[str, str], program: str) -> list[Any]:
    """Run a program that ends well, and return each thing that it told: to start one takes longer than to work."""
    done = apart.run(variables, BEGIN + program)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith(("{", "["))]


def check_whole(found: dict[str, Any], *, newer: bool) -> None:
    """Check that the register holds the older file, or that and the newer: nothing else counts."""
    assert len(found["rows"]) == (600 if newer else 300)
    assert found["held"] == [len(found["rows"])]
    assert found["klotter"] == (20 if newer else 0)
    assert (
        sum(n for grain, part, *_, n in found["counts"] if (grain, part) == ("month", "all"))
        == found["held"][0]
    )
    assert found["pages"] == [200, 200, 200]
    assert found["chain"]


@pytest.mark.parametrize("when", KILLED)
def test_a_killed_commit_leaves_nothing_half_done(installation: dict[str, str], when: str) -> None:
    killed = apart.run(installation, BEGIN + KILLED[when] + "work()\n")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    commit = "services.commit(by=anna().scope, at=AT, intake=Intake.objects.last())\n"
    left, after, again = told(installation, f"tell()\nwork()\ntell()\n{commit}work()\ntell()\n")
    check_whole(left, newer=when in WRITTEN)
    assert left["states"] == ["committed", "committed" if when in WRITTEN else "committing"]
    assert left["jobs"] == ["running"]

    check_whole(after, newer=True)
    assert after["states"] == ["committed", "committed"]
    assert after["jobs"] == ["done"]
    assert after["all"] == 620, "a replaced row is kept, and nothing else that does not count"
    assert after["begun"] == 1
    assert again == after


def test_what_was_killed_equals_what_was_not(installation: dict[str, str]) -> None:
    never = said(installation, "work()\ntell()\n")
    check_whole(never, newer=True)
    assert never["all"] == 620

    undone = "services.undo(by=anna().scope, at=AT, intake=Intake.objects.last())\n"
    killed = apart.run(installation, BEGIN + KILLED["in the last transaction"] + undone)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left, after = told(installation, f"tell()\n{undone}tell()\n")
    assert left == never
    check_whole(after, newer=False)
    swept = "services.ask_to_sweep(by=anna().scope, at=AT, intake=Intake.objects.last())\n"
    kill = "delete = register.Report.objects.none().__class__.delete\n"
    kill += "def once(rows):\n    delete(rows)\n    die()\nregister.Report.objects.none().__class__.delete = once\n"
    killed = apart.run(installation, BEGIN + kill + swept + "work()\n")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left, after = told(installation, "tell()\nwork()\ntell()\n")
    check_whole(left, newer=False)
    check_whole(after, newer=False)
    assert after["all"] == 300


PAUSED = """
def told(share, what):
    if share > 0.3 and not seen:
        seen.append(1)
        print("between two parts", flush=True)
        sys.stdin.readline()
seen = []
try:
    services.commit(by=anna().scope, at=AT, intake=Intake.objects.get(attachment__name="nyare.csv"), told=told)
    print("written")
except Exception as error:
    print(type(error).__name__)
"""


def between_parts(variables: dict[str, str]) -> subprocess.Popen[str]:
    """Return a process that has written some parts of the newer file, and waits for a line."""
    process = apart.begin(variables, BEGIN + PAUSED)
    assert process.stdout is not None
    assert process.stdout.readline() == "between two parts\n"
    return process


def went_on(process: subprocess.Popen[str]) -> str:
    """Let the process go on, and return what it said last."""
    out, err = process.communicate("\n", timeout=60)
    assert process.returncode == 0, err
    return out.splitlines()[-1]


def test_others_write_while_a_file_is_written_but_not_the_same_source(installation: dict[str, str]) -> None:
    writing = between_parts(installation)
    other = """
client = story.Client()
client.force_login(anna().user)
file = uploads.upload(numbered(700), "tredje.csv")
page = client.post("/rapporter/las-in/", {"reports": file}, headers={"host": "localhost"})
third = Intake.objects.get(attachment__name="tredje.csv")
try:
    services.commit(by=anna().scope, at=AT, intake=third)
except Exception as error:
    print(json.dumps([page.status_code, error.message]))
"""
    assert said(installation, other) == [
        302, "En annan fil från samma källa läses in just nu. Vänta tills den är klar."
    ]  # fmt: skip
    assert went_on(writing) == "written"
    later = "services.commit(by=anna().scope, at=AT, intake=Intake.objects.get(state='staged'))\ntell()\n"
    after = said(installation, later)
    assert after["states"] == ["committed"] * 3
    assert len(after["rows"]) == after["held"][0] == 700
    assert after["klotter"] == 0, "the third file says that the twenty rows are as they were at first"


def test_two_that_write_the_same_file_write_it_once(installation: dict[str, str]) -> None:
    slow = between_parts(installation)
    quick = said(
        installation,
        "services.commit(by=anna().scope, at=AT, intake=Intake.objects.get(state='committing'))\ntell()\n",
    )
    check_whole(quick, newer=True)
    assert went_on(slow) == "TurnLost"
    assert said(installation, "tell()\n") == quick
