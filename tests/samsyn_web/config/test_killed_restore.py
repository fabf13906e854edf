"""A restore in a process of its own, killed and done again, on whichever database the tests run."""

from __future__ import annotations

import json
import signal
import tarfile

import pytest

from samsyn_web.config import archive
from tests.support import apart
from tests.support.apart import command

KILLED = """
import os, signal, sys
from samsyn_web.base import audit
real, seen = audit.verify, []
def verify(organisation_id):
    verdict = real(organisation_id)
    print("rows are in, chain", verdict.holds, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def surroundings(tmp_path):
    with apart.surroundings(tmp_path / "other", "restore") as variables:
        yield variables


@pytest.mark.slow
def test_a_killed_restore_leaves_nothing_half_done(saved, surroundings):
    """The process dies just before the commit; the database is still empty, and the next try succeeds."""
    kill = (
        "import samsyn_cli.web as web\nstart = web.start\n"
        "def patched(data=None):\n"
        "    start(data)\n"
        + "".join(f"    {line}\n" for line in KILLED.strip().splitlines())
        + "    audit.verify = verify\nweb.start = patched\n"
    )
    killed = command(surroundings, "restore", str(saved), before=kill)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert "rows are in, chain True" in killed.stdout

    after = command(surroundings, "restore", str(saved))
    assert after.returncode == 0, after.stderr
    assert "orörda" in after.stdout
    again = command(surroundings, "restore", str(saved))
    assert again.returncode == 2
    assert "inte tom" in again.stderr


def manifest_of(path):
    """Return what a backup says about itself."""
    with tarfile.open(path) as tar:
        return json.loads(tar.extractfile(archive.MANIFEST).read())


@pytest.mark.slow
def test_what_was_restored_can_be_saved_again_with_the_same_digests(saved, surroundings, tmp_path):
    assert command(surroundings, "restore", str(saved)).returncode == 0
    second = tmp_path / "second.tar.gz"
    done = command(surroundings, "backup", str(second))
    assert done.returncode == 0, done.stderr
    assert "slutar med" in done.stdout
    first, other = manifest_of(saved), manifest_of(second)
    for part in ("tables", "attachments", "chains", "migrations"):
        assert other[part] == first[part]
