"""The public names of `samsyn` are true, documented, and cheap to import."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import tomllib

import samsyn
from tests.architecture.tree import ROOT, SRC, tree_of


def test_every_public_name_can_be_imported() -> None:
    for name in samsyn.__all__:
        value = getattr(samsyn, name)
        assert inspect.getdoc(value), f"{name} has no docstring"
        assert value.__module__ == samsyn._HOMES[name]


def test_type_checkers_see_the_same_names() -> None:
    imported = {
        alias.asname
        for node in ast.walk(tree_of(SRC / "samsyn" / "__init__.py"))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("samsyn.")
        for alias in node.names
    }
    assert imported == set(samsyn.__all__)
    assert set(samsyn.__all__) <= set(dir(samsyn))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(samsyn, "no_such_name")


def test_the_version_is_one() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["version"] == samsyn.__version__
    assert f"## {samsyn.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"softwareVersion: {samsyn.__version__}" in (ROOT / "publiccode.yml").read_text(encoding="utf-8")


def test_importing_samsyn_imports_nothing_heavy() -> None:
    code = (
        "import samsyn, sys; print([m for m in ('numpy', 'polars', 'django', 'scipy') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SRC)}, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
