"""Community Readiness: the published arithmetic, agreement against its peers, and comparisons that are refused."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.instruments.load import readiness
from samsyn.methods.readiness import (
    Score,
    Scores,
    Validity,
    agreement,
    compare,
    gather,
    profile,
    sector_profiles,
)
from samsyn.methods.readiness.agree import icc_2_1, quadratic_kappa
from samsyn.methods.readiness.change import Code
from samsyn.stats.agreement import intraclass

FIRST, SECOND = [3, 4, 5, 4, 6, 3], [3, 5, 5, 4, 5, 4]
HANDBOOK = {"A": "3.5", "B": "5.0", "C": "4.25", "D": "4.75", "E": "5.5", "F": "3.75"}
"""The worked example of the handbook: total 26.75, overall 4.46, stage 4."""
ANSWERED = Validity(reach="whole", turnover="none", reorganisation="no", vacancy="no", other_initiatives="no")


def wave(
    values: dict[str, list[str]], name: str = "", raters: tuple[str, ...] = ("r1", "r2"), **more: str
) -> Scores:
    """Interviews whose raters gave the consensus."""
    rows = [
        Score(
            interview=f"i{number}",
            dimension=key,
            rater=rater,
            value=Decimal(value),
            consensus=Decimal(value),
            wave=name,
            sector=more.get("sector", ""),
            mode=more.get("mode", ""),
        )
        for key, given_values in values.items()
        for number, value in enumerate(given_values)
        for rater in raters
    ]
    return gather(rows)[name]


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_the_handbooks_example_is_rounded_down() -> None:
    found = profile(wave({key: [value] * 6 for key, value in HANDBOOK.items()}), rng=rng())
    assert found.overall == Decimal("26.75") / 6
    assert f"{found.overall:.2f}" == "4.46"
    assert found.stage == 4
    assert found.lowest == ("A",)
    assert found.highest == ("E",)
    assert found.edition == "six"


def test_a_score_just_below_a_stage_stays_below_it() -> None:
    found = profile(wave({"A": ["3.75"] * 11 + ["4.0"] * 88 + ["4.25"] * 10}), rng=rng())
    assert Decimal("3.99") < found.dimensions[0].score < 4
    assert found.dimensions[0].stage == 3
    assert readiness().stage(float(found.dimensions[0].score)).number == 3


def test_agreement_of_the_test_vector() -> None:
    rows = [
        Score(interview=f"i{n}", dimension="C", rater=rater, value=Decimal(value))
        for rater, values in (("r1", FIRST), ("r2", SECOND))
        for n, value in enumerate(values)
    ]
    pooled, per_dimension = agreement(gather(rows)[""], rng=rng())
    assert round(pooled.icc, 4) == 0.7458
    assert round(pooled.kappa, 4) == 0.7097
    assert pooled.exact == 0.5
    assert pooled.within_one == 1
    assert pooled.difference == pytest.approx(-1 / 6)
    assert per_dimension[0].icc == pooled.icc
    low, high = pooled.intervals["icc"]
    assert low < pooled.icc < high


def slow_kappa(pairs: list[tuple[int, int]]) -> float:
    """The definition, over the categories 1 to 9: 1 − Σ w O / Σ w E with w = (i − j)² / 64."""
    observed = np.zeros((9, 9))
    for one, other in pairs:
        observed[one - 1, other - 1] += 1 / len(pairs)
    steps = np.arange(9)
    weights = (steps[:, None] - steps) ** 2 / 64
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0))
    chance = (weights * expected).sum()
    return float(1 - (weights * observed).sum() / chance) if chance > 0 else float("nan")


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=3, max_size=30))
@example([(1, 8), (2, 9), (7, 2)])  # hardly any degree of freedom is left for the interval
def test_the_figures_are_those_of_the_general_functions(pairs: list[tuple[int, int]]) -> None:
    table = np.array(pairs, dtype=np.float64)
    ours, theirs = quadratic_kappa(table), slow_kappa(pairs)
    assert (np.isnan(ours) and np.isnan(theirs)) or ours == pytest.approx(theirs, abs=1e-9)
    form = next(one for one in intraclass(table).forms if one.name == "ICC(2,1)")
    mine = icc_2_1(table)
    assert (np.isnan(mine) and not np.isfinite(form.value)) or mine == pytest.approx(form.value, abs=1e-9)


def test_consensus_counts_and_not_the_raters() -> None:
    rows = [
        Score(interview="i1", dimension="C", rater="r1", value=Decimal(3), consensus=Decimal(4)),
        Score(interview="i1", dimension="C", rater="r2", value=Decimal(6), consensus=Decimal(4)),
    ]
    scores = gather(rows)[""]
    assert profile(scores, rng=rng()).overall == 4
    assert scores.reasons_needed() == (("i1", "C"),)


def test_without_consensus_the_mean_stands_in_and_says_so() -> None:
    rows = [
        Score(interview="i1", dimension="C", rater=rater, value=Decimal(value))
        for rater, value in (("r1", 3), ("r2", 4))
    ]
    found = profile(gather(rows)[""], rng=rng())
    assert found.overall == Decimal("3.5")
    assert found.is_provisional
    assert any("Konsensus saknas" in doubt for doubt in found.doubts)
    assert any(doubt.startswith("Poäng saknas i dimension B, D, E, F:") for doubt in found.doubts)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("i1", "A", "r1", "0.5", None)], "mellan 1 och 9"),
        ([("i1", "A", "r1", "3.3", None)], "kvartssteg"),
        ([("i1", "A", "r1", "3", None), ("i1", "A", "r1", "4", None)], "två gånger"),
        ([("i1", "A", "r1", "3", "3"), ("i1", "A", "r2", "4", "4")], "två olika konsensus"),
    ],
)
def test_what_is_no_score_is_refused(rows: list[tuple[str, str, str, str, str | None]], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        gather(
            Score(interview=i, dimension=d, rater=r, value=Decimal(v), consensus=Decimal(c) if c else None)
            for i, d, r, v, c in rows
        )


def test_web_answers_are_never_mixed_with_interviews() -> None:
    rows = [
        Score(interview=f"i{n}", dimension="A", rater="r1", value=Decimal(3), mode=mode)
        for n, mode in enumerate(("interview", "web"))
    ]
    with pytest.raises(BadInput, match="systematiskt högre"):
        gather(rows)


def test_sectors_of_fewer_than_three_are_not_shown() -> None:
    many = wave({"A": ["3"] * 3}, sector="skola")
    assert sector_profiles(many, rng=rng())["skola"] is not None
    assert sector_profiles(wave({"A": ["3"] * 2}, sector="polis"), rng=rng()) == {"polis": None}


BEFORE = {"C": ["3", "3.5", "3", "4", "3.25", "3"]}
AFTER = {"C": ["5", "5.5", "5", "6", "5.25", "5"]}


def test_a_change_beyond_chance_is_told() -> None:
    found = compare(wave(BEFORE, "start"), wave(AFTER, "slut"), ANSWERED, rng=rng())
    assert found.refusal is None
    assert found.changes[0].word == "ökat"
    assert found.changes[0].change == pytest.approx(2.0)
    same = compare(wave(BEFORE, "start"), wave(BEFORE, "slut"), ANSWERED, rng=rng())
    assert same.changes[0].word == "kan inte skiljas från slump"


@pytest.mark.parametrize(
    ("validity", "code"),
    [
        (Validity(), Code.UNANSWERED),
        (Validity(**{**vars(ANSWERED), "reach": "small_group"}), Code.NOT_RELEVANT),
        (Validity(**{**vars(ANSWERED), "turnover": "key_persons"}), Code.ACTIVITY_LEVEL),
        (Validity(**{**vars(ANSWERED), "reorganisation": "major"}), Code.ACTIVITY_LEVEL),
    ],
)
def test_a_comparison_that_means_nothing_is_refused_with_its_reason(validity: Validity, code: Code) -> None:
    found = compare(wave(BEFORE, "start"), wave(AFTER, "slut"), validity, rng=rng())
    assert found.changes == ()
    assert found.code is code
    assert found.refusal is not None
    said = {Code.NOT_RELEVANT: "inte relevant", Code.ACTIVITY_LEVEL: "mer relevant"}.get(
        code, "inte besvarade"
    )
    assert said in found.refusal.why


def test_other_editions_and_modes_are_not_compared() -> None:
    six = wave({"A": ["3"] * 6, "C": ["3"] * 6}, "start")
    assert compare(six, wave(AFTER, "slut"), ANSWERED, rng=rng()).code is Code.OTHER_EDITION
    web = wave(AFTER, "slut", mode="web")
    assert compare(wave(BEFORE, "start", mode="interview"), web, ANSWERED, rng=rng()).code is Code.OTHER_MODE


def test_the_interval_of_no_change_covers_zero_about_as_often_as_stated() -> None:
    random, hits, rounds = np.random.default_rng(5), 0, 200
    steps = np.arange(2, 7, 0.25)
    for _ in range(rounds):
        waves = [
            wave({"C": [str(value) for value in random.choice(steps, size=10)]}, name) for name in ("a", "b")
        ]
        found = compare(waves[0], waves[1], ANSWERED, rng=random, resamples=300)
        hits += found.changes[0].low <= 0 <= found.changes[0].high
    assert 0.88 <= hits / rounds <= 0.98  # percentile intervals of ten interviews are a little short


def test_the_instrument_is_whole() -> None:
    texts = readiness()
    assert texts.editions == {"six": tuple("ABCDEF"), "five": tuple("BCDEF")}
    assert len(texts.questions) == 36
    assert [one.number for one in texts.questions] == list(range(1, 37))
    assert {one.key for one in texts.validity} == set(vars(Validity()))
    assert texts.source_status == "own_words"
    assert texts.dimensions["C"].advice
