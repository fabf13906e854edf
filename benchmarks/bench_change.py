"""
Promise: Farrington's flexible method on 500 weekly streams of 260 weeks, the last 52 judged, at least 100
times as fast as R surveillance.

    ./samsyn dev benchmarks/bench_change.py

Where Rscript and the package surveillance are installed, R judges a few of the streams in the same run and
the ratio is taken per stream. Elsewhere the time is put beside R's as measured once on two slow cores: 542 s
for all 500.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from samsyn.stats.change import ears, farrington_flexible, short_history

STREAMS, WEEKS, JUDGED, R_STREAMS = 500, 260, 52, 4
CITED_R_SECONDS = 542.0
OPTIONS = {"assessed": slice(WEEKS - JUDGED, WEEKS), "years_back": 3, "level": 0.98}
R_SCRIPT = """
suppressMessages({library(surveillance); library(jsonlite)})
counts <- t(fromJSON(commandArgs(TRUE)[1]))
data <- sts(observed = counts, frequency = 52, start = c(2020, 1))
control <- list(range = 209:260, b = 3, w = 3, noPeriods = 10, weightsThreshold = 2.58, pastWeeksNotIncluded =
26,
                pThresholdTrend = 1, alpha = 0.01, thresholdMethod = "nbPlugin", limit54 = c(0, 4),
                glmWarnings = FALSE)
time <- system.time(found <- suppressWarnings(farringtonFlexible(data, control)))["elapsed"]
cat(toJSON(list(seconds = unbox(time), upper = t(found@upperbound)), digits = NA, na = "null"))
"""


def streams(rng: np.random.Generator) -> np.ndarray:
    """Negative binomial weeks with season, trend and a few outbreaks; about 6.5 events a week in the median stream."""
    week = np.arange(WEEKS)
    level = rng.lognormal(np.log(6.5), 1.0, (STREAMS, 1))
    phase = week / 52 + rng.random((STREAMS, 1))
    season = np.exp(rng.uniform(0, 0.5, (STREAMS, 1)) * np.sin(2 * np.pi * phase))
    mean = level * season * np.exp(rng.normal(0, 0.001, (STREAMS, 1)) * week)
    mean = np.where(rng.random(mean.shape) < 0.006, 3 * mean, mean)
    return rng.negative_binomial(mean / 0.6, 1 / 1.6)


def timed(call, *arguments, **options):
    """The result and the best of three times."""
    times = []
    for _ in range(3):
        start = perf_counter()
        result = call(*arguments, **options)
        times.append(perf_counter() - start)
    return result, min(times)


def run_r(counts: np.ndarray) -> dict | None:
    """Seconds and thresholds from R, or none where it is not installed."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        script, data = Path(folder, "bench.R"), Path(folder, "counts.json")
        script.write_text(R_SCRIPT)
        data.write_text(json.dumps(counts.tolist()))
        done = subprocess.run(["Rscript", script, data], capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def main() -> None:
    """Print times and ratios."""
    counts = streams(np.random.default_rng(2024))
    farrington_flexible(counts, **OPTIONS)  # compiles
    found, same = timed(farrington_flexible, counts, **OPTIONS, compat="surveillance")
    _, correct = timed(farrington_flexible, counts, **OPTIONS)
    print(
        f"farrington_flexible, {STREAMS} x {WEEKS}, {JUDGED} judged: {correct:.2f} s, compatible {same:.2f} s"
    )
    peer = run_r(counts[:R_STREAMS])
    if peer is None:
        print(
            f"R surveillance, measured elsewhere: {CITED_R_SECONDS:.0f} s, ratio {CITED_R_SECONDS / same:.0f}"
        )
    else:
        seconds = peer["seconds"] * STREAMS / R_STREAMS
        upper = np.array(peer["upper"], dtype=float)
        equal = np.mean(np.isclose(found.high[:R_STREAMS], upper, rtol=1e-6))
        print(f"R surveillance, {R_STREAMS} streams: {peer['seconds']:.1f} s, {seconds:.0f} s for {STREAMS}")
        print(f"ratio {seconds / correct:.0f}, compatible {seconds / same:.0f}; equal thresholds {equal:.1%}")
    for name, call in (("ears C2", ears), ("short_history", short_history)):
        extra = {"variant": "C2"} if call is ears else {}
        _, seconds = timed(call, counts, assessed=OPTIONS["assessed"], **extra)
        print(f"{name}: {seconds:.3f} s")


if __name__ == "__main__":
    main()
