"""One picture that is published in the web: its figures on the screen, in every format and from the command."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from samsyn import bundle
from samsyn.cycle import Edition
from samsyn_cli.__main__ import main
from samsyn_web.reports import queries
from samsyn_web.reports.models import Publication
from tests.samsyn_web.conftest import Person
from tests.support.opened_word import Word
from tests.support.published import add_partner, publish
from tests.support.read_pages import html_tables, pdf_text
from tests.support.uploads import PERIOD, compute, csv_bytes

AREAS = ("Norrby", "Söderängen", "Åsen")
SYMBOL = re.compile(r"^[○●▲◆■] ")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def made(anna: Person, tmp_path: Path) -> SimpleNamespace:
    """A published picture, its files as a person fetches them, and the same from the command."""
    picture = compute(anna)
    one = publish(anna, picture)
    client = anna.client()
    files = {
        kind: client.get(f"/publiceringar/{one.pk}/lagesbild.{kind}").content
        for kind in ("pdf", "docx", "xlsx", "html", "json", "zip")
    }
    reports = tmp_path / "rapporter.csv"
    reports.write_bytes(csv_bytes())
    target = tmp_path / "bild.json"
    assert main(["picture", str(reports), "--period", PERIOD, "-o", str(target)]) == 0
    screen = client.get(f"/lagesbilder/{picture.pk}/").content.decode()
    command = json.loads(target.read_text(encoding="utf-8"))
    return SimpleNamespace(
        files=files, screen=screen, command=command, one=one, client=client, folder=tmp_path
    )


def tables(found: list[list[list[str]]]) -> list[list[str]]:
    """All rows of tables, without the symbols of levels."""
    return [[SYMBOL.sub("", cell).strip() for cell in row] for table in found for row in table[1:]]


def test_the_command_finds_the_same(made: SimpleNamespace) -> None:
    published = json.loads(made.files["json"])
    assert published["findings"] == made.command["findings"]
    assert (published["sentence"], published["series"]) == (made.command["sentence"], made.command["series"])
    assert len(published["findings"]) > 30


def test_the_screen_and_every_page_show_the_same_rows(made: SimpleNamespace) -> None:
    page = tables(html_tables(made.files["html"].decode()))
    screen = tables(html_tables(made.screen))
    word = tables(Word(made.files["docx"]).tables())
    text = pdf_text(made.files["pdf"])
    assert [row for row in page if row not in screen] == []
    front = [row for row in word if row[0] in AREAS and len(row) == 3]  # the levels on the first page
    assert [row for row in word if row not in page] == front
    assert [row for row in word if re.sub(r"\s", "", "".join(row)) not in text and row not in front] == []
    assert len(word) > 20


def test_each_area_has_the_count_of_the_json_everywhere(made: SimpleNamespace) -> None:
    findings = json.loads(made.files["json"])["findings"]
    counts = {
        f["area_name"]: f"{f['value']:.0f}" for f in findings if f["key"] == "count" and not f["category"]
    }
    for rows in (
        tables(html_tables(made.screen)),
        tables(html_tables(made.files["html"].decode())),
        tables(Word(made.files["docx"]).tables()),
    ):
        for area in AREAS:
            assert any(row[:2] == [area, counts[area]] for row in rows), area


def test_excel_and_the_bundle_hold_the_json(made: SimpleNamespace) -> None:
    published = json.loads(made.files["json"])
    book = CalamineWorkbook.from_filelike(BytesIO(made.files["xlsx"]))
    head, *rows = book.get_sheet_by_name("Resultat").to_python()
    columns = [head.index(name) for name in ("Värde", "Nedre gräns", "Övre gräns", "Kontrollsumma")]
    assert [[row[at] for at in columns] for row in rows] == [
        ["" if one[name] is None else one[name] for name in ("value", "low", "high", "digest")]
        for one in published["findings"]
    ]
    opened = bundle.read(made.files["zip"])
    assert opened.document == published
    assert opened.pages == {f"picture.{kind}": made.files[kind] for kind in ("html", "pdf", "docx", "xlsx")}


def fetched(client, one: Publication, folder: Path) -> tuple[Path, Path]:
    """The bundle and the frozen rows, as the page offers them."""
    page = client.get(f"/publiceringar/{one.pk}/").content.decode()
    command = re.search(r"./samsyn verify (\S+) (\S+)</code>", page)
    assert command is not None
    paths = []
    for name, address in zip(command.groups(), ("lagesbild.zip", "rader.parquet"), strict=True):
        response = client.get(f"/publiceringar/{one.pk}/{address}")
        assert f'filename="{name}"' in response.headers["Content-Disposition"]
        (folder / name).write_bytes(response.content)
        paths.append(folder / name)
    return paths[0], paths[1]


def test_the_bundle_is_computed_again_from_the_frozen_rows(made: SimpleNamespace, capsys) -> None:
    target, rows = fetched(made.client, made.one, made.folder)
    assert main(["verify", str(target), str(rows)]) == 0
    said = capsys.readouterr().out
    assert "Identisk" in said
    assert "bedömt och beslutat" in said
    frame = pl.read_parquet(rows)
    frame.filter(pl.int_range(pl.len()) > 0).write_parquet(rows)
    assert main(["verify", str(target), str(rows)]) == 1
    assert "frysta rader" in capsys.readouterr().out


@pytest.mark.parametrize("edition", [Edition.PARTNER, Edition.PUBLIC])
def test_other_editions_are_computed_again_too(
    anna: Person, tmp_path: Path, edition: Edition, capsys
) -> None:
    more = {"partner": add_partner(anna)} if edition is Edition.PARTNER else {}
    one = publish(anna, compute(anna), edition, **more)
    target, rows = fetched(anna.client(), one, tmp_path)
    assert main(["verify", str(target), str(rows)]) == 0
    assert "Identisk" in capsys.readouterr().out


def test_no_row_and_no_free_text_is_in_what_is_handed_out(made: SimpleNamespace) -> None:
    opened = bundle.read(made.files["zip"])
    told = json.dumps(opened.document) + str(opened.frozen)
    assert "Hemligsson" not in told
    assert not any(b"Hemligsson" in content for content in Word(made.files["docx"]).parts.values())


def test_rows_are_for_those_who_may_open_them(made: SimpleNamespace, lars: Person, bo: Person) -> None:
    assert queries.frozen_rows(lars.scope, made.one) is None
    assert lars.client().get(f"/publiceringar/{made.one.pk}/rader.parquet").status_code == 403
    assert "rader.parquet" not in lars.client().get(f"/publiceringar/{made.one.pk}/").content.decode()
    assert bo.client().get(f"/publiceringar/{made.one.pk}/rader.parquet").status_code == 200
    assert lars.client().get(f"/publiceringar/{made.one.pk}/lagesbild.docx").status_code == 200
