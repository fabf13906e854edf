"""Reads events with a place, and perhaps a time, from a table; says which rows were left out and why."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn_cli.columns import Columns

ZONE = "Europe/Stockholm"


@dataclass(frozen=True, kw_only=True)
class Points:
    """
    Events in the order of the rows.

    Parameters
    ----------
    x, y : float64 array, shape (events,)
        Metres.
    time : datetime64 array, shape (events,), optional
        Whole local days (unit D), or instants in UTC.
    rows : int64 array, shape (events,)
        Row numbers as a spreadsheet shows them.
    no_place, no_time : int
        Rows left out.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    time: NDArray[np.datetime64] | None
    rows: NDArray[np.int64]
    no_place: int
    no_time: int

    @property
    def instants(self) -> bool:
        """Whether times are instants and not whole days."""
        return self.time is not None and self.time.dtype != "datetime64[D]"

    @property
    def left_out(self) -> dict[str, int]:
        """What an answer says of the rows that are not in it."""
        return {"no_place": self.no_place} | ({} if self.time is None else {"no_time": self.no_time})

    @property
    def told(self) -> list[str]:
        """The same for people, Swedish."""
        from samsyn_cli.answers import number

        pairs = ((self.no_place, "saknar plats"), (self.no_time, "saknar tid"))
        return [f"{number(n, 0)} {'rad' if n == 1 else 'rader'} är inte med: {why}." for n, why in pairs if n]


def add_place_options(parser: ArgumentParser) -> None:
    """Add --x and --y."""
    parser.add_argument(
        "--x", metavar="KOLUMN", required=True, help="östlig koordinat i meter (SWEREF 99: E)"
    )
    parser.add_argument(
        "--y", metavar="KOLUMN", required=True, help="nordlig koordinat i meter (SWEREF 99: N)"
    )


def add_time_options(parser: ArgumentParser, *, required: bool) -> None:
    """Add --date, --whole-days and --zone."""
    parser.add_argument(
        "--date", metavar="KOLUMN", required=required, help="dag, eller dag och klockslag, för händelsen"
    )
    parser.add_argument(
        "--whole-days",
        action="store_true",
        help="räkna hela dagar; annars räknas klockslag med när varje rad har ett",
    )
    parser.add_argument(
        "--zone", metavar="ZON", default=ZONE, help="klockan på platsen, utan val Europe/Stockholm"
    )


def edges(text: str) -> list[float]:
    """Return rising edges of bands, such as 0,100,200 or 0;50;inf."""
    parts = text.split(";") if ";" in text else text.split(",")
    try:
        found = [float(part.strip().replace(",", ".")) for part in parts]
    except ValueError:
        found = []
    rising = all(a < b for a, b in zip(found, found[1:], strict=False))
    if len(found) < 2 or not rising or found[0] < 0:
        raise ArgumentTypeError(f"{text!r}: skriv minst två stigande gränser från 0, till exempel 0,100,200")
    return found


def read_points(
    columns: Columns, *, x: str, y: str, date: str | None = None, whole_days: bool = False, zone: str = ZONE
) -> Points:
    """
    Read the events that have what is needed.

    Raises
    ------
    BadInput
        If a cell is something else than a number or a day, or no row has what is needed.
    """
    import numpy as np

    from samsyn.errors import BadInput

    east, north = columns.numbers(x), columns.numbers(y)
    known = np.isfinite(east) & np.isfinite(north)
    time = None if date is None else _times(columns, date, whole_days=whole_days, zone=zone)
    used = known if time is None else known & ~np.isnat(time)
    if not used.any():
        raise BadInput(f"{columns.name}: ingen rad har både plats{'' if date is None else ' och tid'}.")
    return Points(
        x=east[used],
        y=north[used],
        time=None if time is None else time[used],
        rows=columns.rows[used],
        no_place=int((~known).sum()),
        no_time=int((known & ~used).sum()),
    )


def _times(columns: Columns, column: str, *, whole_days: bool, zone: str) -> NDArray[np.datetime64]:
    """Return instants where every row that has a day has a clock too, otherwise whole local days."""
    from samsyn.files.timetext import CLOCK, DAY

    written = columns.written_times(column)
    coarse = (written.unit > DAY).fill_null(value=False)
    columns.refuse(column, coarse, "en dag eller ett klockslag, till exempel 2024-05-17 14:05")
    if whole_days or (written.unit != CLOCK).fill_null(value=False).any():
        return written.local.to_numpy().astype("datetime64[D]")
    return columns.instants(column, zone, written)


def described(points: Points, columns: Columns) -> dict[str, Any]:
    """Return what every answer about points has in common."""
    return {"events": int(points.x.size), "left_out": points.left_out, "warnings": columns.warnings}
