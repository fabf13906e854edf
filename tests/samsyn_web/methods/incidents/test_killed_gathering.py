"""A process that gathers reports and is killed leaves nothing half done, and the next one brings each row once."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.support import apart

pytestmark = pytest.mark.slow

BEGIN = """
import json, os, signal
from samsyn_cli import web
web.start()
from samsyn_web.base import audit
from samsyn_web.base.scope import Role
from samsyn_web.methods.incidents.models import GatheredSubmission, Report, ReportCount, Submission
from samsyn_web.methods.incidents.services import gathering, register
from samsyn_web.observations.models import Intake
from samsyn_web.people import services as people
from samsyn_web.people.models import Membership
from tests.support import story, weeks
register.BREATH_S = 0.0
MORE = weeks.timedelta

def person(role):
    one = Membership.objects.get(role=role)
    scope = story.Scope(user_id=one.user_id, organisation_id=one.organisation_id, role=Role(role), membership_id=one.pk)
    return story.Person(one.user, one, one.organisation, scope)

def gather(hours=0):
    gathering.gather(by=person("coordinator").scope, at=weeks.MONDAY + MORE(hours=hours))

def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

def tell():
    rows = Report.objects.counting().order_by("identity").values_list("day", "category", "kind")
    print(json.dumps({
        "rows": [list(map(str, row)) for row in rows],
        "counted": sum(ReportCount.objects.filter(grain="month", part="all").values_list("n", flat=True)),
        "states": list(Intake.objects.order_by("pk").values_list("state", flat=True)),
        "marked": GatheredSubmission.objects.count(),
        "with_intake": Submission.objects.exclude(intake=None).count(),
        "chain": audit.verify(person("coordinator").organisation.pk).holds,
    }), flush=True)
"""
PREPARE = """
web.prepare_database()
town = people.create_organisation(name="Exempelköping", by=None, at=weeks.MONDAY)
anna = story.make_person("Anna", Role.COORDINATOR, town)
rut = story.make_person("Rut", Role.REPORTER, town)
weeks.areas(anna)
for n in range(3):
    weeks.accept(weeks.send(rut, at=weeks.MONDAY - MORE(days=n)))
gather()
weeks.accept(*(weeks.send(rut, "BRN", at=weeks.MONDAY - MORE(days=n)) for n in range(4)))
Submission.objects.filter(category="SKA").update(severity=3)
tell()
"""
KILLED = {
    "after the file is staged": "gathering.commit = die\n",
    "while rows are written": "register._write = die\n",
    "in the last transaction": "register.recount = die\n",
    "before it is noted": "gathering._note = die\n",
}


def told(variables: dict[str, str], program: str, *, killed: bool = False) -> list[Any]:
    """Run a program, and return each thing that it told."""
    done = apart.run(variables, BEGIN + program)
    assert done.returncode == (-signal.SIGKILL if killed else 0), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None):
    folder: Path = tmp_path_factory.mktemp("gathered") / "data"
    with apart.surroundings(folder, "gathered") as found:
        yield found


def test_each_report_is_a_row_once_wherever_the_process_was_killed(variables: dict[str, str]) -> None:
    [before] = told(variables, PREPARE)
    assert (len(before["rows"]), before["marked"]) == (3, 3)
    for hours, kill in enumerate(
        KILLED.values(), start=1
    ):  # each first tells what the one before it has left
        [left] = told(variables, f"tell()\n{kill}gather({hours})\n", killed=True)
        assert (len(left["rows"]), left["counted"], left["chain"]) == (3, 3, True)
    left, after, again = told(variables, "tell()\ngather(9)\ntell()\ngather(10)\ntell()\n")
    assert (len(left["rows"]), left["counted"], left["chain"]) == (7, 7, True), "killed before it was noted"
    assert len(after["rows"]) == after["counted"] == after["marked"] == after["with_intake"] == 7
    assert "staged" not in after["states"]
    assert "committing" not in after["states"]
    assert again == after
