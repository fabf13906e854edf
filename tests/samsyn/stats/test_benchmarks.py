"""The command that runs every benchmark: it leaves none out, and reads what they print."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

from tests.architecture.tree import ROOT


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("all_benchmarks", ROOT / "benchmarks/all.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALL = loaded()


def lines(name: str, text: str, *, there: bool = True) -> list[tuple[str, ...]]:
    return [tuple(line)[1:] for line in ALL.read(name, text, lambda _: there)]


def test_every_benchmark_is_run_or_named_as_another() -> None:
    names = {path.stem.removeprefix("bench_") for path in (ROOT / "benchmarks").glob("bench_*.py")}
    assert set(ALL.MUST) <= names
    assert names <= set(ALL.MUST) | ALL.NO_STATISTICS
    assert not set(ALL.MUST) & ALL.NO_STATISTICS


def test_a_promise_that_is_held_and_one_that_is_not() -> None:
    fast = "weekday_hour, 1,000,000 intervals: 0.034 s; exploded in numpy: 3.60 s\nratio 105; largest difference 0\n"
    assert lines("rhythm", fast) == [("0.034", "at most 0.1", "yes"), ("105", "at least 10", "yes")]
    slow = fast.replace("0.034", "0.340").replace("105", "9")
    assert [line[2] for line in lines("rhythm", slow)] == ["**no**", "**no**"]
    assert lines("rhythm", "nothing of it")[0] == ("–", "at most 0.1", "**no**: not told")


def test_the_worst_of_several_counts() -> None:
    two = "quasi-Poisson, 3: 1 s; ratio 89, promised 20\nquasi-Poisson, 7: 1 s; ratio 19, promised 20\n... ratio 2\n"
    assert lines("effect", two) == [("19", "at least 20", "**no**")]
    assert lines("everywhere", "same bytes: True\nsame bytes: True") == [("the same", "the same", "yes")]
    assert lines("everywhere", "same bytes: True\nsame bytes: False")[0][2] == "**no**"
    assert lines("everywhere", "")[0][2] == "**no**"


def test_a_peer_that_is_not_there_is_skipped_in_words() -> None:
    """A ratio to a time from elsewhere is told, and neither holds nor fails."""
    text = "gi_star: 0.017 s\nlocal_moran: 0.0100 s; esda, measured elsewhere: 0.90 s, ratio 90\n"
    told = lines("hotspot", text + "esda, measured elsewhere: 1.64 s, ratio 3\n", there=False)
    assert told[0] == (
        "–",
        "at least 20",
        "skipped: esda is not installed; 3 by its time as measured elsewhere",
    )
    told = lines("change", "EARS C1: 0.003 s; R as measured elsewhere 1.5 s, ratio 500; promised 30")
    assert told[2][2].startswith(
        "skipped: Rscript is not installed; 500"
    )  # R may be there without its packages
    assert lines("rates", "", there=False)[0][2] == "skipped: statsmodels is not installed"
    assert ALL.installed("")
    assert not ALL.installed("no_such_package_at_all")


@pytest.mark.parametrize(
    ("words", "code", "told"), [(["--list"], 0, "change"), (["nothing"], 2, "no such benchmark")]
)
def test_the_command(words: list[str], code: int, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/all.py", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert told in done.stdout
