"""
Promise: a plan of 2,000 actions is shown within 300 ms, 95 of 100 times, in each of its five views.

    ./samsyn dev benchmarks/bench_plan.py [ACTIONS] [--requests=40]

Each action has a cause and two milestones, in 40 areas. Pages are asked for within the process, by a coordinator with a
session. The peer, in the same run, is the same page with a plan of one action: what is left is what the actions cost.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

GIVEN = [one for one in sys.argv[1:] if not one.startswith("-")]
ACTIONS = int(GIVEN[0]) if GIVEN else 2000
REQUESTS = next((int(one.partition("=")[2]) for one in sys.argv if one.startswith("--requests=")), 40)
PROMISED_MS = 300
AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
DAY = date(2026, 1, 5)
VIEWS = ("tabell", "tavla", "tidslinje", "arshjul", "karta")


def begin(folder: str) -> None:
    """Start Django on an empty database in a folder."""
    os.environ.update(DJANGO_SETTINGS_MODULE="tests.settings", SAMSYN_DATA=folder)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(plan: Any, number: int, user: Any) -> None:
    """Add decided actions, each with a cause and two milestones, and decide them past the services in bulk."""
    from samsyn_web.actions.models import Action, ActionCause, Milestone
    from samsyn_web.causes.models import Cause, Problem

    owned = {"organisation": plan.organisation}
    problem = Problem.objects.create(**owned, title="Prov", opened_by=user, opened_at=AT)
    cause = Cause.objects.create(
        problem=problem, statement="Det är mörkt", perspective="place", stated_by=user, stated_at=AT
    )
    Action.objects.bulk_create(
        Action(
            **owned, plan=plan, problem=problem, position=n, title=f"Åtgärd {n}", function=f"Funktion {n % 30}",
            area=f"omr{n % 40}", area_name=f"Område {n % 40}", goal="Högst 4", indicator="Rapporter",
            starts=DAY + timedelta(days=n % 300), ends=DAY + timedelta(days=n % 300 + 60), written_by=user,
            follow_up_on=DAY + timedelta(days=n % 300 + 90), written_at=AT, changed_at=AT,
            no_cause_reason="Bara för att mäta", status="under_way", decided_by=user, decided_at=AT,
        )
        for n in range(number)
    )  # fmt: skip
    made = list(Action.objects.filter(plan=plan))
    ActionCause.objects.bulk_create(ActionCause(action=one, cause=cause) for one in made)
    Milestone.objects.bulk_create(
        Milestone(action=one, title=f"Steg {n}", due=DAY) for one in made for n in range(2)
    )


def p95_ms(client: Any, address: str) -> float:
    """Return the time within which 95 of 100 requests are answered."""
    times = []
    for n in range(REQUESTS + 3):
        begun = perf_counter()
        assert client.get(address).status_code == 200
        if n >= 3:  # the first compile templates
            times.append(1000 * (perf_counter() - begun))
    return quantiles(times, n=20)[-1]


def main() -> None:
    """Print the times and the ratios."""
    from django.test import Client

    from samsyn_web.actions.models import Plan
    from samsyn_web.base.scope import Role
    from samsyn_web.people import services as people

    organisation = people.create_organisation(name="Prov", by=None, at=AT, requires_two_steps=False)
    held = people.add_member(
        organisation=organisation, email="p@example.org", name="P", role=Role.COORDINATOR, by=None, at=AT
    )
    plans = [
        Plan.objects.create(
            organisation=organisation,
            title=f"Plan {number}",
            starts=DAY,
            ends=DAY + timedelta(days=365),
            written_by=held.user,
            written_at=AT,
        )
        for number in (ACTIONS, 1)
    ]
    for plan, number in zip(plans, (ACTIONS, 1), strict=True):
        fill(plan, number, held.user)
    client = Client()
    client.force_login(held.user)
    for view in VIEWS:
        full, peer = (p95_ms(client, f"/plan/{plan.pk}/?vy={view}&ar=2026") for plan in plans)
        kept = "kept" if full <= PROMISED_MS else "BROKEN"
        print(
            f"{view}: p95 {full:.0f} ms of {ACTIONS:,} actions, ratio {full / peer:.1f} to one action; {kept}"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        begin(place)
        main()
