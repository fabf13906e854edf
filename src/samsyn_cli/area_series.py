"""Reads events by area and day, and what belongs to the areas: middles and inhabitants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn_cli.columns import Columns

EAST = ("x", "e", "öst", "ost", "east", "easting", "x_m", "sweref_e")
NORTH = ("y", "n", "nord", "north", "northing", "y_m", "sweref_n")
PEOPLE = ("population", "befolkning", "invånare", "pop", "antal")


@dataclass(frozen=True, kw_only=True)
class AreaCounts:
    """
    Events of each area and time.

    Parameters
    ----------
    keys : list of str
        The areas that have a middle, in the order of their file.
    counts : int64 array, shape (areas, times)
    starts : list of date
        The first day of each time.
    end : date
        The day after the last.
    left_out : dict
        How many rows lack area or day, lie outside the whole times, or are of an area without a middle.
    """

    keys: list[str]
    counts: NDArray[np.int64]
    starts: list[date]
    end: date
    left_out: dict[str, int]


def read_middles(columns: Columns, area: str) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    """
    Return keys and coordinates of areas.

    Raises
    ------
    BadInput
        If an area stands twice, or a coordinate is missing.
    """
    key = _key(columns, area)
    x = columns.numbers(_named(columns, EAST, key, 0), missing=False)
    y = columns.numbers(_named(columns, NORTH, key, 1), missing=False)
    return _keys(columns, key), x, y


def read_population(columns: Columns, area: str, keys: list[str]) -> NDArray[np.float64]:
    """
    Return the inhabitants of each key.

    Raises
    ------
    BadInput
        If an area stands twice or is missing.
    """
    import numpy as np

    from samsyn.errors import BadInput

    key = _key(columns, area)
    people = columns.numbers(_named(columns, PEOPLE, key, 0), missing=False, least=0)
    known = dict(zip(_keys(columns, key), people.tolist(), strict=True))
    missing = [one for one in keys if one not in known]
    if missing:
        raise BadInput(
            f"{columns.name}: {len(missing)} områden saknar befolkning, till exempel {missing[0]}."
        )
    return np.array([known[one] for one in keys])


def count_by_area(
    columns: Columns, *, area: str, day: str, keys: list[str], step_days: int, until: date | None
) -> AreaCounts:
    """
    Count events by area and by spans of days, counted back from the last day so that the last span is whole.

    Raises
    ------
    BadInput
        If a day cannot be read, or no row is left.
    """
    import numpy as np

    from samsyn.errors import BadInput
    from samsyn.files.timetext import DAY

    written = columns.written_times(day)
    columns.refuse(day, (written.unit > DAY).fill_null(value=False), "en dag, till exempel 2024-05-17")
    when = written.local.to_numpy().astype("datetime64[D]")
    place_of = {key: place for place, key in enumerate(keys)}
    names = columns.texts(area).to_list()
    place = np.array([place_of.get(str(name).strip(), -1) if name else -2 for name in names])
    lacking = (place == -2) | np.isnat(when)
    unknown = (place == -1) & ~lacking
    used = ~lacking & ~unknown
    if not used.any():
        raise BadInput(
            f"{columns.name}: ingen rad har både dag och ett område som finns bland mittpunkterna."
        )
    last = np.datetime64(until, "D") if until else when[used].max()
    number = when.astype(np.int64)  # days since 1970
    today = int(last.astype(np.int64))
    back = (today - number) // step_days
    times = (today - int(number[used].min()) + 1) // step_days
    inside = used & (when <= last) & (back < times)
    if times < 2 or not inside.any():
        raise BadInput(f"{columns.name}: dagarna räcker inte till två hela steg på {step_days} dagar.")
    cell = place[inside] * times + (times - 1 - back[inside])
    counts = np.bincount(cell, minlength=len(keys) * times).reshape(len(keys), times)
    end = last.astype(object) + timedelta(days=1)
    starts = [end - timedelta(days=step_days * (times - t)) for t in range(times)]
    left_out = {
        "no_area_or_day": int(lacking.sum()),
        "no_middle": int(unknown.sum()),
        "outside_whole_times": int((used & ~inside).sum()),
    }
    return AreaCounts(keys=keys, counts=counts.astype(np.int64), starts=starts, end=end, left_out=left_out)


def _key(columns: Columns, area: str) -> str:
    """Return the column of keys: named as among the events, otherwise the first."""
    return next((name for name in columns.names if name.casefold() == area.casefold()), columns.names[0])


def _named(columns: Columns, names: tuple[str, ...], key: str, place: int) -> str:
    """Return the column with one of the names, otherwise by its place among those that are not the key."""
    from samsyn.errors import MissingColumn

    others = [name for name in columns.names if name != key]
    found = next((name for name in others if name.strip().casefold() in names), None)
    if found is None and place >= len(others):
        raise MissingColumn(f"{columns.name} har för få kolumner: det behövs {key} och {names[0]}.")
    return found or others[place]


def _keys(columns: Columns, column: str) -> list[str]:
    from samsyn.errors import BadInput

    keys = [str(key).strip() for key in columns.texts(column).fill_null("").to_list()]
    seen: set[Any] = set()
    for key in keys:
        if key in seen:
            raise BadInput(
                f"{columns.name}: området {key or '(tomt)'} står flera gånger i kolumnen {column}."
            )
        seen.add(key)
    return keys
