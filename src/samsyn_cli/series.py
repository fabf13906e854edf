"""Counts in a table as regular time series: one row per stream, one column per time, gaps unknown and never zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn_cli.columns import Columns

FREQUENCY = {"number": 52, "day": 365, "week": 52, "month": 12}
MOST_CELLS = 20_000_000
MOST_TIMES = 50_000
ONLY = "alla"
"""What the one stream is called where no column names any."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """
    Counts of streams over regular times.

    Parameters
    ----------
    streams : list of str
    times : list of str
        "17", "2024-05-17", "2024-W20" or "2024-05".
    unit : str
        "number", "day", "week" or "month".
    counts : ndarray, shape (streams, times)
        NaN where the file has no row, or an empty cell.
    exposure : ndarray of the same shape, optional
    """

    streams: list[str]
    times: list[str]
    unit: str
    counts: NDArray[np.float64]
    exposure: NDArray[np.float64] | None

    @property
    def frequency(self) -> int:
        """Times per year."""
        return FREQUENCY[self.unit]

    @property
    def missing(self) -> int:
        """How many counts are unknown."""
        import numpy as np

        return int(np.isnan(self.counts).sum())


def read_series(
    columns: Columns,
    *,
    value: str,
    time: str | None,
    stream: str | None,
    exposure: str | None = None,
    counts: bool = True,
) -> Series:
    """
    Lay out a table's counts, or other values, by stream and time.

    Parameters
    ----------
    columns : Columns
    value : str
        The column of counts or values.
    time : str, optional
        Numbers, days, weeks or months; the rows are in time order where none.
    stream : str, optional
        What the series are told apart by; one series where none.
    exposure : str, optional
        What the counts are proportional to.
    counts : bool
        Whether the values are counts: whole numbers, not negative.

    Raises
    ------
    BadInput
        If a value is none of its kind, a time cannot be read, or a stream has two rows for the same time.
    """
    import numpy as np

    from samsyn.errors import BadInput

    values = columns.numbers(value, least=0 if counts else None, whole=counts)
    names = [ONLY] * values.size if stream is None else columns.texts(stream).fill_null("(tomt)").to_list()
    streams = list(dict.fromkeys(names))
    row_of = {name: place for place, name in enumerate(streams)}
    row = np.array([row_of[name] for name in names], dtype=np.int64)
    if time is None:
        place, unit, times = _in_order(row, len(streams))
    else:
        place, unit, times = on_grid(columns, time)
    if len(streams) * len(times) > MOST_CELLS:
        raise BadInput(
            f"{columns.name}: {len(streams)} serier över {len(times)} tider är för mycket på en gång. Dela upp "
            f"filen, eller kontrollera kolumnen {stream}."
        )
    _refuse_doubles(columns, row, place, len(times))
    grid = np.full((len(streams), len(times)), np.nan)
    grid[row, place] = values
    offered = None
    if exposure is not None:
        offered = np.full(grid.shape, np.nan)
        offered[row, place] = columns.numbers(exposure, least=0)
    return Series(streams=streams, times=times, unit=unit, counts=grid, exposure=offered)


def _in_order(row: NDArray[np.int64], streams: int) -> tuple[NDArray[np.int64], str, list[str]]:
    """Number each stream's rows as they come."""
    import numpy as np

    order = np.argsort(row, kind="stable")
    sizes = np.bincount(row, minlength=streams)
    place = np.empty(row.size, dtype=np.int64)
    place[order] = np.arange(row.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return place, "number", [str(n + 1) for n in range(int(sizes.max(initial=0)))]


def on_grid(columns: Columns, time: str) -> tuple[NDArray[np.int64], str, list[str]]:
    """Return each row's place on a regular grid from the first time to the last, and the times' names."""
    import numpy as np

    from samsyn.errors import BadInput
    from samsyn.files.timetext import CLOCK, MONTH, WEEK

    text = columns.texts(time)
    columns.refuse(time, text.is_null(), "en tid")
    if text.str.contains(r"^\s*\d{1,4}\s*$").all():
        number = text.str.strip_chars().cast(int).to_numpy()
        return number - number.min(), "number", [str(n) for n in range(number.min(), number.max() + 1)]
    written = columns.written_times(time)
    units = set(written.unit.to_list())
    odd = written.unit == CLOCK if CLOCK in units else written.unit != written.unit[0]
    columns.refuse(time, odd, "bara dagar, bara veckor eller bara månader i kolumnen")
    dates = [one.date() for one in written.local.to_list()]
    if units == {MONTH}:
        place = np.array([day.year * 12 + day.month for day in dates], dtype=np.int64)
        unit = "month"
    else:
        place = np.array([day.toordinal() for day in dates], dtype=np.int64)
        steps = np.asarray(np.diff(np.unique(place)), dtype=np.int64)
        weekly = units == {WEEK} or (steps.size > 0 and bool(np.all(steps % 7 == 0)))
        unit = "week" if weekly else "day"
    first = dates[int(place.argmin())]
    place = (place - place.min()) // (7 if unit == "week" else 1)
    if place.max() >= MOST_TIMES:
        raise BadInput(
            f"{columns.name}: kolumnen {time} går från {first} till {dates[int(place.argmax())]}. Någon tid "
            "ligger långt från de andra; rätta den."
        )
    return place, unit, [_name(first, unit, n) for n in range(int(place.max()) + 1)]


def _name(first: date, unit: str, n: int) -> str:
    """Return the name of the time `n` steps after the first."""
    if unit == "month":
        years, month = divmod(first.month - 1 + n, 12)
        return f"{first.year + years}-{month + 1:02d}"
    day = first + timedelta(days=7 * n if unit == "week" else n)
    if unit == "day":
        return day.isoformat()
    iso = day.isocalendar()
    return f"{iso.year}-W{iso.week:02d}"


def _refuse_doubles(columns: Columns, row: NDArray[np.int64], place: NDArray[np.int64], times: int) -> None:
    """Raise where a stream has two rows for one time: which of them is right, or whether to add them, is not known."""
    import numpy as np

    from samsyn.errors import BadInput

    key = row * times + place
    order = np.argsort(key, kind="stable")
    twice = np.flatnonzero(np.diff(key[order]) == 0)
    if twice.size:
        one, other = columns.rows[order[twice[0]]], columns.rows[order[twice[0] + 1]]
        raise BadInput(
            f"{columns.name}: rad {one} och rad {other} gäller samma tid och serie. Lägg ihop dem, eller skilj "
            "serierna åt med --stream."
        )


def judged_times(series: Series, text: str | None, *, last: int) -> slice:
    """
    Return the times that "A:B" names, both included.

    Parameters
    ----------
    series : Series
    text : str, optional
        Numbers counted from 1, or times as the file writes them; the last `last` times where none.
    last : int

    Raises
    ------
    BadInput
        If the text names no time of the series.
    """
    from samsyn.errors import BadInput

    size = len(series.times)
    if text is None:
        return slice(max(size - last, 0), size)
    first, colon, end = text.partition(":")
    ends = [_place(series, one.strip()) for one in ((first, end) if colon else (first, first))]
    if None in ends or ends[0] > ends[1]:  # type: ignore[operator]
        raise BadInput(
            f"--range {text} passar inte: serien har tiderna 1:{size}, det vill säga "
            f"{series.times[0]}:{series.times[-1]}."
        )
    return slice(ends[0], ends[1] + 1)  # type: ignore[operator]


def _place(series: Series, text: str) -> int | None:
    """Return the index of a time that is given by its number from 1 or by its name."""
    if text.isdecimal():
        return int(text) - 1 if 1 <= int(text) <= len(series.times) else None
    return series.times.index(text) if text in series.times else None


def facts(series: Series) -> dict[str, Any]:
    """Return what an answer says about the series."""
    return {
        "streams": len(series.streams),
        "times": len(series.times),
        "first": series.times[0],
        "last": series.times[-1],
        "unit": series.unit,
        "missing": series.missing,
    }
