"""What is stated of who was expected goes before what the history says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Edition, Status
from samsyn.errors import BadInput
from samsyn.methods.incidents.effort import silence
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.grid import grid, reporting_bins
from samsyn.methods.incidents.options import STATED, options
from samsyn.methods.incidents.picture import Picture
from tests.support.rounds import observed, weekly

MEANS = {("Norr", "SKA"): 1.0, ("Söder", "SKA"): 1.0}
START = date(2023, 1, 2)


def stated(rows, said, period="2023-W40"):
    found = find(replace(observed(rows, period), options={"stated": said}))
    return found, {(f.key, f.area): f for f in found.findings}


def test_what_is_stated_of_a_reporter_goes_before_the_history():
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
    monday = START + timedelta(weeks=39)
    quiet = [r for r in rows if r["area"] != "Norr" or r["day"] < monday]
    said = {"Norr 1": "excused", "Norr 2": "excused"}
    found, keyed = stated(quiet, said)
    assert keyed["area_level", "Norr"].status is not Status.GREY, "on holiday is not silent"
    assert keyed["reporters_answered", None].detail == {"answered": 2, "expected": 2, "active": 2}
    _, keyed = stated(quiet, {"Norr 1": "excused", "Norr 2": "silent"})
    assert keyed["area_level", "Norr"].status is Status.GREY
    _, keyed = stated(quiet, {"Norr 1": "answered", "Norr 2": "silent"})
    assert keyed["area_level", "Norr"].status is not Status.GREY, "one of them answered, before the deadline"
    _, keyed = stated(rows, dict.fromkeys(("Norr 1", "Norr 2"), "silent"))
    assert keyed["area_level", "Norr"].status is Status.GREY
    assert found.findings[0].provenance.parameters["stated"] == said


def test_a_stated_reporter_who_never_sent_anything_is_silent_everywhere_and_says_why():
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
    found, keyed = stated(rows, {"Ny": "silent"})
    (silent,) = [f for f in found.findings if f.key == "silent_reporter"]
    assert silent.detail == {"reporter": "Ny", "areas": []}
    assert "skulle ha svarat" in silent.reason
    assert keyed["reporters_answered", None].detail["expected"] == 5
    alone = dict.fromkeys(("Norr 1", "Norr 2", "Söder 1", "Söder 2"), "excused")
    _, keyed = stated(rows, alone | {"Ny": "silent"})
    assert {keyed["area_level", area].status for area in ("Norr", "Söder")} == {Status.GREY}


def test_stated_silence_is_read_also_where_no_zero_reports_are_sent():
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS, zero_reports=False)
    found, keyed = stated(rows, {"Norr 1": "silent", "Norr 2": "answered"})
    assert keyed["reporters_answered", None].detail["expected"] == 2
    assert [f.detail["reporter"] for f in found.findings if f.key == "silent_reporter"] == ["Norr 1"]
    assert not any(f.key == "reports_per_reporter" for f in found.findings)


def test_what_is_stated_is_one_of_three_words_and_stays_in_the_internal_edition():
    with pytest.raises(BadInput, match="inte som borta"):
        options({"stated": {"Norr 1": "borta"}})
    assert "stated" not in options({}).parameters
    assert options({"stated": {"a": "silent"}}).parameters["stated"] == {"a": "silent"}
    rows = weekly(np.random.default_rng(1), weeks=40, means=MEANS)
    one = replace(observed(rows, "2023-W40"), options={"stated": {"Norr 1": "silent"}})
    made = Picture(observed=one, found=find(one), origin={"files": [], "rows_used": 1}, title="")
    assert made._parameters(Edition.INTERNAL)["stated"] == {"Norr 1": "silent"}
    assert all("stated" not in made._parameters(one) for one in (Edition.PARTNER, Edition.PUBLIC))


@given(
    st.integers(0, 50),
    st.dictionaries(st.sampled_from(["Norr 1", "Norr 2", "Söder 1", "Ny"]), st.sampled_from(STATED)),
)
def test_silence_equals_a_plain_count(seed, said):
    rng = np.random.default_rng(seed)
    rows = [r for r in weekly(rng, weeks=20, means=MEANS) if rng.random() < 0.8]
    one = observed(rows, "2023-W20")
    chosen = options({"stated": said})
    counted = grid(one, chosen, reporting_bins(one))
    found, bare = silence(counted, chosen), silence(grid(one, options({}), reporting_bins(one)), options({}))
    plain = grid(one, options({}), reporting_bins(one)).reporters
    for r, name in enumerate(counted.reporters):
        if name in said:
            assert (bool(found.expected[r]), bool(found.silent[r])) == (
                said[name] != "excused",
                said[name] == "silent",
            )
        else:
            k = plain.index(name)
            assert (found.expected[r], found.silent[r]) == (bare.expected[k], bare.silent[k])
