"""Which days the rows speak of, and whether they reach over the whole period: half a week is no fall."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from samsyn.cycle import Refusal, Round
from samsyn.errors import Refused
from samsyn.period import PeriodKind, containing, format_date
from samsyn.table import TimePrecision

CHANCE = 0.01  # silence at an end that is rarer than this by chance means that the rows end there
COARSE = {TimePrecision.WEEK: PeriodKind.WEEK, TimePrecision.MONTH: PeriodKind.MONTH}


def reach(observed: Round) -> tuple[date, date]:
    """Return the first day that the rows speak of and the day after the last; a month's row speaks of its month."""
    days = observed.table.frame["day"]
    if days.is_empty():
        return observed.period.start, observed.period.end
    first: Any = days.min()
    last: Any = days.max()
    if (kind := COARSE.get(observed.source.time_precision)) is not None:
        return containing(first, kind).start, containing(last, kind).end
    return first, last + timedelta(days=1)


def ended(observed: Round) -> date | None:
    """
    Return the last day that the rows speak of, where the period goes on after it; none where they reach the end.

    Rows that are sparse may well hold nothing at the end of a period. They are taken to have ended only where days
    without a row are so few that this many in a row would come by chance less often than `CHANCE`.
    """
    _, after = reach(observed)
    missing = (observed.period.end - after).days
    return after - timedelta(days=1) if missing > 0 and _rare(observed, missing) else None


def begun(observed: Round) -> date | None:
    """Return the first day that the rows speak of, where the period began before it; else none."""
    first, _ = reach(observed)
    missing = (first - observed.period.start).days
    return first if missing > 0 and _rare(observed, missing) else None


def _rare(observed: Round, missing: int) -> bool:
    """Return whether so many days without a row in succession would be rare, if days were as before."""
    days = observed.table.frame["day"]
    first, after = reach(observed)
    length = (after - first).days
    if observed.source.time_precision in COARSE:  # every row stands on the first day of its month or week
        return bool(np.exp(-len(days) / length * missing) < CHANCE)
    return bool((1 - days.n_unique() / (length + 1)) ** missing < CHANCE)


def check_overlap(observed: Round) -> None:
    """
    Refuse a period that the rows say nothing about.

    Raises
    ------
    Refused
        If they begin after it has ended, or end before it begins.
    """
    first, after = reach(observed)
    outside = observed.period.end <= first or (observed.period.start >= after and ended(observed) is not None)
    if outside:
        raise Refused(
            f"Uppgifterna gäller {format_date(first)}–{format_date(after - timedelta(days=1))} och säger inget om "
            f"{observed.period.label}. Välj en period som de täcker."
        )


def coverage_sentence(observed: Round) -> str:
    """Return what of the period the rows do not cover, as sentences; empty where they cover all of it."""
    said = []
    if (first := begun(observed)) is not None:
        said.append(f"Uppgifterna börjar {format_date(first)}, så de täcker inte hela perioden.")
    if (last := ended(observed)) is not None:
        said.append(
            f"Perioden är inte slut i uppgifterna, som slutar {format_date(last)}, så antalet jämförs inte."
        )
    return " ".join(said)


def unfinished(observed: Round) -> Refusal | None:
    """Return the refusal to compare a period that is not over in the rows."""
    if (last := ended(observed)) is None:
        return None
    return Refusal(
        key="unfinished",
        what="Vad som avviker, lägesnivå, vilka som svarade och jämförelse med tidigare år",
        why=f"Perioden är inte slut i uppgifterna: de slutar {format_date(last)} och perioden "
        f"{format_date(observed.period.end - timedelta(days=1))}. En del av en period ser ut som en minskning.",
    )
