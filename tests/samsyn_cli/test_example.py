"""`example` writes all of Exempelköping or nothing, and does not overwrite unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from samsyn.methods.incidents.example import FILES
from samsyn_cli.__main__ import main
from tests.architecture.tree import ROOT


def test_it_writes_the_files_that_the_project_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a" / "b"
    assert main(["example", str(target)]) == 0
    assert sorted(path.name for path in target.iterdir()) == sorted(FILES)
    for name in FILES:
        assert (target / name).read_bytes() == (ROOT / "examples" / name).read_bytes(), name
    shown = capsys.readouterr()
    assert [Path(line).name for line in shown.out.split()] == list(FILES)
    assert "./samsyn picture" in shown.err


def test_it_asks_before_it_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / FILES[0]).write_text("mitt eget")
    assert main(["example", str(tmp_path)]) == 2
    assert "--replace" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [FILES[0]]
    assert main(["example", str(tmp_path), "--replace"]) == 0
    assert (tmp_path / FILES[0]).read_text(encoding="utf-8") != "mitt eget"


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fil").touch()
    assert main(["example", str(tmp_path / "fil")]) == 2
    assert "är en fil" in capsys.readouterr().err
