"""The page on the JSON of a picture names every key that the document has, and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from samsyn.cycle import Edition, Status
from samsyn.documents.judged import (
    JudgedAlarm,
    JudgedDecision,
    JudgedLevel,
    JudgedNote,
    JudgedPriority,
    Judgements,
)
from samsyn.files import read
from samsyn.methods.incidents import INCIDENTS, Picture, picture
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.keys import KEYS
from samsyn.table import LocationPrecision, TimePrecision
from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs/reference/json-contract.md").read_text(encoding="utf-8")


@cache
def document() -> dict[str, Any]:
    """The document of the example round."""
    observed = INCIDENTS.example()
    return Picture(observed=observed, found=find(observed), origin={}, title="Exempel").document()


def listed(heading: str) -> set[str]:
    """The keys in the first column of the tables under a heading."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", section, flags=re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`([a-z_0-9]+)`", row)}


def test_every_key_at_the_top_is_described() -> None:
    observed = INCIDENTS.example()
    origin: dict[str, Any] = {"left_out": [], "files": []}
    made = Picture(observed=observed, found=find(observed), origin=origin, title="Exempel", own=("A",))
    own = {"own_areas"}  # only in a partner edition that is limited to areas
    assert "own_areas" not in document()
    assert listed("Top level") == set(document()) | own
    assert set(made.document(Edition.PARTNER)) == set(document()) | own


def test_every_key_of_a_finding_and_every_figure_is_described() -> None:
    assert listed("A finding") == set(document()["findings"][0]) | set(KEYS)


def test_every_key_of_the_source_and_its_files_is_described(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Datum;Typ\n2024-01-01;Buller\n2024-13-01;Brand\n", encoding="utf-8")
    source = picture([read(path)]).document()["source"]
    assert listed("The source") == set(source)
    row = next(line for line in PAGE.splitlines() if line.startswith("| `files` |"))
    assert set(re.findall(r"`([a-z_0-9]+)`", row)) == {"files", *source["files"][0]}
    row = next(line for line in PAGE.splitlines() if line.startswith("| `left_out` |"))
    assert set(re.findall(r"`([a-z_0-9]+)`", row)) == {"left_out", *source["left_out"][0]}


def test_every_key_of_the_judgements_is_described() -> None:
    assert listed("Judgements") == {part.name for part in fields(Judgements)}
    for name, kind in (
        ("levels", JudgedLevel),
        ("answers", JudgedAlarm),
        ("notes", JudgedNote),
        ("priorities", JudgedPriority),
        ("done", JudgedDecision),
    ):
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
        assert {part.name for part in fields(kind)} <= set(re.findall(r"`([a-z_]+)`", row)), name


def test_every_word_of_the_closed_lists_is_described() -> None:
    words = set(re.findall(r"[a-z_]+", PAGE))
    for kind in (Status, TimePrecision, LocationPrecision):
        assert {member.value for member in kind} <= words


def test_the_parts_have_the_keys_that_the_page_says() -> None:
    whole = document()
    assert set(whole["period"]) == {"key", "label", "kind", "start", "end", "assumed", "complete"}
    assert set(whole["method"]) == {"name", "version", "parameters"}
    for name, keys in {
        "areas": {"key", "name", "population", "version"},
        "categories": {"key", "name"},
        "refusals": {"key", "what", "why"},
    }.items():
        assert all(set(part) == keys for part in whole[name]), name
    assert set(whole["series"]) <= {"trend", "years", "rhythm", "hot_places", "clusters"}
    assert {key for cell in whole["series"]["hot_places"] for key in cell} == _named("hot_places")


def _named(key: str) -> set[str]:
    """The keys that the page gives a part of `series`."""
    line = next(line for line in PAGE.splitlines() if line.startswith(f"- `{key}`: "))
    return set(re.findall(r"`([a-z_]+)`", line.removeprefix(f"- `{key}`: ")))
