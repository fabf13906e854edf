"""Files are written wholly or not at all, and never over what is read."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from samsyn.errors import BadInput
from samsyn_cli.output import check_target, progress, write_whole


def test_a_file_is_written_with_the_usual_rights(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(str(tmp_path / "a.json"), b"{}")
    finally:
        os.umask(before)
    assert (tmp_path / "a.json").read_bytes() == b"{}"
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o640


def test_an_old_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_whole(str(path), b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device", "a.json")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(str(path), b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]
    assert path.read_bytes() == b"old"


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_whole("-", b"\xff\x00")
    assert capfdbinary.readouterr().out == b"\xff\x00"


@pytest.mark.parametrize(
    ("target", "message"),
    [("missing/a.pdf", "finns inte"), (".", "är en mapp"), ("in.csv", "en av filerna som läses")],
)
def test_a_target_that_cannot_be_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("a")
    with pytest.raises(BadInput, match=message):
        check_target(target, inputs=["in.csv", "gone.csv"])


def test_a_pdf_is_not_shown_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    check_target("-")
    with pytest.raises(BadInput, match="terminalen"):
        check_target("-", binary=True)


def test_progress_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    progress("Läser")(0.5, "rader")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    show = progress("Läser")
    show(0.5, "rader")
    show(0.501, "rader")
    show(1.0, "klart")
    shown = capsys.readouterr().err
    assert shown.count("50 %") == 1
    assert shown.endswith("\r\x1b[K")


def test_a_pipe_or_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    """`-o /dev/null` by an administrator must not put a file where the device was."""
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(str(pipe), b"{}")
        assert os.read(reader, 10) == b"{}"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_failure_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    target = str(tmp_path / ("x" * 300 + ".json"))
    with pytest.raises(OSError, match="x.json") as caught:
        write_whole(target, b"{}")
    assert caught.value.filename == target
