"""`duties`: a table of facts gives the status of each paragraph; what cannot be a fact is named with its row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samsyn_cli.__main__ import main

ROWS = """paragraph,kind,day,outcome,reference,until
4,extent,2024-09-10,,Lägesbild 2024,
4,consequences,2024-09-10,,Lägesbild 2024,
4,other_information,2024-09-10,,Lägesbild 2024,
4,analysis,2024-09-10,,Lägesbild 2024,
5,decision,2024-11-12,result,KF § 201,
5,basis,2024-11-12,result,KF § 201,
9,agreement,2025-02-03,attempt,Brev till polisen,
"""


def test_the_answer_tells_what_is_late_and_what_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fakta.csv"
    path.write_text(ROWS, encoding="utf-8")
    assert main(["duties", str(path), "--at", "2026-11-29", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "samsyn-duties/1"
    status = {one["paragraph"]: one["status"] for one in found["results"]}
    assert (status["4"], status["5"], status["6"], status["9"], status["11"]) == (
        "done", "done", "overdue", "attempted", "not_started",
    )  # fmt: skip
    sixth = next(one for one in found["results"] if one["paragraph"] == "6")
    assert (sixth["due"], sixth["days_left"]) == ("2026-09-10", -80)
    assert found["next"][:2] == ["6", "11"]
    assert main(["duties", str(path), "--at", "2026-09-10"]) == 0
    assert "6 §  pågår" in capsys.readouterr().out.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("4,extent,2024-13-10", "day är '2024-13-10': skriv en dag"),
        ("4,picture,2024-01-10", "extent"),
        ("14,camera,2024-01-10", "ställer inget krav"),
    ],
)
def test_a_row_that_is_no_fact_is_named(
    row: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fakta.csv"
    path.write_text(f"paragraph,kind,day\n{row}\n", encoding="utf-8")
    assert main(["duties", str(path), "--at", "2026-11-29"]) == 2
    assert said in capsys.readouterr().err
