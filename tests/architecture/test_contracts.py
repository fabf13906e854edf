"""The imports follow the cycle: every contract of pyproject.toml holds."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.tree import ROOT, SRC, apps, contracts

IDS = {
    "deliverables",
    "pure",
    "library",
    "cycle",
    "methods",
    "grammar",
    "acyclic",
    "views-private",
    "views-thin",
    "base",
    "minimisation",
}


def test_every_contract_holds() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=ROOT,
        env={"PYTHONPATH": str(SRC), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert "0 broken" in run.stdout


def test_no_contract_was_removed() -> None:
    assert set(contracts()) == IDS


def test_the_cycle_is_the_order_of_the_steps() -> None:
    order = [
        step
        for step in apps()
        if step in {"reports", "outcomes", "actions", "causes", "findings", "observations"}
    ]
    assert order == ["reports", "outcomes", "actions", "causes", "findings", "observations"]
