"""Indicators per month: by hand, row by row, and by properties. Peer and published: none, the weights are local."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from samsyn.instruments.categories import Indicator
from samsyn.instruments.load import categories
from samsyn.methods.incidents.indicators import follow

KNOWN = categories()
STAIRS = Indicator(
    code="I01", label="Otrygghet i trapphus", parts=(("SAM-TRA", 3), ("SAM", 1), ("PLA-LAS", 2))
)
SPAN = (date(2024, 1, 1), date(2024, 4, 1))
SCHEMA = {"code": pl.String, "day": pl.Date, "hour": pl.Int64, "severity": pl.Int64, "n": pl.Int64}


def table(*rows: tuple[str, date, int | None, int | None, int]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def test_by_hand() -> None:
    rows = table(
        ("SAM-TRA", date(2024, 1, 5), 22, 3, 2),
        ("SAM", date(2024, 1, 31), 12, 1, 1),
        ("SAM-UTE", date(2024, 3, 1), None, None, 4),  # a part of SAM, which is in it
        ("PLA-LAS", date(2024, 3, 2), 5, 2, 1),
        ("PLA", date(2024, 3, 2), 5, 2, 9),  # only a part of PLA is in it
        ("SAM", date(2024, 4, 1), 12, 1, 7),  # the day after
    )
    found = follow(rows, STAIRS, KNOWN, SPAN)
    assert found.months == (date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))
    assert (found.n, found.weighted) == ((3, 0, 5), (7, 0, 6))
    night = follow(rows, replace(STAIRS, hours=(21, 6)), KNOWN, SPAN)
    assert (night.n, night.without_hour) == ((2, 0, 1), 4)
    grave = follow(rows, replace(STAIRS, least_severity=2), KNOWN, SPAN)
    assert (grave.n, grave.without_severity) == ((2, 0, 1), 4)


def test_nothing_is_nothing() -> None:
    found = follow(table(), STAIRS, KNOWN, SPAN)
    assert found.n == (0, 0, 0)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["SAM-TRA", "SAM", "SAM-UTE", "PLA-LAS", "PLA", "SKA", "eget"]),
        st.dates(date(2023, 12, 20), date(2024, 4, 10)),
        st.one_of(st.none(), st.integers(0, 23)),
        st.one_of(st.none(), st.integers(0, 3)),
        st.integers(1, 5),
    ),
    max_size=25,
)
HOURS = st.one_of(st.none(), st.sampled_from([(21, 6), (6, 21), (0, 24), (23, 1)]))


@given(ROWS, HOURS, st.one_of(st.none(), st.integers(0, 3)))
def test_against_one_row_at_a_time(
    rows: list[tuple[str, date, int | None, int | None, int]],
    hours: tuple[int, int] | None,
    least: int | None,
) -> None:
    weights = {"SAM-TRA": 3, "SAM": 1, "SAM-UTE": 1, "PLA-LAS": 2}
    n, weighted = [0, 0, 0], [0, 0, 0]
    for code, day, hour, severity, count in rows:
        inside = SPAN[0] <= day < SPAN[1] and code in weights
        if least is not None and (severity is None or severity < least):
            inside = False
        if hours is not None and (hour is None or hour not in _clock(hours)):
            inside = False
        if inside:
            n[day.month - 1] += count
            weighted[day.month - 1] += weights[code] * count
    one = replace(STAIRS, hours=hours, least_severity=least)
    found = follow(table(*rows), one, KNOWN, SPAN)
    assert (list(found.n), list(found.weighted)) == (n, weighted)
    again = follow(table(*reversed(rows)), one, KNOWN, SPAN)
    assert again == found


def _clock(hours: tuple[int, int]) -> set[int]:
    """Return the hours that a watch passes on its way from the first to the last."""
    first, last = hours
    at, found = first, set()
    while at != last % 24 or not found:
        found.add(at)
        at = (at + 1) % 24
    return found


def test_day_and_night_are_all_that_has_an_hour() -> None:
    day = date(2024, 2, 3)
    rows = table(*(("SAM", day + timedelta(days=h % 3), h, 1, 1) for h in range(24)))
    parts = [follow(rows, replace(STAIRS, hours=one), KNOWN, SPAN).n[1] for one in ((21, 6), (6, 21))]
    assert parts == [9, 15]
