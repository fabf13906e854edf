"""
Twenty pages with twenty charts as tagged PDF and as HTML: at most 2 s of processor each, from a cold start.

Each is made in a process of its own, so that the time holds the start of Python, the imports and the typeface too.

    ./samsyn dev benchmarks/bench_pdf.py [SECTIONS]
"""

from __future__ import annotations

import os
import re
import sys
import time
from datetime import date, timedelta

from samsyn import documents
from samsyn.cycle import Chart, Column, DataTable, Edition, Section

SECTIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 10
PROMISE_S = 2.0
WEEKS = [(date(2021, 1, 4) + timedelta(weeks=n)).isoformat() for n in range(156)]


def section(n: int) -> Section:
    """Return two pages: a long trend, twenty areas against what was expected, and a table."""
    trend = {
        "samsyn": "trend",
        "periods": WEEKS,
        "values": [(7 * w + n) % 23 for w in range(156)],
        "low": [2] * 156,
        "high": [18 + n] * 156,
        "deviations": [40 + n],
        "highlight": 155,
        "unit": "rapporter per vecka",
        "period_kind": "week",
    }
    rows = [
        {
            "label": f"Område {a}",
            "value": a + n,
            "low": a,
            "high": a + n + 9,
            "expected_low": 3,
            "expected_high": 20,
        }
        for a in range(20)
    ]
    empty = DataTable(key="tom", caption="", columns=(), rows=())
    columns = (Column(label="Område"), Column(label="Antal", number=True), Column(label="Varför"))
    lines = tuple(
        (f"Område {a}", a * 37, "Inom det som kunde väntas enligt tidigare veckor.") for a in range(30)
    )
    return Section(
        key=f"del-{n}",
        title=f"Del {n + 1}",
        lead="Vad delen säger, i en mening.",
        charts=(
            Chart(key="trend", title="Över tid", spec=trend, sentence="Så har det varit.", table=empty),
            Chart(
                key="rader",
                title="Per område",
                spec={"samsyn": "intervals", "rows": rows},
                sentence="Så är det.",
                table=empty,
            ),
        ),
        tables=(DataTable(key="antal", caption="Antal", columns=columns, rows=lines),),
        method="Så här räknades det.",
    )


def make(kind: str) -> None:
    """Make the document, and print size and pages."""
    sections = [section(n) for n in range(SECTIONS)]
    doc = documents.document(
        title="Prov", subtitle="Tjugo sidor.", edition=Edition.INTERNAL, sections=sections
    )
    made = documents.pdf(doc) if kind == "pdf" else documents.html(doc).encode()
    found = re.search(rb"/Type/Pages/Count (\d+)", made)
    pages = f", {found[1].decode()} pages" if found else ""
    print(f"{len(made) / 1024:.0f} KiB, {2 * SECTIONS} charts{pages}", end="", flush=True)


def main() -> None:
    """Print processor and wall seconds of each kind, with the ratio to the promise."""
    for kind in ("pdf", "html"):
        start = time.perf_counter()
        pid = os.posix_spawn(sys.executable, [sys.executable, __file__, str(SECTIONS), kind], os.environ)
        _, status, usage = os.wait4(pid, 0)
        if status:
            sys.exit(f"{kind} failed: {status}")
        processor, wall = usage.ru_utime + usage.ru_stime, time.perf_counter() - start
        ratio = processor / PROMISE_S
        print(f"  {kind:4} {processor:.2f} s of processor ({wall:.2f} s), {ratio:.2f} of the promise")


if __name__ == "__main__":
    make(sys.argv[2]) if len(sys.argv) > 2 else main()
