"""`proof` reads rules side by side and says what to look at, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from samsyn_cli.__main__ import main
from tests.architecture.tree import ROOT


@pytest.fixture
def rules(tmp_path: Path) -> tuple[str, str]:
    """Return a text and a Word file that do not agree."""
    text, word = tmp_path / "a.txt", tmp_path / "b.docx"
    text.write_text("1 § Syftet är stöd.\n\n2 § Minst 20 medlemmar krävs vid behov.\n", encoding="utf-8")
    made = docx.Document()
    made.add_paragraph("1 § Målet är stöd till minst 25 medlemmar.")
    made.save(str(word))
    return str(text), str(word)


def test_people_read_the_words_in_their_place(
    rules: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["proof", *rules]) == 0
    told = capsys.readouterr().out
    assert "2 § (stycke 2): Minst 20 [medlemmar] krävs [vid behov]." in told
    assert "1 § (stycke 1): Målet är stöd till [minst 25 medlemmar]." in told
    assert "stycke 2 § i text 1" in told
    assert told.endswith("Ordlistan avgör inget: det gör den som läser.\n")


def test_the_json_has_the_keys_of_the_contract(
    rules: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["proof", *rules, "--term", "stöd", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert next(iter(told)) == "format"
    page = (ROOT / "docs/reference/crime-proofing.md").read_text(encoding="utf-8")
    passage = told["texts"][1]["passages"][0]
    keys = {*told, *told["texts"][0], *passage, *passage["marks"][0]}
    assert {key for key in keys if f"`{key}`" not in page} == set()
    words = {
        one["words"]: one for text in told["texts"] for each in text["passages"] for one in each["marks"]
    }
    assert words["minst 25 medlemmar"]["other"] == [0, 2]
    assert words["stöd"]["kind"] == "undefined"


def test_a_file_that_is_no_rule_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    assert main(["proof", str(path)]) != 0
    assert "är tom" in capsys.readouterr().err
