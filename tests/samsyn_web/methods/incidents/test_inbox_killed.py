"""A folder read by a process of its own that is killed: nothing half-done, nothing doubled, on either database."""

from __future__ import annotations

import signal

import pytest

from tests.samsyn_web.methods.incidents.test_killed import BEGIN, installation, prepared, said, told  # noqa: F401
from tests.support import apart

pytestmark = pytest.mark.slow

SET_UP = """
from datetime import timedelta
from samsyn_web.methods.incidents.models import Inbox, InboxFile
from samsyn_web.methods.incidents.services import inbox as folders
def read(minutes):
    tasks.read_inboxes(AT + timedelta(minutes=minutes))
def found():
    box = Inbox.objects.get()
    folder = queries.folder_of(box)
    print(json.dumps({
        "rows": Report.objects.counting().count(), "all": Report.objects.count(),
        "in": sorted(one.name for one in folder.iterdir() if one.is_file()),
        "done": sorted(one.name for one in (folder / "done").iterdir()),
        "states": list(InboxFile.objects.values_list("state", flat=True)),
        "intakes": list(Intake.objects.filter(attachment__name="vecka.csv").values_list("state", flat=True)),
        "counted": sum(ReportCount.objects.filter(grain="month", part="all").values_list("n", flat=True)),
        "error": box.error,
    }), flush=True)
"""
LAY = """
box = services.set_up_inbox(by=anna().scope, at=AT, source=Source.objects.get(), organisation="Exempelköping")
(queries.folder_of(box) / "vecka.csv").write_bytes(numbered(450))
read(0)
found()
"""
KILLED = {
    "while the file is staged": "folders._stage = die\n",
    "when it is staged": "stage = folders._stage\nfolders._stage = lambda *g: (stage(*g), die())\n",
    "while rows are written": """
write, seen = register._write, []
def counted(*given):
    write(*given)
    seen.append(1)
    if len(seen) == 2:
        die()
register._write = counted
""",
    "when rows are written": "folders._end = die\n",
    "before it is moved": "folders._move = die\n",
}


@pytest.mark.parametrize("when", KILLED)
def test_a_killed_reading_is_taken_up(installation: dict[str, str], when: str) -> None:  # noqa: F811
    assert said(installation, SET_UP + LAY)["states"] == ["seen"]
    killed = apart.run(installation, BEGIN + SET_UP + KILLED[when] + "read(5)\n")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left, after = told(installation, SET_UP + "found()\nread(10)\nread(15)\nread(20)\nfound()\n")
    assert left["in"] == ["vecka.csv"]
    assert left["counted"] == left["rows"]
    assert left["rows"] in (300, 450)

    assert (after["in"], after["done"]) == ([], ["vecka.csv"])
    assert (after["rows"], after["all"], after["counted"]) == (450, 450, 450)
    assert after["intakes"] == ["committed"]
    assert set(after["states"]) == {"done"}
    assert after["error"] == ""
