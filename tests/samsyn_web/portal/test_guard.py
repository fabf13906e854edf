"""The guard that the browser gets has the library's rules, and is small."""

from __future__ import annotations

from samsyn.guard.rules import script
from samsyn_web.portal.management.commands.write_guard import HEAD, PATH

MOST = 25_000  # bytes


def test_the_rules_in_the_browser_are_those_of_the_library() -> None:
    assert PATH.read_text(encoding="utf-8") == HEAD + script(), "run: ./samsyn manage write_guard"


def test_the_guard_is_small() -> None:
    assert PATH.stat().st_size < MOST
    assert PATH.with_name("guard.js").stat().st_size < MOST
