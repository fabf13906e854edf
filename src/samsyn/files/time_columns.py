"""Decides which columns tell when something happened."""

from __future__ import annotations

import polars as pl

from samsyn.files.ledger import Ledger
from samsyn.files.look import Look
from samsyn.files.names import name_score
from samsyn.files.timetext import read_times

_LATE = 25
"""The highest score of a time that is not when it happened, but when it was reported, published or entered."""


def choose_times(
    frame: pl.DataFrame, free: dict[str, Look], closed: set[str], ledger: Ledger
) -> dict[str, str]:
    """
    Return the columns of time: one instant, a span, or a date with a time of day.

    The heading decides among the columns whose values can be read; a time of reporting or publishing is taken
    only where there is no better one, and told.
    """
    moments = {
        n: max(name_score("time_from", n), name_score("date", n))
        for n, look in free.items()
        if look.times >= 0.5
    }
    moments = {name: score for name, score in moments.items() if score}
    with_clock = {name: score for name, score in moments.items() if free[name].clocked >= 0.5}
    only_date = {name: score for name, score in moments.items() if name not in with_clock}
    clocks = {
        n: _clock_score(n)
        for n, look in free.items()
        if look.clocks >= 0.5 and look.times < 0.5 and _clock_score(n)
    }
    chosen: dict[str, str] = {}
    instant, day, clock = _best(with_clock), _best(only_date), _best(clocks)
    if instant and with_clock[instant] >= only_date.get(day or "", 0):
        chosen["time_from"] = instant
    elif day:
        chosen["date"] = day
        if clock:
            chosen["time_of_day"] = clock
    else:
        chosen |= _unnamed(free, ledger)
    chosen |= _end(frame, free, chosen)
    if "time_to" in chosen and "date" in chosen and "time_of_day" not in chosen:
        chosen["time_from"] = chosen.pop("date")
    chosen = {meaning: name for meaning, name in chosen.items() if meaning not in closed}
    _tell(chosen, moments, ledger)
    return chosen


def _clock_score(name: str) -> int:
    return max(name_score("time_of_day", name), name_score("time_from", name))


def _best(scores: dict[str, int]) -> str | None:
    return max(scores, key=lambda name: scores[name]) if scores else None


def _unnamed(free: dict[str, Look], ledger: Ledger) -> dict[str, str]:
    """Return the first column whose values are times although its heading does not say so."""
    for name, look in free.items():
        if look.dated >= 0.8:
            ledger.warn(
                f"Tiden togs ur kolumnen ”{name}”, eftersom värdena är tider. Kontrollera att den säger när det hände."
            )
            return {"time_from" if look.clocked >= 0.5 else "date": name}
    return {}


def _end(frame: pl.DataFrame, free: dict[str, Look], chosen: dict[str, str]) -> dict[str, str]:
    """Return the column where spans end, if there is one that mostly lies after the beginning."""
    ends = {
        n: name_score("time_to", n)
        for n in free
        if n not in chosen.values() and name_score("time_to", n) >= 50
    }
    start = chosen.get("time_from") or chosen.get("date")
    if not start or not ends:
        return {}
    clock = chosen.get("time_of_day")
    fit = {
        n: s
        for n, s in ends.items()
        if (free[n].clocks if clock else free[n].times) >= 0.5 or (clock and free[n].times >= 0.5)
    }
    name = _best(fit)
    if not name:
        return {}
    if clock and free[name].times < 0.5:
        return {"time_to": name}
    head = frame.select(start, name).drop_nulls().head(2000)
    early, late = read_times(head[start]).local, read_times(head[name]).local
    after = (late >= early).mean()
    return {"time_to": name} if isinstance(after, float) and after >= 0.5 else {}


def _tell(chosen: dict[str, str], scores: dict[str, int], ledger: Ledger) -> None:
    words = {
        "time_from": "när det hände",
        "date": "vilken dag det hände",
        "time_of_day": "klockslaget",
        "time_to": "när tidsrymden slutar",
    }
    for meaning, name in chosen.items():
        late = meaning in ("time_from", "date") and scores.get(name, 0) <= _LATE
        why = f"Rubriken ”{name}” och värdena säger {words[meaning]}."
        if late:
            why = (
                f"Kolumnen ”{name}” är den enda med tider, men säger kanske när det rapporterades i stället för "
                "när det hände."
            )
        ledger.guess(meaning, name, why, sure=not late)
