"""Two rounds of the same group: by hand, against a published table and a slow way, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Round
from samsyn.errors import BadInput
from samsyn.instruments.load import surveys
from samsyn.instruments.surveys import SurveyForm
from samsyn.methods.round_method import RoundTold
from samsyn.methods.surveys.method import SURVEYS
from samsyn.methods.surveys.register import SOURCE, WHOLE, Asked, answers_table
from samsyn.methods.surveys.waves import Wave, WaveChange, share_change, wave_changes
from samsyn.period import Period, PeriodKind

SPRING, AUTUMN = date(2026, 3, 2), date(2026, 9, 7)


def form(key: str = "knowledge") -> SurveyForm:
    return next(one for one in surveys().forms if one.key == key)


def told(starts: date, codes: str, *, invited: int = 20, of: SurveyForm | None = None) -> RoundTold:
    """A round where each person gave the same answer to every question."""
    of = of or form()
    answers = [{item.key: code for item in of.items if item.options} for code in codes]
    asked = Asked(form=of, invited=invited, population=WHOLE, sender="Vi", anonymous=True, about="deltagarna")
    observed = Round(
        table=answers_table(of, answers, starts),
        period=Period(start=starts, end=starts + timedelta(days=8), kind=PeriodKind.SPAN),
        source=SOURCE,
        sources=("x",),
        options=asked.options(),
    )
    return SURVEYS.told(observed)


def change_of(before: RoundTold, after: RoundTold) -> WaveChange:
    return wave_changes(before, after)[0]


def test_a_change_by_hand() -> None:
    found = wave_changes(told(SPRING, "1122334455"), told(AUTUMN, "334444555555"))
    assert [one.key for one in found] == [
        "problem",
        "causes",
        "choose",
        "follow",
    ]  # the open question has no top
    first = found[0]
    assert (first.before, first.after) == (
        Wave(hits=4, answered=10, asked=20),
        Wave(hits=10, answered=12, asked=20),
    )
    assert first.change is not None
    assert first.change.value == pytest.approx(100 * (10 / 12 - 4 / 10))
    assert (first.change.unit, first.change.n, first.direction) == ("procentenheter", 22, "up")
    assert first.caution == ""


def test_newcombes_published_limits() -> None:
    # Newcombe (1998), table II, method 10: 56 of 70 against 48 of 80
    found = share_change(Wave(hits=48, answered=80, asked=80), Wave(hits=56, answered=70, asked=70))
    assert (found.low, found.high) == pytest.approx((5.24, 33.39), abs=5e-3)


def slowly(before: Wave, after: Wave) -> tuple[float, float]:
    """Newcombe's method 10 as the article writes it."""
    z = 1.959963984540054

    def limits(hits: int, n: int) -> tuple[float, float]:
        half = z * sqrt(z * z + 4 * hits * (n - hits) / n)
        return (2 * hits + z * z - half) / (2 * (n + z * z)), (2 * hits + z * z + half) / (2 * (n + z * z))

    p1, p2 = after.hits / after.answered, before.hits / before.answered
    (l1, u1), (l2, u2) = limits(after.hits, after.answered), limits(before.hits, before.answered)
    low = p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    return 100 * low, 100 * (p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2))


@given(st.data())
def test_the_slow_way_gives_the_same_and_turning_it_turns_the_sign(data: st.DataObject) -> None:
    n, m = (data.draw(st.integers(1, 60)) for _ in range(2))
    before = Wave(hits=data.draw(st.integers(0, n)), answered=n, asked=n)
    after = Wave(hits=data.draw(st.integers(0, m)), answered=m, asked=m)
    found, turned = share_change(before, after), share_change(after, before)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert (found.low, found.high) == pytest.approx(slowly(before, after), abs=1e-6)
    assert -100 - 1e-9 <= found.low <= found.value <= found.high <= 100 + 1e-9
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_what_may_not_be_compared_is_refused_with_the_counts_still_there() -> None:
    spring = told(SPRING, "1122334455")
    few = change_of(spring, told(AUTUMN, "444455555"))
    assert "Färre än 10" in few.refused
    assert (few.change, few.direction) == (None, "refused")
    assert few.after == Wave(hits=9, answered=9, asked=20)
    assert "inte densamma" in change_of(spring, told(AUTUMN, "4" * 12, of=form("programme"))).refused
    early = told(SPRING + timedelta(days=3), "4" * 12)
    assert "innan omgången före var slut" in change_of(spring, early).refused
    assert (
        change_of(spring, told(SPRING + timedelta(days=7), "4" * 12)).refused == ""
    )  # the day that it closed
    assert "hälften" in change_of(spring, told(AUTUMN, "4" * 12, invited=25)).caution
    assert change_of(spring, told(AUTUMN, "3" * 12, invited=12)).direction == "down"
    assert change_of(spring, told(AUTUMN, "1122334455")).direction == "unclear"


@pytest.mark.parametrize(("hits", "answered", "asked"), [(0, 0, 9), (5, 4, 9), (2, 4, 3), (-1, 4, 9)])
def test_counts_that_cannot_be_are_refused(hits: int, answered: int, asked: int) -> None:
    with pytest.raises(BadInput, match="stämmer inte"):
        share_change(Wave(hits=1, answered=2, asked=3), Wave(hits=hits, answered=answered, asked=asked))
