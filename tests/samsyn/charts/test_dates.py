"""Where periods begin and end, and what the axis says."""

from datetime import date, timedelta

from samsyn.charts.dates import date_ticks, timeline

WEEKS = [date(2023, 10, 2) + timedelta(weeks=n) for n in range(52)]
MONTHS = [date(2022 + n // 12, n % 12 + 1, 1) for n in range(36)]


def test_periods_end_where_their_kind_says():
    line = timeline(["2024-02-01", "2024-03-01"], "month")
    assert [end - start for start, end in zip(line.starts, line.ends, strict=True)] == [29, 31]


def test_a_gap_between_weeks_stays_a_gap():
    line = timeline(["2024-01-01", "2024-01-15"], "week")
    assert line.ends[0] - line.starts[0] == 7


def test_free_spans_end_where_the_next_begins():
    line = timeline(["2024-01-01", "2024-01-11"], "span")
    assert [line.ends[0] - line.starts[0], line.ends[1] - line.starts[1]] == [10, 10]


def test_the_week_that_is_asked_about_has_a_label():
    ticks = date_ticks(timeline(WEEKS, "week"), 600, keep=51)
    assert ticks[-1][1][0] == "v. 39"
    assert sum(len(lines) == 2 for _, lines in ticks) == 2  # 2023 and 2024 are named once each


def test_an_iso_week_belongs_to_its_iso_year():
    ticks = date_ticks(timeline([date(2024, 12, 30)], "week"), 600)
    assert ticks[0][1] == ["v. 1", "2025"]


def test_months_are_labelled_from_january_when_there_is_little_room():
    ticks = date_ticks(timeline(MONTHS, "month"), 400)
    assert [lines for _, lines in ticks][:3] == [["jan", "2022"], ["jul"], ["jan", "2023"]]


def test_long_series_are_labelled_by_year():
    ticks = date_ticks(
        timeline([date(2000 + n, m, 1) for n in range(24) for m in range(1, 13)], "month"), 400
    )
    assert all(len(lines) == 1 and lines[0].isdigit() for _, lines in ticks)


def test_labels_never_stand_closer_than_they_are_wide():
    for room in (250, 400, 700):
        for kind, days in (("week", WEEKS), ("month", MONTHS)):
            line = timeline(days, kind)
            places = [
                (at - line.domain[0]) / (line.domain[1] - line.domain[0]) * room
                for at, _ in date_ticks(line, room)
            ]
            assert all(b - a > 26 for a, b in zip(places, places[1:], strict=False)), (room, kind)
