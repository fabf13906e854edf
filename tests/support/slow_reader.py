"""A slow, obvious reader of one CSV whose columns are known: the standard library, row by row, nothing of Samsyn."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo


def rows_of(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def instant(text: str, zone: str) -> datetime:
    """Read ISO time; the first of two equal wall clocks, and a skipped one as far past the gap."""
    when = datetime.fromisoformat(text)
    return (
        when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    )


def slow_table(
    path: Path, columns: Mapping[str, str], zone: str, *, month: bool = False
) -> list[dict[str, Any]]:
    """Return what the table should hold: row, day, time_from, time_to, category, area, located."""
    found = []
    for number, row in enumerate(rows_of(path), start=2):
        text = row[columns.get("time_from") or columns["date"]]
        start = instant(text, zone)
        end = instant(row[columns["time_to"]], zone) if "time_to" in columns else None
        day = start.astimezone(ZoneInfo(zone)).date()
        if month:
            first = date(day.year, day.month, 1)
            after = (first + timedelta(days=32)).replace(day=1)
            start, end, day = instant(first.isoformat(), zone), instant(after.isoformat(), zone), first
        if end is not None and end < start:
            continue
        found.append(
            {
                "row": number,
                "day": day,
                "time_from": start,
                "time_to": end if end is not None and end > start else None,
                "category": " ".join(row[columns["category"]].split()) if "category" in columns else None,
                "area": (row[columns["area"]] or None) if "area" in columns else None,
                "located": bool(row[columns["longitude"]]) if "longitude" in columns else False,
            }
        )
    return found
