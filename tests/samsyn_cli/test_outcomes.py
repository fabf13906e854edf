"""`samsyn outcomes`: the planted actions, a municipality's own files, and errors in the user's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samsyn_cli.__main__ import main
from tests.architecture.tree import ROOT

ROWS = str(ROOT / "examples/exempelkoping.csv")
AREAS = ["--areas", str(ROOT / "examples/exempelkoping_areas.geojson")]
Capture = pytest.CaptureFixture[str]


def document(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The JSON."""
    assert main(["outcomes", *arguments, "--format", "json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_own_files_give_what_the_example_gives(tmp_path: Path, capsys: Capture) -> None:
    """The written file read back, with names of areas and another action; as YAML and as a table."""
    known = document(capsys)["results"][0]
    told = tmp_path / "actions.yaml"
    told.write_text(
        "actions:\n- id: ljus-i-parken\n  areas: [Stationsstaden]\n  comparison: [Köpingstorget, Hagmarken]\n"
        "  categories: [NAR]\n  starts: 2025-10-06\n- id: annat\n  areas: [Hagmarken]\n  categories: [SAM]\n"
        "  starts: 2026-01-12\n  decided_on: 2026-02-01\n  buffer: [Hammarvallen]\n",
        encoding="utf-8",
    )
    first, other = document(capsys, ROWS, *AREAS, "--actions", str(told))["results"]
    for name in ("counts", "effect", "validity"):
        assert first[name] == known[name]
    assert other["design"] == "interrupted"
    assert "decided_afterwards" in [one["code"] for one in other["verdict"]["doubts"]]
    table = tmp_path / "actions.csv"
    table.write_text(
        "id;areas;comparison;categories;starts;margin;chosen_high\n"
        "ljus-i-parken;Stationsstaden;Köpingstorget;NAR;2025-10-06;0,25;ja\n"
        "lampor;Köpingstorget;;;2026-01-12;;\n",
        encoding="utf-8",
    )
    found = document(capsys, ROWS, *AREAS, "--actions", str(table))["results"][0]
    assert found["margin"] == 0.25
    assert [one["code"] for one in found["verdict"]["refusals"]] == [
        "other_action_in_comparison",
        "chosen_for_being_high",
    ]
    assert found["validity"]["others"] == ["lampor"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- areas: [Ekbacken]\n", "starts"),
        ("- areas: [Ekbacken]\n  starts: i mars\n", "ingen dag"),
        ("- areas: [Ekbacken]\n  starts: 2026-03-02\n  desing: difference\n", "design"),
        ("- areas: [Ekbacken]\n  starts: 2026-03-02\n  design: magi\n", "inget upplägg"),
        ("- areas: [Ekbacken]\n  starts: 2026-03-02\n  weeks_after: noll\n", "antal veckor"),
        ("- areas: [Ingenstans]\n  starts: 2026-03-02\n", "Ingenstans"),
        ("ett ord", "lista med åtgärder"),
        ("[]", "inga åtgärder"),
    ],
)
def test_errors_say_which_action_and_what(text: str, why: str, tmp_path: Path, capsys: Capture) -> None:
    told = tmp_path / "actions.yaml"
    told.write_text(text, encoding="utf-8")
    assert main(["outcomes", ROWS, *AREAS, "--actions", str(told)]) == 2
    assert why in capsys.readouterr().err


def test_files_and_actions_come_together_and_people_read_sentences(capsys: Capture) -> None:
    assert main(["outcomes", ROWS]) == 2
    assert "--actions" in capsys.readouterr().err
    assert main(["outcomes"]) == 0
    text = capsys.readouterr().out
    assert text.count("Utslag:") == 3
    assert "(effort_changed)" in text
