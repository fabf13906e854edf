"""Writes are services, nothing happens behind one's back, and the cycle names no method."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import SRC, WEB, apps, functions, python_files, relative, tree_of

WEB_FILES = python_files("src/samsyn_web")
SERVICES = [path for path in WEB_FILES if path.stem == "services" or path.parent.name == "services"]
STEPS = apps()[apps().index("reports") :]
NOUNS = [
    path
    for name in ("cycle", "period", "provenance", "errors", "disclosure")
    for path in (SRC / "samsyn").glob(f"{name}*/*.py" if (SRC / "samsyn" / name).is_dir() else f"{name}.py")
]
CYCLE_FILES = [path for path in WEB_FILES if path.relative_to(WEB).parts[0] in STEPS] + NOUNS
CYCLE_TEMPLATES = [path for step in STEPS for path in (WEB / step).rglob("*.html")]


def test_the_files_are_found() -> None:
    assert len(NOUNS) >= 5
    assert len(SERVICES) >= 3
    assert {path.relative_to(WEB).parts[0] for path in CYCLE_FILES if path.is_relative_to(WEB)} == set(STEPS)


def test_no_signals_and_no_generic_relations() -> None:
    found = []
    for path in WEB_FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom):
                module = node.module or ""
                names = {alias.name for alias in node.names}
                if module.endswith(".signals") or module == "django.dispatch" or "GenericForeignKey" in names:
                    found.append(f"{relative(path)}:{node.lineno} {module}")
    assert found == []


def test_save_is_not_overridden() -> None:
    found = [
        f"{relative(path)}:{node.lineno}"
        for path in WEB_FILES
        for node in functions(path)
        if node.name == "save"
    ]
    assert found == []


def test_forms_do_not_save() -> None:
    found = []
    for path in WEB_FILES:
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "save"
            ):
                owner = ast.unparse(node.func.value)
                if "form" in owner.lower():
                    found.append(f"{relative(path)}:{node.lineno} {owner}.save()")
    assert found == []


def test_a_service_is_keyword_only_and_knows_who_and_when() -> None:
    found = []
    for path in SERVICES:
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                keywords = {argument.arg for argument in node.args.kwonlyargs}
                if node.args.args or not {"by", "at"} <= keywords:
                    found.append(f"{relative(path)}:{node.lineno} {node.name}")
    assert found == []


def method_names() -> set[str]:
    """The names of the plug-ins of the web."""
    return {path.name for path in (WEB / "methods").iterdir() if (path / "__init__.py").exists()}


def words_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the names and texts of a file, with docstrings and comments left out."""
    tree = tree_of(path)
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias):
            yield node.lineno, node.name


# A word of the field that a method is also called by: what a problem rests on may be statistics, from any source.
ORDINARY = {("causes", "statistics")}


def test_the_cycle_names_no_method() -> None:
    names = re.compile(rf"\b({'|'.join(sorted(method_names()))})\b")
    found = [
        f"{relative(path)}:{line} {word!r}"
        for path in CYCLE_FILES
        for line, word in words_of(path)
        if names.search(word) and (path.relative_to(WEB).parts[0], word) not in ORDINARY
    ]
    assert found == []


def test_templates_of_the_cycle_name_no_method() -> None:
    names = re.compile(rf"[{{%][^}}%]*\b({'|'.join(sorted(method_names()))})\b")
    named = [relative(path) for path in CYCLE_TEMPLATES if names.search(path.read_text(encoding="utf-8"))]
    assert named == []


def test_the_check_of_names_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "views.py"
    path.write_text('"""About incidents."""\nif method == "incidents":\n    pass\n', encoding="utf-8")
    assert (2, "incidents") in list(words_of(path))
    assert all("About" not in word for _, word in words_of(path))
