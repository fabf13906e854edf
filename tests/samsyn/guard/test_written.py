"""On sentences as people write them: what is found of each kind, and where the guard cries wolf."""

from __future__ import annotations

import re

import pytest

from samsyn.guard import KINDS, find
from tests.architecture.tree import ROOT
from tests.samsyn.guard.sentences import Span, Tally, sentences, tally

PARTS = ("building", "held_out")
# The least share that is found of each kind, and the most places where it may be seen though nobody is.
FLOORS = {
    "personal_number": (1.0, 0),
    "coordination_number": (1.0, 0),
    "email": (0.99, 0),
    "phone": (0.98, 0),
    "plate": (0.95, 0),
    "dwelling": (0.90, 1),
    "handle": (0.90, 1),
    "name": (0.85, 3),
}


def spans(text: str) -> list[Span]:
    return [(one.kind, one.start, one.end) for one in find(text)]


@pytest.mark.parametrize("part", PARTS)
def test_each_kind_is_found_as_often_as_promised_and_wolf_is_seldom_cried(part: str) -> None:
    counted, told = tally(sentences(part), spans)
    assert set(counted) == set(FLOORS) == set(KINDS)
    for kind, (least, most) in FLOORS.items():
        assert counted[kind].recall >= least, [line for line in told if f"missed {kind}" in line]
        assert counted[kind].false <= most, [line for line in told if f"false {kind}" in line]


def test_the_set_is_large_and_has_every_kind() -> None:
    every = [one for part in PARTS for one in sentences(part)]
    assert sum(1 for one in every if one.traces) >= 200
    assert sum(1 for one in every if not one.traces) >= 200
    assert {kind for one in every for kind, _, _ in one.traces} == set(KINDS)
    assert len({one.text for one in every}) == len(every)


def test_a_guard_that_is_wrong_is_seen_to_be() -> None:
    """The tally itself: a blind guard finds nothing, one that sees everything cries wolf everywhere."""
    some = list(sentences("building"))
    blind, _ = tally(some, lambda text: [])
    assert all(one.found == 0 and one.recall == 0 for one in blind.values())
    every, _ = tally(some, lambda text: [("name", 0, len(text))])
    assert every["name"] == Tally(
        traces=blind["name"].traces,
        found=blind["name"].traces,
        false=sum(1 for one in some if not one.traces),
    )


def test_the_page_says_what_is_measured() -> None:
    page = (ROOT / "docs/explanation/guard.md").read_text(encoding="utf-8")
    for kind in KINDS:
        row = re.search(rf"^\| `{kind}` \|.*\|$", page, flags=re.MULTILINE)
        assert row, kind
        figures = [cell.strip() for cell in row[0].split("|")[3:-1]]
        said = []
        for part in PARTS:
            one = tally(sentences(part), spans)[0][kind]
            said += [f"{one.found} of {one.traces}", str(one.false)]
        assert figures == said, f"run ./samsyn dev benchmarks/bench_guard.py ({kind})"


@pytest.mark.parametrize(
    "text",
    [
        "Polisen kom",
        "Rektor informerad",
        "Väktare på plats 22.30",
        "Hittade 3 kanyler vid Lindgården 4, trappa B",
        "Buss 142",
        "Tel.nr saknas",
        "trapphus 4",
        "vid Torgvägen 3",
        "SFS 2023",
        "KL 1900",
        "rum 123",
        "E20",
        "BUS 100",
        "5000-K123456-24",
        "@ 21.00",
        "Stora Torget",
        "Kronogården och Skäggetorp",
        "Gustav Adolfs torg",
        "Anna Lindhs plats",
        "Karl Johansgatan",
        "Björkskolan",
        "ICA Maxi och Coop Forum",
        "Trygga Exempelköping",
        "2024-10-12 21.30",
        "2024-10-07–2024-10-13",
    ],
)
def test_what_people_write_every_day_is_silent(text: str) -> None:
    assert find(text) == ()
