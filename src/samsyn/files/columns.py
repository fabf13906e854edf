"""Decides what each column means, from its heading and its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from samsyn.errors import BadInput, MissingColumn
from samsyn.files.ledger import Ledger
from samsyn.files.look import Look, looks
from samsyn.files.names import name_score
from samsyn.files.places_columns import choose_areas, choose_coordinates
from samsyn.files.raw import Raw
from samsyn.files.reading import MEANINGS
from samsyn.files.sensitive import looks_like_names, of_heading, says_who
from samsyn.files.time_columns import choose_times
from samsyn.table import AreaSet, Sensitivity, Source


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Meaning → heading, and how the columns look."""

    columns: dict[str, str]
    looks: dict[str, Look]


def choose_columns(
    raw: Raw,
    *,
    declared: Source | None,
    corrections: Mapping[str, str],
    areas: AreaSet | None,
    ledger: Ledger,
) -> Chosen:
    """
    Return which column is what.

    Parameters
    ----------
    raw : Raw
        The file as it stands.
    declared : Source, optional
        A declaration that lists columns is complete: nothing but the row number is guessed beside it.
    corrections : mapping
        Meaning → heading; an empty heading says that the file has no such column. Outranks all else.
    areas : AreaSet, optional
        The areas in use; a column that holds their keys or names is preferred.
    ledger : Ledger
        Is told every guess.

    Raises
    ------
    MissingColumn
        If a column that was named is not in the file, or no column holds a time.
    BadInput
        If a correction names an unknown meaning.
    """
    _check(corrections, raw)
    told = {
        m: c
        for m, c in (declared.columns if declared else {}).items()
        if m in MEANINGS and m not in corrections
    }
    _check(told, raw)
    fixed = {m: c for m, c in corrections.items() if c}
    closed = set(corrections) | set(told)
    if told:
        closed |= set(MEANINGS) - {"id"}
    columns = {**told, **fixed}
    seen = looks(raw.frame)
    seen |= {name: replace(seen[name], sensitivity=how) for name, how in raw.withheld.items() if name in seen}
    free = {name: look for name, look in seen.items() if name not in columns.values()}
    if not {"time_from", "date"} & set(columns):
        columns |= choose_times(raw.frame, free, closed, ledger)
    columns |= choose_coordinates(raw, _unused(free, columns), closed | set(columns), ledger)
    for meaning in ("kind", "severity", "id", "category"):
        columns |= _choose(meaning, raw.frame, _unused(free, columns), closed, ledger)
    columns |= choose_areas(raw.frame, _unused(free, columns), closed, areas, ledger)
    columns |= _choose("reporter", raw.frame, _unused(free, columns), closed, ledger)
    if not {"time_from", "date"} & set(columns):
        raise MissingColumn(
            f"Ingen kolumn med tid kändes igen. Kolumnerna heter {', '.join(raw.frame.columns[:12])}. "
            "Peka ut den som talar om när det hände."
        )
    for name in set(seen) - set(columns.values()):
        if (
            says_who(name) and seen[name].sensitivity is Sensitivity.HARMLESS
        ):  # read as a function, or not at all
            seen[name] = replace(seen[name], sensitivity=Sensitivity.PERSONAL)
    return Chosen(columns=columns, looks=seen)


def _check(columns: Mapping[str, str], raw: Raw) -> None:
    for meaning, column in columns.items():
        if meaning not in MEANINGS:
            raise BadInput(
                f"”{meaning}” är ingen betydelse som en kolumn kan ha. Välj bland {', '.join(MEANINGS)}."
            )
        if column and column not in raw.frame.columns:
            raise MissingColumn(
                f"Kolumnen ”{column}” ({MEANINGS[meaning]}) finns inte i filen. "
                f"Kolumnerna heter {', '.join(raw.frame.columns[:12])}."
            )


def _unused(free: dict[str, Look], columns: dict[str, str]) -> dict[str, Look]:
    return {name: look for name, look in free.items() if name not in columns.values()}


def _choose(
    meaning: str, frame: pl.DataFrame, free: dict[str, Look], closed: set[str], ledger: Ledger
) -> dict[str, str]:
    if meaning in closed:
        return {}
    fit = [(name_score(meaning, name), name) for name, look in free.items() if _fits(meaning, name, look)]
    score, name = max(fit, default=(0, ""), key=lambda pair: pair[0])
    least = 30 if meaning in ("category", "reporter") else 50
    if score < least:
        return {}
    if meaning == "reporter" and looks_like_names(free[name].sample):
        ledger.warn(f"Kolumnen ”{name}” ser ut att innehålla personers namn och läses därför inte.")
        return {}
    ledger.guess(meaning, name, f"Rubriken ”{name}” brukar betyda {MEANINGS[meaning]}.", sure=score >= 50)
    return {meaning: name}


def _fits(meaning: str, name: str, look: Look) -> bool:
    """Return whether the values can be what the meaning asks for."""
    if not look.filled:
        return False
    match meaning:
        case "kind":
            return look.kinds >= 0.9
        case "severity":
            return look.numbers >= 0.5 and look.distinct <= 10
        case "id":
            return look.distinct >= 0.8 * look.filled
        case "category":
            few = look.distinct <= max(20, look.filled // 2)
            harmless = of_heading(name) is Sensitivity.HARMLESS and look.sensitivity is Sensitivity.HARMLESS
            return (
                few
                and harmless
                and look.times < 0.5
                and (look.numbers < 0.5 or name_score(meaning, name) >= 90)
            )
        case _:
            return look.sensitivity is Sensitivity.HARMLESS and look.numbers < 0.9 and look.times < 0.5
