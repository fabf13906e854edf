"""The web from the command line: start, answer, stop, and what is said when it cannot."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from samsyn.errors import Refused
from samsyn_cli import processes
from tests.support.migrated import template


@pytest.fixture
def port() -> int:
    """Return a port that nothing listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a new installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSYN_", "DJANGO_"))}
    return {**kept, "SAMSYN_DATA": str(tmp_path / "data")}


def line(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "samsyn_cli", *arguments]


def run(surroundings: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line(*arguments), env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_busy_port_is_refused_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=rf"Port {port} .* upptagen.*--port {port + 1}"):
            processes.check_port("127.0.0.1", port, "demo")


def test_a_free_port_is_fine(port: int) -> None:
    processes.check_port("127.0.0.1", port, "demo")


def test_an_address_that_is_not_ours_is_refused(port: int) -> None:
    with pytest.raises(Refused, match="Det går inte att lyssna på 192.0.2.1"):
        processes.check_port("192.0.2.1", port, "serve")


@pytest.fixture
def serving(surroundings: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the server until the test is over."""
    process = subprocess.Popen(
        line("serve", "--port", str(port), "--workers", "1"), env=surroundings, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(one) for one in found.stdout.split()]


@pytest.mark.slow
def test_serve_answers_and_stops_cleanly(serving: subprocess.Popen[str], port: int) -> None:
    assert serving.stderr is not None
    said = serving.stderr.readline()
    assert f"http://127.0.0.1:{port}/" in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/konto/login/", timeout=30) as page:
        assert page.status == 200
        text = page.read().decode()
    assert "Logga in" in text
    style = re.search(r'href="(/static/[^"]+\.css)"', text)
    assert style is not None
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{style[1]}", timeout=30) as sheet:
        assert sheet.headers["Content-Type"].startswith("text/css")
    started = children(serving.pid)
    assert len(started) == 2, "server and worker"
    serving.send_signal(signal.SIGINT)
    assert serving.wait(timeout=30) == 0
    time.sleep(0.2)
    assert not any(Path(f"/proc/{pid}/cmdline").exists() for pid in started), "both are stopped"


@pytest.mark.slow
def test_admin_adds_the_first_person_and_makes_a_link(surroundings: dict[str, str]) -> None:
    Path(surroundings["SAMSYN_DATA"]).mkdir(mode=0o700)
    shutil.copyfile(template(), Path(surroundings["SAMSYN_DATA"], "samsyn.sqlite3"))
    create = ["admin", "create", "--email", "Anna@Exempel.se", "--organisation", "Exempelköping"]
    made = run(surroundings, *create)
    assert made.returncode == 0, made.stderr
    assert "anna@exempel.se är nu administratör i Exempelköping." in made.stdout
    assert re.search(r"Lösenord \(visas bara nu\): \S{20}", made.stdout)
    again = run(surroundings, *create)
    assert again.returncode == 2
    assert "redan medlem" in again.stderr
    link = run(surroundings, "admin", "link", "--email", "anna@exempel.se")
    assert re.search(r"http://127.0.0.1:8000/konto/password/reset/key/\S+", link.stdout)
    wrong = run(surroundings, *create[:-1], "Annanstad", "--role", "kung")
    assert "ingen roll kung" in wrong.stderr
    assert "Traceback" not in again.stderr + wrong.stderr


@pytest.mark.slow
def test_wrong_settings_and_a_silent_database_are_told_in_a_sentence(
    surroundings: dict[str, str], port: int
) -> None:
    wrong = run({**surroundings, "SAMSYN_DEBUG": "kanske"}, "serve", "--port", str(port))
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)
    assert "skriv 1 för ja" in wrong.stderr
    silent = {**surroundings, "SAMSYN_DATABASE_URL": f"postgres://x@127.0.0.1:{port}/x"}
    gone = run(silent, "backup", "/tmp/x.tar.gz")
    assert (gone.returncode, "Traceback" in gone.stderr) == (2, False), gone.stderr
    assert "Databasen svarar inte" in gone.stderr


@pytest.mark.slow
def test_backup_of_nothing_and_restore_of_nonsense_are_refused(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    empty = run(surroundings, "backup", str(tmp_path / "a.tar.gz"))
    assert (empty.returncode, "Databasen är tom" in empty.stderr) == (2, True)
    nonsense = tmp_path / "nonsense.tar.gz"
    nonsense.write_text("hej")
    refused = run(surroundings, "restore", str(nonsense))
    assert (refused.returncode, "ingen hel säkerhetskopia" in refused.stderr) == (2, True)
