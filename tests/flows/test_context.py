"""Files that come in by themselves, and the police's events, in a browser with and without JavaScript."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from samsyn_web.base import clock
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import Inbox
from samsyn_web.people.models import Organisation
from samsyn_web.places.models import Municipality
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.methods.incidents.test_police import EVENTS
from tests.support.uploads import bring_in, csv_bytes


@pytest.fixture(autouse=True)
def _own_world(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT, settings.INBOX_ROOT = tmp_path / "media", tmp_path / "inbox"
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 10, 10, 8, 0, tzinfo=UTC))


@pytest.mark.parametrize("javascript", [True, False])
def test_set_up_a_folder_and_follow_its_files(open_page: Opener, anna: Person, javascript: bool) -> None:
    bring_in(anna, csv_bytes(weeks=46))
    page = open_page("/rapporter/inkorg/", person=anna, javascript=javascript)
    if javascript:
        check_page(page)
    page.get_by_role("button", name="Sätt upp mappen").click()
    expect(page.get_by_text("Mappen är uppsatt.")).to_be_visible()
    (queries.folder_of(Inbox.objects.get()) / "vecka 41.csv").write_bytes(csv_bytes())
    page.get_by_role("button", name="Läs nu").click()
    expect(page.get_by_text("väntar på att filen ska vara hel").first).to_be_visible()
    page.get_by_role("button", name="Skapa en adress").click()
    expect(page.get_by_text("Adressen visas bara nu")).to_be_visible()
    if javascript:
        check_page(page)
    page.get_by_role("button", name="Återkalla adressen").click()
    expect(page.get_by_text("Adressen är återkallad.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_read_the_polices_events_beside_the_reports(
    open_page: Opener, anna: Person, tmp_path: Path, javascript: bool
) -> None:
    here = {"name": "Upplands Väsby", "county_code": "01", "county_name": "Stockholms län"}
    Municipality.objects.update_or_create(
        code="0114", defaults=here
    )  # a browser test empties what migrations filled
    Organisation.objects.filter(pk=anna.organisation.pk).update(municipality_code="0114")
    bring_in(anna)
    page = open_page("/rapporter/polisen/", person=anna, javascript=javascript)
    file = tmp_path / "polisen.json"
    earlier = [
        one | {"id": one["id"] + 10, "datetime": "2024-08-02 9:00:00 +02:00", "name": "x"} for one in EVENTS
    ]
    file.write_text(json.dumps(EVENTS + earlier))
    page.get_by_label("Fil med polisens händelser").set_input_files(file)
    page.get_by_role("button", name="Läs filen").click()
    expect(page.get_by_role("link", name="Stöld/inbrott").first).to_be_visible()
    if javascript:
        check_page(page)
    page.get_by_role("link", name="Vad polisens slag är hos er").click()
    if javascript:
        check_page(page)
    page.get_by_label("Kategori för Brand").select_option("")
    page.get_by_role("button", name="Spara kategorierna").click()
    expect(page.get_by_text("Kategorierna är sparade.")).to_be_visible()
    page.goto("/rapporter/utforska/?period=2024-W40")
    expect(page.get_by_role("heading", name="Från polisens webbplats")).to_be_visible()
    if javascript:
        check_page(page)
