"""What stands in the cells of a file, as the page of how it was read shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from samsyn_web.methods.incidents.models import Report
from samsyn_web.observations.models import Intake
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.methods.incidents.test_pages import UPLOAD, sent, text_of
from tests.support.uploads import csv_bytes


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_cell_that_is_no_label_neither_fills_the_page_nor_breaks_the_picture(anna: Person) -> None:
    content = csv_bytes().replace("Åsen".encode(), b"A" * 5000)
    client = anna.client()
    page = client.post(UPLOAD, {"reports": sent(content=content)}, follow=True)
    assert "A" * 59 + "…" in text_of(page)
    assert "A" * 60 not in text_of(page)
    page = client.post(f"/rapporter/inlasning/{Intake.objects.get().pk}/granska/")
    assert page.status_code == 422
    assert "längre än 120 tecken" in text_of(page)
    assert not Report.objects.exists()


def test_a_day_has_no_time_and_a_month_no_day(anna: Person) -> None:
    days = b"Datum;Kategori;Plats\n" + b"".join(b"2024-01-%02d;Buller;A\n" % day for day in range(1, 29))
    page = text_of(anna.client().post(UPLOAD, {"reports": sent(content=days)}, follow=True))
    assert "00:00" not in page
    assert "1 januari 2024–28 januari 2024" in page
    months = b"manad;Kategori;Plats\n" + b"".join(b"2024-%02d;Buller;A\n" % month for month in range(1, 10))
    page = text_of(anna.client().post(UPLOAD, {"reports": sent(content=months)}, follow=True))
    assert "januari 2024–september 2024" in page
    assert "Tidszon" not in page


def test_a_file_that_cannot_be_read_is_not_said_to_be_unsaved(anna: Person) -> None:
    page = anna.client().post(UPLOAD, {"reports": sent(content=b"\x00\x01\x02" * 50)})
    assert "Filen kunde inte läsas" in text_of(page)
    assert "sparas" not in text_of(page).partition("Filen kunde inte läsas")[2].partition("Filer med")[0]
