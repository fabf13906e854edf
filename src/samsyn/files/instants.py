"""From wall clocks to instants, through both changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl

from samsyn.files.ledger import Ledger, counted
from samsyn.files.raw import Raw
from samsyn.files.timetext import CLOCK, Written


def instants(written: Written, zone: str | None, raw: Raw, column: str, ledger: Ledger) -> pl.DataFrame:
    """Return `utc` (instant) and `local` (wall clock in the source's zone) of each value."""
    frame = pl.DataFrame({"wall": written.local, "offset": written.offset_s})
    naive = pl.when(pl.col("offset").is_null()).then(pl.col("wall"))
    marked = (pl.col("wall") - pl.duration(seconds=pl.col("offset"))).dt.replace_time_zone("UTC")
    if zone is None:
        utc = pl.coalesce(marked, naive.dt.replace_time_zone("UTC"))
        frame = frame.select(utc.alias("utc"))
        return frame.with_columns(pl.col("utc").dt.replace_time_zone(None).alias("local"))
    first = naive.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    last = naive.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null")
    frame = frame.select(
        "wall",
        marked.alias("marked"),
        naive.alias("naive"),
        first.alias("first"),
        (first != last).alias("twice"),
    )
    frame = frame.with_columns(
        pl.coalesce(pl.col("marked"), pl.col("first").dt.convert_time_zone("UTC"))
        .cast(pl.Datetime("us", "UTC"))
        .alias("utc")
    )
    missing = frame["naive"].is_not_null() & frame["first"].is_null()
    if missing.any():
        jumped = {wall: _jumped(wall, zone) for wall in frame["naive"].filter(missing).unique().to_list()}
        moved = (
            pl.col("naive")
            .replace_strict(jumped, default=None, return_dtype=pl.Datetime("us"))
            .dt.replace_time_zone("UTC")
        )
        frame = frame.with_columns(pl.coalesce(pl.col("utc"), moved).alias("utc"))
    _tell_changes(frame, missing, written, raw, column, ledger)
    return frame.select(
        "utc", pl.col("utc").dt.convert_time_zone(zone).dt.replace_time_zone(None).alias("local")
    )


def _jumped(wall: datetime, zone: str) -> datetime:
    """
    Return the instant (UTC, without zone) of a wall clock that was skipped: as far into the new time as it
    lies past the old.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC).replace(tzinfo=None)


def _tell_changes(
    frame: pl.DataFrame, missing: pl.Series, written: Written, raw: Raw, column: str, ledger: Ledger
) -> None:
    clocked = (written.unit == CLOCK).fill_null(value=False)
    twice = frame["twice"].fill_null(value=False) & clocked
    skipped = missing & clocked
    if twice.any():
        ledger.problem(
            column,
            raw.rows.filter(twice),
            raw.frame[column].filter(twice)[0],
            "ett klockslag som bara finns en gång; det första antogs",
        )
        ledger.warn(
            f"{counted(twice.sum(), 'tid', 'tider')} i ”{column}” ligger i timmen som går två gånger när "
            "klockan ställs om; "
            "den första antogs."
        )
    if skipped.any():
        ledger.problem(
            column,
            raw.rows.filter(skipped),
            raw.frame[column].filter(skipped)[0],
            "ett klockslag som finns; det flyttades en timme fram",
        )
        ledger.warn(
            f"{counted(skipped.sum(), 'tid', 'tider')} i ”{column}” ligger i timmen som hoppas över när "
            "klockan ställs om och "
            "flyttades fram."
        )
