"""Periods tile time whatever the settings, and every instant is where the clock on the wall says."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.period import Period, parse
from samsyn_web.methods.incidents.policies.rhythm import (
    Days,
    Rules,
    check_rules,
    first_period,
    instant,
    instants,
    is_expected,
    next_period,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
moments = st.tuples(
    st.integers(0, 6), st.times(timezones=st.none()).map(lambda t: t.replace(second=0, microsecond=0))
)
rules = st.builds(
    Rules,
    every=st.sampled_from(["week", "fortnight", "month"]),
    anchor=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    deadline=moments,
    meeting=moments,
    dispatch=moments,
)


def test_the_usual_week_by_hand():
    period = first_period(Rules(), date(2026, 11, 28))
    assert str(period) == "2026-W48"
    deadline, meeting, dispatch = (one.astimezone(STOCKHOLM) for one in instants(Rules(), period))
    assert f"{deadline:%a %d %H:%M}" == "Tue 01 12:00"
    assert f"{meeting:%a %d %H:%M}" == "Wed 02 10:00"
    assert f"{dispatch:%a %d %H:%M}" == "Thu 03 12:00"


def test_two_weeks_are_counted_from_the_anchor_and_a_month_is_a_month():
    two = Rules(every="fortnight", anchor=date(2026, 11, 16))
    assert str(first_period(two, date(2026, 11, 28))) == "2026-11-16..2026-11-30"
    assert str(first_period(two, date(2027, 1, 3))) == "2026-12-28..2027-01-11", (
        "week 53 is a week like others"
    )
    assert str(first_period(Rules(every="month"), date(2026, 11, 28))) == "2026-11"


def test_what_is_left_after_a_change_of_rhythm_goes_up_to_the_next_beginning():
    monthly = Rules(every="month")
    assert str(next_period(monthly, date(2026, 11, 16))) == "2026-11-16..2026-12-01"
    assert str(next_period(monthly, date(2026, 11, 30))) == "2026-11-30..2027-01-01", "one day is no period"
    assert str(next_period(Rules(), date(2026, 12, 1))) == "2026-12-01..2026-12-14"


@given(st.lists(rules, min_size=1, max_size=4), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_periods_tile_time_under_any_settings_and_changes_of_them(some, day):
    period = first_period(some[0], day)
    assert day in period
    assert str(next_period(some[0], period.start)) == str(period)
    deadlines = [instants(some[0], period)[0]]
    for each in some:
        for _ in range(5):
            following = next_period(each, period.end)
            assert following.start == period.end
            assert 7 <= following.days <= 45
            assert parse(str(following)).start == following.start
            assert parse(str(following)).end == following.end
            deadlines.append(instants(each, following)[0])
            period = following
    assert deadlines == sorted(set(deadlines)), "so the times between deadlines tile time too"


@given(rules, st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_every_instant_is_where_the_wall_clock_says(chosen, day):
    period = first_period(chosen, day)
    found = instants(chosen, period)
    midnight = datetime.combine(period.end, time(0), STOCKHOLM)
    assert midnight.astimezone(UTC) <= found[0] < found[1] < found[2]
    for at, before in zip(found, (midnight.astimezone(UTC), *found), strict=False):
        assert at - before <= timedelta(days=7, hours=1)
    for at, (weekday, clock) in zip(found, (chosen.deadline, chosen.meeting, chosen.dispatch), strict=True):
        there = at.astimezone(STOCKHOLM)
        assert there.weekday() == weekday
        skipped = there.date().month == 3 and clock.hour == 2  # an hour that one night in March does not have
        assert there.time() == clock.replace(fold=0) or (skipped and there.hour == 3)


def test_the_hour_that_is_skipped_is_the_next_and_the_one_that_comes_twice_is_the_first():
    assert instant(date(2026, 3, 29), time(2, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        assert instant(day, time(2, 30, fold=1)) == instant(day, time(2, 30))


WEEK = parse("2026-W08")  # the winter holiday


def test_a_holiday_is_not_silence():
    always = [Days(first=date(2024, 1, 1), last=None)]
    assert is_expected(WEEK, always, [])
    assert not is_expected(WEEK, always, [Days(first=date(2026, 2, 16), last=date(2026, 2, 20))])
    assert is_expected(WEEK, always, [Days(first=date(2026, 2, 16), last=date(2026, 2, 17))])
    assert not is_expected(WEEK, [Days(first=date(2026, 2, 19), last=None)], []), "began on Thursday"
    assert not is_expected(WEEK, [Days(first=date(2024, 1, 1), last=date(2026, 2, 17))], [])
    assert not is_expected(WEEK, [], [])


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 9)), max_size=3),
    st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 9)), max_size=3),
)
def test_who_is_expected_equals_a_plain_count(spans, pauses):
    def days(some):
        return [
            Days(first=WEEK.start + timedelta(days=a), last=WEEK.start + timedelta(days=a + n))
            for a, n in some
        ]

    def plain(some):
        return {WEEK.start + timedelta(days=a + k) for a, n in some for k in range(n + 1)}

    working = {WEEK.start + timedelta(days=n) for n in range(5)}
    there = (plain(spans) - plain(pauses)) & working
    assert is_expected(WEEK, days(spans), days(pauses)) == (len(there) >= 3)


def test_a_weekend_alone_counts_its_own_days():
    weekend = Period(start=date(2026, 11, 28), end=date(2026, 11, 30))
    assert is_expected(weekend, [Days(first=date(2026, 11, 28), last=date(2026, 11, 28))], [])


@pytest.mark.parametrize("wrong", [{"every": "year"}, {"agenda": ("kaffe",)}, {"reminder_hours": 200}])
def test_a_rhythm_that_cannot_be_kept_is_refused(wrong):
    with pytest.raises(BadInput):
        check_rules(Rules(**wrong))
