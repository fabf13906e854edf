"""Each report is an answer in one period, whatever the deadlines and whenever it comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samsyn_web.methods.incidents.policies.answers import Sent, Turn, assigned

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def turns(*closed_after_h: int) -> list[Turn]:
    """Weeks from 2 November, each closed so many hours after its end."""
    return [
        Turn(
            first_day=(MONDAY + timedelta(weeks=n)).date(),
            after_day=(MONDAY + timedelta(weeks=n + 1)).date(),
            begins=MONDAY + timedelta(weeks=n),
            closes=MONDAY + timedelta(weeks=n + 1, hours=hours),
        )
        for n, hours in enumerate(closed_after_h)
    ]


def sent(key: int, hours: float, kind: str = "zero", day: date | None = None, member: int = 1) -> Sent:
    received = MONDAY + HOUR * hours
    return Sent(key=key, member=member, kind=kind, day=day or received.date(), received=received)


WEEKS = turns(36, 36, 36)
WEEK_H = 168


def test_nothing_to_report_on_monday_answers_last_week_once() -> None:
    some = [sent(1, WEEK_H + 5), sent(2, WEEK_H + 6), sent(3, 2 * WEEK_H - 5)]
    assert assigned(some, WEEKS) == {1: 0, 2: 1, 3: 1}


def test_who_has_answered_last_week_answers_this_one() -> None:
    some = [sent(1, 50), sent(2, WEEK_H + 5), sent(3, WEEK_H + 6, member=2)]
    assert assigned(some, WEEKS) == {1: 0, 2: 1, 3: 0}


def test_after_the_deadline_it_is_this_week() -> None:
    assert assigned([sent(1, WEEK_H + 37)], WEEKS) == {1: 1}


def test_what_happened_answers_the_week_of_its_day_until_that_is_closed() -> None:
    sunday = date(2026, 11, 8)
    some = [
        sent(1, WEEK_H + 5, "incident", sunday),
        sent(2, WEEK_H + 6, "incident"),
        sent(3, WEEK_H + 40, "incident", sunday),
    ]
    assert assigned(some, WEEKS) == {1: 0, 2: 1, 3: 1}


def test_a_deadline_late_in_the_week_after_does_not_swallow_that_week() -> None:
    late = turns(156, 156, 156)  # Sunday at noon
    some = [sent(1, 50, "incident"), sent(2, WEEK_H + 50, "incident"), sent(3, WEEK_H + 60)]
    assert assigned(some, late) == {1: 0, 2: 1, 3: 1}


def test_a_week_that_is_closed_before_it_is_over_leaves_the_rest_to_the_next() -> None:
    early = turns(-48, 36, 36)
    assert assigned([sent(1, 100), sent(2, 150, "incident")], early) == {1: 0, 2: 1}


@given(
    st.lists(st.integers(-60, 167), min_size=3, max_size=5),
    st.lists(
        st.tuples(
            st.floats(0, 800), st.sampled_from(["zero", "forward", "incident", "positive"]),
            st.integers(0, 40), st.integers(1, 2),
        ),
        max_size=12,
    ),
)  # fmt: skip
def test_every_report_is_in_one_open_period_and_the_first_answer_decides(closing, rows) -> None:
    weeks = turns(*closing)
    some = sorted(
        (
            sent(key, hours, kind, (MONDAY + timedelta(days=day)).date(), member)
            for key, (hours, kind, day, member) in enumerate(rows)
        ),
        key=lambda one: one.received,
    )
    found = assigned(some, weeks)
    for one in some:
        if one.key not in found:
            assert one.received >= weeks[-1].begins, "only what came after the last period answers none"
            continue
        assert one.received <= weeks[found[one.key]].closes or found[one.key] == len(weeks) - 1
    assert assigned(some, weeks) == found
    for cut in range(len(some)):
        earlier = assigned(some[:cut], weeks)
        assert earlier == {key: found[key] for key in earlier}, "what comes later changes nothing"
