"""`verify`: a picture is made again from its files, or it is said exactly what differs."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from samsyn import bundle
from samsyn.cycle import Edition
from samsyn.documents import judged
from samsyn_cli.__main__ import main
from samsyn_cli.bundling import file_input
from samsyn_cli.verification import SHOWN, line
from tests.support.bundled import INPUT, parts, resealed, written, zipped
from tests.support.pictured import csv_text, rows, small_picture

SOURCE = """key: jour
name: Jouren
counts: rapport
time_precision: day
location_precision: area
columns: {date: Datum, category: Ärendetyp, area_name: Område}
categories: {Skadegörelse: damage}
credit: Bostadsbolaget
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of reports, a copy that lacks one, and the areas."""
    path = tmp_path_factory.mktemp("verify")
    (path / "rapporter.csv").write_text(csv_text(rows()), encoding="utf-8")
    (path / "färre.csv").write_text(csv_text(rows()[:-12] + rows()[-11:]), encoding="utf-8")
    (path / "jour.yaml").write_text(SOURCE, encoding="utf-8")
    (path / "områden.csv").write_text("kod;namn;invånare\nA1;Åsen;900\nB1;Berga;1100\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(folder: Path) -> Path:
    """The bundle of the file."""
    target = folder / "bild.zip"
    assert main(["picture", str(folder / "rapporter.csv"), "-o", str(target)]) == 0
    return target


def test_the_same_files_give_the_same_picture(
    folder: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(made), str(folder / "rapporter.csv")]) == 0
    said = capsys.readouterr().out
    assert "Identisk: " in said
    assert "Samma byte för byte: picture.html, picture.pdf, picture.xlsx." in said


def test_the_same_picture_makes_the_same_bundle(folder: Path, made: Path) -> None:
    again = folder / "igen.zip"
    assert main(["picture", str(folder / "rapporter.csv"), "-o", str(again)]) == 0
    assert again.read_bytes() == made.read_bytes()


def test_other_names_and_every_choice_are_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, moved = folder / "val.zip", folder / "annat namn.txt"
    moved.write_bytes((folder / "rapporter.csv").read_bytes())
    areas = folder / "flyttade.csv"
    areas.write_bytes((folder / "områden.csv").read_bytes())
    chosen = ["--source", "jour.yaml", "--areas", "områden.csv", "--edition", "public", "--threshold", "7"]
    chosen = [str(folder / one) if "." in one else one for one in chosen]
    chosen += ["--zone", "Europe/Stockholm", "--period", "2024-05", "--title", "Maj i Åsen"]
    assert main(["picture", str(folder / "rapporter.csv"), "-o", str(target), *chosen]) == 0
    (folder / "jour.yaml").rename(folder / "borta.yaml")
    capsys.readouterr()
    try:
        assert main(["verify", str(target), str(moved), str(moved), "--areas", str(areas)]) == 0
    finally:
        (folder / "borta.yaml").rename(folder / "jour.yaml")
    assert "Maj i Åsen (public)" in capsys.readouterr().out
    assert main(["verify", str(target), str(moved), "--figures-only"]) == 1
    assert "områdesfil områden.csv: finns bara i paketet" in capsys.readouterr().out


def test_a_missing_report_is_found(folder: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(made), str(folder / "färre.csv"), "--figures-only"]) == 1
    said = capsys.readouterr().out
    assert "Inte identisk: " in said
    assert "fil rapporter.csv: namn rapporter.csv → färre.csv; kontrollsumma " in said
    assert "\n  antal, " in said
    assert "source.rows_used: 845 → 844" in said


def test_a_forged_figure_is_found(folder: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def forge(about: dict[str, Any], picture: dict[str, Any]) -> None:
        source = bundle.read(made).manifest.recipe.inputs[0]
        about["recipe"] = {"inputs": [{"name": source.name, "sha256": source.sha256}]}
        picture["findings"][0]["value"] = 99

    forged = folder / "falsk.zip"
    forged.write_bytes(resealed(forge))
    assert (
        main(["verify", str(forged), str(folder / "rapporter.csv"), "--figures-only", "--format", "json"])
        == 1
    )
    verdict = json.loads(capsys.readouterr().out)
    found = [one for one in verdict["differences"] if one["kind"] == "finding"]
    assert [(one["old"], one["new"]["value"]) for one in found] == [({"value": 99}, 15)]
    assert verdict["identical"] is False


def test_rows_of_the_future_are_judged_as_they_were(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = folder / "framtid.csv", folder / "framtid.zip"
    source.write_text(csv_text([*rows(), ("2190-01-01", "=1+2", "Åsen")]), encoding="utf-8")
    assert main(["picture", str(source), "-o", str(target)]) == 0
    assert bundle.read(target).manifest.recipe.read_at is not None
    assert main(["verify", str(target), str(source), "--figures-only"]) == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "ingen zip-fil"),
        (b"Datum;Typ\n", "ingen zip-fil"),
        (zipped({"manifest.json": b"{}"}), "manifest.json"),
        (zipped({**parts(written()), "../../a": b""}), "inte hör dit"),
        (zipped({**parts(written()), "picture.pdf": b"annan"}), "har ändrats"),
        (zipped({"picture.json": b"{}"}), "manifest.json saknas"),
    ],
)
def test_a_bundle_that_cannot_be_trusted_is_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(content)
    assert main(["verify", str(path), str(folder / "rapporter.csv")]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("samsyn: ")
    assert message in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda about, picture: both(about, picture, "level", "mycket"),
        lambda about, picture: both(about, picture, "level", 5.0),
        lambda about, picture: both(about, picture, "earlier_years", True),
        lambda about, picture: about["recipe"].update(read_at="i går"),
        lambda about, picture: about["recipe"].update(zone="Mars/Olympus"),
        lambda about, picture: about["recipe"].update(columns={"category": "Finns inte"}),
        lambda about, picture: (about.update(period="vecka"), picture["period"].update(key="vecka")),
    ],
)
def test_settings_that_cannot_be_computed_with(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Any
) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(resealed(change))
    assert main(["verify", str(path), str(folder / "rapporter.csv")]) == 2
    assert capsys.readouterr().err.startswith("samsyn: ")


def both(about: dict[str, Any], picture: dict[str, Any], name: str, value: Any) -> None:
    """Change a setting in both files of a bundle."""
    about["parameters"][name] = picture["method"]["parameters"][name] = value


def test_missing_files_are_named(folder: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(folder / "nej.zip"), str(folder / "rapporter.csv")]) == 2
    assert "nej.zip: filen finns inte." in capsys.readouterr().err
    assert main(["verify", str(made), str(folder / "nej.csv")]) == 2
    assert "nej.csv" in capsys.readouterr().err


def test_a_difference_in_one_line() -> None:
    changed = bundle.Difference(
        kind="finding", what="antal", old={"value": 1.5, "n": 3}, new={"value": 1234567.125, "n": 3}
    )
    assert line(changed) == "antal: 1,5 → 1234567,125"
    gone = bundle.Difference(kind="finding", what="antal", old={"value": None, "status": "withheld"})
    assert line(gone) == "antal: finns bara i paketet (–, status withheld)"
    assert (
        len(line(bundle.Difference(kind="text", what="a", old={"value": "å" * 999}, new={"value": ""}))) < 300
    )
    assert SHOWN >= 10


def test_a_partner_edition_with_own_areas_is_computed_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, reports = folder / "partner.zip", str(folder / "rapporter.csv")
    chosen = ["--edition", "partner", "--partner-area", "Åsen"]
    assert main(["picture", reports, "-o", str(target), *chosen]) == 0
    capsys.readouterr()
    assert main(["verify", str(target), reports]) == 0
    assert "Identisk" in capsys.readouterr().out


def frozen(folder: Path, edition: Edition = Edition.INTERNAL, own: tuple[str, ...] = ()) -> tuple[Path, Path]:
    """A bundle of the small picture that is computed again from its frozen rows, and the rows."""
    made = replace(small_picture(), own=own)
    rows, target = folder / "rader.parquet", folder / "fryst.zip"
    made.observed.table.frame.write_parquet(rows)
    recipe = bundle.Recipe(inputs=(INPUT,), rows=file_input(str(rows)))
    document = judged.judged_document(
        made.document(edition), judged.Judgements(judged=True, judged_by="Anna")
    )
    content = bundle.write(
        document, recipe=recipe, pages={"picture.pdf": b"%PDF"}, frozen=bundle.frozen_round(made.observed)
    )
    target.write_bytes(content)
    return target, rows


@pytest.mark.parametrize(
    ("edition", "own"),
    [(edition, ()) for edition in Edition] + [(Edition.PARTNER, ("Åsen",))],
)
def test_the_frozen_rows_give_the_same_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], edition: Edition, own: tuple[str, ...]
) -> None:
    target, rows = frozen(tmp_path, edition, own)
    assert main(["verify", str(target), str(rows)]) == 0
    said = capsys.readouterr().out
    assert "Identisk: " in said
    assert "ur frysta rader räknades om" in said
    assert "bedömt och beslutat" in said


def test_frozen_rows_that_were_changed_are_told_figure_by_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, rows = frozen(tmp_path)
    period = small_picture().observed.period
    inside = pl.col("day").is_between(period.start, period.end, closed="left")
    frame = pl.read_parquet(rows)
    frame.filter(~inside | (inside.cum_sum() > 1)).write_parquet(rows)
    assert main(["verify", str(target), str(rows)]) == 1
    said = capsys.readouterr().out
    assert "frysta rader rader.parquet: kontrollsumma" in said
    assert "antal, 2024-W27: 15 → 14" in said


def test_other_files_than_the_frozen_rows_are_turned_away(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, rows = frozen(tmp_path)
    assert main(["verify", str(target), str(folder / "rapporter.csv")]) == 2
    assert "inga frysta rader" in capsys.readouterr().err
    assert main(["verify", str(target), str(rows), str(rows)]) == 2
    assert "Ange bara dem" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"period": 7}', b'{"period": "2024-W27", "source": 1}'])
def test_a_broken_round_in_a_bundle_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    target, rows = frozen(tmp_path)
    inside = parts(target.read_bytes()) | {"round.json": content}
    about = json.loads(inside["manifest.json"])
    about["parts"]["round.json"] = sha256(content).hexdigest()
    target.write_bytes(zipped(inside | {"manifest.json": json.dumps(about).encode()}))
    assert main(["verify", str(target), str(rows)]) == 2
    assert "round.json i paketet" in capsys.readouterr().err
