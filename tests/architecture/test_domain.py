"""Writes are services, nothing happens behind one's back, and the cycle names no method."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import SRC, WEB, apps, functions, python_files, relative, tree_of

WEB_FILES = python_files("src/samsyn_web")
SERVICES = [path for path in WEB_FILES if path.stem == "services" or path.parent.name == "services"]
STEPS = apps()[apps().index("reports") :]
NOUNS = [SRC / "samsyn" / f"{name}.py" for name in ("cycle", "period", "provenance", "errors", "disclosure")]
CYCLE_FILES = [path for path in WEB_FILES if path.relative_to(WEB).parts[0] in STEPS] + [
    path for path in NOUNS if path.exists()
]
CYCLE_TEMPLATES = [path for step in STEPS for path in (WEB / step).rglob("*.html")]


@pytest.mark.parametrize("path", WEB_FILES, ids=relative)
def test_no_signals_and_no_generic_relations(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            assert not (node.module or "").endswith(".signals"), f"{relative(path)}:{node.lineno} a signal"
            assert node.module != "django.dispatch", f"{relative(path)}:{node.lineno} a signal"
            assert "GenericForeignKey" not in names, f"{relative(path)}:{node.lineno} a generic relation"


@pytest.mark.parametrize("path", WEB_FILES, ids=relative)
def test_save_is_not_overridden_and_forms_do_not_save(path: Path) -> None:
    for node in functions(path):
        assert node.name != "save", f"{relative(path)}:{node.lineno} overrides save()"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "save":
            owner = ast.unparse(node.func.value)
            assert "form" not in owner.lower(), f"{relative(path)}:{node.lineno} {owner}.save()"


@pytest.mark.parametrize("path", SERVICES, ids=relative)
def test_a_service_is_keyword_only_and_knows_who_and_when(path: Path) -> None:
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            where = f"{relative(path)}:{node.lineno} {node.name}"
            keywords = {argument.arg for argument in node.args.kwonlyargs}
            assert not node.args.args, f"{where} takes positional arguments"
            assert {"by", "at"} <= keywords, f"{where} does not take by and at"


def method_names() -> set[str]:
    """The names of the plug-ins of the web."""
    return {path.name for path in (WEB / "methods").iterdir() if (path / "__init__.py").exists()}


def words_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the names and texts of a file, with docstrings and comments left out."""
    tree = tree_of(path)
    documented = [
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documented:
            yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias):
            yield node.lineno, node.name


@pytest.mark.parametrize("path", CYCLE_FILES, ids=relative)
def test_the_cycle_names_no_method(path: Path) -> None:
    names = re.compile(rf"\b({'|'.join(sorted(method_names()))})\b")
    for line, word in words_of(path):
        assert not names.search(word), f"{relative(path)}:{line} names a method: {word!r}"


def test_templates_of_the_cycle_name_no_method() -> None:
    names = re.compile(rf"[{{%][^}}%]*\b({'|'.join(sorted(method_names()))})\b")
    named = [relative(path) for path in CYCLE_TEMPLATES if names.search(path.read_text(encoding="utf-8"))]
    assert named == []


def test_the_check_of_names_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "views.py"
    path.write_text('"""About incidents."""\nif method == "incidents":\n    pass\n', encoding="utf-8")
    assert (2, "incidents") in list(words_of(path))
    assert all("About" not in word for _, word in words_of(path))
