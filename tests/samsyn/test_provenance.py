"""Digests name values: equal values have equal digests, different values different ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.provenance import Provenance, Rows, canonical, digest

plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Point:
    x: float
    name: str


def test_a_digest_by_hand() -> None:
    text = '{"a":[1,2.5,null],"b":"å"}'
    assert digest({"b": "å", "a": (1, 2.5, None)}) == hashlib.sha256(text.encode()).hexdigest()[:32]


@given(st.dictionaries(st.text(), plain, max_size=6))
def test_the_order_of_keys_is_irrelevant(value: dict[str, Any]) -> None:
    assert digest(value) == digest(dict(reversed(value.items())))


@given(plain)
def test_canonical_is_stable_under_repetition(value: Any) -> None:
    assert canonical(canonical(value)) == canonical(value)
    assert digest(canonical(value)) == digest(value)


@given(plain, plain)
def test_equal_digest_means_equal_value(one: Any, other: Any) -> None:
    assert (digest(one) == digest(other)) == (repr(canonical(one)) == repr(canonical(other)))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), np.float64("-inf")])
def test_what_is_no_number_is_none_since_json_has_no_word_for_it(number: float) -> None:
    assert canonical({"p": number}) == {"p": None}


def test_floats_keep_twelve_digits() -> None:
    assert digest(0.1 + 0.2) == digest(0.3)
    assert digest(1.0) != digest(1.000001)


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (Colour.RED, "red"),
        (date(2024, 2, 29), "2024-02-29"),
        (Point(1.5, "a"), {"x": 1.5, "name": "a"}),
        ((1, 2), [1, 2]),
        ({"b", "a"}, frozenset({"a", "b"})),
        (np.int64(3), 3),
        (np.float64(0.5), 0.5),
        (np.bool_(True), True),
    ],
)
def test_what_counts_as_equal(value: Any, same: Any) -> None:
    assert digest(value) == digest(same)


def test_the_order_of_a_list_counts() -> None:
    assert digest([1, 2]) != digest([2, 1])


def test_every_part_of_a_provenance_counts() -> None:
    settings: dict[str, Any] = {
        "sources": ("a" * 32,),
        "function": "samsyn.stats.rate.poisson_interval",
        "version": "incidents/1",
        "rows": Rows(area="0012"),
        "parameters": {"level": 0.95},
    }
    base = digest(Provenance(**settings))
    for name, other in {
        "sources": ("b" * 32,),
        "function": "samsyn.stats.rate.rate",
        "version": "incidents/2",
        "rows": Rows(area="0013"),
        "parameters": {"level": 0.9},
    }.items():
        assert digest(Provenance(**{**settings, name: other})) != base
    assert digest(Provenance(**settings)) == base
