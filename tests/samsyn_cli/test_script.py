"""The script `./samsyn`: which environment it takes, and what it says when it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from samsyn import __version__
from tests.architecture.tree import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the script and the locks, and an environment in which Python only tells its arguments."""
    shutil.copy(ROOT / "samsyn", tmp_path / "samsyn")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text(f'#!/bin/sh\n[ "$1" = -c ] && echo "{programs}" || echo "python $*"\n')
    (programs / "uv").write_text('#!/bin/sh\necho "uv $*" >&2\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    return tmp_path


def run(checkout: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script from another folder."""
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [str(checkout / "samsyn"), *arguments],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def stamp(checkout: Path, lock: str) -> None:
    """Mark a lock as installed."""
    script = (
        f'cd "{checkout}" && cat requirements/{lock} requirements/bootstrap.lock | sha256sum | cut -d" " -f1'
    )
    digest = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout
    (checkout / ".venv" / f".{lock}.sha").write_text(digest)


@pytest.mark.parametrize("file", ["samsyn", ".ci/run"])
def test_the_scripts_are_well_formed(file: str) -> None:
    shell = "bash" if file == ".ci/run" else "sh"
    subprocess.run([shell, "-n", str(ROOT / file)], check=True)
    assert os.access(ROOT / file, os.X_OK)


def test_what_is_installed_is_only_started(checkout: Path) -> None:
    stamp(checkout, "core.lock")
    done = run(checkout, "picture", "a b.csv", "-o", "x.pdf")
    assert (done.returncode, done.stdout) == (0, "python -m samsyn_cli picture a b.csv -o x.pdf\n")
    assert done.stderr == ""


def test_the_development_environment_serves_the_program_too(checkout: Path) -> None:
    stamp(checkout, "dev.lock")
    assert run(checkout, "--version").stderr == ""
    assert run(checkout, "test", "-x", "tests/samsyn").stdout == "python -m pytest -x tests/samsyn\n"


def test_tests_install_what_the_program_does_not_need(checkout: Path) -> None:
    stamp(checkout, "core.lock")
    done = run(checkout, "dev", "-V")
    assert "installing (dev.lock)" in done.stderr
    assert "--require-hashes" in done.stderr
    assert not (checkout / ".venv" / ".installing").exists()
    assert run(checkout, "dev", "-V").stdout == "python -V\n"


def test_a_changed_lock_is_installed_again(checkout: Path) -> None:
    stamp(checkout, "core.lock")
    with (checkout / "requirements/core.lock").open("a") as lock:
        lock.write("# changed\n")
    assert "installing (core.lock)" in run(checkout, "--help").stderr


def test_a_python_that_is_too_old_is_said(checkout: Path) -> None:
    (checkout / "old").write_text("#!/bin/sh\nexit 1\n")
    (checkout / "old").chmod(0o755)
    done = run(checkout, "--help", PYTHON=str(checkout / "old"))
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr
    assert not (checkout / ".venv" / ".installing").exists()


def test_the_real_script_runs_from_anywhere() -> None:
    if not (ROOT / ".venv/bin/python").exists():
        pytest.skip("these tests run in an environment outside the checkout")
    assert run(ROOT, "--version").stdout == f"samsyn {__version__}\n"
