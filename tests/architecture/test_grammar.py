"""Every app has the same files, no file or function grows long, and no name is a drawer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, WEB, app_folders, apps, functions, python_files, relative, tree_of

SOURCE = python_files("src")
TESTS = python_files("tests", "benchmarks")
SOURCE_LIMIT, TEST_LIMIT, FUNCTION_LIMIT = 300, 450, 60

APP_FOLDERS = {"migrations", "management", "templates", "templatetags", "static"}
APP_FILES = {
    *("apps", "urls", "api", "feeds", "views", "admin", "presenters", "forms"),
    *("method", "tasks", "services", "queries", "policies", "models"),
}
BASE_FILES = {
    *(
        "apps",
        "models",
        "clock",
        "audit",
        "scope",
        "registry",
        "jobs",
        "htmx",
        "mail",
        "csp",
        "bulk",
        "schedule",
    ),
    *("terms", "words"),
}
CONFIG_FILES = {
    *("settings", "environment", "urls", "wsgi", "asgi"),
    *(
        "middleware",
        "context",
        "menu",
        "static",
        "accounts",
        "archive",
        "backup",
        "restore",
        "logs",
        "tables",
    ),
}
BANNED_FILES = {
    *("utils", "util", "helpers", "helper", "misc", "common", "shared"),
    *("manager", "managers", "tools", "stuff", "core"),
}
BANNED_WORDS = {"util", "utils", "helper", "helpers", "misc", "measure", "measures"}
LEFT_OPEN = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|\bbreakpoint\(")


def test_the_tree_is_found() -> None:
    assert len(SOURCE) > 100
    assert len(TESTS) > 10
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


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_long() -> None:
    limits = [(SOURCE, SOURCE_LIMIT), (TESTS, TEST_LIMIT)]
    long = [f"{relative(p)}: {lines(p)}" for paths, limit in limits for p in paths if lines(p) > limit]
    assert long == [], "make each a package of the same name"


def test_no_function_is_long() -> None:
    long = [
        f"{relative(path)}:{node.lineno} {node.name}: {body_lines(node)}"
        for path in SOURCE
        for node in functions(path)
        if body_lines(node) > FUNCTION_LIMIT
    ]
    assert long == []


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function has, its docstring left out."""
    text = ast.get_docstring(node, clean=False)
    return (node.end_lineno or 0) - node.lineno + 1 - (text.count("\n") + 1 if text else 0)


def test_no_module_is_a_drawer() -> None:
    drawers = [
        relative(path)
        for path in SOURCE
        if {part.removesuffix(".py") for part in path.relative_to(ROOT / "src").parts} & BANNED_FILES
    ]
    assert drawers == []


def names(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the names that a file gives to things."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg


def banned(name: str) -> bool:
    """Whether a name holds a banned word."""
    return bool(set(re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().split("_")) & BANNED_WORDS)


def test_no_banned_word_in_a_name() -> None:
    found = [
        f"{relative(path)}:{line} {name}" for path in SOURCE for line, name in names(path) if banned(name)
    ]
    assert found == []


def test_the_banned_words_are_found() -> None:
    assert all(map(banned, ("read_utils", "MeasureList", "measure", "PageHelper")))
    assert not any(map(banned, ("measured", "utility", "helpful")))


def test_every_module_says_what_it_is() -> None:
    assert [relative(path) for path in SOURCE if not ast.get_docstring(tree_of(path))] == []


def test_nothing_is_left_open() -> None:
    left = {relative(path): LEFT_OPEN.findall(path.read_text(encoding="utf-8")) for path in SOURCE}
    assert {path: found for path, found in left.items() if found} == {}


def test_the_library_and_the_web_print_nothing() -> None:
    printing = [
        f"{relative(path)}:{node.lineno}"
        for path in SOURCE
        if "samsyn_cli" not in path.parts and "management" not in path.parts
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []
