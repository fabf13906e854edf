"""When in the week, where many times are known only as an interval."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_answer_options, add_file, answer, check_answer, number, table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.files.timetext import Written
    from samsyn_cli.columns import Columns

    Instants = NDArray[np.datetime64]

NAME = "rhythm"
HELP = "När på veckan? Händelser över veckans 168 timmar, också när tiden bara är känd som från och till."
DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
READING = (
    "Varje händelse väger 1 och är jämnt fördelad över den tid då den kan ha hänt. En jämn natt kan alltså betyda "
    "att tiderna är okända, inte att det händer lika mycket hela natten."
)
NOT_WHEN = (
    "Använd inte för enstaka timmar när de flesta intervall är långa: se hur många som är längre än ett dygn."
)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument(
        "--from",
        dest="start",
        metavar="KOLUMN",
        required=True,
        help="då händelsen tidigast hände; en dag utan klockslag är hela dygnet",
    )
    parser.add_argument(
        "--to",
        dest="end",
        metavar="KOLUMN",
        help="då den senast hände, själva slutet inte medräknat; tomt betyder att --from är den rätta tiden",
    )
    parser.add_argument(
        "--zone",
        metavar="ZON",
        default="Europe/Stockholm",
        help="klockan på platsen, utan val Europe/Stockholm; sommartid räknas rätt",
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, share out, answer."""
    check_answer(args)

    import numpy as np

    from samsyn.stats.rhythm import weekday_hour
    from samsyn_cli.columns import read_columns

    columns = read_columns(args.file)
    begin, close = spans(columns, args)
    unknown, turned = np.isnat(begin), close < begin
    used = ~unknown & ~turned
    week = weekday_hour(begin[used], close[used], args.zone).reshape(7, 24)
    length = (close[used] - begin[used]) / np.timedelta64(1, "h")
    day, hour = divmod(int(week.argmax()), 24)
    found = {
        "file": columns.facts,
        "parameters": {"from": args.start, "to": args.end, "zone": args.zone},
        "events": int(used.sum()),
        "exact": int(np.sum(length == 0)),
        "longer_than_a_day": int(np.sum(length > 24)),
        "longer_than_a_week": int(np.sum(length > 168)),
        "left_out": {
            "no_time": int(unknown.sum()),
            "ends_before_start": int(turned.sum()),
            "rows": columns.rows[turned][:10],
        },
        "cells": week,
        "weekdays": week.sum(axis=1),
        "hours": week.sum(axis=0),
        "peak": {"weekday": DAYS[day], "hour": hour, "weight": week[day, hour]} if used.any() else None,
        "warnings": columns.warnings,
        "reading": READING,
        "not_when": NOT_WHEN,
    }
    return answer(args, "rhythm/1", found, _text(found))


def spans(columns: Columns, args: Namespace) -> tuple[Instants, Instants]:
    """Return when each event began at the earliest and ended at the latest; equal where the time is exact."""
    import numpy as np

    start = _clocks(columns, args.start)
    begin = columns.instants(args.start, args.zone, start)
    whole = columns.instants(args.start, args.zone, _day_after(start))
    if args.end is None:
        return begin, np.where(np.isnat(begin), begin, whole)
    end = _clocks(columns, args.end)
    close = columns.instants(args.end, args.zone, _day_after(end))
    return begin, np.where(np.isnat(close), whole, close)


def _clocks(columns: Columns, column: str) -> Written:
    """Return a column's wall clocks; weeks and months are too coarse to be shared over the hours of a day."""
    from samsyn.files.timetext import DAY

    written = columns.written_times(column)
    coarse = (written.unit > DAY).fill_null(value=False)
    columns.refuse(column, coarse, "en dag eller ett klockslag, till exempel 2024-05-17 14:05")
    return written


def _day_after(written: Written) -> Written:
    """Return the wall clocks at which what is written is over: the next midnight where no clock is told."""
    import polars as pl

    from samsyn.files.timetext import DAY

    frame = pl.DataFrame({"local": written.local, "unit": written.unit})
    over = pl.when(pl.col("unit") == DAY).then(pl.col("local").dt.offset_by("1d")).otherwise(pl.col("local"))
    return replace(written, local=frame.select(over.alias("local"))["local"])


def _text(found: dict[str, Any]) -> str:
    week, left = found["cells"], found["left_out"]
    lines = [
        [
            f"{hour:02d}–{hour + 1:02d}",
            *(number(week[day, hour], 1) for day in range(7)),
            number(found["hours"][hour], 1),
        ]
        for hour in range(24)
    ]
    lines.append(["alla", *(number(one, 1) for one in found["weekdays"]), number(found["events"], 1)])
    told = (
        f"{number(found['events'], 0)} händelser: {number(found['exact'], 0)} med exakt tid, "
        f"{number(found['longer_than_a_day'], 0)} som kan ha hänt under mer än ett dygn."
    )
    parts = [
        told,
        table(["timme", *(day[:3] for day in DAYS), "alla"], lines),
    ]
    for key, why in (("no_time", "saknar tid"), ("ends_before_start", "slutar före början")):
        if left[key]:
            rows = "rad" if left[key] == 1 else "rader"
            parts.append(f"{number(left[key], 0)} {rows} är inte med: {why}.")
    return "\n\n".join([*parts, *found["warnings"], f"{found['reading']}\n{found['not_when']}"])
