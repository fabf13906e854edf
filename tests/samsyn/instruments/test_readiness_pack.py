"""A text of Community Readiness that is loaded: what it holds stands, the rest is ours, and what is wrong is told."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadDeclaration
from samsyn.instruments.load import readiness, readiness_file, readiness_plain
from samsyn.instruments.readiness import read_readiness
from samsyn.instruments.readiness_pack import TAKES, read_pack

BASE = readiness_plain()
HEAD = {"name": "Godkänd text", "version": 3, "source": "Handbok 2006", "source_status": "original",
        "permission": "Ja, 3 mars 2027"}  # fmt: skip
STEPS = [f"steg {n}" for n in range(1, 10)]


def pack(**parts: Any) -> bytes:
    """A file with these parts under the usual head."""
    return yaml.safe_dump({**HEAD, **parts}, allow_unicode=True).encode()


def test_what_is_loaded_stands_and_the_rest_is_ours() -> None:
    made = read_readiness(
        read_pack(
            pack(
                dimensions={"C": {"name": "Ledning", "question": "Vem leder?"}},
                anchors={"C": STEPS},
                questions=[{"number": 1, "dimensions": ["C"], "text": "Vem leder frågan?"}],
            ),
            "egen.yaml",
            base=BASE,
        )
    )
    assert (made.name, made.version, made.permission) == ("Godkänd text", 3, "Ja, 3 mars 2027")
    assert made.dimensions["C"].name == "Ledning"
    assert made.dimensions["C"].source_status == "original"
    assert made.dimensions["C"].anchors == tuple(STEPS)
    assert [one.text for one in made.questions] == ["Vem leder frågan?"]
    ours = readiness()
    assert made.dimensions["E"] == ours.dimensions["E"]
    assert (made.stages, made.advice, made.validity, made.editions) == (
        ours.stages, ours.advice, ours.validity, ours.editions,
    )  # fmt: skip
    assert ours.name == ours.permission == "", "our own text is as it was"


def test_our_own_file_with_a_head_is_a_pack() -> None:
    own = yaml.safe_load(readiness_file())
    parts = {key: own[key] for key in TAKES}
    for one in parts["dimensions"].values():
        del one["source_status"]
    for one in parts["actions"]:
        del one["source_status"]
    made = read_readiness(read_pack(pack(**parts), "x", base=BASE))
    assert made.questions == readiness().questions
    assert made.advice == readiness().advice


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "har inga texter"),
        ({"anchors": {"C": STEPS[:8]}}, "anchors C: 8 steg finns, men ska vara 9"),
        ({"anchors": {"Q": STEPS}}, "texter för A, B, C, D, E, F"),
        ({"dimensions": {"C": {"name": "x"}}}, "dimensions C: fältet question"),
        ({"dimensions": {"C": "x"}}, "name och question"),
        ({"stages": [{"number": 2, "name": "x", "meaning": "y"}]}, "1 till 9, i ordning"),
        ({"actions": [{"stage": 1, "text": "x"}]}, "ett för varje stadium"),
        ({"questions": [{"number": 1, "dimensions": ["Z"], "text": "x"}]}, "en eller flera av A"),
        ({"questions": [{"number": 1, "dimensions": ["A"], "text": "x"}] * 2}, "två gånger"),
        ({"questions": [{"number": 1, "dimensions": ["A"], "txt": "x"}]}, "okänt fält txt"),
        ({"anchors": {"C": STEPS}, "validity": []}, "okänt fält validity"),
        ({"anchors": {"C": STEPS}, "permission": None}, "fältet permission"),
        ({"anchors": {"C": STEPS}, "source_status": "min"}, "något av original, own_words, local_design"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(BadDeclaration, match=said):
        read_pack(pack(**parts), "egen.yaml", base=BASE)


@given(st.binary(max_size=200))
def test_any_other_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(BadDeclaration):
        read_pack(content, "egen.yaml", base=BASE)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadDeclaration, match="200 kB"):
        read_pack(b"a" * 200_001, "egen.yaml", base=BASE)
