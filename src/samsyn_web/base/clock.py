"""The clock, read at the edge only (views, commands, the worker); everything within takes `at`."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)  # noqa: TID251  (the one place)
