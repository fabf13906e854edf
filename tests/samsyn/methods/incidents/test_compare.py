"""Two periods, and areas with fair denominators, four ways."""

from datetime import date, timedelta
from math import comb

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from samsyn.cycle import Status
from samsyn.methods.incidents.compare import LEAST, compare_periods, per_reporter, sums
from samsyn.methods.incidents.compare_areas import compare_areas
from samsyn.period import Period, parse

NOW, THEN = parse("2024-02"), parse("2024-01")
UNIT = "rapporter per 1 000 invånare"
COUNTS = st.integers(0, 60)
SIZES = st.one_of(st.none(), st.integers(0, 5000))


def table(rows, side="area"):
    """Return counts in the two months: (key, now, then)."""
    return pl.DataFrame(
        [
            {"start": start, side: key, "n": n}
            for key, now, then in rows
            for start, n in ((NOW.start, now), (THEN.start, then))
        ],
        schema={"start": pl.Date, side: pl.String, "n": pl.Int64},
    )


def spans(days_now, days_then):
    """Return two periods of some days, one after the other."""
    middle = date(2024, 1, 1) + timedelta(days=days_then)
    return Period(start=middle, end=middle + timedelta(days=days_now)), Period(
        start=date(2024, 1, 1), end=middle
    )


def one(now, then, days_now=29, days_then=31):
    """Return the line of two counts over some days."""
    here, there = spans(days_now, days_then)
    rows = pl.DataFrame({"start": [here.start, there.start], "n": [now, then]})
    (line,) = compare_periods(rows, here, there)
    return line


def test_by_hand():
    """Thirty in February's 29 days and ten in January's 31: (30/29) / (10/31) = 3.2069."""
    (line,) = compare_periods(table([("a", 30, 10)]), NOW, THEN)
    assert (line.key, line.now, line.then) == (None, 30, 10)
    assert line.ratio.value == pytest.approx(30 / 29 * 31 / 10)
    assert line.status is Status.ABOVE


def test_as_r_gives_it():
    """R's own example of poisson.test: 11 in 800 units against 21 in 3011."""
    line = one(11, 21, 800, 3011)
    found = (line.ratio.value, line.ratio.low, line.ratio.high)
    np.testing.assert_allclose(found, (1.971488, 0.8584264, 4.2772659), rtol=1e-6)
    assert line.status is Status.EXPECTED


@settings(max_examples=60, deadline=None)
@given(now=COUNTS, then=COUNTS, days_now=st.integers(1, 400), days_then=st.integers(1, 400))
def test_as_the_binomial_gives_it(now, then, days_now, days_then):
    """Given the sum, the count now is binomial: summed term by term, and scipy's interval carried over."""
    line, n = one(now, then, days_now, days_then), now + then
    if n < LEAST:
        assert line.status is Status.TOO_FEW
        return
    share = days_now / (days_now + days_then)
    mass = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    assert line.p == pytest.approx(min(1, 2 * min(sum(mass[: now + 1]), sum(mass[now:]))), rel=1e-9)
    limits = binomtest(now, n).proportion_ci(0.95, "exact")
    assert line.ratio.low == pytest.approx(limits.low / (1 - limits.low) * days_then / days_now)
    if then:
        assert line.ratio.high == pytest.approx(limits.high / (1 - limits.high) * days_then / days_now)
    else:
        assert line.ratio.value is None
        assert line.ratio.high is None


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(COUNTS, COUNTS), max_size=12))
def test_false_discovery_is_controlled_over_the_table_as_defined(rows):
    """Benjamini and Hochberg (1995, eq. 1): reject the k smallest, k the largest with p(k) ≤ k/m · q."""
    lines = compare_periods(table([(f"a{i}", *n) for i, n in enumerate(rows)]), NOW, THEN, side="area")
    tested = sorted((line for line in lines if line.now + line.then >= LEAST), key=lambda line: line.p)
    k = max((i for i, line in enumerate(tested, 1) if line.p <= i / len(tested) * 0.05), default=0)
    assert {line.key for line in lines if line.status in (Status.ABOVE, Status.BELOW)} == {
        line.key for line in tested[:k]
    }
    for line in lines:
        if line.status is Status.ABOVE:
            assert line.ratio.low > 1  # the verdict never contradicts the interval
        if line.status is Status.BELOW:
            assert line.ratio.high < 1


@settings(max_examples=40, deadline=None)
@given(now=COUNTS, then=COUNTS, seed=st.randoms())
def test_properties_of_two_periods(now, then, seed):
    rows = [("a", now, then), ("b", then, now), ("c", 9, 9)]
    shuffled = rows[:]
    seed.shuffle(shuffled)
    lines = compare_periods(table(rows), NOW, THEN, side="area")
    again = compare_periods(table(shuffled), NOW, THEN, side="area")
    assert repr(lines) == repr(again)  # NaN does not equal itself
    back = {line.key: line for line in compare_periods(table(rows), THEN, NOW, side="area")}
    for line in lines:
        other = back[line.key]
        assert (line.now, line.then) == (other.then, other.now)
        if line.ratio.value and other.ratio.value:
            assert line.ratio.value == pytest.approx(1 / other.ratio.value)


def test_nothing_counted_is_a_line_only_where_it_is_asked_for():
    assert compare_periods(table([]), NOW, THEN, side="area") == ()
    (line,) = compare_periods(table([]), NOW, THEN, side="area", keys=["a"])
    assert (line.now, line.then, line.status) == (0, 0, Status.TOO_FEW)
    assert line.ratio.value is line.ratio.low is line.ratio.high is None


def test_the_sum_of_a_period_leaves_out_other_bins():
    assert sums(table([("a", 30, 10), ("b", 2, 1)]), NOW, "area") == {"a": 30, "b": 2}
    assert sums(table([("a", 30, 10), ("b", 2, 1)]), THEN, None) == {None: 11}


def test_four_reports_are_too_few_and_five_are_not():
    assert one(4, 0).status is Status.TOO_FEW
    assert one(6, 0, 30, 30).status is Status.ABOVE  # 2 · 2⁻⁶ = 0.03


def test_reports_per_active_reporter_by_hand():
    """Twice the reports of twice the reporters is no change: (40/20) / (20/10) = 1."""
    counts = table([("a", 40, 20)]).select("start", "n")
    reporters = pl.DataFrame({"start": [NOW.start, THEN.start], "n": [20, 10]})
    line = per_reporter(counts, reporters, NOW, THEN)
    assert line is not None
    assert line.ratio.value == pytest.approx(1.0)
    assert line.status is Status.EXPECTED
    assert per_reporter(counts, reporters.head(1), NOW, THEN) is None  # January's reporters are not known
    assert per_reporter(counts, reporters.with_columns(n=pl.lit(0, pl.Int64)), NOW, THEN) is None


def test_areas_by_hand():
    """Ten of 1 000 and ten of 4 000: 10 and 2.5 per 1 000, four times the others, as many as 2.5 expected."""
    a, b = sorted(
        compare_areas({"a": 10, "b": 10}, {"a": 1000, "b": 4000}, per=1000, unit=UNIT),
        key=lambda line: line.key,
    )
    assert (a.rate.value, b.rate.value) == (10.0, 2.5)
    assert a.against.value == pytest.approx(4.0)
    assert a.expected == pytest.approx(2.5)
    np.testing.assert_allclose(
        (a.rate.low, a.rate.high), (4.795, 18.390), atol=6e-4
    )  # Garwood (1936), ten events
    assert (a.status, b.status) == (Status.ABOVE, Status.BELOW)


def test_a_population_that_is_not_known_is_not_zero():
    lines = {
        line.key: line
        for line in compare_areas(
            {"a": 50, "b": 5, "c": 900}, {"a": 1000, "b": 1000, "c": None, "d": 0}, per=1000, unit=UNIT
        )
    }
    assert lines["c"].rate.value is lines["d"].rate.value is None
    assert lines["c"].status is lines["d"].status is Status.STATED
    assert lines["a"].against.value == pytest.approx(10.0)  # c's reports are not among the others
    assert lines["b"].status is Status.BELOW


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(COUNTS, SIZES), max_size=10), times=st.integers(2, 9))
def test_properties_of_areas(rows, times):
    counts = {f"a{i}": n for i, (n, _) in enumerate(rows)}
    sizes = {f"a{i}": size for i, (_, size) in enumerate(rows)}
    lines = compare_areas(counts, sizes, unit=UNIT)
    larger = compare_areas(counts, {key: size and size * times for key, size in sizes.items()}, unit=UNIT)
    assert {line.key for line in lines} == set(counts)
    for line, other in zip(lines, larger, strict=True):
        assert (line.key, line.status) == (other.key, other.status)  # the unit of size decides nothing
        if line.rate.value is not None:
            assert other.rate.value == pytest.approx(line.rate.value / times)
            assert line.rate.low <= line.rate.value <= line.rate.high
        if line.status is Status.ABOVE:
            assert line.against.low > 1
            assert line.n > line.expected


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(COUNTS, st.integers(1, 5000)), min_size=2, max_size=8))
def test_areas_as_the_binomial_gives_it(rows):
    counts = {f"a{i}": n for i, (n, _) in enumerate(rows)}
    sizes = {f"a{i}": size for i, (_, size) in enumerate(rows)}
    n, size = sum(counts.values()), sum(sizes.values())
    for line in compare_areas(counts, sizes, unit=UNIT):
        if np.isnan(line.p):
            assert line.n + line.expected < LEAST
            continue
        share = sizes[line.key] / size
        tails = (binomtest(line.n, n, share, alternative=side).pvalue for side in ("less", "greater"))
        assert line.p == pytest.approx(min(1, 2 * min(tails)), rel=1e-6)


def test_areas_are_never_ordered_by_their_rates():
    lines = compare_areas(
        {"small": 3, "large": 30, "middle": 9}, {"small": 100, "large": 3000, "middle": 900}, unit=UNIT
    )
    assert [line.key for line in lines if line.status is Status.EXPECTED] == ["large", "middle"]
