"""A reading as a person reads it: what it is, how exact, what is wrong, what it carries and what it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from samsyn.cycle import Refusal, format_number
from samsyn.errors import SamsynError
from samsyn.files import MEANINGS, Reading
from samsyn.methods.incidents import INCIDENTS, prepare
from samsyn.methods.incidents.keys import KEYS
from samsyn.provenance import canonical
from samsyn.table import AreaSet, LocationPrecision, TimePrecision

TIMES = {
    TimePrecision.EXACT: "klockslag",
    TimePrecision.INTERVAL: "tidsrymd (från och till)",
    TimePrecision.DAY: "dag",
    TimePrecision.WEEK: "vecka",
    TimePrecision.MONTH: "månad",
    TimePrecision.UNKNOWN: "okänd",
}
PLACES = {
    LocationPrecision.POINT: "punkt",
    LocationPrecision.ADDRESS: "adress",
    LocationPrecision.STREET_SEGMENT: "gata",
    LocationPrecision.SNAPPED_GRID: "punkt som flyttats till ett rutnät",
    LocationPrecision.AREA: "område",
    LocationPrecision.CENTROID: "mittpunkt för ett större område",
    LocationPrecision.UNKNOWN: "okänd",
}


def inspection(reading: Reading, areas: AreaSet | None) -> dict[str, Any]:
    """Return all that is known of a reading, as plain JSON values."""
    can, cannot = _conclusions(reading, areas)
    guessed = {guess.meaning: guess.why for guess in reading.guesses}
    time, place = reading.source.time_precision, reading.source.location_precision
    found: dict[str, Any] = canonical(
        {
            "name": reading.name,
            "sha256": reading.sha256,
            "format": reading.format,
            "gzipped": reading.gzipped,
            "encoding": reading.encoding,
            "delimiter": reading.delimiter,
            "sheet": reading.sheet,
            "source": reading.source.name,
            "rows_read": reading.rows_read,
            "rows_used": reading.rows_used,
            "time_precision": {"key": time, "name": TIMES[time], "why": guessed.get("time_precision", "")},
            "location_precision": {
                "key": place,
                "name": PLACES[place],
                "why": guessed.get("location_precision", ""),
            },
            "columns": [{**asdict(column), "used": column.used} for column in reading.columns],
            "guesses": reading.guesses,
            "problems": reading.problems,
            "left_out": reading.left_out,
            "duplicates": reading.duplicates,
            "warnings": [*reading.warnings, *reading.source.caveats],
            "can": can,
            "cannot": [asdict(refusal) for refusal in cannot],
        }
    )
    return found


def _conclusions(reading: Reading, areas: AreaSet | None) -> tuple[list[str], Sequence[Refusal]]:
    try:
        found = INCIDENTS.find(prepare([reading], areas=areas))
    except SamsynError as error:
        return [], [Refusal(key="picture", what="Lägesbild", why=error.message)]
    keys = {finding.key for finding in found.findings}
    return [text for key, text in KEYS.items() if key in keys], found.refusals


def text_of(found: Mapping[str, Any]) -> str:
    """Return the inspection as text for a terminal."""
    parts = [_heading(found), _columns(found["columns"])]
    parts.append(_list("Gissat (? = kontrollera)", [_guess(one) for one in found["guesses"]]))
    parts.append(_list("Problem i raderna", [_problem(one) for one in found["problems"]]))
    parts.append(
        _list(
            "Rader som inte är med",
            [f"{_whole(one['count'])} st: {one['reason']}" for one in found["left_out"]],
        )
    )
    parts.append(_list("Att veta", found["warnings"]))
    parts.append(_list("Filen räcker till", found["can"]))
    parts.append(_list("Filen räcker inte till", [f"{one['what']}: {one['why']}" for one in found["cannot"]]))
    return "\n\n".join(part for part in parts if part)


def _heading(found: Mapping[str, Any]) -> str:
    details = [found["format"].upper(), found["encoding"], found["sheet"] and f"blad {found['sheet']}"]
    kind = ", ".join(str(one) for one in details if one)
    lines = [
        f"{found['name']} ({kind})",
        f"  Källa:  {found['source']}",
        f"  Rader:  {_whole(found['rows_read'])} lästa, {_whole(found['rows_used'])} använda",
    ]
    for label, key in (("Tid: ", "time_precision"), ("Plats:", "location_precision")):
        why = f" – {found[key]['why']}" if found[key]["why"] else ""
        lines.append(f"  {label}  {found[key]['name']}{why}")
    return "\n".join(lines)


def _columns(columns: Sequence[Mapping[str, Any]]) -> str:
    width = max((len(column["name"]) for column in columns), default=0)
    return _list("Kolumner", [_column(column, min(width, 30)) for column in columns])


def _column(column: Mapping[str, Any], width: int) -> str:
    if not column["used"]:
        return f"{column['name']:<{width}}  läses inte: {column['why'].removeprefix('läses inte: ')}"
    meaning = MEANINGS.get(column["meaning"], column["meaning"])
    examples = f", till exempel {', '.join(column['examples'][:3])}" if column["examples"] else ""
    why = f" – {column['why']}" if column["why"] and column["why"] != meaning else ""
    return f"{column['name']:<{width}}  {meaning}{examples}{why}"


def _whole(number: int) -> str:
    return format_number(number)


def _guess(guess: Mapping[str, Any]) -> str:
    return guess["why"] if guess["sure"] else f"? {guess['why']}"


def _problem(problem: Mapping[str, Any]) -> str:
    more = f" ({_whole(problem['count'])} rader)" if problem["count"] > 1 else ""
    return (
        f"Rad {problem['row']}, kolumn {problem['column']}: hittade ”{problem['found']}”, "
        f"väntade {problem['expected']}{more}."
    )


def _list(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""
