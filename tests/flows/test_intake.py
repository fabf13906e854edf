"""From a messy file to the register and back, in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.methods.incidents.models import Report
from samsyn_web.methods.incidents.views import files, intakes
from samsyn_web.observations.models import Intake, Source
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.flows.test_picture import press
from tests.samsyn_web.conftest import Person
from tests.support.uploads import bring_in, csv_bytes

MIXED = (
    "Händelsedatum;Typ av händelse;Stadsdel;Anteckning\n"
    "2024-01-03 22:15;Klotter;Åsen;Kim i trapphus 4\n"
    "2024-02-29 21:00;Buller;Norrby;hög musik\n"
    "31/12;Klotter;Åsen;oklart\n"
    "2031-01-01 10:00;Klotter;Åsen;i framtiden\n"
    "2024-03-01 08:00;=HYPERLINK(1);Åsen;formel\n"
).encode("cp1252")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "kept"


def choose(page: Page, path: Path, content: bytes) -> None:
    """Choose a file on the page of files, and have it read."""
    path.write_bytes(content)
    page.get_by_label("Filer med rapporter").set_input_files(path)
    press(page, "Läs filen")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_mixed_file_in_an_old_encoding(open_page: Opener, anna: Person, tmp_path: Path, width: int) -> None:
    page = open_page("/rapporter/", person=anna, width=width)
    expect(page.get_by_text("Registret är tomt")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Läs in den första filen").click()
    check_page(page)

    choose(page, tmp_path / "blandad.csv", MIXED)
    expect(page.get_by_role("heading", level=1)).to_have_text("3 av 5 rader kan användas.")
    expect(page.get_by_label("Vad Anteckning betyder")).to_be_disabled()
    check_page(page)
    page.get_by_label("Källans namn").fill("Fastighetsjouren")
    press(page, "Spara och gå vidare")
    expect(page.get_by_label("Kategori för Klotter")).to_have_value("SKA")
    page.get_by_label("Kategori för Buller").select_option(label="Annan ordningsstörning")
    check_page(page)
    press(page, "Spara och granska")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 rader läses in. 2 går inte att använda")
    expect(page.get_by_role("cell", name="31/12")).to_be_visible()
    check_page(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Hämta alla som CSV").click()
    listed = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "31/12" in listed
    assert "trapphus" not in listed

    press(page, "Läs in 3 rader")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 rader är nya i registret.")
    check_page(page)
    assert Report.objects.count() == 3
    page.get_by_role("link", name="Om källan").click()
    check_page(page)
    page.get_by_label("Avbrott i källan").fill("2024-02-01 Nytt formulär")
    press(page, "Spara källan")
    expect(page.get_by_text("Källan är sparad.")).to_be_visible()
    page.goto(f"/rapporter/inlasning/{Intake.objects.get().pk}/")
    page.get_by_role("link", name="Ångra inläsningen").click()
    check_page(page)
    press(page, "Ångra inläsningen")
    expect(page.get_by_text("Raderna räknas inte längre.")).to_be_visible()
    check_page(page)
    assert not Report.objects.counting().exists()


def test_a_known_source_and_the_same_file_again(open_page: Opener, anna: Person, tmp_path: Path) -> None:
    bring_in(anna, csv_bytes(weeks=40))
    page = open_page("/rapporter/las-in/", person=anna)
    choose(page, tmp_path / "nya.csv", csv_bytes(weeks=41))
    expect(page.get_by_role("heading", level=1)).to_contain_text("rader läses in.")
    page.get_by_role("button", name="Läs in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("i registret")
    before = Report.objects.count()
    page.goto("/rapporter/las-in/")
    choose(page, tmp_path / "igen.csv", csv_bytes(weeks=41))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Filen tillför inget nytt")
    check_page(page)
    page.get_by_role("link", name="Ta bort filen").click()
    check_page(page)
    press(page, "Ta bort")
    expect(page.get_by_text("Filen är borttagen.")).to_be_visible()
    check_page(page)
    assert Report.objects.count() == before
    assert Source.objects.count() == 1


def test_a_hostile_file_is_refused_in_words(open_page: Opener, anna: Person, tmp_path: Path) -> None:
    page = open_page("/rapporter/las-in/", person=anna, width=390)
    choose(page, tmp_path / "bild.xlsx", b"PK\x03\x04 a broken workbook" * 9)
    expect(page.get_by_role("alert")).to_contain_text("bild.xlsx")
    check_page(page, meant=("status of 422",))
    assert not Intake.objects.exists()


def test_a_huge_file_is_read_and_written_with_progress(
    open_page: Opener, anna: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Huge is what the limits say; the work itself runs before the page answers, as inline jobs do in tests."""
    monkeypatch.setattr(files, "INLINE_BYTES", 1000)
    monkeypatch.setattr(intakes, "INLINE_ROWS", 100)
    page = open_page("/rapporter/las-in/", person=anna)
    choose(page, tmp_path / "stor.csv", csv_bytes())
    press(page, "Spara och gå vidare")
    press(page, "Spara och granska")
    page.get_by_role("button", name="Läs in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("är nya i registret")
    assert Report.objects.count() == csv_bytes().count(b"\n") - 1


def test_several_files_wait_and_are_brought_in_together(
    open_page: Opener, anna: Person, tmp_path: Path
) -> None:
    bring_in(anna, csv_bytes(weeks=10))
    paths = []
    for weeks in (20, 30):
        paths.append(tmp_path / f"{weeks}.csv")
        paths[-1].write_bytes(csv_bytes(weeks=weeks))
    page = open_page("/rapporter/las-in/", person=anna, width=390)
    page.get_by_label("Filer med rapporter").set_input_files(paths)
    press(page, "Läs filen")
    expect(page.get_by_role("heading", name="Väntar på dig")).to_be_visible()
    check_page(page)
    press(page, "Läs in alla vars källa är känd")
    expect(page.get_by_text("2 filer är inlästa")).to_be_visible()
    check_page(page)
    assert Report.objects.counting().count() == csv_bytes(weeks=30).count(b"\n") - 1
