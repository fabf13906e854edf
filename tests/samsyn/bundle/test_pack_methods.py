"""The texts of a method, and checklists, go into a pack and come out as what a measurement can be taken with."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.bundle.pack_contents import Kind, lines, read_contents
from samsyn.bundle.pack_methods import method_contents, method_of
from samsyn.errors import BadDeclaration, BadInput
from samsyn.instruments.load import readiness_plain
from samsyn.instruments.readiness import read_readiness

OURS = readiness_plain()
TOLD: dict[str, Any] = {
    "name": "Våra ord",
    "version": 3,
    "source": "Exempelby",
    "source_status": "local_design",
}


def contents() -> dict[str, Any]:
    """Our own texts as a pack holds them."""
    return read_contents(Kind.METHOD, method_contents(OURS))


def test_our_own_texts_go_and_come_back_whole() -> None:
    found = read_readiness(method_of(contents(), **{**TOLD, "source_status": "own_words"}))
    ours = read_readiness(OURS)
    assert (found.name, found.version, found.source) == ("Våra ord", 3, "Exempelby")
    for part in ("dimensions", "stages", "questions", "editions", "validity"):
        assert getattr(found, part) == getattr(ours, part), part
    said = {one.where: one.said for one in lines(Kind.METHOD, contents())}
    assert said["Dimension 3, namn"] == "Ledarskap"
    assert said["Dimension 1, 5. steg"] == "insatser planeras"
    assert said["Stadium 1, namn"] == "Ingen medvetenhet"


@given(st.text(alphabet="abcåäö ", min_size=1, max_size=60).map(str.strip).filter(bool), st.integers(0, 8))
def test_whatever_a_step_says_it_stands_in_its_place(said: str, step: int) -> None:
    changed = copy.deepcopy(method_contents(OURS))
    changed["dimensions"][2]["steps"][step] = said
    made = method_of(read_contents(Kind.METHOD, changed), **TOLD)
    expected = [" ".join(said.split()) if n == step else one for n, one in enumerate(OURS["anchors"]["C"])]
    assert made["anchors"]["C"] == expected
    assert {key: made["anchors"][key] for key in "ABDEF"} == {key: OURS["anchors"][key] for key in "ABDEF"}


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (("dimensions", 1, "key"), "A", "samma dimension"),
        (("dimensions", 1, "key"), "G", "dimensions"),
        (("dimensions", 1, "steps"), ["ett"], "9 till 9"),
        (("stages",), [], "9 till 9"),
        (("questions", 0, "dimensions"), ["G"], "dimensions"),
        (("questions", 0, "number"), "2", "2"),
        (("questions", 0, "number"), "x", "heltal"),
        (("questions", 0, "text"), "Ring 070-123 45 67", "Intervjufråga 1"),
        (("method",), "annan", "readiness"),
        (("scores",), [1, 2], "hör inte till"),
    ],
)
def test_what_no_measurement_can_be_taken_with_is_refused(
    where: tuple[Any, ...], value: Any, said: str
) -> None:
    changed: Any = copy.deepcopy(method_contents(OURS))
    place = changed
    for step in where[:-1]:
        place = place[step]
    place[where[-1]] = value
    with pytest.raises(BadInput, match=said):
        read_contents(Kind.METHOD, changed)


def test_the_words_of_its_author_come_with_no_pack() -> None:
    with pytest.raises(BadDeclaration, match="permission"):
        method_of(contents(), **{**TOLD, "source_status": "original"})


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([], "1 till 40"),
        (["x"] * 41, "1 till 40"),
        ([""], "saknas"),
        (["x" * 201], "Högst 200"),
        ("x", "lista"),
    ],
)
def test_a_checklist_has_points_that_can_be_ticked(points: Any, said: str) -> None:
    good = read_contents(Kind.CHECKLIST, {"title": "Lista", "points": ["Ett", "Två"]})
    assert [one.said for one in lines(Kind.CHECKLIST, good)] == ["Lista", "Ett", "Två"]
    with pytest.raises(BadInput, match=said):
        read_contents(Kind.CHECKLIST, {"title": "Lista", "points": points})
