"""
Runs every benchmark of the statistics, and prints what must be held beside what was, as the table of
docs/reference/performance.md.

    ./samsyn dev benchmarks/all.py [NAME ...]     all where no name (change, rates, ...) is told
    ./samsyn dev benchmarks/all.py --list         which there are, and which peers are installed

Each runs in a process of its own, so that one that fails or is killed stops no other. A peer that is not installed is
skipped, and said to be; the time stands then beside the peer's as measured elsewhere, where the benchmark knows it.
Ends with 1 where something that must be held was not, or a benchmark did not finish.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

FOLDER = Path(__file__).parent
MOST_S = 900.0


class Must(NamedTuple):
    """
    What must be held: the worst of the numbers that the pattern finds, and where it may lie.

    `least` and `most` are in the number's own unit; one of them is None, or both where True is what must be found.
    """

    task: str
    pattern: str
    least: float | None = None
    most: float | None = None
    peer: str = ""


NUMBER = r"([\d.,]+)"
MUST: dict[str, tuple[Must, ...]] = {
    "change": (
        Must("Farrington flexible", r"^farrington flexible.*ratio " + NUMBER, 100, None, "Rscript"),
        Must("Farrington 1996", r"^farrington 1996.*ratio " + NUMBER, 100, None, "Rscript"),
        Must("EARS C1", r"^EARS C1.*ratio " + NUMBER, 30, None, "Rscript"),
        Must("cumulative sums", r"^cumulative sums.*ratio " + NUMBER, 40, None, "Rscript"),
    ),
    "clusters": (
        Must("clusters, ratio to st_dbscan elsewhere", r"\b10,000 events.*ratio " + NUMBER, 100),
        Must("clusters of 100,000, seconds", r"\b100,000 events, 75 m.*?: " + NUMBER + " s", None, 2),
    ),
    "cube": (
        Must("count cube, ratio to polars", r"\b1,000,000 events: .*polars.*ratio " + NUMBER, 3),
        Must(
            "count cube of 10 million, ratio to duckdb",
            r"10,000,000 events: duckdb.*ratio " + NUMBER,
            3,
            None,
            "duckdb",
        ),
    ),
    "decompose": (Must("STL, 500 series, seconds", r"^stl.*?: " + NUMBER + " s", None, 1),),
    "density": (
        Must("Gaussian density, ratio to R ks", r"ks.*ratio " + NUMBER, 10, None, "Rscript"),
        Must("Epanechnikov, ratio to scikit-learn", r"scikit-learn.*ratio " + NUMBER, 40, None, "sklearn"),
    ),
    "effect": (
        Must(
            "interrupted series, ratio to statsmodels",
            r"^quasi-Poisson.*ratio " + NUMBER,
            20,
            None,
            "statsmodels",
        ),
    ),
    "everywhere": (Must("1 % and 10 % on 1 and 2 processes, the same bytes", r"same bytes: (True|False)"),),
    "hotspot": (
        Must("Gi*, ratio to esda", r"^esda.*?ratio " + NUMBER, 20, None, "esda"),
        Must("local Moran, ratio to esda", r"^local_moran.*ratio " + NUMBER, 20, None, "esda"),
    ),
    "nearrepeat": (
        Must("near repeats, ratio to pointpats", r"pointpats.*ratio " + NUMBER, 20, None, "pointpats"),
        Must("table of 5 by 4 bands, seconds", r"^10,000 events, 5 x 4, 999: " + NUMBER + " s", None, 10),
        Must("... MiB", r"^10,000 events, 5 x 4, 999: .*so far " + NUMBER + " MiB", None, 300),
        Must("near repeats of 100,000, seconds", r"^100,000 events.*?: " + NUMBER + " s", None, 30),
        Must("... MiB", r"^100,000 events.*so far " + NUMBER + " MiB", None, 500),
        Must("exact moments of a million, seconds", r"^1,000,000 events.*?: " + NUMBER + " s", None, 10),
    ),
    "points": (
        Must("a million points in polygons, seconds", r"^assign " + NUMBER + " s", None, 5),
        Must("... among 600, ratio to geopandas", r"^geopandas.*to 624 " + NUMBER, 5, None, "geopandas"),
        Must("... among 6,000, ratio to geopandas", r"^geopandas.*to 6,083 " + NUMBER, 2, None, "geopandas"),
        Must("... made ready before", r"^geopandas.*before " + NUMBER, 10, None, "geopandas"),
    ),
    "rates": (Must("E-test, ratio to statsmodels", r"^ratio " + NUMBER, 8, None, "statsmodels"),),
    "recency": (Must("near and recent, ratio to cell by cell", r"cell by cell.*ratio " + NUMBER, 100),),
    "rhythm": (
        Must("hours of the week, seconds", r"^weekday_hour.*?: " + NUMBER + " s", None, 0.1),
        Must("hours of the week, ratio to exploding", r"^ratio " + NUMBER, 10),
    ),
    "scan": (
        Must("prospective scan, seconds", r"^prospective, spans to 52.*?: " + NUMBER + " s", None, 9.4),
        Must("prospective scan, ratio to scanstatistics elsewhere", r"elsewhere.*ratio " + NUMBER, 50),
    ),
    "snap": (Must("snapping, ratio to shapely", r"^ratio " + NUMBER, 4),),
}
ARGUMENTS = {"everywhere": ("1", "10"), "nearrepeat": ("--peer",)}
"""What a benchmark is told where it would otherwise take long, or leave its peer out."""

NO_STATISTICS = frozenset(
    {
        "guard",
        "intake",
        "map",
        "pages",
        "pdf",
        "picture",
        "plan",
        "programme",
        "report_page",
        "reports",
        "agreement",
        "outcomes",
    }
)
"""Benchmarks of the web, the documents and the register; they are run by themselves."""


class Line(NamedTuple):
    """A row of the table."""

    task: str
    held: str
    must: str
    holds: str


def installed(peer: str) -> bool:
    """Whether a peer is there: a program, or a package of Python."""
    return not peer or (shutil.which(peer) is not None if peer[0].isupper() else find_spec(peer) is not None)


def read(name: str, text: str, there: Callable[[str], bool] = installed) -> Iterator[Line]:
    """Yield a line for each thing that must be held, from what a benchmark printed."""
    for must in MUST[name]:
        matches = list(re.finditer(must.pattern, text, flags=re.MULTILINE))
        found = [match[1] for match in matches]
        cited = bool(must.peer) and any("measured elsewhere" in match[0] for match in matches)
        if must.least is None and must.most is None:
            same = bool(found) and set(found) == {"True"}
            yield Line(
                must.task, "the same" if same else "not the same", "the same", "yes" if same else "**no**"
            )
            continue
        limit = f"at most {must.most:g}" if must.least is None else f"at least {must.least:g}"
        numbers = [float(one.rstrip(".,").replace(",", "")) for one in found]
        if cited or not there(must.peer):
            told = f"; {min(numbers):g} by its time as measured elsewhere" if numbers else ""
            yield Line(must.task, "–", limit, f"skipped: {must.peer} is not installed{told}")
        elif not numbers:
            yield Line(must.task, "–", limit, "**no**: not told")
        else:
            worst = max(numbers) if must.least is None else min(numbers)
            holds = worst <= must.most if must.most is not None else worst >= (must.least or 0)
            yield Line(must.task, f"{worst:g}", limit, "yes" if holds else "**no**")


def run(name: str, arguments: tuple[str, ...]) -> tuple[str, str]:
    """Run one benchmark; return what it printed, and what went wrong in words."""
    command = [sys.executable, str(FOLDER / f"bench_{name}.py"), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_S, check=False)
    except subprocess.TimeoutExpired:
        return "", f"did not finish within {MOST_S:g} s"
    missing = re.search(r"ModuleNotFoundError: No module named '(\w+)", done.stderr)
    if missing:
        return done.stdout, f"skipped: {missing[1]} is not installed"
    last = done.stderr.strip().splitlines()[-1:] or ["no reason told"]
    return done.stdout, "" if done.returncode == 0 else f"failed: {last[0]}"


def arguments_of(name: str) -> tuple[str, ...]:
    """What a benchmark is told; the peer is asked for only where it is."""
    told = ARGUMENTS.get(name, ())
    return () if name == "nearrepeat" and not installed("pointpats") else told


def main() -> int:
    """Run, print each benchmark's own words, then the table."""
    words = sys.argv[1:]
    if "--list" in words:
        for name, musts in MUST.items():
            peers = {must.peer: installed(must.peer) for must in musts if must.peer}
            print(
                name,
                *(f"{peer}: {'installed' if there else 'not installed'}" for peer, there in peers.items()),
            )
        return 0
    if unknown := [word for word in words if word not in MUST]:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(MUST)}")
        return 2
    lines: list[Line] = []
    for name in words or list(MUST):
        start = perf_counter()
        text, wrong = run(name, arguments_of(name))
        print(
            f"== {name} ({perf_counter() - start:.0f} s){': ' + wrong if wrong else ''}\n{text.rstrip()}",
            flush=True,
        )
        if wrong:
            lines.append(Line(name, "–", "", wrong if wrong.startswith("skipped") else f"**no**: {wrong}"))
        else:
            lines += read(name, text)
    print("\n| Task | Held | Must | |\n|---|---|---|---|")
    for line in lines:
        print(f"| {' | '.join(line)} |")
    return 1 if any(line.holds.startswith("**no**") for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
