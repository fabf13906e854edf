"""A restore in a process of its own, killed and done again, on whichever database the tests run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tarfile

import pytest
from django.db import connection

from samsyn_web.config import archive

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
    """Surroundings of another installation, with a database of its own of the kind that the tests run on."""
    variables = {**os.environ, "SAMSYN_DATA": str(tmp_path / "other"), "SAMSYN_JOBS": "inline"}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    if connection.vendor == "sqlite":
        variables["SAMSYN_DATABASE_URL"] = ""
        yield variables
        return
    import psycopg

    address = os.environ["SAMSYN_DATABASE_URL"]
    name = f"restore_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    head, _, query = address.partition("?")
    yield {**variables, "SAMSYN_DATABASE_URL": f"{head.rpartition('/')[0]}/{name}?{query}".rstrip("?")}
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def command(variables, *arguments, before=""):
    """Run the command line, with something done first in the same process."""
    program = (
        f"{before}\nfrom samsyn_cli.__main__ import main\nimport sys\nsys.exit(main({list(arguments)!r}))"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


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
