"""
Promise: trend and season of 500 weekly series of 260 weeks by STL within a second.

    ./samsyn dev benchmarks/bench_decompose.py

The peers are statsmodels, some of the series, and R's own `stl` where Rscript and jsonlite are installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from bench_change import streams, timed
from statsmodels.tsa.seasonal import STL

from samsyn.stats.decompose import stl

PEER_SERIES = 20
R_SCRIPT = """
suppressMessages(library(jsonlite))
counts <- fromJSON(commandArgs(TRUE)[1])
run <- function(i) stl(ts(counts[i, ], frequency = 52), s.window = "periodic")$time.series
time <- system.time(found <- lapply(seq_len(nrow(counts)), run))["elapsed"]
write_json(list(seconds = unbox(unname(time)), trend = lapply(found, function(one) as.vector(one[, 2]))),
           commandArgs(TRUE)[2], digits = NA)
"""


def run_r(counts: np.ndarray) -> dict[str, Any] | None:
    """Seconds and trends from R, or none where it is not installed."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        script, data, answer = (Path(folder, name) for name in ("bench.R", "counts.json", "answer.json"))
        script.write_text(R_SCRIPT)
        data.write_text(json.dumps(counts.tolist()))
        done = subprocess.run(["Rscript", script, data, answer], capture_output=True, check=False)
        return json.loads(answer.read_text()) if done.returncode == 0 else None


def main() -> None:
    """Print times and ratios."""
    counts = streams(np.random.default_rng(2024)).astype(float)
    found, seconds = timed(lambda values: stl(values, period=52), counts)
    start = perf_counter()
    for row in counts[:PEER_SERIES]:
        STL(row, period=52, seasonal=7).fit()
    peer = (perf_counter() - start) * len(counts) / PEER_SERIES
    print(f"stl, {counts.shape[0]} x {counts.shape[1]}: {seconds:.3f} s, promised 1 s")
    print(f"statsmodels {peer:.1f} s ({PEER_SERIES} series run), ratio {peer / seconds:.0f}")
    if told := run_r(counts):
        apart = np.abs(found.trend - np.array(told["trend"])).max()
        ratio = told["seconds"] / seconds
        print(f"R stl {told['seconds']:.2f} s, ratio {ratio:.0f}; largest difference of a trend {apart:.1e}")


if __name__ == "__main__":
    main()
