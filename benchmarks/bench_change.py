"""
Promise: change detection on 500 weekly streams of 260 weeks, the last 52 judged, beside R surveillance: Farrington's
flexible method and that of 1996 at least 100 times as fast, EARS at least 30 times, cumulative sums at least 40.

    ./samsyn dev benchmarks/bench_change.py

Where Rscript and the packages surveillance and jsonlite are installed, R judges some of the streams in the same run
and the ratio is taken per stream; its limits and alarms are compared with those of the compatibility mode. Elsewhere
the times stand beside R's as measured once on two slow cores.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri

from samsyn.stats.change import (
    bayes,
    cusum,
    ears,
    enough_events,
    farrington_flexible,
    farrington_original,
    short_history,
)

STREAMS, WEEKS, JUDGED = 500, 260, 52
WHEN = slice(WEEKS - JUDGED, WEEKS)
R_SCRIPT = """
suppressMessages({library(surveillance); library(jsonlite)})
counts <- t(fromJSON(commandArgs(TRUE)[1]))
range <- 209:260
told <- function(judge, streams) {
  data <- sts(observed = counts[, 1:streams, drop = FALSE], frequency = 52, start = c(2020, 1))
  time <- system.time(found <- suppressWarnings(judge(data)))["elapsed"]
  list(seconds = unbox(unname(time)), upper = t(found@upperbound), alarm = t(found@alarm) == 1)
}
flexible <- function(data) farringtonFlexible(data, list(range = range, b = 3, w = 3, noPeriods = 10,
  weightsThreshold = 2.58, pastWeeksNotIncluded = 26, pThresholdTrend = 1, alpha = 0.01, thresholdMethod = "nbPlugin",
  limit54 = c(0, 4), glmWarnings = FALSE))
answer <- list(
  "farrington flexible" = told(flexible, 6),
  "farrington 1996" = told(function(data) farrington(data, list(range = range, b = 3, w = 3, alpha = 0.02)), 12),
  "EARS C1" = told(function(data) earsC(data, list(range = range, method = "C1", alpha = 0.001)), 500),
  "EARS C2" = told(function(data) earsC(data, list(range = range, method = "C2", alpha = 0.001)), 500),
  "EARS C3" = told(function(data) earsC(data, list(range = range, method = "C3", alpha = 0.025)), 500),
  "cumulative sums" = told(function(data) cusum(data, list(range = range, k = 1.04, h = 2.26, m = "glm",
    trans = "rossi")), 100),
  "Bayes" = told(function(data) bayes(data, list(range = range, b = 0, w = 6, alpha = 0.05)), 100)
)
write_json(answer, commandArgs(TRUE)[2], digits = NA, na = "null")
"""


class Method(NamedTuple):
    """A method: how to run it, in compatibility mode and right, what R took for all streams once, what is promised."""

    compatible: Callable[[np.ndarray], Any]
    right: Callable[[np.ndarray], Any]
    cited: float | None
    promised: float


def _ears(variant: str, alpha: float) -> Method:
    options = {"assessed": WHEN, "variant": variant, "limit": float(ndtri(1 - alpha))}
    return Method(
        lambda counts: ears(counts, **options, compat="surveillance"),
        lambda counts: ears(counts, **options),
        {"C1": 1.5, "C2": 1.6, "C3": 2.3}[variant],
        30,
    )


FLEXIBLE = {"assessed": WHEN, "years_back": 3, "level": 0.98}
SEASONAL = {"assessed": WHEN, "mean": "seasonal"}
METHODS = {
    "farrington flexible": Method(
        lambda counts: farrington_flexible(counts, **FLEXIBLE, compat="surveillance"),
        lambda counts: farrington_flexible(counts, **FLEXIBLE),
        542.0,
        100,
    ),
    "farrington 1996": Method(
        lambda counts: farrington_original(counts, **FLEXIBLE, compat="surveillance"),
        lambda counts: farrington_original(counts, **FLEXIBLE),
        222.0,
        100,
    ),
    "EARS C1": _ears("C1", 0.001),
    "EARS C2": _ears("C2", 0.001),
    "EARS C3": _ears("C3", 0.025),
    "cumulative sums": Method(
        lambda counts: cusum(counts, **SEASONAL, compat="surveillance"),
        lambda counts: cusum(counts, **SEASONAL),
        8.4,
        40,
    ),
    "Bayes": Method(
        lambda counts: bayes(counts, assessed=WHEN), lambda counts: bayes(counts, assessed=WHEN), None, 1
    ),
}


def streams(rng: np.random.Generator) -> np.ndarray:
    """Negative binomial weeks with season, trend and a few outbreaks; about 6.5 events a week in the median stream."""
    week = np.arange(WEEKS)
    level = rng.lognormal(np.log(6.5), 1.0, (STREAMS, 1))
    phase = week / 52 + rng.random((STREAMS, 1))
    season = np.exp(rng.uniform(0, 0.5, (STREAMS, 1)) * np.sin(2 * np.pi * phase))
    mean = level * season * np.exp(rng.normal(0, 0.001, (STREAMS, 1)) * week)
    mean = np.where(rng.random(mean.shape) < 0.006, 3 * mean, mean)
    return rng.negative_binomial(mean / 0.6, 1 / 1.6)


def timed(call: Callable[[np.ndarray], Any], counts: np.ndarray) -> tuple[Any, float]:
    """The result and the best of three times, after one that compiles."""
    result, times = call(counts), []
    for _ in range(3):
        start = perf_counter()
        result = call(counts)
        times.append(perf_counter() - start)
    return result, min(times)


def run_r(counts: np.ndarray) -> dict[str, Any] | None:
    """Seconds, limits and alarms from R, or none where it is not installed."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        script, data, answer = (Path(folder, name) for name in ("bench.R", "counts.json", "answer.json"))
        script.write_text(R_SCRIPT)
        data.write_text(json.dumps(counts.tolist()))
        done = subprocess.run(["Rscript", script, data, answer], capture_output=True, check=False)
        return json.loads(answer.read_text()) if done.returncode == 0 else None


def agreement(found: Any, peer: dict[str, Any], counts: np.ndarray) -> str:
    """How many limits and alarms are R's."""
    upper, alarm = np.array(peer["upper"], dtype=float), np.array(peer["alarm"])
    rows = len(upper)
    judged = counts[:rows, WHEN]
    if hasattr(found, "bound"):
        limit, alarmed = found.bound[:rows], found.alarm[:rows]
    else:
        limit = found.high[:rows]
        alarmed = (judged > limit) & (judged > 0)
    if "few" in peer:  # R's first method shows 0 and gives no alarm where there are few events
        enough = enough_events(counts[:rows], assessed=WHEN)
        limit, alarmed = np.where(enough, limit, 0.0), alarmed & enough
    told = ~np.isnan(upper)
    same = np.isclose(limit, upper, rtol=1e-6, atol=1e-6)[told]
    return f"equal limits {same.sum()}/{told.sum()}, alarms {(alarmed == alarm)[told].sum()}/{told.sum()}"


def main() -> None:
    """Print times and ratios."""
    counts = streams(np.random.default_rng(2024))
    peers = run_r(counts)
    print(f"{STREAMS} streams of {WEEKS} weeks, the last {JUDGED} judged")
    for name, method in METHODS.items():
        found, same = timed(method.compatible, counts)
        _, right = timed(method.right, counts)
        line = f"{name}: {right:.3f} s, compatible {same:.3f} s; "
        if peers is None:
            if method.cited is not None:
                line += (
                    f"R as measured elsewhere {method.cited:g} s, ratio {method.cited / max(same, right):.0f}"
                )
        else:
            peer = peers[name] | ({"few": True} if name == "farrington 1996" else {})
            seconds = peer["seconds"] * STREAMS / len(peer["upper"])
            line += f"R {seconds:.1f} s ({len(peer['upper'])} streams run), ratio {seconds / max(same, right):.0f}"
            line += f"; {agreement(found, peer, counts)}"
        print(f"{line}; promised {method.promised:g}")
    _, seconds = timed(lambda values: short_history(values, assessed=WHEN), counts)
    print(f"short_history: {seconds:.3f} s")


if __name__ == "__main__":
    main()
