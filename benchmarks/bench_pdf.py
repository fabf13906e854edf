"""
Twenty pages of charts and tables as tagged PDF and as HTML: at most 2 s each once the chart engine runs.

The engine starts once per process; its start is printed on a line of its own.

    ./samsyn dev benchmarks/bench_pdf.py [SECTIONS]
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from samsyn import documents
from samsyn.charts import svg
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


def timed(name: str, work: Callable[[], Any]) -> Any:
    """Run, and print wall and processor seconds with the ratio to the promise."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    ratio, size = wall / PROMISE_S, len(made) / 1024
    print(
        f"{name:13} {wall:.2f} s ({processor:.2f} s of processor), {ratio:.2f} of the promise, {size:.0f} KiB"
    )
    return made


def main() -> None:
    """Print seconds, pages and the ratio to the promise."""
    sections = [section(n) for n in range(SECTIONS)]
    doc = documents.document(
        title="Prov", subtitle="Tjugo sidor.", edition=Edition.INTERNAL, sections=sections
    )
    timed("Engine starts", lambda: svg({"mark": "point", "data": {"values": [{}]}}))
    printed = timed("PDF", lambda: documents.pdf(doc))
    timed("HTML", lambda: documents.html(doc))
    found = re.search(rb"/Type/Pages/Count (\d+)", printed)
    print(f"{found[1].decode() if found else '?'} pages")


if __name__ == "__main__":
    main()
