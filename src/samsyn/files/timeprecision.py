"""Decides how exactly a source tells when something happened, from its values."""

from __future__ import annotations

import polars as pl

from samsyn.files.clocks import Clocks
from samsyn.files.ledger import Ledger
from samsyn.files.names import plain
from samsyn.files.timetext import CLOCK, MONTH, WEEK
from samsyn.table import TimePrecision


def decide_precision(usable: pl.DataFrame, clocks: Clocks, ledger: Ledger) -> TimePrecision:
    """Return the precision that the values have, and say why."""
    column = clocks.start_column
    if usable.is_empty():
        return TimePrecision.UNKNOWN
    units = dict(usable["unit"].value_counts().iter_rows())
    usual = max(units, key=lambda unit: units[unit])
    if usual == MONTH:
        return _told(TimePrecision.MONTH, column, "Tiden anges per månad.", ledger)
    if usual == WEEK:
        return _told(TimePrecision.WEEK, column, "Tiden anges per vecka.", ledger)
    midnight = pl.col("local").dt.truncate("1d") == pl.col("local")
    clocked = usable.filter(
        (pl.col("unit") == CLOCK)
        & ~(midnight & (pl.col("end_local").dt.truncate("1d") == pl.col("end_local")).fill_null(value=True))
    )
    share = clocked.height / usable.height
    if share < 0.5:
        return _whole_days(usable, units, share, column, ledger)
    if share < 0.95:
        ledger.warn(
            f"{usable.height - clocked.height} av {usable.height} rader har inget klockslag eller klockan 00.00."
        )
    spans = usable.filter(pl.col("end") > pl.col("utc"))
    if clocks.end is not None and not spans.is_empty():
        return _told(
            TimePrecision.INTERVAL,
            column,
            f"{spans.height} av {usable.height} rader anger en tidsrymd.",
            ledger,
        )
    return _told(TimePrecision.EXACT, column, "Raderna har klockslag.", ledger)


def _whole_days(
    usable: pl.DataFrame, units: dict[int, int], share: float, column: str, ledger: Ledger
) -> TimePrecision:
    days = usable["local"].dt.date()
    first_only = bool((days.dt.day() == 1).all())
    months = days.n_unique()
    words = set(plain(column).split("_"))
    named = bool(words & {"month", "manad", "man", "monat"})
    if first_only and (named or (months >= 2 and usable.height >= 5)):
        why = "Alla datum är den första i månaden, så tiden anges egentligen per månad."
        return _told(TimePrecision.MONTH, column, why, ledger, sure=named or months >= 3)
    if CLOCK in units and not share:
        return _told(
            TimePrecision.DAY, column, "Alla klockslag är 00.00, så tiden anges egentligen per dag.", ledger
        )
    if share:
        ledger.warn(f"Bara {share:.0%} av raderna har klockslag; filen räknas per dag.".replace("%", " %"))
    return _told(TimePrecision.DAY, column, "Tiden anges per dag.", ledger)


def _told(
    precision: TimePrecision, column: str, why: str, ledger: Ledger, *, sure: bool = True
) -> TimePrecision:
    ledger.guess("time_precision", column, why, sure=sure)
    return precision


def doubt(usable: pl.DataFrame, declared: TimePrecision, ledger: Ledger) -> None:
    if usable.is_empty() or not declared.carries_hours:
        return
    if bool((usable["local"].dt.truncate("1d") == usable["local"]).all()):
        ledger.warn("Källan uppges ha klockslag, men alla tider i filen är 00.00. Timmar kan inte tolkas.")
