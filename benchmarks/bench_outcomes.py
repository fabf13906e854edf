"""
Many evaluations on many reports, as the job that comes round does it: rows read once, each action computed and kept.

    ./samsyn dev benchmarks/bench_outcomes.py [--scale=85] [--actions=500]

The invented municipality's world with 85 times as many events (a million rows) is written into the register of a
database of its own (SQLite). Each action has comparison areas and weeks of its own. The job is run once.

Promised on two cores: 500 actions on a million reports within 60 s.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date, timedelta
from typing import Any

import polars as pl

PROMISED_S = 60


def option(name: str, usual: int) -> int:
    """Return a number from the command line."""
    return next((int(one.partition("=")[2]) for one in sys.argv if one.startswith(f"--{name}=")), usual)


SCALE, ACTIONS = option("scale", 85), option("actions", 500)


def fill() -> tuple[Any, int]:
    """Write the rows, and return who asks and how many rows there are."""
    from samsyn.methods.incidents.example import simulate
    from samsyn.methods.incidents.example.places import areas
    from samsyn_web.base import clock
    from samsyn_web.base.bulk import write
    from samsyn_web.base.scope import Role, Scope
    from samsyn_web.methods.incidents.models import Report
    from samsyn_web.methods.incidents.services.counts import recount
    from samsyn_web.observations.models import Attachment, Intake, Source
    from samsyn_web.people import services as people
    from samsyn_web.places.models import Area, AreaVersion

    at = clock.now()
    organisation = people.create_organisation(name="Provkommun", by=None, at=at, is_demo=True)
    member = people.add_member(
        organisation=organisation, email="a@b.example", name="Anna", role=Role.COORDINATOR, password="x" * 20, by=None,
        at=at,
    )  # fmt: skip
    by = Scope(user_id=member.user_id, organisation_id=organisation.pk, role=Role.COORDINATOR)
    version = AreaVersion.objects.create(
        organisation_id=organisation.pk, version="1", digest="1", created_at=at
    )
    Area.objects.bulk_create(
        Area(version=version, position=n, key=one.key, name=one.name) for n, one in enumerate(areas())
    )
    source = Source.objects.create(
        organisation=organisation, key="prov", name="Prov", declaration="key: prov\nname: Prov\ntime_precision: day\n",
        declared_by_id=by.user_id, declared_at=at, area_version=version,
    )  # fmt: skip
    file = Attachment.objects.create(
        organisation=organisation, kind="reports", name="prov", sha256="0" * 64, size=1, file="prov",
        added_by_id=by.user_id, added_at=at,
    )  # fmt: skip
    world = simulate(scale=SCALE)
    frame = world.table().frame
    intake = Intake.objects.create(
        organisation=organisation, method="incidents", attachment=file, source=source, area_version=version,
        declaration=source.declaration, first_day=world.first, last_day=world.end - timedelta(days=1),
        state="committed", committed_at=at, committed_by_id=by.user_id, opened_by_id=by.user_id,
        opened_at=at, reading={"rows_used": 1, "rows_read": 1, "left_out": []},
    )  # fmt: skip
    number = pl.int_range(pl.len()).cast(pl.String)
    rows = frame.select("row", "day", "category", "area", "reporter", "kind").with_columns(
        source_id=pl.lit(source.pk),
        intake_id=pl.lit(intake.pk),
        identity=number.cast(pl.Binary),
        digest=number.cast(pl.Binary),
    )
    write(Report, rows)
    recount(by=by, at=at, source=source)
    return by, rows.height


def decide(by: Any) -> list[int]:
    """Let actions be decided long ago, and return the keys of their evaluations."""
    from samsyn.methods.incidents.example.places import areas
    from samsyn.outcomes import usual_spans
    from samsyn_web.actions.models import Action
    from samsyn_web.base import clock, registry
    from samsyn_web.outcomes.models import Evaluation

    at, keys = clock.now(), [one.key for one in areas()]
    key = registry.event_sources(by)[0].key
    written: dict[str, Any] = {"written_by_id": by.user_id, "written_at": at, "changed_at": at}
    found = []
    for number in range(ACTIONS):
        starts = date(2025, 1, 6) + timedelta(weeks=number % 40)
        treated, *others = (keys[(number + step) % len(keys)] for step in (0, 3, 7, 11))
        action = Action.objects.create(
            organisation_id=by.organisation_id, title=f"Åtgärd {number}", area=treated, function="f", starts=starts,
            status="decided", decided_by_id=by.user_id, decided_at=at, ends=date(2026, 6, 1), goal="g", indicator="i",
            no_cause_reason="prov", **written,
        )  # fmt: skip
        before, after = usual_spans(starts, weeks_after=48)
        found.append(
            Evaluation(
                organisation_id=by.organisation_id,
                action=action,
                number=1,
                source=key,
                source_name="Prov",
                design="difference",
                treated=[treated],
                comparison=others,
                categories=[("SKA", "NAR")[number % 2]],
                names={},
                margin=0.2,
                before_start=before[0],
                before_end=before[1],
                after_start=after[0],
                after_end=after[1],
                due=after[1],
                digest="",
                detectable_text="",
                decided_by_id=by.user_id,
                decided_at=at,
                baseline={"until": before[1].isoformat(), "weeks": 52, "counts": {}},
            )  # fmt: skip
        )
    return [one.pk for one in Evaluation.objects.bulk_create(found)]


def main() -> None:
    """Fill, run the job, and say how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "SAMSYN_DATA": folder, "SAMSYN_DATABASE_URL": "", "SAMSYN_JOBS": "inline", "DJANGO_SETTINGS_MODULE":
            "samsyn_web.config.settings",
        }  # fmt: skip
        import django

        django.setup()
        from django.core.management import call_command

        from samsyn_web.base import clock, jobs
        from samsyn_web.outcomes.models import EvaluationResult

        call_command("migrate", verbosity=0)
        by, rows = fill()
        keys = decide(by)
        start = time.perf_counter()
        job = jobs.enqueue(
            organisation_id=by.organisation_id, by=by, at=clock.now(), kind="outcomes.compute",
            function="samsyn_web.outcomes.tasks.compute_due", arguments={"evaluation_ids": keys},
        )  # fmt: skip
        took = time.perf_counter() - start
        job.refresh_from_db()
        done = EvaluationResult.objects.count()
        print(
            f"{done} of {len(keys)} actions on {rows:,} rows: {took:.1f} s ({job.state}), promised {PROMISED_S} s"
        )
        sys.exit(0 if took <= PROMISED_S and done == len(keys) else 1)


if __name__ == "__main__":
    main()
