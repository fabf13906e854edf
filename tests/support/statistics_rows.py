"""A kept file of statistics made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from samsyn.methods.statistics import STATISTICS, StatisticsReading
from samsyn_web.methods.statistics import policies
from samsyn_web.methods.statistics.models import StatisticsFile

AT, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), "annas-eget"


def statistics_rows(owned: dict[str, Any], user: Any) -> dict[str, Any]:
    """The library's invented file, kept."""
    example = STATISTICS.example()
    reading = StatisticsReading(
        table=example.table, source=example.source, sha256=example.sources[0], warnings=()
    )
    frozen: dict[str, Any] = {
        "sha256": reading.sha256,
        "year": 2025,
        "rows": policies.frozen_rows(reading),
        "options": policies.frozen_options(example.options),
    }
    made = StatisticsFile.objects.create(
        **owned, **frozen, name=MARK, template=example.source.key, read_by=user, read_at=AT, kept_at=AT,
        digest=policies.digest_of(name=example.source.key, **frozen),
    )  # fmt: skip
    return {"statistics_file": made}
