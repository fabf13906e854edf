"""Evaluations from rows: the planted actions, the checks of validity, the picker, and what can be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from samsyn.errors import BadInput
from samsyn.outcomes import (
    Break,
    Change,
    Code,
    Counts,
    Design,
    OtherAction,
    Plan,
    Surroundings,
    candidates,
    check,
    count_rows,
    detectable,
    difference,
    digest_of,
    effort,
    evaluate,
    sentence,
    usual_spans,
)
from samsyn.stats.effect import difference_power, ratio_of_ratios
from tests.support.example_world import world

START = date(2025, 1, 6)
WEEKS = 104
MIDDLE = START + timedelta(weeks=52)
END = START + timedelta(weeks=WEEKS)


def made(
    means: dict[str, tuple[float, float]], *, seed: int = 3, silent: dict[str, tuple[int, int]] | None = None
) -> Counts:
    """Weekly counts by area with means before and after, one reporter per area who may be silent for some weeks."""
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for area, (before, after) in means.items():
        for week in range(WEEKS):
            low, high = (silent or {}).get(area, (0, 0))
            if low <= week < high:
                continue
            day = START + timedelta(weeks=week)
            one = {"day": day, "category": "X", "area": area, "reporter": f"r{area}"}
            n = int(rng.poisson(before if week < 52 else after))
            rows += [one | {"kind": "incident"}] * n or [one | {"kind": "zero", "category": None}]
    return count_rows(pl.DataFrame(rows), end=END)


def plan(**more: Any) -> Plan:
    """A year before and a year after."""
    told: dict[str, Any] = {
        "design": Design.DIFFERENCE,
        "treated": ("a",),
        "comparison": ("b", "c"),
        "categories": ("X",),
    }
    return Plan(**told | {"before": (START, MIDDLE), "after": (MIDDLE, END)} | more)


LIKE = {"a": (4.0, 2.0), "b": (4.0, 4.0), "c": (3.0, 3.0), "d": (4.0, 4.0)}


def test_counting_against_counting_one_row_at_a_time() -> None:
    frame = world().table().frame
    found = count_rows(frame, end=world().end)
    slow: dict[tuple[str, str, int], int] = {}
    for row in frame.iter_rows(named=True):
        if row["kind"] == "incident" and row["area"]:
            week = (row["day"] - found.first).days // 7
            key = (row["area"], row["category"], week)
            slow[key] = slow.get(key, 0) + 1
    told = {
        (found.areas[a], found.categories[c], w): int(found.n[a, c, w])
        for a, c, w in np.argwhere(found.n).tolist()
    }
    assert told == slow
    assert found.n.sum() == found.told.sum()
    assert found.rows == frame.height


def test_weeks_that_are_not_over_are_left_out_and_later_ones_are_empty() -> None:
    rows = [
        {"day": date(2026, 1, 5 + n), "category": "X", "area": "a", "reporter": None, "kind": "incident"}
        for n in range(10)
    ]
    assert count_rows(pl.DataFrame(rows), end=date(2026, 1, 15)).n.ravel().tolist() == [7]
    assert count_rows(pl.DataFrame(rows), end=date(2026, 1, 26)).n.ravel().tolist() == [7, 3, 0]
    with pytest.raises(BadInput, match="inga rader"):
        count_rows(pl.DataFrame(rows).clear())


def test_the_planted_actions_are_judged_right() -> None:
    from samsyn_cli.outcome_answers import example_actions, example_counts, outcome_document

    counts, names = example_counts()
    works, useless, confounded = outcome_document(counts, names, example_actions(), files=[])["results"]
    assert works["verdict"].change is Change.DECREASED
    assert works["effect"]["low"] < 0.4 < works["effect"]["high"]  # what was planted
    assert useless["verdict"].change in (Change.UNCHANGED, Change.UNASSESSABLE)
    assert useless["effect"]["low"] < 1 < useless["effect"]["high"]
    assert confounded["verdict"].change is Change.UNASSESSABLE
    assert confounded["verdict"].refusals[0].code is Code.EFFORT_CHANGED


def test_the_difference_is_the_one_of_the_design_row_by_row() -> None:
    counts, chosen = made(LIKE), plan()
    rows = [
        (int(counts.of([area], ["X"])[0, week]), int(area == "a"), int(week >= 52), area, week)
        for area in "abc"
        for week in range(WEEKS)
    ]
    n, treated, after, unit, time = (list(column) for column in zip(*rows, strict=True))
    slow = difference(n, treated, after, unit=[ord(one) for one in unit], time=time)
    found = evaluate(counts, chosen).judged.estimate
    assert (found.value, found.low, found.high) == pytest.approx(
        (slow.estimate.value, slow.estimate.low, slow.estimate.high)
    )
    cells = [
        [sum(row[0] for row in rows if (row[1], row[2]) == (side, late)) for late in (0, 1)]
        for side in (0, 1)
    ]
    assert found.value == pytest.approx(cells[1][1] / cells[1][0] / (cells[0][1] / cells[0][0]))


@pytest.mark.parametrize("design", [Design.DIFFERENCE, Design.WEIGHTED, Design.INTERRUPTED])
def test_a_halving_is_seen_by_every_design_that_can(design: Design) -> None:
    chosen = plan(design=design, comparison=("b", "c") if design.compares else ())
    found = evaluate(made(LIKE), chosen)
    assert found.verdict.change is Change.DECREASED
    assert "minskade med" in sentence(found, what="Rapporterna", where="A")
    assert [group.before + group.after for group in found.groups] == [
        sum(group.series) for group in found.groups
    ]


def test_before_and_after_alone_is_always_refused() -> None:
    found = evaluate(made(LIKE), plan(design=Design.BEFORE_AFTER, comparison=()))
    assert [one.code for one in found.verdict.refusals] == [Code.NO_COMPARISON]
    assert "minskade" not in sentence(found, what="Rapporterna", where="A")


def test_silence_alone_looks_like_an_effect_and_is_refused() -> None:
    same = {area: (4.0, 4.0) for area in "abc"}
    found = evaluate(made(same, silent={"a": (60, 104)}), plan())
    assert found.judged.estimate.high is not None
    assert found.judged.estimate.high < 1  # what a careless reader would report
    assert found.verdict.refusals[0].code is Code.EFFORT_CHANGED
    assert found.validity.effort_ratio == pytest.approx(8 / 52)
    drifted = evaluate(made(same, silent={"a": (52, 60)}), plan())
    assert Code.EFFORT_DRIFTED in drifted.validity.doubts
    alike = evaluate(made(same, silent={area: (60, 80) for area in "abc"}), plan())
    assert not alike.validity.refusals
    assert alike.validity.effort_ratio == pytest.approx(1)


def test_effort_by_hand() -> None:
    """Two reporters with three and one of four events; the first falls silent, and a new one tells half of it."""

    def row(day: int, reporter: str, kind: str = "incident") -> dict[str, Any]:
        return {
            "day": START + timedelta(days=day),
            "category": "X",
            "area": "a",
            "reporter": reporter,
            "kind": kind,
        }

    rows = [row(0, "r"), row(0, "r"), row(1, "r"), row(1, "s"), row(7, "s"), row(7, "new")]
    counts = count_rows(pl.DataFrame(rows), end=START + timedelta(weeks=2))
    spans = ((START, START + timedelta(weeks=1)), (START + timedelta(weeks=1), START + timedelta(weeks=2)))
    found = effort(counts, ["a"], *spans)
    assert (found.before, found.after, found.new, found.ratio) == (1, 0.25, 0.5, 0.5)
    unknown = count_rows(pl.DataFrame(rows).with_columns(reporter=pl.lit(None, pl.String)), end=counts.end)
    assert np.isnan(effort(unknown, ["a"], *spans).ratio)


@pytest.mark.parametrize(
    ("around", "code"),
    [
        ({"others": (OtherAction(title="Andra", areas=("a",), starts=MIDDLE),)}, Code.OTHER_ACTION),
        (
            {"others": (OtherAction(title="Andra", areas=("c",), starts=MIDDLE),)},
            Code.OTHER_ACTION_IN_COMPARISON,
        ),
        ({"breaks": (Break(day=MIDDLE),)}, Code.SOURCE_BREAK),
        ({"redrawn": ("b",)}, Code.AREA_REDRAWN),
    ],
)
def test_what_else_happened_refuses(around: dict[str, Any], code: Code) -> None:
    found = evaluate(made(LIKE), plan(), surroundings=Surroundings(**around))
    assert [one.code for one in found.verdict.refusals] == [code]
    assert found.judged.estimate.value is not None  # the figures are kept


@pytest.mark.parametrize(
    "around",
    [
        {"others": (OtherAction(title="Före", areas=("a",), starts=date(2020, 1, 1), ends=START),)},
        {"others": (OtherAction(title="Efter", areas=("a",), starts=END),)},
        {"others": (OtherAction(title="Annat", areas=("a",), starts=MIDDLE, categories=("Y",)),)},
        {"others": (OtherAction(title="Långt bort", areas=("d",), starts=MIDDLE),)},
        {"breaks": (Break(day=START), Break(day=END), Break(day=MIDDLE, area="d"))},
        {"redrawn": ("d",)},
    ],
)
def test_what_does_not_touch_the_comparison_does_not_refuse_it(around: dict[str, Any]) -> None:
    assert (
        evaluate(made(LIKE), plan(), surroundings=Surroundings(**around)).verdict.change is Change.DECREASED
    )


def test_doubts_are_told_with_a_verdict_and_a_peak_before_is_no_proof() -> None:
    late = evaluate(made(LIKE), plan(), surroundings=Surroundings(decided_afterwards=True))
    assert late.verdict.change is Change.DECREASED
    assert Code.DECIDED_AFTERWARDS in [one.code for one in late.verdict.doubts]
    chosen = evaluate(made(LIKE), plan(chosen_high=True))
    assert [one.code for one in chosen.verdict.refusals] == [Code.CHOSEN_HIGH]
    short = {
        "before": (START + timedelta(weeks=52), START + timedelta(weeks=78)),
        "after": (START + timedelta(weeks=78), END),
    }
    rose = made({"a": (2.0, 6.0), "b": (4.0, 4.0), "c": (4.0, 4.0)})
    assert Code.HIGH_BEFORE in evaluate(rose, plan(**short)).validity.doubts
    waits = check(
        made(LIKE),
        treated=("a",),
        comparison=("b",),
        categories=("X",),
        before=(START, MIDDLE),
        after=(MIDDLE, END + timedelta(weeks=1)),
    )
    assert Code.NOT_OVER in waits.refusals
    early = evaluate(made(LIKE), plan(before=(START - timedelta(weeks=4), MIDDLE)))
    assert Code.BEFORE_CUT_SHORT in [one.code for one in early.verdict.doubts]
    assert early.n_before == 52


def test_a_zero_refuses_without_a_number() -> None:
    found = evaluate(made(LIKE | {"a": (4.0, 0.0)}), plan())
    assert [one.code for one in found.verdict.refusals] == [Code.ZERO_COUNT]
    assert np.isnan(found.judged.estimate.value or 0)
    assert sentence(found, what="X", where="A").startswith("Det går inte att säga")


def test_movement_to_the_areas_around_is_seen() -> None:
    moved = evaluate(made(LIKE | {"d": (4.0, 6.5)}), plan(buffer=("d",)))
    assert moved.buffer is not None
    assert moved.buffer.verdict.change is Change.INCREASED


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({"before": (START + timedelta(days=1), MIDDLE)}, "hela veckor"),
        ({"after": (MIDDLE - timedelta(weeks=1), END)}, "slutar innan"),
        ({"comparison": ()}, "jämförelseområde"),
        ({"comparison": ("a",)}, "antingen"),
        ({"treated": ()}, "minst ett område"),
        ({"design": Design.INTERRUPTED}, "inga jämförelseområden"),
        ({"design": Design.WEIGHTED, "after": (MIDDLE, END - timedelta(weeks=1))}, "lika långa"),
        ({"margin": 1.0}, "andel"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(bad: dict[str, Any], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        plan(**bad)
    with pytest.raises(BadInput, match="finns inte"):
        evaluate(made(LIKE), plan(treated=("zzz",)))


def test_the_picker_proposes_what_went_alike_and_says_why_not() -> None:
    rng = np.random.default_rng(5)
    counts = made(
        {"a": (4.0, 4.0), "b": (4.0, 4.0), "c": (40.0, 40.0), "d": (0.1, 0.1), "e": (4.0, 4.0), "f": (4, 4)}
    )
    rising = counts.n.copy()
    rising[4, 0, :52] = rng.poisson(np.linspace(0.5, 9, 52))
    counts = replace(counts, n=rising)
    told = {"treated": ("a",), "categories": ("X",), "before": (START, MIDDLE)}
    found = {one.area: one for one in candidates(counts, taken={"f": "Ljus i parken pågår där."}, **told)}
    assert [area for area, one in found.items() if one.fits] == ["b"]
    assert "nivån" in found["c"].why.casefold()
    assert "händelser före" in found["d"].why
    assert "annat håll" in found["e"].why
    assert found["f"].why == "Ljus i parken pågår där."
    assert sum(found["b"].series) == found["b"].before  # 52 weeks are 13 times four
    changed = replace(counts, n=np.where(np.arange(WEEKS) >= 52, 0, counts.n))
    assert candidates(changed, taken={"f": "Ljus i parken pågår där."}, **told) == tuple(
        found.values()
    )  # blind to after


def test_what_can_be_seen_is_told_before_the_start() -> None:
    few, many = (detectable(made({a: (mean, mean) for a in "abc"}), plan()) for mean in (0.25, 20.0))
    assert few.decrease < many.decrease < 1 or np.isnan(few.decrease)
    assert "för få" in few.sentence or "bara en minskning" in few.sentence
    assert many.sentence.endswith("kan synas säkert.")
    for design in (Design.WEIGHTED, Design.INTERRUPTED, Design.BEFORE_AFTER):
        chosen = plan(design=design, comparison=("b", "c") if design.compares else ())
        assert 0.5 < detectable(made(LIKE), chosen).decrease < 1 or design is Design.INTERRUPTED


def test_power_of_the_difference_by_simulation() -> None:
    rng = np.random.default_rng(8)
    counts = rng.poisson([80, 80 * 0.6, 160, 160], (3000, 4))
    seen = []
    for row in counts.tolist():
        found = ratio_of_ratios(row, [1, 1, 0, 0], [0, 1, 0, 1]).poisson
        seen.append(found.high < 1 or found.low > 1)
    assert np.mean(seen) == pytest.approx(difference_power(80, 160, ratio=0.6).power, abs=0.03)


def test_the_digest_of_a_baseline_follows_what_was_counted() -> None:
    counts = made(LIKE)
    told = digest_of(counts, ("a", "b"), ("X",), (START, MIDDLE))
    assert told == digest_of(counts, ("b", "a"), ("X",), (START, MIDDLE))
    more = counts.n.copy()
    more[0, 0, 3] += 1
    assert told != digest_of(replace(counts, n=more), ("a", "b"), ("X",), (START, MIDDLE))
    more = counts.n.copy()
    more[0, 0, 60] += 1
    assert told == digest_of(replace(counts, n=more), ("a", "b"), ("X",), (START, MIDDLE))


def test_usual_periods_are_whole_weeks_on_both_sides() -> None:
    before, after = usual_spans(date(2026, 3, 4))
    assert before == (date(2025, 3, 3), date(2026, 3, 2))
    assert after[0] == date(2026, 3, 9)
    assert usual_spans(date(2026, 3, 2))[1][0] == date(2026, 3, 2)
