"""A finished measurement in a picture: from counted scores as from the scores, no interview by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.methods.picked_method import PickedTold
from samsyn.methods.readiness import Score, Scores, Validity, compare, gather, profile
from samsyn.methods.readiness.find import measured
from samsyn.methods.readiness.method import READINESS
from samsyn.methods.readiness.picked_find import DRAWN
from samsyn.methods.readiness.picked_sections import PICKED_READINESS
from samsyn.methods.readiness.picks import CHANGE, PROFILE, counted_scores, picked_round
from samsyn.methods.readiness.register import BEFORE, NOW, Measured, scores_of

EXAMPLE, SEED = READINESS.example(), 7
SAID = measured(EXAMPLE.options)
QUARTERS = st.lists(st.integers(4, 36), min_size=5, max_size=5)


def wave(kind: str) -> Scores:
    """A wave of the library's invented measurement."""
    found = scores_of(EXAMPLE.table.frame, kind, name=kind, mode=SAID.mode)
    assert found is not None
    return found


def told(now: Scores, *picks: str, said: Measured = SAID, before: Scores | None = None) -> PickedTold:
    """What a measurement says in a picture."""
    made = picked_round(
        now,
        said,
        picks,
        before=before,
        period=EXAMPLE.period,
        closed=date(2026, 9, 1),
        sources=("0" * 32,),
        seed=SEED,
    )
    return PICKED_READINESS.told(made)


@given(st.lists(QUARTERS, min_size=1, max_size=9))
def test_counted_scores_say_what_the_scores_say(given_: list[list[int]]) -> None:
    scores = gather(
        Score(
            interview=f"I{n}",
            dimension=key,
            rater=rater,
            value=Decimal(q) / 4,
            wave="nu",
            consensus=Decimal(q) / 4,
        )
        for n, row in enumerate(given_)
        for key, q in zip("BCDEF", row, strict=True)
        for rater in "12"
    )["nu"]
    made = told(scores, PROFILE, said=replace(SAID, previous_wave="", validity=None))
    whole = profile(scores, rng=np.random.default_rng(SEED), resamples=DRAWN)
    for one in whole.dimensions:
        finding = next(f for f in made.found.findings if f.category == one.dimension)
        point = finding.estimate.value if finding.estimate.value is not None else finding.detail["point"]
        assert point == pytest.approx(fmean(row["BCDEF".index(one.dimension)] for row in given_) / 4)
        if len(given_) >= 3:
            assert finding.estimate.low == pytest.approx(min(one.low, float(one.score)))
            assert finding.estimate.high == pytest.approx(max(one.high, float(one.score)))
    overall = next(f for f in made.found.findings if f.key == "overall")
    assert overall.detail["stage"] == whole.stage
    assert tuple(overall.detail["lowest"]) == whole.lowest
    counted = counted_scores(made.observed.table.frame, NOW, wave="nu", mode="")
    assert counted is not None
    for key in "BCDEF":  # the same scores, tied to no interview
        assert sorted(counted.settled(key).values()) == sorted(scores.settled(key).values())


def test_the_change_is_that_of_the_comparison_and_its_refusal_a_finding() -> None:
    now, before = wave(NOW), wave(BEFORE)
    made = told(now, PROFILE, CHANGE, before=before)
    validity = Validity(**dict(SAID.validity or {}))
    found = compare(before, now, validity, rng=np.random.default_rng(SEED), resamples=DRAWN)
    changes = {one.category: one for one in made.found.findings if one.key == "change"}
    for one in found.changes:
        same = changes[one.dimension]
        assert (same.estimate.value, same.estimate.low, same.estimate.high) == pytest.approx(
            (one.change, one.low, one.high)
        )
        assert same.detail["word"] == one.word
    small = replace(SAID, validity={**dict(SAID.validity or {}), "reach": "small_group"})
    refused = told(now, PROFILE, CHANGE, said=small, before=before)
    (one_,) = [one for one in refused.found.findings if one.key.startswith("change")]
    assert (one_.key, one_.estimate.value, one_.detail["code"]) == ("change_refused", None, "not_relevant")
    assert "Mätningarna jämförs inte." in refused.sentence(Edition.PUBLIC)


def test_few_interviews_are_not_told_to_the_public() -> None:
    few = gather(
        Score(
            interview=f"I{n}", dimension=key, rater=r, value=Decimal(4), wave="nu", consensus=Decimal(4 + n)
        )
        for n in range(3)
        for key in "BCDEF"
        for r in "12"
    )["nu"]
    made = told(few, PROFILE)
    for only in made.sections(Edition.PUBLIC):
        assert (only.tables, only.charts) == ((), ())
    assert made.sections(Edition.INTERNAL)[0].charts
    assert "5,00" not in made.sentence(Edition.PUBLIC)


def test_it_is_told_again_from_its_document_and_rows() -> None:
    made = told(wave(NOW), PROFILE, CHANGE, before=wave(BEFORE))
    again = READINESS.tell(made.observed.table, made.document(Edition.INTERNAL), None)
    for edition in Edition:
        assert again.document(edition) == made.document(edition)
    with pytest.raises(Refused):
        told(wave(NOW))
    with pytest.raises(Refused):
        told(wave(NOW), CHANGE)
