"""The nouns of the cycle: a finding's name, and that nothing in it can be changed."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from samsyn import cycle
from samsyn.cycle import Estimate, Finding, Status
from samsyn.period import Period
from samsyn.provenance import Provenance, Rows

WEEK = Period(start=date(2024, 9, 30), end=date(2024, 10, 7))


def finding(**changes: object) -> Finding:
    """A finding of five reports in one area and week."""
    settings = {
        "method": "incidents",
        "key": "total",
        "period": WEEK,
        "area": "0012",
        "estimate": Estimate(value=5.0, low=1.6, high=11.7, unit="rapporter", n=5),
        "provenance": Provenance(
            sources=("a" * 32,),
            function="samsyn.stats.rate.rate",
            version="incidents/1",
            rows=Rows(area="0012"),
        ),
    }
    return Finding(**{**settings, **changes})  # type: ignore[arg-type]


def test_equal_findings_have_the_same_name() -> None:
    assert finding().digest == finding().digest
    assert len(finding().digest) == 32


@pytest.mark.parametrize(
    "changes",
    [
        {"area": "0013"},
        {"category": "skadegörelse"},
        {"status": Status.ABOVE},
        {"reason": "Fler än väntat."},
        {"detail": {"expected": 2.0}},
        {"key": "change"},
        {"period": Period(start=date(2024, 10, 7), end=date(2024, 10, 14))},
        {"estimate": Estimate(value=6.0, low=2.2, high=13.1, unit="rapporter", n=6)},
    ],
)
def test_another_finding_has_another_name(changes: dict[str, object]) -> None:
    assert finding(**changes).digest != finding().digest


def test_every_noun_is_frozen() -> None:
    nouns = [
        value
        for value in vars(cycle).values()
        if dataclasses.is_dataclass(value) and value.__module__ == cycle.__name__
    ]
    assert len(nouns) >= 10
    for noun in nouns:
        assert noun.__dataclass_params__.frozen, noun.__name__


def test_a_status_is_one_plain_word() -> None:
    assert all(status.value == status.name.lower() for status in Status)
