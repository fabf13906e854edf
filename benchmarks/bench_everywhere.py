"""
Promise: the weekly analyses of 290 municipalities and 12 categories, 5,000,000 reports, on one machine; what it costs
grows no faster than the reports, and is the same figures on two processes.

    ./samsyn dev benchmarks/bench_everywhere.py [SHARE ...] [--workers 1,2]

Shares are in percent of the municipalities' reports (1, 10 and 100 where none are told). Reports are generated: six
years, municipalities very unlike in size, a rhythm over the week, places of which a few have many. Municipalities
do not depend on each other, so the cost for more of them is reckoned from the processor time of the largest share, as
many reports each.

Where Dask is installed (samsyn[scale]) each share is also worked on a cluster of two workers on this machine, and
once more while one of the two is killed.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from resource import RUSAGE_SELF, getrusage
from threading import Timer
from time import perf_counter, process_time

import numpy as np
import polars as pl

from samsyn.methods.incidents.everywhere import Plan, blocks, everywhere

MUNICIPALITIES, CATEGORIES, REPORTS, WEEKS = 290, 12, 5_000_000, 312
FIRST, WEEK = np.datetime64("2018-11-05", "s"), date(2024, 10, 21)
SIZES = {"these 290 municipalities": 1, "43 times as many (450 million people)": 43}


def generated(reports: int) -> pl.DataFrame:
    """Reports of all municipalities; few reports are thin series, not few municipalities."""
    rng = np.random.default_rng(290)
    weight = rng.lognormal(0, 1.1, MUNICIPALITIES)
    municipality = rng.choice(MUNICIPALITIES, reports, p=weight / weight.sum())
    category = rng.choice(CATEGORIES, reports, p=np.arange(CATEGORIES, 0, -1) / 78)
    hour = rng.choice(168, reports, p=(1 + 0.6 * np.cos(2 * np.pi * (np.arange(168) % 24 - 21) / 24)) / 168)
    seconds = rng.integers(0, WEEKS, reports) * 604_800 + hour * 3600 + rng.integers(0, 3600, reports)
    start = (FIRST + seconds.astype("timedelta64[s]")).astype("datetime64[us]")
    lasts = np.where(rng.random(reports) < 0.4, rng.integers(1, 48, reports), 0).astype("timedelta64[h]")
    names = pl.Series([f"kommun {i:03d}" for i in range(MUNICIPALITIES)])
    kinds = pl.Series([f"kategori {i:02d}" for i in range(CATEGORIES)])
    place = municipality * 2000 + (2000 * rng.random(reports) ** 3).astype(np.int64)
    return pl.DataFrame(
        {
            "municipality": names[municipality],
            "category": kinds[category],
            "start": start,
            "end": start + lasts,
            "place": place,
        }
    )


def as_bytes(frame: pl.DataFrame) -> bytes:
    """The answer as it is compared."""
    out = BytesIO()
    frame.write_ipc(out)
    return out.getvalue()


def on_a_cluster(frame: pl.DataFrame, plan: Plan) -> Iterator[bytes]:
    """Yield the answer of two Dask workers, then that of two of which one is killed half-way; print the times."""
    try:
        from distributed import LocalCluster
    except ImportError:
        print("   Dask is not installed")
        return
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        host="127.0.0.1",
        memory_limit=0,
        silence_logs=logging.CRITICAL,
    ) as cluster:
        address = cluster.scheduler_address
        everywhere(generated(5_000), plan, scheduler=address)  # the workers' imports
        start = perf_counter()
        found = everywhere(frame, plan, scheduler=address)
        wall = perf_counter() - start
        yield as_bytes(found)
        killed = cluster.workers[0].pid
        kill = Timer(wall / 2, os.kill, (killed, signal.SIGKILL))
        kill.start()
        start = perf_counter()
        found = everywhere(frame, plan, scheduler=address)
        again = perf_counter() - start
        kill.cancel()
        lost = killed not in {one.pid for one in cluster.workers.values()}
        yield as_bytes(found)
        print(f"   Dask, two workers {wall:.2f} s; one killed on the way ({lost}) {again:.2f} s")


def main() -> None:
    """Print what each share costs, and what is reckoned from it."""
    words = sys.argv[1:]
    workers = [1, 2]
    if "--workers" in words:
        place = words.index("--workers")
        workers = [int(one) for one in words[place + 1].split(",")]
        del words[place : place + 2]
    plan, alone, reports = Plan(week=WEEK), 0.0, 0
    everywhere(generated(5_000), plan, workers=1)  # imports and compiled kernels
    for share in [float(word) for word in words] or [1.0, 10.0, 100.0]:
        frame = generated(round(REPORTS * share / 100))
        start = perf_counter()
        many = len(list(blocks(frame, plan)))
        apart, answers = perf_counter() - start, []
        for each in workers:
            start, used = perf_counter(), process_time()
            found = everywhere(frame, plan, workers=each)
            wall, own = perf_counter() - start, process_time() - used
            answers.append(as_bytes(found))
            if each == workers[0]:
                alone, reports = own, frame.height
            print(
                f"{share:g} %: {frame.height:,} reports, {found.height:,} series, workers {each}: {wall:.2f} s "
                f"({own:.2f} s of this process); {frame.height / wall:,.0f} reports/s"
            )
        answers += on_a_cluster(frame, plan)
        print(f"   of which parting into {many} blocks {apart:.2f} s; same bytes: {len(set(answers)) == 1}")
    most = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"highest memory of the first process {most:,.0f} MiB; load {os.getloadavg()[0]:.1f}")
    for name, times in SIZES.items():
        minutes = alone * times / 60
        print(
            f"reckoned for {name}, {reports * times:,} reports: {minutes:.1f} minutes of one processor, "
            f"{minutes / 16:.1f} of 16"
        )


if __name__ == "__main__":
    main()
