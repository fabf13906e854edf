"""The page on validation is what was computed, leaves no public function out, and its quick figures come again."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from tests.architecture.tree import ROOT


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("validate", ROOT / "benchmarks/validate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VALIDATE = loaded()


@pytest.fixture(autouse=True)
def _path_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))


def test_the_page_is_what_is_kept() -> None:
    page = (ROOT / "docs/reference/validation.md").read_text(encoding="utf-8")
    assert page == VALIDATE.page(), "run ./samsyn dev benchmarks/validate.py --page"


def test_what_is_kept_belongs_to_a_record() -> None:
    """A record that was renamed or dropped leaves no figure behind."""
    for name, mine in VALIDATE.kept().items():
        assert set(mine["records"]) <= {VALIDATE.key(record) for record in VALIDATE.records(name)}, name
        assert set(mine["versions"]) == {"samsyn", "python", "numpy", "scipy", "numba"}


@pytest.mark.parametrize("name", VALIDATE.QUICK)
def test_the_quick_figures_come_again(name: str) -> None:
    kept = VALIDATE.kept()[name]["records"]
    for record in VALIDATE.records(name):
        assert VALIDATE.outcome(record["compute"]()) == kept[VALIDATE.key(record)], VALIDATE.key(record)


def test_a_promise_that_does_not_hold_is_told() -> None:
    assert VALIDATE.outcome({"found": "4 %", "holds": False})["holds"] is False
    record = {"method": "m", "kind": "k", "what": "w"}
    shown = {
        held: VALIDATE._row(record, {"m | w": {"found": "4 %", "holds": held}})[3]
        for held in (True, False, None)
    }
    assert shown == {True: "yes", False: "**no**", None: "only told"}
    assert VALIDATE._row(record, {})[2:] == ["not computed", "–"]
    bad = [
        key
        for mine in VALIDATE.kept().values()
        for key, one in mine["records"].items()
        if one["holds"] is False
    ]
    assert bad == []


def test_every_public_function_is_named() -> None:
    page = (ROOT / "docs/reference/validation.md").read_text(encoding="utf-8")
    methods = VALIDATE.public_methods()
    assert "farrington_flexible" in methods["samsyn.stats.change"]
    missing = [name for names in methods.values() for name in names if f"`{name}`" not in page]
    assert missing == []


def test_the_bands_of_the_near_repeat_calculator_are_told() -> None:
    page = (ROOT / "docs/reference/validation.md").read_text(encoding="utf-8")
    assert "Near Repeat Calculator" in page
    assert "[100, 200) m and [7, 14) days" in page
