"""
The gaps of a governance model: by hand, against a slow obvious implementation, and by properties.

No published or peer figure applies: what is missing in a model is our own reading of what a model has to say.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.charts import build, resolve
from samsyn.errors import BadDeclaration, BadInput
from samsyn.instruments.steering import read_steering, steering_texts
from samsyn.steering import Body, GapKind, Level, chart, decided_by, gaps, sentence, steering_sections

MATTERS = {"plan": "beslutar planen", "money": "fördelar pengar"}
WHOLE = {
    "mandate": "Beslutar",
    "reference": "KS § 1",
    "members": (("Kommunen", "chef"),),
    "cycle": "varje månad",
}
BOARD = Body(key="a", name="Styrelsen", level=Level.STRATEGIC, matters=("plan", "money"), **WHOLE)
MIDDLE = Body(key="b", name="Samordningen", level=Level.COORDINATING, reports_to=("a",), **WHOLE)
GROUP = Body(key="c", name="Gruppen", level=Level.OPERATIVE, reports_to=("b",), **WHOLE)
RIGHT = (BOARD, MIDDLE, GROUP)


def kinds(*bodies: Body) -> list[tuple[GapKind, tuple[str, ...]]]:
    return [(one.kind, one.bodies) for one in gaps(bodies, MATTERS)]


def test_a_model_that_hangs_together_has_no_gap() -> None:
    assert kinds(*RIGHT) == []
    assert sentence(RIGHT, MATTERS) == (
        "3 organ: 1 på strategisk nivå, 1 på samordnande nivå, 1 på operativ nivå. Inget glapp syns."
    )
    assert kinds() == [], "an empty model is a beginning, not a list of faults"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"mandate": ""}, (GapKind.NO_MANDATE, ("c",))),
        ({"reference": ""}, (GapKind.NO_MANDATE, ("c",))),
        ({"cycle": ""}, (GapKind.NO_CYCLE, ("c",))),
        ({"members": ()}, (GapKind.NO_MEMBERS, ("c",))),
        ({"reports_to": ()}, (GapKind.REPORTS_TO_NOBODY, ("c",))),
        ({"reports_to": ("b", "c")}, (GapKind.LOOP, ("c",))),
        ({"matters": ("plan",)}, (GapKind.DECIDED_TWICE, ("a", "c"))),
        ({"matters": ("Fördelar  PENGAR",)}, (GapKind.DECIDED_TWICE, ("a", "c"))),
        ({"level": Level.COORDINATING}, (GapKind.EMPTY_LEVEL, ())),
    ],
)
def test_each_gap_alone(changed: dict, expected: tuple) -> None:
    assert kinds(BOARD, MIDDLE, replace(GROUP, **changed)) == [expected]


def test_a_loop_is_told_once_and_a_decision_without_body() -> None:
    looped = (replace(BOARD, reports_to=("c",), matters=("plan",)), MIDDLE, GROUP)
    found = gaps(looped, MATTERS)
    assert [(one.kind, one.bodies) for one in found] == [
        (GapKind.LOOP, ("a", "b", "c")),
        (GapKind.UNDECIDED, ()),
    ]
    assert found[0].said.endswith("Styrelsen, Samordningen och Gruppen rapporterar till varandra.")
    assert found[1].said == "Inget organ fördelar pengar."


def test_a_board_that_hears_from_nobody() -> None:
    assert kinds(BOARD, replace(MIDDLE, reports_to=("c",)), replace(GROUP, reports_to=("c",)))[0] == (
        GapKind.HEARS_FROM_NOBODY,
        ("a",),
    )


def test_bodies_that_do_not_hang_together_are_refused() -> None:
    with pytest.raises(BadInput, match="samma nyckel"):
        gaps((BOARD, BOARD), MATTERS)
    with pytest.raises(BadInput, match="som inte finns"):
        gaps((MIDDLE,), MATTERS)


KEYS = "abcde"
some_bodies = st.lists(st.sampled_from(KEYS), unique=True, min_size=1).flatmap(
    lambda keys: st.tuples(
        *(
            st.builds(
                Body,
                key=st.just(key),
                name=st.just(f"Organ {key}"),
                level=st.sampled_from(list(Level)),
                mandate=st.sampled_from(["", "Beslutar"]),
                reference=st.sampled_from(["", "§ 1"]),
                cycle=st.sampled_from(["", "varje vecka"]),
                reports_to=st.lists(st.sampled_from(keys), unique=True, max_size=3).map(tuple),
                matters=st.lists(st.sampled_from([*MATTERS, "något eget"]), unique=True).map(tuple),
            )
            for key in keys
        )
    )
)


def slow_reach(bodies: tuple[Body, ...]) -> set[tuple[str, str]]:
    """Return every pair (from, to), by adding pairs until nothing is new."""
    pairs = {(one.key, to) for one in bodies for to in one.reports_to}
    while more := {(a, d) for (a, b), (c, d) in product(pairs, pairs) if b == c} - pairs:
        pairs |= more
    return pairs


@given(some_bodies)
def test_loops_are_those_that_a_slow_search_finds(bodies: tuple[Body, ...]) -> None:
    pairs = slow_reach(bodies)
    expected = {frozenset(b for b in KEYS if {(a, b), (b, a)} <= pairs) for a in KEYS if (a, a) in pairs}
    found = [frozenset(one.bodies) for one in gaps(bodies, MATTERS) if one.kind is GapKind.LOOP]
    assert set(found) == expected
    assert len(found) == len(expected), "each loop once"


@given(some_bodies)
def test_where_nothing_hinders_everybody_is_heard_at_the_top(bodies: tuple[Body, ...]) -> None:
    found = {one.kind for one in gaps(bodies, MATTERS)}
    if found & {GapKind.LOOP, GapKind.REPORTS_TO_NOBODY}:
        return
    pairs, levels = slow_reach(bodies), {one.key: one.level for one in bodies}
    for one in bodies:
        over = {to for key, to in pairs if key == one.key}
        assert one.level is Level.STRATEGIC or Level.STRATEGIC in {levels[to] for to in over}


@given(some_bodies, st.randoms(use_true_random=False))
def test_the_order_of_bodies_changes_no_gap(bodies: tuple[Body, ...], chance) -> None:
    turned = list(bodies)
    chance.shuffle(turned)
    told = [
        {(one.kind, frozenset(one.bodies), one.bodies == ()) for one in gaps(some, MATTERS)}
        for some in (bodies, turned)
    ]
    assert told[0] == told[1]


@given(some_bodies)
def test_every_decision_is_counted_once(bodies: tuple[Body, ...]) -> None:
    by_hand = {name: {one.key for one in bodies if code in one.matters} for code, name in MATTERS.items()}
    found = {
        one.name: {body.key for body in one.bodies} for one in decided_by(bodies, MATTERS) if one.is_known
    }
    assert found == by_hand
    said = [one.kind for one in gaps(bodies, MATTERS)]
    assert said.count(GapKind.UNDECIDED) == sum(not who for who in by_hand.values())


@given(some_bodies)
def test_every_model_can_be_drawn_and_the_table_names_every_body(bodies: tuple[Body, ...]) -> None:
    drawn = resolve(chart(bodies), width=358)
    assert {row[1] for row in drawn.table.rows} == {one.name for one in bodies}
    assert all(one.name in drawn.sentence for one in bodies)


def test_no_line_passes_through_a_box() -> None:
    skips = (BOARD, MIDDLE, replace(GROUP, reports_to=("a",)))
    spec = resolve(chart(skips), width=680).spec
    rules = [layer["data"]["values"] for layer in spec["layer"] if layer["mark"].get("color") == "#0B5563"][0]
    edges = [layer["data"]["values"] for layer in spec["layer"] if layer["mark"].get("color") == "#78868E"][0]
    xs, ys = [row["x"] for row in edges[4:8]], [row["y"] for row in edges[4:8]]  # the one in the middle
    for row in rules:
        for part in range(1, 20):
            x, y = (row[a] + (row[f"{a}2"] - row[a]) * part / 20 for a in "xy")
            assert not (min(xs) < x < max(xs) and min(ys) < y < max(ys))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"levels": ["A"], "bodies": []}, "saknar organ"),
        ({"levels": [], "bodies": [{"key": "a", "name": "A", "level": 0}]}, "nivå"),
        ({"levels": ["A"], "bodies": [{"key": "a", "name": "A", "level": 0}] * 2}, "nyckel"),
        (
            {"levels": ["A"], "bodies": [{"key": "a", "name": "A", "level": 0}], "reports": [["a", "b"]]},
            "rapport",
        ),
    ],
)
def test_a_chart_of_wrong_data_is_refused(data: dict, said: str) -> None:
    with pytest.raises(BadDeclaration, match=said):
        build("bodies", data)


def test_a_model_is_told_in_four_parts_and_an_empty_one_in_none() -> None:
    told = steering_sections((*RIGHT, replace(GROUP, key="d", name="Den andra", reports_to=())), MATTERS)
    assert [one.key for one in told] == ["styrmodell", "beslutar", "organen", "glapp"]
    assert told[1].tables[0].rows[0] == ("Beslutar planen", "Styrelsen", "Strategisk nivå")
    assert told[3].tables[0].rows[0][0] == "Den andra rapporterar inte till någon."
    assert steering_sections((), MATTERS) == ()


def test_the_usual_division_is_whole_but_for_what_only_the_municipality_knows() -> None:
    texts = steering_texts()
    usual = [
        Body(
            key=one.code,
            name=one.name,
            level=Level(one.level),
            reports_to=one.reports_to,
            matters=one.matters,
        )
        for one in texts.usual
    ]
    left = {one.kind for one in gaps(usual, texts.names)}
    assert left == {GapKind.NO_MANDATE, GapKind.NO_CYCLE, GapKind.NO_MEMBERS}
    with pytest.raises(BadDeclaration, match="saknas"):
        read_steering(
            "version: x\nsource_status: local_design\n"
            "usual:\n  - {code: a, name: A, level: operative, reports_to: [b]}",
            "t.yaml",
        )
