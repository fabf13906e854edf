"""
A migrated SQLite database that is made once and copied, since making one takes as long as several tests do.

It holds for as long as migrations, settings and packages are the same. To make it ahead of the tests:

    python -m tests.support.migrated
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT_S = 7 * 24 * 3600
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from samsyn_web.config import tables
connection.ensure_connection()
tables.fill(connection.connection)
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("createcachetable")
"""


def template() -> Path:
    """Return the file to copy; of several processes that want it, one makes it and the others wait."""
    folder = Path(tempfile.gettempdir()) / f"samsyn-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} is somebody else's")
    found = folder / f"{_digest()}.sqlite3"
    with found.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.exists():
            _forget_old(folder)
            _make(found)
        os.utime(found)
    return found


def _digest() -> str:
    """Say what the schema and the rows in it come from."""
    web = ROOT / "src/samsyn_web"
    files = [one for one in web.glob("**/migrations/*") if one.is_file()]
    files += [
        web / "config/settings.py",
        web / "config/tables.sql",
        web / "config/tables.py",
        ROOT / "requirements/dev.lock",
    ]
    told = sha256()
    for file in sorted(files):
        told.update(f"{file.relative_to(ROOT)}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()[:32]


def _make(target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as data:
        surroundings = {
            **{
                name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"
            },  # no folder of its own
            "SAMSYN_DATA": data,
            "SAMSYN_DATABASE_URL": "",
            "SAMSYN_TEST_DATABASE": "",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        subprocess.run([sys.executable, "-c", MIGRATE], env=surroundings, cwd=ROOT, check=True)
        os.replace(Path(data) / "samsyn.sqlite3", target)


def _forget_old(folder: Path) -> None:
    for file in folder.glob("*.*"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < time.time() - KEPT_S:
                file.unlink()


if __name__ == "__main__":
    print(template())
