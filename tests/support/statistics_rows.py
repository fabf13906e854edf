"""Kept files of statistics made directly, with a frozen round of one of them, for strangers to try."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl

from samsyn.methods.statistics import STATISTICS, StatisticsReading, statistics_table
from samsyn_web.methods.statistics import policies
from samsyn_web.methods.statistics.models import StatisticsFile
from samsyn_web.observations.models import Attachment, Round

AT, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), "annas-eget"


def statistics_rows(owned: dict[str, Any], user: Any) -> dict[str, Any]:
    """The library's invented file, kept, between an older and a newer file with other figures; and a round of it."""
    older, made, newer = (_kept(owned, user, add) for add in (1, 0, 2))
    del older, newer
    attached = Attachment.objects.create(
        **owned, kind="rows", name=MARK, sha256="7" * 64, size=1, file=MARK, added_by=user, added_at=AT
    )
    declared = {
        "key": MARK, "name": MARK, "caveats": [MARK], "breaks": [["2020-01-01", MARK]], "files": {"7" * 64: MARK},
        "rows": 1,
    }  # fmt: skip
    picked = {"origin": made.digest, "picked": [["Exempelköping", "Stöld", "count"]]}
    observed = Round.objects.create(
        **owned, method="statistics", declared=declared, state="frozen", period="2025", start="2025-01-01",
        end="2026-01-01", options=picked, rows=attached, digest=MARK, opened_by=user, opened_at=AT,
        frozen_by=user, frozen_at=AT,
    )  # fmt: skip
    return {"statistics_file": made, "statistics_round": observed}


def _kept(owned: dict[str, Any], user: Any, add: int) -> StatisticsFile:
    example = STATISTICS.example()
    frame = example.table.frame.with_columns(pl.col("value") + add)
    reading = StatisticsReading(
        table=statistics_table(frame.to_dicts()),
        source=example.source,
        sha256=example.sources[0],
        warnings=(),
    )
    frozen: dict[str, Any] = {
        "sha256": reading.sha256,
        "year": 2025,
        "rows": policies.frozen_rows(reading),
        "options": policies.frozen_options(example.options),
    }
    return StatisticsFile.objects.create(
        **owned, **frozen, name=MARK, template=example.source.key, read_by=user, read_at=AT, kept_at=AT,
        digest=policies.digest_of(name=example.source.key, **frozen),
    )  # fmt: skip
