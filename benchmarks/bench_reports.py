"""
Reports from many phones at once, and a server that dies in the middle: 50 a second, none lost, none doubled.

    ./samsyn dev benchmarks/bench_reports.py [--postgres] [--rate=50] [--seconds=300] [--senders=200] [--no-kill]

Phones send to the real server (granian, WSGI, two processes, the background worker beside it) over loopback at a steady
rate, each report under a number of its own made by the sender, and again until it is answered, as the queue of a phone
does. In the middle of the run the server and all its processes are killed (SIGKILL) and started again. Afterwards the
database is asked: every report that was answered is there, none is there twice, none is there that nobody sent, and the
audit chain holds. Milliseconds are of one request, from when it was sent until its answer was read; a report that was
sent into the outage is counted by the request that was answered.

Promised on two cores: PostgreSQL 50 a second with 95 of 100 within 250 ms; SQLite 10 a second.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from queue import Queue
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # for the support of the tests

ADDRESS, THREADS, PATIENCE_S = "/api/rapporter/", 24, 120
POSTGRES = "--postgres" in sys.argv


def option(name: str, usual: int) -> int:
    """Return a number from the command line."""
    return next((int(one.partition("=")[2]) for one in sys.argv if one.startswith(f"--{name}=")), usual)


RATE, SECONDS, SENDERS = (
    option("rate", 50 if POSTGRES else 10),
    option("seconds", 300),
    option("senders", 200),
)
PROMISED_MS = 250


@dataclass
class Tally:
    """What the senders saw."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    milliseconds: list[float] = field(default_factory=list)
    answered: set[UUID] = field(default_factory=set)
    given_up: list[UUID] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    again: int = 0
    late_ms: list[float] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)


def people() -> list[str]:
    """Make a municipality with reporters, and return a personal link for each."""
    from samsyn_web.base import clock
    from samsyn_web.base.scope import Role
    from samsyn_web.people import services
    from samsyn_web.people.queries import scope_of
    from samsyn_web.places import services as places

    at = clock.now()
    organisation = services.create_organisation(name="Lastköping", by=None, at=at)
    lead = services.add_member(
        organisation=organisation, email="led@example.org", role=Role.COORDINATOR, by=None, at=at
    )
    by = scope_of(lead.user_id)
    assert by is not None
    places.add_place(by=by, at=at, name="Torget")
    tokens = []
    for number in range(SENDERS):
        member = services.add_member(
            organisation=organisation, email=f"r{number}@example.org", role=Role.REPORTER, by=None, at=at,
            function_title="Fastighetsvärd",
        )  # fmt: skip
        tokens.append(services.make_access_link(membership=member, by=None, at=at))
    return tokens


def report(number: UUID) -> bytes:
    """Return a report as a phone sends it."""
    from samsyn_web.base import clock

    now = clock.now().isoformat()
    told = {
        "client_id": str(number), "what": "SKA", "where": {"text": "busskuren vid torget"}, "when": {"code": "now"},
        "severity": 1, "description": "En ruta är krossad på busskuren.", "done": ["fault_report"], "made_at": now,
        "sent_at": now,
    }  # fmt: skip
    return json.dumps(told).encode()


def send(port: int, work: Queue[tuple[float, str] | None], tally: Tally) -> None:
    """Send reports as their time comes, each until it is answered."""
    connection: http.client.HTTPConnection | None = None
    while (one := work.get()) is not None:
        due, token = one
        time.sleep(max(0.0, due - time.monotonic()))
        number, late = uuid4(), time.monotonic() - due
        first, end = True, time.monotonic() + PATIENCE_S
        while True:
            connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            start = time.perf_counter()
            try:
                connection.request(
                    "POST", ADDRESS, report(number),
                    {"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
                )  # fmt: skip
                answer = connection.getresponse()
                status = answer.status
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                connection, status = None, 0
                seen = type(error).__name__
            else:
                seen = str(status)
            with tally.lock:
                tally.statuses[seen] += 1
                if status in (200, 201):
                    tally.milliseconds.append(1000 * (time.perf_counter() - start))
                    tally.late_ms.append(1000 * late)
                    tally.answered.add(number)
                    tally.moments.append(time.monotonic())
                    break
                if 400 <= status < 500 and status != 429 or time.monotonic() > end:
                    tally.given_up.append(number)
                    break
                tally.again += first
            first = False
            time.sleep(0.5)


def start(port: int, data: Path) -> subprocess.Popen[bytes]:
    """Start the server with its worker, in a group of its own, and wait until it answers."""
    line = [sys.executable, "-m", "samsyn_cli", "serve", "--port", str(port), "--workers", "2"]
    environment = {**os.environ, "SAMSYN_DATA": str(data)}
    running = subprocess.Popen(
        line, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return running
        except OSError:
            time.sleep(0.1)
            if running.poll() is not None:
                raise SystemExit("the server did not start") from None


def kill(running: subprocess.Popen[bytes]) -> None:
    """Kill the server and all that it has started, in whatever group, at once; return when they are gone."""
    all_of_it = [running.pid, *descendants(running.pid)]
    for process in all_of_it:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    running.wait()
    while any(alive(process) for process in all_of_it):
        time.sleep(0.01)


def alive(process: int) -> bool:
    """Whether a process runs, and is not just waiting to be forgotten."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def descendants(of: int) -> list[int]:
    """Return the processes that a process has started, and those that they have."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.parent.name))
    found, left = [], [of]
    while left:
        own = children.get(left.pop(), [])
        found += own
        left += own
    return found


def run(port: int, data: Path, tokens: list[str], tally: Tally) -> None:
    """Send at the steady rate, and kill the server in the middle."""
    running = start(port, data)
    work: Queue[tuple[float, str] | None] = Queue()
    begin = time.monotonic() + 1
    for number in range(RATE * SECONDS):
        work.put((begin + number / RATE, tokens[number % len(tokens)]))
    threads = [threading.Thread(target=send, args=(port, work, tally)) for _ in range(THREADS)]
    for thread in threads:
        work.put(None)
        thread.start()
    try:
        if "--no-kill" not in sys.argv:
            time.sleep(max(0, begin + SECONDS / 2 - time.monotonic()))
            kill(running)
            running = start(port, data)
        for thread in threads:
            thread.join()
    finally:
        kill(running)


def verdict(tally: Tally) -> bool:
    """Print what was measured, ask the database, and return whether all that is promised holds."""
    from samsyn_web.base import audit
    from samsyn_web.methods.incidents.models import Submission
    from samsyn_web.people.models import Organisation

    stored = Counter(Submission.objects.values_list("device_id", flat=True))
    lost = tally.answered - set(stored)
    doubled = {number for number, times in stored.items() if times > 1}
    unknown = set(stored) - tally.answered - set(tally.given_up)
    chain = audit.verify(Organisation.objects.get(name="Lastköping").pk)
    events = chain.events
    ordered, moments = sorted(tally.milliseconds), sorted(tally.moments)
    silent = max(later - earlier for earlier, later in pairwise(moments))
    p50, p95, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99))
    waited = sorted(tally.late_ms)[int(len(ordered) * 0.95)]
    print(f"  {RATE}/s for {SECONDS} s from {SENDERS} senders; nobody was answered for {silent:.1f} s")
    print(
        f"  answered {len(tally.answered):,} of {RATE * SECONDS:,}; sent again {tally.again}; {dict(tally.statuses)}"
    )
    print(
        f"  ms: p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f}, most {ordered[-1]:.0f}; senders behind p95 {waited:.0f}"
    )
    print(
        f"  lost {len(lost)}, doubled {len(doubled)}, never sent {len(unknown)}, given up {len(tally.given_up)}"
    )
    print(f"  audit chain {'holds' if chain.holds else 'BROKEN'}, {events:,} events")
    whole = len(tally.answered) == RATE * SECONDS
    return whole and not (lost or doubled or unknown) and chain.holds and p95 <= PROMISED_MS


def main() -> None:
    """Run on one database, and end with 1 where something that is promised does not hold."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="samsyn-bench-")))
        os.environ["SAMSYN_DATA"] = str(data)
        if POSTGRES:
            from tests.support import postgres

            os.environ["SAMSYN_DATABASE_URL"] = stack.enter_context(postgres.server())
        os.environ["DJANGO_SETTINGS_MODULE"] = "samsyn_web.config.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        tokens = people()
        connections.close_all()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        tally = Tally()
        print("PostgreSQL" if POSTGRES else "SQLite", flush=True)
        run(port, data, tokens, tally)
        held = verdict(tally)
        connections.close_all()
    print("held" if held else "NOT held")
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
