"""
A million reports from file to picture: at most 60 s and 2 GiB, and the time of a plain count by pandas beside
it.

    ./samsyn dev benchmarks/bench_picture.py [ROWS]

The peer only reads the same file, parses its times and counts area, category and week; Samsyn also places
every row, judges every series and writes the document.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from samsyn.methods.incidents.example import simulate
from samsyn.methods.incidents.example.files import areas_geojson, reports_csv

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
ROWS_AT_SCALE_1 = 12_000  # incidents of the example; the rest are zero reports, which do not scale

PEER = """
import sys, pandas as pd
rows = pd.read_csv(sys.argv[1])
rows["tid_fran"] = pd.to_datetime(rows["tid_fran"], errors="coerce")
print(rows.groupby(["område", "kategori", pd.Grouper(key="tid_fran", freq="W")]).size().sum())
"""


def run(command: list[str]) -> tuple[float, float]:
    """Return wall seconds and peak memory in MiB of a process."""
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command} failed: {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Make the file, run both, print."""
    with tempfile.TemporaryDirectory() as folder:
        reports, areas = Path(folder) / "reports.csv", Path(folder) / "areas.geojson"
        world = simulate(scale=ROWS / ROWS_AT_SCALE_1)
        reports.write_text(reports_csv(world), encoding="utf-8")
        areas.write_text(areas_geojson(), encoding="utf-8")
        rows = sum(1 for _ in reports.open("rb")) - 1
        picture = [sys.executable, "-m", "samsyn_cli", "picture", str(reports), "--areas", str(areas)]
        run([*picture, "-o", str(Path(folder) / "warm.json")])
        own = run([*picture, "-o", str(Path(folder) / "picture.json")])
        pdf = run([*picture, "-o", str(Path(folder) / "picture.pdf")])
        peer = run([sys.executable, "-c", PEER, str(reports)])
    print(f"{rows:,} rows")
    print(f"picture to JSON  {own[0]:6.1f} s  {own[1]:6.0f} MiB   (promised: 60 s, 2048 MiB)")
    print(f"picture to PDF   {pdf[0]:6.1f} s  {pdf[1]:6.0f} MiB")
    print(f"pandas, counts   {peer[0]:6.1f} s  {peer[1]:6.0f} MiB")
    print(f"ratio to pandas  {own[0] / peer[0]:6.2f}")


if __name__ == "__main__":
    main()
