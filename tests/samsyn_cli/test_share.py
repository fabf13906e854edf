"""A package is signed with a key that is made once, seen, accepted, and taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samsyn.bundle.signed import sign_revoked
from samsyn_cli.__main__ import main

FIGURE = {
    "method": "m", "version": "m/1", "edition": "six", "key": "A", "label": "Insatser", "period": "2026", "value": 5.0,
    "low": 4.0, "high": 6.0, "unit": "poäng", "n": 6,
}  # fmt: skip


def test_from_figures_to_a_package_that_is_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, report, key, package = (
        str(tmp_path / name) for name in ("figures.json", "bild.PDF", "key", "paket.zip")
    )
    Path(figures).write_text(json.dumps([FIGURE]), encoding="utf-8")
    Path(report).write_bytes(b"%PDF")
    who = ["--sharer", "Exempelköping", "--receiver", "Annanstad", "--series", "beredskap", "--number", "2"]
    for _time in range(2):
        assert main(["share", "pack", figures, report, "--key", key, *who, "-o", package]) == 0
    assert Path(key).stat().st_mode & 0o777 == 0o600
    capsys.readouterr()
    assert main(["share", "inspect", package, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sharer"], told["reports"], len(told["figures"])) == (
        "Exempelköping",
        {"report-1.pdf": 4},
        1,
    )
    assert main(["share", "verify", package]) == 1
    assert "ingen godkänt" in capsys.readouterr().out
    trusted = ["share", "verify", package, "--trust", told["fingerprint"]]
    assert main(trusted) == 0
    assert main([*trusted, "--newest", "3"]) == 1
    revoked = tmp_path / "revoked.json"
    at = datetime(2026, 11, 29, tzinfo=UTC)
    revoked.write_bytes(sign_revoked(seed=Path(key).read_bytes(), identities=[told["identity"]], at=at))
    assert main([*trusted, "--revoked", str(revoked)]) == 1
    revoked.write_bytes(sign_revoked(seed=bytes(32), identities=[told["identity"]], at=at))
    assert main([*trusted, "--revoked", str(revoked)]) == 0  # another's list takes back nothing of theirs
    Path(package).write_bytes(Path(package).read_bytes()[:-30])
    assert main(["share", "inspect", package]) != 0
