"""Where two initiatives meet: by hand, against a slow way by days, and what holds whatever is given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.programme.initiatives import Initiative, heaviest_week, initiative_overlaps
from samsyn.programme.load import Task

DAY = date(2026, 9, 7)


def initiative(
    key: str, starts: int, ends: int | None, unit: str = "", focus_area: int | None = None
) -> Initiative:
    return Initiative(
        key=key, supporter=f"Myndighet {key}", title="Stöd", municipality="Exempelköping", unit=unit,
        starts=DAY + timedelta(days=starts), ends=None if ends is None else DAY + timedelta(days=ends),
        focus_area=focus_area,
    )  # fmt: skip


def test_two_that_meet_by_hand() -> None:
    school, also = initiative("a", 0, 30, "Skolan", 2), initiative("b", 20, None, " skolan ", 3)
    social = initiative("c", 25, 40, "Socialtjänsten", 2)
    found = initiative_overlaps([school, also, social])
    assert [(one.one.key, one.other.key, one.meets_in) for one in found] == [
        ("a", "b", ("unit",)),
        ("a", "c", ("focus_area",)),
    ]
    assert (found[0].starts, found[0].ends) == (DAY + timedelta(days=20), DAY + timedelta(days=30))
    assert initiative_overlaps([initiative("a", 0, 9, "x"), initiative("b", 10, 12, "x")]) == ()


def test_the_same_initiative_in_two_places_does_not_meet_itself() -> None:
    one = initiative("a", 0, None, "Skolan", 2)
    twin = Initiative(**{**one.__dict__, "key": "z"})
    assert initiative_overlaps([one, twin]) == ()
    away = Initiative(**{**initiative("b", 0, None, "Skolan", 2).__dict__, "municipality": "Annanstad"})
    assert initiative_overlaps([one, away]) == ()


def test_the_load_of_the_unit_that_both_ask() -> None:
    both = initiative_overlaps([initiative("a", 0, 60, "Skolan"), initiative("b", 14, None, "Skolan")])[0]

    def task(name: str, start: int, end: int, hours: float, unit: str = "skolan") -> Task:
        return Task(
            name=name, municipality="Exempelköping", unit=unit, function="Rektor",
            starts=DAY + timedelta(days=start), ends=DAY + timedelta(days=end), hours_per_week=hours,
        )  # fmt: skip

    tasks = [task("A", 0, 27, 3), task("B", 14, 40, 4.5), task("C", 0, 6, 20), task("D", 14, 40, 30, "Park")]
    week = heaviest_week(both, tasks, DAY + timedelta(days=365))
    assert week is not None
    assert (week.hours, week.week, week.tasks) == (
        7.5,
        DAY + timedelta(days=14),
        ("A", "B"),
    )  # C is over by then
    assert heaviest_week(both, [], DAY) is None
    focus = initiative_overlaps([initiative("a", 0, 9, "", 2), initiative("b", 0, 9, "", 2)])[0]
    assert heaviest_week(focus, tasks, DAY) is None


SPAN = st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 20)))


@given(st.lists(st.tuples(SPAN, st.sampled_from(["", "x", "y"]), st.sampled_from([None, 1, 2])), max_size=7))
def test_the_slow_way_finds_the_same_days(rows: list[tuple[tuple[int, int | None], str, int | None]]) -> None:
    several = [
        initiative(str(n), start, None if long is None else start + long, unit, focus)
        for n, ((start, long), unit, focus) in enumerate(rows)
    ]
    horizon = DAY + timedelta(days=60)
    found = {}
    for one in initiative_overlaps(several):
        days = ((one.ends or horizon) - one.starts).days + 1
        found[one.one.key, one.other.key] = days
    slow: dict[tuple[str, str], int] = {}
    for n, one in enumerate(several):
        for other in several[n + 1 :]:
            same = (one.unit and one.unit == other.unit) or (
                one.focus_area is not None and one.focus_area == other.focus_area
            )
            both = [
                day
                for day in (DAY + timedelta(days=k) for k in range(61))
                if all(each.starts <= day <= (each.ends or horizon) for each in (one, other))
            ]
            if same and both:
                slow[one.key, other.key] = len(both)
    assert found == slow
    assert len(initiative_overlaps(list(reversed(several)))) == len(found)


def test_what_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput, match="slutar innan"):
        initiative_overlaps([initiative("a", 5, 4)])
