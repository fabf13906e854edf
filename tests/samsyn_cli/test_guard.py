"""`guard` says what points at a person in each line, whatever the file's encoding, and never repeats it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from samsyn.guard import KINDS, find
from samsyn_cli.__main__ import main
from tests.architecture.tree import ROOT

LINES = [
    "Jag såg Kim Andersson på Åsgatan.",
    "Inget särskilt.",
    "",
    "Ring 070-174 06 05",
    "😀 850101-9825 😀",
]


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["guard", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_every_line_has_an_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, end: str, last: bool
) -> None:
    path = tmp_path / "texter.txt"
    path.write_bytes((end.join(LINES) + (end if last else "")).encode(encoding))
    told = document(capsys, str(path))
    assert told["format"] == "samsyn-guard/1"
    assert [one["line"] for one in told["texts"]] == [1, 2, 3, 4, 5]
    spans = [[(f["kind"], f["start"], f["end"]) for f in one["found"]] for one in told["texts"]]
    assert spans == [[("name", 8, 21)], [], [], [("phone", 5, 18)], [("personal_number", 2, 13)]]


def test_old_encodings_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gammal.txt"
    path.write_bytes("Åsa Öberg såg “allt” – 850101–9825".encode("cp1252"))
    (one,) = document(capsys, str(path))["texts"]
    assert [(f["kind"], f["start"], f["end"]) for f in one["found"]] == [
        ("name", 0, 9),
        ("personal_number", 23, 34),
    ]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"snap: kim123\n")))
    assert [f["kind"] for f in document(capsys, "-")["texts"][0]["found"]] == ["handle"]


def test_the_text_for_people_says_where_and_why_and_masks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "texter.txt"
    path.write_text("\n".join([*LINES, "Linje ABC 123"]), encoding="utf-8")
    assert main(["guard", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "Rad 1: Jag såg [namn] på Åsgatan.\n  tecken 9–21: ett namn: " in shown
    assert "Rad 4: Ring [telefonnummer]" in shown
    assert (
        "tecken 7–13: ett registreringsnummer: tre bokstäver, två siffror och ett tecken (osäkert)" in shown
    )
    assert shown.endswith("4 av 6 rader har något som pekar ut en person.\n")
    assert not any(secret in shown for secret in ("Andersson", "174 06", "9825"))


def test_nothing_found_is_said_with_its_limits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lugnt.txt"
    path.write_text("Lugnt.", encoding="utf-8")
    assert main(["guard", str(path)]) == 0
    assert "hittades på 1 rad. Allt går inte att hitta" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "t.txt är tom"),
        (b"\xef\xbb\xbf", "t.txt är tom"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "t.txt är ingen text"),
        (b"text\n" * 99 + b"\0", "t.txt är ingen text"),
        (None, "filen finns inte"),
    ],
)
def test_what_is_no_text_is_told_of_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "t.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["guard", str(path)]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


def test_the_contract_is_described(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/reference/json-contract.md").read_text(encoding="utf-8")
    section = page.split("\n## What the guard finds\n")[1].split("\n## ")[0]
    listed = {
        key
        for row in re.findall(r"^\| (`[^|]+) \|", section, flags=re.MULTILINE)
        for key in row.split("`")[1::2]
    }
    path = tmp_path / "t.txt"
    path.write_text(LINES[0], encoding="utf-8")
    told = document(capsys, str(path))
    (text,) = told["texts"]
    assert listed == {*told, *text, *text["found"][0]}
    assert set(KINDS) <= set(re.findall(r"`([a-z_]+)`", section))
    assert text["found"][0]["reason"] == find(LINES[0])[0].reason
