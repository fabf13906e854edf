"""
Computes what is known of how right the statistics are, keeps it, and writes docs/reference/validation.md from it.

    ./samsyn dev benchmarks/validate.py [MODULE ...]     computes the modules named (all where none are), then the page
    ./samsyn dev benchmarks/validate.py --page           the page only, from what is kept

Modules are the files of benchmarks/validation/. What each record gave is kept in benchmarks/validation/results.json
with the versions that gave it, so that the slow ones need not be computed again for the page.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from time import perf_counter
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "benchmarks/validation"
KEPT = FOLDER / "results.json"
PAGE = ROOT / "docs/reference/validation.md"
MODULES = ("known", "peers", "change", "rates", "rhythm", "effect", "outcomes", "wild", "places", "gathering")
TITLES = {
    "known": "Published examples",
    "peers": "Independent programs on the same data",
    "change": "Change detection: false alarms",
    "rates": "Intervals and tests of counts and shares",
    "rhythm": "The hours of the week",
    "effect": "Effects of actions, and agreement: coverage",
    "outcomes": "Evaluations of actions: verdicts and refusals",
    "wild": "The wild bootstrap: few units",
    "places": "Places: false alarms",
    "gathering": "What follows and what gathers, as a picture says it",
}
QUICK = ("known", "rates", "rhythm")
"""Modules that take a second or two: a test computes them and compares with what is kept."""

ALIASES = {
    "Krippendorff's alpha": "krippendorff_alpha",
    "difference, jackknife": "ratio_of_ratios",
    "interrupted, t": "interrupted_series",
    "interrupted, Newey-West": "newey_west",
    "synthetic control": "synthetic_control",
    "weighted difference": "weighted_difference",
    "two rates, midp": "rate_ratio",
    "scan, dispersion": "dispersion",
}
"""Functions behind methods that are named in words."""

OF = ("numpy", "scipy", "numba")
HEAD = """# Validation

How it is known that the statistics are right: published examples, independent programs on the same data, and how often
intervals hold the truth and alarms are false where the truth is known. Every line is computed by

    ./samsyn dev benchmarks/validate.py [MODULE ...]

which also writes this page. "Only told" stands where nothing is promised: a method that others use, kept for
comparison, or what happens where a method's assumptions do not hold. Beside this, each method has tests by hand,
against a slow obvious program, and of its properties (`tests/samsyn/stats`); what it costs stands in
[Speed](performance.md).
"""
BANDS = """## Where other programs differ

- **The Near Repeat Calculator's bands.** It prints "1 to 100 metres" and "0 to 7 days", but counts from 1 m up to,
  but not including, 100 m, and days 0 to 6. A pair at exactly 100 m and exactly 7 days, which its table reads as
  near, is counted in the band above. `near_repeat` counts in the same way and says so: `[1, 100)` and `[0, 7)`.
  pointpats and R surveillance count the upper edge: a table of theirs is another table.
- pointpats' `p_poisson` is the chance of more pairs than were seen, not of as many or more; its `knox` shuffles the
  caller's times. open_cp can say that p is 0.
- R surveillance's `farringtonFlexible` takes standard errors from the wrong weights after past outbreaks have been
  weighed down. The compatibility mode repeats that; the mode that is used otherwise does not.
- epitools' `pois.byar` is another interval than that of Breslow and Day (10 events: 5.13–17.74, not 4.79–18.39).
- statsmodels' "etest" takes another statistic than the E-test's where exposures differ; its "etest-wald" is the
  published one.
- Columbus' Moran's I is printed both as 0.5002 and as 0.4858: the lists of neighbours differ.
- esda's `p_sim` is of the smaller tail: it must be doubled before it is called two-sided.
"""


def module(name: str) -> ModuleType:
    """Load a file of the folder."""
    spec = importlib.util.spec_from_file_location(f"validation_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def records(name: str) -> list[dict[str, Any]]:
    """What a module validates."""
    return list(module(name).VALIDATION)


def versions() -> dict[str, str]:
    """What the figures rest on."""
    from samsyn import __version__

    told = {"samsyn": __version__, "python": python_version()}
    for name in OF:
        try:
            told[name] = version(name)
        except PackageNotFoundError:
            told[name] = "not installed"
    return told


def kept() -> dict[str, Any]:
    """What was computed before."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def key(record: dict[str, Any]) -> str:
    """What a record is called among those of its module."""
    return f"{record['method']} | {record['what']}"


def outcome(answer: dict[str, Any]) -> dict[str, Any]:
    """What is kept of an answer; nothing is promised of some, which only tell what a method does not allow for."""
    promised = bool(answer.get("promised", True))
    return {"found": answer["found"], "holds": bool(answer["holds"]) if promised else None}


def compute(name: str) -> bool:
    """Compute a module's records and keep each as it comes; say whether all hold."""
    holds, chosen = True, records(name)
    _forget(name, {key(record) for record in chosen})
    for record in chosen:
        start = perf_counter()
        answer = record["compute"]()
        everything = kept()
        mine = everything.setdefault(name, {"versions": {}, "records": {}})
        mine["versions"] = versions()
        mine["records"][key(record)] = outcome(answer)
        KEPT.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        holds &= bool(answer["holds"])
        print(
            f"{name}: {key(record)}: {answer['found']}{'' if answer['holds'] else '  FAILS'} "
            f"({perf_counter() - start:.1f} s)",
            flush=True,
        )
    return holds


def _forget(name: str, known: set[str]) -> None:
    """Drop what was kept of records that are no longer there."""
    everything = kept()
    if name in everything:
        answers = everything[name]["records"]
        everything[name]["records"] = {one: answers[one] for one in answers if one in known}
        KEPT.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def page() -> str:
    """Return the page from what is kept; what has not been computed is said to be so."""
    everything, parts = kept(), [HEAD]
    for name in MODULES:
        mine = everything.get(name, {"versions": {}, "records": {}})
        rows = [f"| {' | '.join(_row(record, mine['records']))} |" for record in records(name)]
        by = ", ".join(f"{what} {which}" for what, which in mine["versions"].items())
        text = (module(name).__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
        parts.append(
            f"## {TITLES[name]}\n\n{text}\n\n"
            "| Method | What | Found | As promised |\n|---|---|---|---|\n" + "\n".join(rows) + "\n\n"
            f"Computed by `benchmarks/validation/{name}.py`" + (f" with {by}." if by else ".") + "\n"
        )
    return "\n".join([*parts, BANDS, _covered(), ""])


def _row(record: dict[str, Any], answers: dict[str, Any]) -> list[str]:
    answer = answers.get(key(record))
    found, holds = ("not computed", "–") if answer is None else (answer["found"], answer["holds"])
    held = {True: "yes", False: "**no**", None: "only told"}.get(holds, holds)
    return [record["method"], f"{record['kind']}: {record['what']}", found, held]


def public_methods() -> dict[str, list[str]]:
    """The functions that samsyn.stats offers, by the module or package that they are imported from."""
    import inspect
    import pkgutil

    from samsyn import stats

    found: dict[str, list[str]] = {}
    for one in pkgutil.iter_modules(stats.__path__, "samsyn.stats."):
        if one.name.endswith("_kernel"):
            continue
        loaded = importlib.import_module(one.name)
        names = getattr(loaded, "__all__", None) or [
            name
            for name, thing in vars(loaded).items()
            if inspect.isfunction(thing) and thing.__module__ == one.name and not name.startswith("_")
        ]
        calls = sorted(name for name in names if inspect.isfunction(getattr(loaded, name)))
        if calls:
            found[one.name] = calls
    return found


def _covered() -> str:
    """Every public function, and whether a line above or only tests speak of it."""
    methods = [record["method"] for name in MODULES for record in records(name)]
    told = {word for method in methods for word in (*re.findall(r"\w+", method), ALIASES.get(method, ""))}
    rows = []
    for where, names in public_methods().items():
        above = [name for name in names if name in told]
        tests = [name for name in names if name not in above]
        cells = [", ".join(f"`{name}`" for name in some) or "–" for some in (above, tests)]
        rows.append(f"| `{where}` | {cells[0]} | {cells[1]} |")
    return (
        "## Every public function\n\nThose without a line above are held by the tests of "
        "`tests/samsyn/stats` alone.\n\n"
        "| Module | With a line above | By tests alone |\n|---|---|---|\n" + "\n".join(rows)
    )


def main() -> int:
    """Compute, keep, write the page; 1 where something does not hold."""
    words = sys.argv[1:]
    unknown = [word for word in words if word not in (*MODULES, "--page")]
    if unknown:
        print(f"no such module: {', '.join(unknown)}; there are {', '.join(MODULES)}")
        return 2
    chosen = [] if "--page" in words else words or list(MODULES)
    holds = [compute(name) for name in chosen]
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
