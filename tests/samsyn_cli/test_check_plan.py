"""`check-plan` tells how a plan's chain holds, for people and for programs, and writes it back with remarks."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import openpyxl
import pytest

from samsyn_cli.__main__ import main
from tests.architecture.tree import ROOT
from tests.support import written_plans as written

DAY = ("--date", "2026-11-29")


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(written.template_xlsx())
    assert main(["check-plan", str(path), *DAY]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Åtgärdsplan för Exempelköping 2026\n\nAv planens 3 åtgärder")
    assert "bladet Plan 2026, rad 8: Verka för fler vuxna ute\n" in said
    assert "bladet Plan 2026, rad 2 är inte med (står före tabellens rubriker)" in said


def test_for_programs_and_every_key_is_described(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(written.tables_docx())
    assert main(["check-plan", str(path), *DAY, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "samsyn-plan-check/1"
    assert told["actions"][0]["when"] == {
        "text": "2026–2027",
        "start": "2026-01-01",
        "end": "2028-01-01",
        "ongoing": False,
    }
    assert told["actions"][1]["causes"] == ["Få papperskorgar"]
    assert told["summary"]["remarks"]["fel"] == sum(one["severity"] == "fel" for one in told["remarks"])
    page = (ROOT / "docs/reference/json-contract.md").read_text(encoding="utf-8")
    section = page.split("\n## A checked plan\n")[1].split("\n## ")[0]
    described = set(re.findall(r"`([a-z_0-9]+)`", section))
    lists = [told, told["file"], told["summary"], told["actions"][0], told["actions"][0]["when"]]
    lists += [told[name][0] for name in ("problems", "causes", "remarks", "guesses", "left_out")]
    assert {key for one in lists for key in one} <= described


def test_the_copy_is_written_whole_in_the_plans_own_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, sheet = tmp_path / "plan.docx", tmp_path / "plan.csv"
    plan.write_bytes(written.list_docx())
    sheet.write_bytes(written.windows_csv())
    assert main(["check-plan", str(plan), *DAY, "-o", str(tmp_path / "ut.docx")]) == 0
    assert docx.Document(str(tmp_path / "ut.docx")).paragraphs[0].text == "Röntgen av planen"
    assert main(["check-plan", str(sheet), *DAY, "-o", str(tmp_path / "ut.xlsx")]) == 0
    made = openpyxl.load_workbook(io.BytesIO((tmp_path / "ut.xlsx").read_bytes()))
    assert made.sheetnames[0] == "Röntgen av planen"
    assert main(["check-plan", str(plan), "-o", str(tmp_path / "ut.xlsx")]) == 2
    assert "blir en docx-fil" in capsys.readouterr().err
    assert main(["check-plan", str(plan), "-o", str(plan)]) == 2
    assert "skrivs över" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("saknas.xlsx", None, "finns inte"),
        ("tom.xlsx", written.empty_xlsx(), "är tom"),
        ("bild.docx", written.picture_docx(), "bara bilder"),
        ("plan.pdf", b"%PDF-1.7", "är en PDF"),
    ],
)
def test_errors_in_the_words_of_whoever_reads(
    name: str, data: bytes | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert main(["check-plan", str(tmp_path / name)]) == 2
    assert says in capsys.readouterr().err
