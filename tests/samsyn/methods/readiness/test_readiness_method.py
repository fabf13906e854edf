"""Readiness as a method: its figures are those of the functions it is made of, and what is refused stays refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from samsyn.cycle import Edition, Finding, Round
from samsyn.methods.readiness import agreement, profile
from samsyn.methods.readiness.example import example_round
from samsyn.methods.readiness.find import SEED, find
from samsyn.methods.readiness.method import READINESS
from samsyn.methods.readiness.register import NOW, scores_of


def figures(observed: Round, key: str) -> list[Finding]:
    """The figures of one kind."""
    return [one for one in find(observed).findings if one.key == key]


def test_the_profile_is_the_mean_of_the_consensus() -> None:
    observed = example_round()
    now = observed.table.frame.filter(pl.col("kind") == NOW)
    slow = {key: own["consensus"].mean() / 4 for (key,), own in now.group_by("category")}  # type: ignore[operator]
    assert {one.category: one.estimate.value for one in figures(observed, "dimension")} == slow
    (overall,) = figures(observed, "overall")
    assert overall.estimate.value is not None
    assert abs(overall.estimate.value - sum(slow.values()) / 6) < 1e-12
    assert overall.detail["stage"] == int(overall.estimate.value)
    assert overall.detail["lowest"] == [min(slow, key=lambda key: slow[key])]


def test_agreement_is_that_of_the_scores() -> None:
    observed = example_round()
    scores = scores_of(observed.table.frame, NOW, name="Uppföljning", mode="interview")
    assert scores is not None
    told, _ = agreement(scores, rng=np.random.default_rng(SEED))
    assert [figures(observed, key)[0].estimate.value for key in ("exact", "kappa", "icc")] == [
        told.exact,
        told.kappa,
        told.icc,
    ]
    assert profile(scores, rng=np.random.default_rng(SEED)).interviews == 10


def test_a_comparison_is_refused_where_the_organisation_is_another() -> None:
    observed = example_round()
    assert len(figures(observed, "change")) == 6
    validity = {**observed.options["validity"], "reach": "small_group"}
    refused = replace(observed, options={**observed.options, "validity": validity})
    assert figures(refused, "change") == []
    (section,) = [
        one for one in READINESS.sections(refused, find(refused), Edition.PARTNER) if one.key == "change"
    ]
    assert "inte relevant" in section.lead
    assert section.tables == ()


def test_sectors_and_scorers_stay_internal_and_few_interviews_are_not_published() -> None:
    observed = example_round()
    found = find(observed)
    internal = READINESS.sections(observed, found, Edition.INTERNAL)
    public = READINESS.sections(observed, found, Edition.PUBLIC)
    assert {table.key for one in internal for table in one.tables} == {
        "profile",
        "sectors",
        "changes",
        "agreement",
    }
    assert {table.key for one in public for table in one.tables} == {"profile", "changes"}
    few = replace(
        observed, table=replace(observed.table, frame=observed.table.frame.filter(pl.col("row") < 2))
    )
    assert [one.tables for one in READINESS.sections(few, find(few), Edition.PUBLIC)] == [()]
    assert all(one.estimate.value is None and one.reason for one in figures(few, "dimension"))
