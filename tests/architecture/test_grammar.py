"""Every app has the same files, no file or function grows long, and no name is a drawer."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, WEB, app_folders, apps, functions, python_files, relative, tree_of

SOURCE = python_files("src")
TESTS = python_files("tests", "benchmarks")
FILE_LIMIT, FUNCTION_LIMIT = 300, 60

APP_FILES = set(
    [
        "apps",
        "urls",
        "api",
        "feeds",
        "views",
        "admin",
        "presenters",
        "forms",
        "method",
        "tasks",
        "services",
        "queries",
        "policies",
        "models",
    ]
)
APP_FOLDERS = {"migrations", "management", "templates", "templatetags", "static"}
BASE_FILES = set(["apps", "models", "clock", "audit", "scope", "registry", "jobs", "htmx", "mail", "csp"])
CONFIG_FILES = {
    "settings",
    "environment",
    "urls",
    "wsgi",
    "asgi",
    "middleware",
    "context",
    "static",
    "accounts",
}

BANNED_FILES = set(
    [
        "utils",
        "util",
        "helpers",
        "helper",
        "misc",
        "common",
        "shared",
        "manager",
        "managers",
        "tools",
        "stuff",
        "core",
    ]
)
BANNED_WORDS = {"util", "utils", "helper", "helpers", "misc", "measure", "measures"}


def test_the_tree_is_found() -> None:
    assert len(SOURCE) > 30
    assert "findings" in apps()


@pytest.mark.parametrize("folder", list(app_folders()), ids=lambda folder: folder.name)
def test_an_app_has_only_the_files_of_the_grammar(folder: Path) -> None:
    allowed = {"base": BASE_FILES, "config": CONFIG_FILES}.get(folder.name, APP_FILES)
    for path in folder.iterdir():
        if path.name in ("__init__.py", "__pycache__"):
            continue
        if path.suffix == ".py":
            assert path.stem in allowed, f"{relative(path)}: not a file of an app"
        elif path.is_dir():
            package = (path / "__init__.py").exists()
            assert path.name in (allowed | APP_FOLDERS if package else APP_FOLDERS), relative(path)


def test_every_app_stands_in_the_contract() -> None:
    folders = {path.name for path in WEB.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(apps())


@pytest.mark.parametrize("path", [*SOURCE, *TESTS], ids=relative)
def test_no_file_is_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LIMIT, f"{relative(path)} has {lines} lines: make it a package of the same name"


@pytest.mark.parametrize("path", SOURCE, ids=relative)
def test_no_function_is_long(path: Path) -> None:
    for node in functions(path):
        length = (node.end_lineno or 0) - node.lineno + 1 - _docstring_lines(node)
        assert length <= FUNCTION_LIMIT, f"{relative(path)}:{node.lineno} {node.name} has {length} lines"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    text = ast.get_docstring(node, clean=False)
    return text.count("\n") + 1 if text else 0


@pytest.mark.parametrize("path", SOURCE, ids=relative)
def test_no_module_is_a_drawer(path: Path) -> None:
    parts = {part.removesuffix(".py") for part in path.relative_to(ROOT / "src").parts}
    assert not parts & BANNED_FILES


@pytest.mark.parametrize("path", SOURCE, ids=relative)
def test_no_banned_word_in_a_name(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        for name in _names(node):
            words = set(re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().split("_"))
            assert not words & BANNED_WORDS, f"{relative(path)}:{node.lineno} {name}"  # type: ignore[attr-defined]


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    if isinstance(node, ast.arg):
        return [node.arg]
    return []


@pytest.mark.parametrize("path", SOURCE, ids=relative)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), f"{relative(path)} has no docstring"


@pytest.mark.parametrize("path", SOURCE, ids=relative)
def test_nothing_is_left_open(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    left = re.search(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|^\s+print\(", text, flags=re.MULTILINE)
    if left and "print(" in left[0] and "samsyn_cli" in path.parts:
        return
    assert left is None, f"{relative(path)}: {left and left[0]}"
