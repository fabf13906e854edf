"""The background worker alone, for machines where a service manager runs server and worker apart."""

from __future__ import annotations

import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

NAME = "worker"
HELP = "Kör bara bakgrundsarbetaren (serve startar annars en)."


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    from samsyn_cli.web import add_data_option

    parser.add_argument("--batch", action="store_true", help="gör det som väntar och sluta sedan")
    add_data_option(parser)


def run(args: Namespace) -> int:
    """Sweep away old sessions and receipts, take up what a killed worker left, then work until a stop."""
    from samsyn_cli import web

    web.start(args.data)
    from django.core.management import call_command

    from samsyn_web.base import clock, jobs

    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    jobs.recover(at=clock.now())
    with _what_comes_round(once=args.batch):
        call_command(
            "db_worker", verbosity=0, batch=args.batch, interval=0.5, reload=False, startup_delay=False
        )
    return 0


@contextmanager
def _what_comes_round(*, once: bool) -> Iterator[None]:
    """Run scheduled functions beside the jobs, in a thread of their own; with `once` those that are due now."""
    from samsyn_web.base import clock, schedule

    if once:
        schedule.run_due(at=clock.now())
        yield
        return
    stop = threading.Event()
    beside = threading.Thread(target=schedule.loop, args=(stop,), name="schedule", daemon=True)
    beside.start()
    try:
        yield
    finally:
        stop.set()
        beside.join(timeout=5)
