"""
A million reports from the bytes of a file into the register: at least 15,000 rows/s and at most 2 GiB, on SQLite.

    ./samsyn dev benchmarks/bench_intake.py [ROWS] [--postgres]

Times every part of the way: reading and staging (columns, times, areas by point, validation, what may be kept), the dry
run, writing, the same rows again, and undoing. The peer is Django's own `bulk_create` of
the same model for a part of the rows into the same database, scaled; it neither reads nor checks any file.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for the support of the tests

GIVEN = [one for one in sys.argv[1:] if not one.startswith("-")]
ROWS = int(GIVEN[0]) if GIVEN else 1_000_000
PROMISED_ROWS_PER_S, PROMISED_MIB = 15_000, 2048
ROWS_AT_SCALE_1 = 12_000  # incidents of the example; the rest are zero reports, which do not scale
PEER_ROWS = 20_000
AT = datetime(2031, 1, 1, tzinfo=UTC)


def make(path: Path) -> None:
    """Write the reports of the invented municipality, as many as were asked for."""
    from samsyn.methods.incidents.example import simulate
    from samsyn.methods.incidents.example.files import reports_csv

    path.write_text(reports_csv(simulate(scale=ROWS / ROWS_AT_SCALE_1)), encoding="utf-8")


def begin(folder: Path) -> None:
    """Start Django with a database of its own."""
    os.environ["SAMSYN_DATA"], os.environ["SAMSYN_JOBS"] = str(folder), "inline"
    from samsyn_cli import web

    web.start()
    web.prepare_database()


def asker() -> Any:
    """Return the scope of an analyst in a new organisation."""
    from samsyn_web.base.scope import Role, Scope
    from samsyn_web.people import services as people

    organisation = people.create_organisation(name="Mätköping", by=None, at=AT)
    member = people.add_member(
        organisation=organisation, email="m@example.org", name="M", role=Role.ANALYST, password="sju sjuka sjömän",
        by=None, at=AT,
    )  # fmt: skip
    return Scope(user_id=member.user_id, organisation_id=organisation.pk, role=Role.ANALYST)


class Highest(threading.Thread):
    """Follows the memory of the process while a part runs."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.mib, self.over = 0.0, threading.Event()

    def run(self) -> None:
        """Look every 20 ms."""
        while not self.over.wait(0.02):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            self.mib = max(self.mib, pages * resource.getpagesize() / 2**20)


class Other(threading.Thread):
    """Another person, who saves something small all the while; keeps how long each time took."""

    def __init__(self, user_id: int) -> None:
        super().__init__(daemon=True)
        self.user_id, self.waits, self.over = user_id, [], threading.Event()

    def run(self) -> None:
        """Save, pause, save."""
        from django.db import connection

        from samsyn_web.people.models import User

        while not self.over.wait(0.3):
            start = time.perf_counter()
            User.objects.filter(pk=self.user_id).update(name=f"M {start}")
            self.waits.append(time.perf_counter() - start)
        connection.close()

    def waited(self) -> str:
        """Stop, and return how long the other had to wait."""
        self.over.set()
        self.join()
        waits = sorted(self.waits)
        median, longest = waits[len(waits) // 2], waits[-1]
        return f"another saved {len(waits)} times meanwhile: median {median:.2f} s, longest {longest:.2f} s"


def timed(name: str, rows: int, work: Callable[[], Any]) -> tuple[Any, float]:
    """Do a part, print what it took, and return its result and seconds."""
    highest = Highest()
    highest.start()
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    highest.over.set()
    print(
        f"  {name:34}{seconds:8.1f} s {rows / seconds:10,.0f} rows/s {highest.mib:7,.0f} MiB at most",
        flush=True,
    )
    return result, seconds


def peer(source: Any, intake: Any) -> float:
    """Return rows a second of model instances written by Django's `bulk_create`."""
    from django.db import transaction

    from samsyn_web.methods.incidents.models import Report

    start = time.perf_counter()
    with transaction.atomic():
        Report.objects.bulk_create(
            (
                Report(
                    source=source, intake=intake, row=n, identity=n.to_bytes(16, "big"), digest=n.to_bytes(16, "big"),
                    day=date(2020, 1, 1 + n % 28), time_from=AT, time_to=AT, category="Buller", area="a", x_m=float(n),
                    y_m=float(n), reporter="vakt", kind="incident",
                )
                for n in range(PEER_ROWS)
            ),
            batch_size=2000,
        )  # fmt: skip
    seconds = time.perf_counter() - start
    Report.objects.filter(intake=intake, row__lt=PEER_ROWS).delete()
    return PEER_ROWS / seconds


def measure(folder: Path) -> None:
    """Make the file, bring it in, and print."""
    begin(folder)
    from django.core.files.base import ContentFile, File
    from django.db import connection

    from samsyn.methods.incidents.example.files import areas_geojson
    from samsyn_web.methods.incidents import queries, services
    from samsyn_web.observations import services as observed

    by = asker()
    path, again = folder / "rapporter.csv", folder / "igen.csv"
    subprocess.run(
        [sys.executable, __file__, str(ROWS), f"--make={path}"], check=True
    )  # its memory is not counted
    again.write_bytes(path.read_bytes() + b"\n")  # another file with the same rows
    rows = sum(1 for _ in path.open("rb")) - 1
    given = ContentFile(areas_geojson().encode(), name="areas.geojson")
    areas = observed.read_areas(by=by, at=AT, content=given)
    print(
        f"{connection.vendor}: {rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, points in {len(areas.keys)} areas"
    )

    def stage(file: Path, **more: Any) -> Any:
        with file.open("rb") as content:
            return observed.open_intakes(
                by=by, at=AT, method=services.METHOD, reports=[File(content, name="rapporter.csv")], areas=areas, **more
            )[0]  # fmt: skip

    intake, reading = timed("reading, validating and staging", rows, lambda: stage(path))
    planned, _ = timed("dry run", rows, lambda: queries.plan(by, intake))
    new = planned.new.height
    del planned
    other = Other(by.user_id)
    other.start()
    intake, writing = timed(
        "writing, counting and receipt", rows, lambda: services.commit(by=by, at=AT, intake=intake)
    )
    print(f"    {other.waited()}")
    assert intake.receipt["new"] == new > 0.99 * rows
    second, _ = timed("the same rows again: staging", rows, lambda: stage(again))
    second, _ = timed(
        "the same rows again: writing", rows, lambda: services.commit(by=by, at=AT, intake=second)
    )
    assert (second.receipt["new"], second.receipt["changed"], second.receipt["same"]) == (0, 0, new)
    timed("undoing the second", rows, lambda: services.undo(by=by, at=AT, intake=second))
    intake, _ = timed("undoing the first", rows, lambda: services.undo(by=by, at=AT, intake=intake))
    timed("clearing away what was undone", rows, lambda: services.sweep(by=by, at=AT, intake=intake))
    whole = rows / (reading + writing)
    peers = peer(intake.source, intake)
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  from bytes to receipt: {whole:,.0f} rows/s   (promised: {PROMISED_ROWS_PER_S:,} on SQLite)")
    print(f"  highest memory: {highest:,.0f} MiB   (promised: {PROMISED_MIB:,})")
    print(
        f"  Django's bulk_create, {PEER_ROWS:,} rows: {peers:,.0f} rows/s; ratio of the whole way {whole / peers:.2f}"
    )
    print(f"  ratio of writing alone {rows / writing / peers:.2f}")


def main() -> None:
    """Measure on SQLite, or on a PostgreSQL server started for the purpose."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ["SAMSYN_DATABASE_URL"] = ""
        if "--postgres" in sys.argv:
            from tests.support.postgres import server

            os.environ["SAMSYN_DATABASE_URL"] = stack.enter_context(server())
        measure(folder)


if __name__ == "__main__":
    asked = [one.partition("=")[2] for one in sys.argv if one.startswith("--make=")]
    make(Path(asked[0])) if asked else main()
