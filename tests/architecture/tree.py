"""The source as text and syntax trees, read once for all tests of the architecture."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
WEB = SRC / "samsyn_web"


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files under folders of the project, without migrations."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def templates() -> tuple[Path, ...]:
    """Return every HTML template."""
    return tuple(sorted(SRC.rglob("*.html")))


@cache
def contracts() -> dict[str, dict[str, list[str]]]:
    """Return the import contracts of pyproject.toml by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def apps() -> tuple[str, ...]:
    """Return the web apps, the last step of the cycle first."""
    return tuple(contracts()["cycle"]["layers"])


def app_folders() -> Iterator[Path]:
    """Yield the folder of each app, methods one by one."""
    for name in apps():
        if name == "methods":
            yield from sorted(path for path in (WEB / name).iterdir() if (path / "__init__.py").exists())
        else:
            yield WEB / name


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, methods and inner ones too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def relative(path: Path) -> str:
    """Return a path as it is written in messages."""
    return str(path.relative_to(ROOT))
