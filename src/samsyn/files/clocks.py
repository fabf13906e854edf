"""The columns of time as they are written: a beginning, perhaps an end, a date and a time of day joined."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from samsyn.files.ledger import Ledger, counted
from samsyn.files.raw import Raw
from samsyn.files.timetext import CLOCK, DAY, Written, read_clock, read_times


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """The columns of time as they are written: the beginning, and the end where there is one."""

    start: Written
    end: Written | None
    start_column: str
    end_column: str | None


def write_clocks(raw: Raw, columns: dict[str, str], ledger: Ledger, *, order: str | None = None) -> Clocks:
    """Read the columns of time, a date and a time of day joined, and tell what cannot be read."""
    column = columns.get("time_from") or columns["date"]
    day = raw.frame[columns["date"]] if "date" in columns else None
    start = read_times(raw.frame[column] if day is None else day, order=order)
    if day is not None:
        column = columns["date"]
        clock = columns.get("time_of_day") or (columns.get("time_from") if "time_from" in columns else None)
        if clock:
            start = _with_clock(start, raw, clock, ledger)
    _tell_style(start, column, ledger)
    end_column = columns.get("time_to")
    end = None
    if end_column:
        end = _whole_last_day(start, _end(raw, start, day, end_column, order))
        _tell_style(end, end_column, ledger)
        bad = raw.frame[end_column].is_not_null() & end.local.is_null()
        _tell_unreadable(raw, end_column, bad, "en tid efter början", ledger)
    return Clocks(start=start, end=end, start_column=column, end_column=end_column)


def _with_clock(start: Written, raw: Raw, column: str, ledger: Ledger) -> Written:
    """Return the dates with the time of day that stands in another column."""
    text = raw.frame[column]
    seconds = read_clock(text, hours=True)
    full = read_times(text)
    seconds = seconds.zip_with(
        seconds.is_not_null() | (full.unit != CLOCK).fill_null(value=True),
        full.local.dt.hour().cast(pl.Int32) * 3600
        + full.local.dt.minute().cast(pl.Int32) * 60
        + full.local.dt.second(),
    )
    _tell_unreadable(
        raw, column, text.is_not_null() & seconds.is_null(), "ett klockslag, till exempel 14:05", ledger
    )
    frame = pl.DataFrame(
        {"local": start.local.dt.truncate("1d"), "s": seconds.cast(pl.Int64), "unit": start.unit}
    )
    joined = frame.select(
        (pl.col("local") + pl.duration(seconds=pl.col("s").fill_null(0))).alias("local"),
        pl.when(pl.col("s").is_not_null() & (pl.col("unit") <= DAY))
        .then(CLOCK)
        .otherwise(pl.col("unit"))
        .cast(pl.Int8)
        .alias("unit"),
    )
    return replace(start, local=joined["local"], unit=joined["unit"])


def _end(raw: Raw, start: Written, day: pl.Series | None, column: str, order: str | None) -> Written:
    """Return the ends; a time of day alone is on the day of the beginning, or the next where it is earlier."""
    text = raw.frame[column]
    end = read_times(text, order=order or start.order)
    if day is None or end.local.count() * 2 >= text.count():
        return end
    seconds = read_clock(text, hours=True).cast(pl.Int64)
    frame = pl.DataFrame({"start": start.local, "s": seconds, "offset": start.offset_s})
    ends = pl.col("start").dt.truncate("1d") + pl.duration(seconds=pl.col("s"))
    local = frame.select(
        pl.when(ends < pl.col("start")).then(ends + pl.duration(days=1)).otherwise(ends).alias("e")
    )["e"]
    unit = pl.repeat(CLOCK, text.len(), dtype=pl.Int8, eager=True)
    return replace(
        end, local=local, offset_s=start.offset_s, unit=unit, styles={"clock": seconds.count()}, order=None
    )


def _whole_last_day(start: Written, end: Written) -> Written:
    """Return the ends; a day without clock after a beginning with one ends at its last midnight."""
    frame = pl.DataFrame({"end": end.local, "s": start.unit, "e": end.unit})
    whole = (pl.col("e") == DAY) & (pl.col("s") == CLOCK)
    later = pl.when(whole).then(pl.col("end").dt.offset_by("1d")).otherwise(pl.col("end"))
    return replace(end, local=frame.select(later.alias("end"))["end"])


def _tell_style(written: Written, column: str, ledger: Ledger) -> None:
    if written.order and not written.order_sure:
        first = "dagen" if written.order == "dmy" else "månaden"
        ledger.guess(
            "date_order",
            column,
            f"I ”{column}” kan dag och månad förväxlas; {first} antogs stå först.",
            sure=False,
        )
        ledger.warn(
            f"I kolumnen ”{column}” går det inte säkert att skilja dag från månad. {first.capitalize()} "
            "antogs stå först."
        )
    if written.mixed:
        ledger.warn(
            f"I kolumnen ”{column}” är {counted(written.mixed, 'datum', 'datum')} skrivna med dag och månad "
            "i omvänd ordning mot de andra."
        )
    if len(written.styles) > 1:
        ledger.warn(f"Kolumnen ”{column}” blandar {len(written.styles)} sätt att skriva tid; alla lästes.")


def _tell_unreadable(raw: Raw, column: str, bad: pl.Series, expected: str, ledger: Ledger) -> None:
    if bad.any():
        ledger.problem(column, raw.rows.filter(bad), raw.frame[column].filter(bad)[0], expected)
