"""`picture`: from a file to a picture, as a person calls it."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from samsyn.errors import BadInput
from samsyn.methods.incidents import example as exempelkoping
from samsyn.period import PeriodKind, containing
from samsyn.provenance import digest
from samsyn_cli.__main__ import main
from samsyn_cli.commands.picture import chosen_format, threshold
from samsyn_cli.inputs import correction

LABELS = ("Skadegörelse", "Buller", "Brand")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of daily reports in two areas, in the form of a Swedish export: cp1252 and semicolons."""
    lines = ["Datum;Ärendetyp;Område"]
    first = date(2023, 1, 2)
    for number in range(728):
        day = first + timedelta(days=number)
        lines += [
            f"{day};{LABELS[(number + extra) % 3]};{'Åsen' if extra else 'Berga'}" for extra in range(2)
        ]
    path = tmp_path_factory.mktemp("reports") / "rapporter.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="cp1252")
    return path


@pytest.fixture
def made(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Make a picture with further arguments and return its JSON."""

    def make(*arguments: str) -> dict[str, Any]:
        target = tmp_path / "bild.json"
        assert main(["picture", str(reports), "-o", str(target), *arguments]) == 0
        document: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        return document

    return make


def count(document: dict[str, Any], **where: str | None) -> float | None:
    """The count of an area and category; none means all."""
    chosen = {"area_name": None, "category": None, **where}
    (finding,) = [
        finding
        for finding in document["findings"]
        if finding["key"] == "count" and all(finding[name] == value for name, value in chosen.items())
    ]
    value: float | None = finding["value"]
    return value


def test_the_counts_are_those_of_the_file(made: Callable[..., dict[str, Any]]) -> None:
    document = made("--period", "2024-W40")
    assert document["schema"] == "samsyn.picture/1"
    assert document["period"] == {
        "key": "2024-W40",
        "label": "vecka 40, 2024",
        "kind": "week",
        "assumed": False,
        "complete": True,
        "start": "2024-09-30",
        "end": "2024-10-07",
    }
    assert count(document) == 14  # seven days, two areas
    assert count(document, area_name="Åsen") == 7
    assert (document["source"]["rows_read"], document["source"]["rows_used"]) == (1456, 1456)
    assert document["source"]["time_precision"] == "day"


def test_every_figure_has_an_interval_and_a_name(made: Callable[..., dict[str, Any]]) -> None:
    for finding in made("--period", "2024-09")["findings"]:
        if finding["value"] is not None:
            assert finding["low"] <= finding["value"] <= finding["high"], finding
        assert len(finding["digest"]) == 32
        assert finding["unit"]


def test_the_digest_is_of_the_document(made: Callable[..., dict[str, Any]]) -> None:
    document = made()
    named = document.pop("digest")
    assert digest(document) == named
    assert made()["digest"] == named


def test_the_last_whole_week_is_proposed(made: Callable[..., dict[str, Any]]) -> None:
    period = made()["period"]
    assert (period["key"], period["assumed"]) == ("2024-W52", True)


def test_the_public_edition_withholds_small_counts(made: Callable[..., dict[str, Any]]) -> None:
    internal, public = (made("--period", "2024-W40", "--edition", name) for name in ("internal", "public"))
    small = [
        finding for finding in internal["findings"] if finding["key"] == "count" and 0 < finding["n"] < 5
    ]
    assert small
    shown = [finding for finding in public["findings"] if finding["key"] == "count" and finding["value"]]
    assert all(finding["value"] >= 5 for finding in shown)
    assert public["threshold"] == 5
    assert made("--period", "2024-W40", "--edition", "public", "--threshold", "8")["threshold"] == 8


def test_a_page_begins_with_what_the_reader_must_know(reports: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "source.yaml", tmp_path / "bild.html"
    assert main(["inspect", str(reports), "--write-source", str(source)]) == 0
    with source.open("a", encoding="utf-8") as file:
        file.write("caveats:\n- Uppdiktade rapporter.\n")
    assert main(["picture", str(reports), "--source", str(source), "-o", str(target)]) == 0
    page = target.read_text(encoding="utf-8")
    assert page.index("Uppdiktade rapporter.") < page.index("<h2")


def test_a_public_picture_points_at_no_row(reports: Path, tmp_path: Path) -> None:
    broken = tmp_path / "brister.csv"
    broken.write_bytes(reports.read_bytes() + "i går kväll;Buller;Åsen\r\n".encode("cp1252"))
    for edition, told in (("internal", True), ("public", False)):
        target = tmp_path / f"{edition}.json"
        assert main(["picture", str(broken), "--edition", edition, "-o", str(target)]) == 0
        text = target.read_text(encoding="utf-8")
        assert ("i går kväll" in text) is told
        source = json.loads(text)["source"]
        assert source["rows_left_out"] == (1 if told else None)
        assert [one["rows"] for one in source["left_out"]] == ([[1458]] if told else [[]])
        withheld = [one for one in json.loads(text)["findings"] if one["status"] == "withheld"]
        assert all(one["n"] is one["value"] is one["low"] is one["high"] is None for one in withheld)
        assert bool(withheld) is not told


def test_the_title_and_a_corrected_column(made: Callable[..., dict[str, Any]]) -> None:
    document = made("--title", "Berga i höst", "--column", "category=Område")
    assert document["title"] == "Berga i höst"
    assert {one["key"] for one in document["categories"]} == {"Åsen", "Berga"}


def test_what_was_guessed_and_written_is_said(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bild.json"
    assert main(["picture", str(reports), "-o", str(target)]) == 0
    shown = capsys.readouterr()
    assert "rapporter.csv:" in shown.err
    assert "Perioden valdes av uppgifterna: vecka 52, 2024." in shown.err
    assert shown.out.startswith("Vecka 52, 2024: 14 rapporter")
    assert f"Skrev {target} (intern upplaga)." in shown.out


def test_standard_output_is_only_the_document(
    reports: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["picture", str(reports), "--format", "json", "-o", "-"]) == 0
    shown = capfdbinary.readouterr()
    assert json.loads(shown.out)["schema"] == "samsyn.picture/1"
    assert "Vecka 52" in shown.err.decode()


def test_the_same_picture_in_every_format(reports: Path, tmp_path: Path) -> None:
    starts = {"pdf": b"%PDF-", "html": b"<!doctype html>", "docx": b"PK", "xlsx": b"PK"}
    for ending, start in starts.items():
        target = tmp_path / f"bild.{ending}"
        assert main(["picture", str(reports), "--period", "2024-W40", "-o", str(target)]) == 0
        assert target.read_bytes()[: len(start)].lower() == start.lower()
        assert target.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--period", "vecka 40"], "är ingen period"),
        (["--period", "2024-W40", "--zone", "Europa/Stockholm"], "Europa/Stockholm"),
        (["--source", "missing.yaml"], "missing.yaml"),
        (["--areas", "missing.geojson"], "missing.geojson"),
        (["--column", "category=Typ"], "Typ"),
    ],
)
def test_wrong_input_is_one_sentence_and_leaves_nothing(
    reports: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["picture", str(reports), "-o", "bild.json", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_and_a_file_that_is_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in (("tom.csv", b""), ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(200))):
        (tmp_path / name).write_bytes(content)
        assert main(["picture", str(tmp_path / name), "-o", str(tmp_path / "ut.json")]) == 2
        assert capsys.readouterr().err.startswith("samsyn: ")
        assert not (tmp_path / "ut.json").exists()


def test_the_format_follows_the_ending() -> None:
    assert chosen_format(None, "a/B.PDF") == "pdf"
    assert chosen_format("html", "-") == "html"
    for target in ("-", "bild", "bild.doc"):
        with pytest.raises(BadInput):
            chosen_format(None, target)


def test_arguments_that_cannot_be() -> None:
    assert threshold("7") == 7
    for text in ("0", "-1", "fem", "2.5"):
        with pytest.raises(ArgumentTypeError):
            threshold(text)
    assert correction("category= Typ av ärende ") == ("category", "Typ av ärende")
    assert correction("severity=") == ("severity", "")
    with pytest.raises(ArgumentTypeError, match="Menade du category"):
        correction("categori=Typ")
    with pytest.raises(ArgumentTypeError, match="BETYDELSE=KOLUMN"):
        correction("category")


def test_exempelkoping_from_its_files_equals_exempelkoping_from_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["example", str(tmp_path)]) == 0
    reports, areas = (tmp_path / name for name in exempelkoping.FILES[:2])
    target = tmp_path / "bild.json"
    assert main(["picture", str(reports), "--areas", str(areas), "-o", str(target)]) == 0
    document = json.loads(target.read_text(encoding="utf-8"))
    frame = exempelkoping.simulate().table().frame
    period = containing(frame["day"].max(), PeriodKind.WEEK)  # type: ignore[arg-type]
    within = frame["day"].is_between(period.start, period.end, closed="left")
    inside = frame.filter((frame["kind"] == "incident") & within)
    assert document["period"]["key"] == str(period)
    assert count(document) == inside.height
    for key, number in inside["area"].value_counts().iter_rows():
        assert [
            f["value"]
            for f in document["findings"]
            if f["key"] == "count" and f["area"] == key and not f["category"]
        ] == [number]


def test_a_partner_edition_is_limited_to_the_areas_that_are_named(
    made: Callable[..., dict[str, Any]],
) -> None:
    document = made("--edition", "partner", "--partner-area", "åsen")
    (own,) = document["own_areas"]
    assert {finding["area"] for finding in document["findings"]} == {None, own}
    assert [area["name"] for area in document["areas"]] == ["Åsen"]


def test_areas_of_a_partner_belong_to_the_partner_edition(
    made: Callable[..., dict[str, Any]], capsys: Any
) -> None:
    with pytest.raises(AssertionError):
        made("--edition", "public", "--partner-area", "Åsen")
    assert "--partner-area hör till --edition partner" in capsys.readouterr().err
    with pytest.raises(AssertionError):
        made("--edition", "partner", "--partner-area", "Kusten")
    assert "inget område som heter Kusten. De som finns: Berga, Åsen" in capsys.readouterr().err
