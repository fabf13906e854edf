"""Silence is silence, calm is calm, and a source that cannot tell them apart says so."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Status
from samsyn.methods.incidents.find import find
from tests.support.rounds import observed, weekly

MEANS = {("Norr", "SKA"): 1.0, ("Söder", "SKA"): 1.0}
START = date(2023, 1, 2)


def by_key(rows, period="2023-W40"):
    found = find(observed(rows, period))
    return found, {(f.key, f.area): f for f in found.findings}


def test_reporters_that_always_answer_are_expected_and_answered():
    _, found = by_key(weekly(np.random.default_rng(1), weeks=40, means=MEANS))
    answered = found["reporters_answered", None]
    assert (answered.estimate.value, answered.detail["expected"]) == (1.0, 4)


def test_a_reporter_that_stops_is_named_with_the_weeks_of_silence():
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
    stop = START + timedelta(weeks=37)
    rows = [r for r in rows if r.get("reporter") != "Norr 2" or r["day"] < stop]
    found, keyed = by_key(rows)
    silent = [f for f in found.findings if f.key == "silent_reporter"]
    assert [(f.detail["reporter"], f.estimate.value) for f in silent] == [("Norr 2", 3)]
    assert keyed["area_level", "Norr"].status is not Status.GREY  # the other one answered


def test_an_area_whose_reporters_are_all_silent_is_grey_even_though_nothing_came():
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
    rows = [r for r in rows if r["area"] != "Norr" or r["day"] < START + timedelta(weeks=39)]
    _, keyed = by_key(rows)
    assert keyed["area_level", "Norr"].status is Status.GREY
    assert keyed["area_level", "Söder"].status is Status.GREEN


def test_a_calm_area_whose_reporters_sent_zero_reports_is_green():
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
    monday = START + timedelta(weeks=39)
    rows = [r for r in rows if r["area"] != "Norr" or r["day"] < monday or r.get("kind") == "zero"]
    _, keyed = by_key(rows)
    assert keyed["count", "Norr"].estimate.n == 0
    assert keyed["area_level", "Norr"].status is Status.GREEN


def test_without_zero_reports_nobody_is_called_silent_and_the_reason_is_given():
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS, zero_reports=False)
    found, _ = by_key(rows)
    assert not any(f.key in ("silent_reporter", "reports_per_reporter") for f in found.findings)
    assert "nollrapporter" in next(r.why for r in found.refusals if r.key == "effort")


def test_a_reporter_silent_for_half_a_year_has_ended():
    rows = weekly(np.random.default_rng(1), weeks=60, means=MEANS)
    rows = [r for r in rows if r.get("reporter") != "Norr 2" or r["day"] < START + timedelta(weeks=20)]
    found, keyed = by_key(rows, "2024-W08")
    assert not any(f.key == "silent_reporter" for f in found.findings)
    assert keyed["reporters_answered", None].detail["expected"] == 3


def test_who_tells_the_same_event_again_has_answered_and_the_event_is_counted_once():
    """Two reporters see the same broken window in the last week: one event, two answers."""
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
    last = START + timedelta(weeks=39)
    kept = [r for r in rows if r["area"] != "Norr" or r["day"] < last]
    told = {"day": last, "area": "Norr", "category": "SKA", "reporter": "Norr 1"}
    again = told | {"reporter": "Norr 2", "kind": "repeat"}
    _, found = by_key([*kept, told, again])
    assert found["count", "Norr"].estimate.n == 1
    answered = found["reporters_answered", None]
    assert (answered.estimate.value, answered.detail["expected"]) == (1.0, 4)
    _, found = by_key([*kept, told])
    assert found["reporters_answered", None].estimate.value == 0.75  # Norr 2 was silent


ROWS = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
ZEROS = [n for n, row in enumerate(ROWS) if row.get("kind") == "zero"]


@given(st.sets(st.sampled_from(ZEROS[4:]), max_size=40))
def test_told_again_says_what_a_zero_report_says_and_nothing_more(again):
    """Zero reports that become tellings of another's event change the number of zero reports, and no other figure."""
    changed = [row | {"kind": "repeat"} if n in again else row for n, row in enumerate(ROWS)]
    one, other = (
        {
            (f.key, f.area, f.category): (f.estimate, f.status)
            for f in find(observed(rows, "2023-W40")).findings
            if f.key != "zero_reports"
        }
        for rows in (ROWS, changed)
    )
    assert one == other
