"""Locks hold hashes and no host; nothing in the project names the machine that it was written on."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from tests.architecture.tree import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PINS = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==", re.IGNORECASE | re.MULTILINE)


def tracked() -> list[str]:
    """The files of the project, or all files where there is no git."""
    run = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout.split()


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ]", name)[0]).lower()


def test_there_are_three_locks() -> None:
    assert [lock.name for lock in LOCKS] == ["bootstrap.lock", "core.lock", "dev.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_hashes_and_no_host(lock: object) -> None:
    text = lock.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert not re.search(r"https?:|index-url|find-links|\.(?:org|com|net)/", text)
    assert len(re.findall(r"--hash=sha256:", text)) >= len(PINS.findall(text)) > 0


def test_the_locks_hold_what_the_project_names() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    core = {
        normal(pin) for pin in PINS.findall((ROOT / "requirements/core.lock").read_text(encoding="utf-8"))
    }
    dev = {normal(pin) for pin in PINS.findall((ROOT / "requirements/dev.lock").read_text(encoding="utf-8"))}
    wanted = {normal(name) for name in settings["project"]["dependencies"]}
    assert wanted <= core
    groups = [name for group in settings["dependency-groups"].values() for name in group]
    assert wanted | {normal(name) for name in groups} <= dev
    assert core <= dev


def test_the_development_lock_holds_the_very_versions_of_the_core() -> None:
    pins = re.compile(r"^[a-z0-9][^ \n]*==[^ \n]+(?: ;[^\\\n]*)?", re.IGNORECASE | re.MULTILINE)
    core, dev = (
        {" ".join(pin.split()) for pin in pins.findall(lock.read_text(encoding="utf-8"))}
        for lock in LOCKS[1:]
    )
    assert len(core) > 40
    assert core - dev == set(), "./samsyn takes an installed dev.lock for the core"


def test_uv_lock_is_not_kept() -> None:
    assert "uv.lock" not in tracked()


def test_no_path_of_a_machine_and_no_big_file() -> None:
    machine = re.compile(rb"/(?:work|root|home/[a-z]+)/[A-Za-z]")
    for name in tracked():
        path = ROOT / name
        if not path.is_file():
            continue
        assert path.stat().st_size < 2_000_000, f"{name} is over 2 MB"
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".yml", ".sh", ".html", ".js", ".css", ".txt", ""}:
            found = machine.search(path.read_bytes())
            assert found is None, f"{name} names a machine's path: {found and found[0]!r}"
