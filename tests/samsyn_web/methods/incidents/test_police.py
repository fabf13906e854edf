"""The police's published events as context: fetched from a server of the test's own, never summed with reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock, schedule
from samsyn_web.methods.incidents import queries, services, tasks
from samsyn_web.methods.incidents.models import PoliceFeed, PoliceItem, ReportCount
from samsyn_web.people.models import Organisation
from tests.samsyn_web.conftest import Person
from tests.support.uploads import bring_in

NOW = datetime(2024, 10, 10, 8, 0, tzinfo=UTC)
HOME = "/rapporter/polisen/"
HERE, SECRET = "Upplands Väsby", "Kajsa Hemligsson greps"


def event(number: int, **other: Any) -> dict[str, Any]:
    return {
        "id": number, "datetime": "2024-10-02 9:02:11 +02:00", "name": f"01 oktober 23.40, Brand, {HERE}",
        "summary": SECRET, "url": f"/aktuellt/handelser/{number}/", "type": "Brand",
        "location": {"name": HERE, "gps": "59.0,15.0"},
    } | other  # fmt: skip


EVENTS = [
    event(1),
    event(
        2,
        type="Stöld/inbrott",
        name=f"03 oktober 10.00, Stöld/inbrott, {HERE}",
        datetime="2024-10-03 11:00:00 +02:00",
    ),
    event(3, location={"name": "Vallentuna", "gps": "1,1"}),
    event(4, type="Sammanfattning natt"),
    event(5, location={"name": "Stockholms län", "gps": "1,1"}, name="01 oktober 23.40, Rån, Stockholms län"),
    event(1),
]


@pytest.fixture(autouse=True)
def _own_world(
    settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exempelkoping: Organisation
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    exempelkoping.municipality_code = "0114"
    exempelkoping.save(update_fields=["municipality_code"])


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """Return a server on this machine whose `content` is what it answers."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.server.content)  # type: ignore[attr-defined]

        def log_message(self, *given: Any) -> None:
            """Say nothing."""

    made = HTTPServer(("127.0.0.1", 0), Answer)
    made.content = json.dumps(EVENTS).encode()  # type: ignore[attr-defined]
    thread = Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def address(server: HTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}/api/events"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def keep(person: Person, *events: dict[str, Any]) -> str:
    return services.keep_police_events(
        by=person.scope, at=NOW, content=json.dumps(events).encode(), name="polisen.json"
    )


def test_it_is_off_until_somebody_turns_it_on(anna: Person, server: HTTPServer) -> None:
    assert any(one.name == "incidents.police" for one in schedule.scheduled())
    tasks.fetch_police_events(NOW)
    keep(anna, event(9))
    PoliceFeed.objects.update(address=address(server))
    tasks.fetch_police_events(NOW)
    assert PoliceItem.objects.count() == 1


def test_own_events_are_fetched_once(anna: Person, server: HTTPServer) -> None:
    anna.client().post(f"{HOME}hamta/", {"is_on": "on", "address": address(server)})
    tasks.fetch_police_events(NOW)
    tasks.fetch_police_events(NOW)
    assert list(PoliceItem.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 4]
    feed = PoliceFeed.objects.get()
    assert feed.result.startswith("0 nya, 3 fanns, 1 från andra platser, 1 som bara anger länet")
    page = text_of(anna.client().get(HOME))
    assert "Brand Brand och pyroteknik 1 oktober 2024 23:40" in page
    assert "Stöld/inbrott" in page
    assert "Sammanfattning natt" not in page  # no event
    assert "Någon karta finns inte" in page
    assert 'href="https://polisen.se/aktuellt/handelser/1/"' in anna.client().get(HOME).content.decode()


def test_nothing_of_the_text_is_kept(anna: Person) -> None:
    keep(anna, event(1))
    assert SECRET not in str(list(PoliceItem.objects.values()))
    assert "59" not in str(list(PoliceItem.objects.values("place", "address")))


def test_a_server_that_fails_is_told(anna: Person, server: HTTPServer) -> None:
    services.set_police_feed(by=anna.scope, at=NOW, is_on=True, address=address(server))
    server.content = b"<html>"  # type: ignore[attr-defined]
    tasks.fetch_police_events(NOW)
    assert "varken polisens JSON eller en tabell" in PoliceFeed.objects.get().error
    PoliceFeed.objects.update(address="http://127.0.0.1:9/")
    tasks.fetch_police_events(NOW)
    assert "svarade inte" in text_of(anna.client().get(HOME))


def test_only_whoever_sets_up_turns_it_on_and_only_at_a_safe_address(
    anna: Person, bo: Person, cecilia: Person
) -> None:
    with pytest.raises(Refused):
        services.set_police_feed(by=bo.scope, at=NOW, is_on=True, address="https://polisen.se/api/events")
    assert bo.client().post(f"{HOME}hamta/", {"address": "https://polisen.se/"}).status_code == 403
    for bad in ("http://polisen.se/", "ftp://polisen.se/", "file:///etc/passwd"):
        with pytest.raises(BadInput, match="https"):
            services.set_police_feed(by=anna.scope, at=NOW, is_on=True, address=bad)
    with pytest.raises(BadInput, match="vilken kommun"):
        services.set_police_feed(
            by=cecilia.scope, at=NOW, is_on=True, address="https://polisen.se/api/events"
        )


def test_a_file_is_read_by_hand(anna: Person, cecilia: Person) -> None:
    client = anna.client()
    given = SimpleUploadedFile("polisen.json", json.dumps(EVENTS).encode())
    page = client.post(f"{HOME}fil/", {"file": given}, follow=True)
    assert "3 nya, 0 fanns" in text_of(page)
    page = client.post(f"{HOME}fil/", {"file": SimpleUploadedFile("polisen.json", b"{}")})
    assert page.status_code == 422
    assert "inte polisens lista" in text_of(page)
    given = SimpleUploadedFile("polisen.json", json.dumps(EVENTS).encode())
    assert "vilken kommun" in text_of(cecilia.client().post(f"{HOME}fil/", {"file": given}))


def test_kinds_that_are_alike_are_mapped_and_can_be_changed(anna: Person) -> None:
    keep(anna, *EVENTS)
    client = anna.client()
    kinds = queries.police_kinds(anna.scope)
    assert kinds == [("Brand", 1, "BRN"), ("Stöld/inbrott", 1, "STO")]
    client.post(f"{HOME}slag/", {"s0": "", "s1": "SKA"})
    assert queries.police_kinds(anna.scope) == [("Brand", 1, ""), ("Stöld/inbrott", 1, "SKA")]
    client.post(f"{HOME}slag/", {"s0": "BRN", "s1": "STO"})
    assert PoliceFeed.objects.get().kinds == {}  # what is as proposed is not kept as one's own


def test_the_break_stands_on_the_time_line(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    late = {"datetime": "2026-02-05 9:00:00 +01:00", "name": f"04 februari 10.00, Brand, {HERE}"}
    keep(anna, *EVENTS, event(7, **late, location={"name": "Stockholms län", "gps": "1,1"}))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 1, 8, 0, tzinfo=UTC))
    page = text_of(anna.client().get(HOME))
    assert "Polisen gick från kommun till län" in page
    months = queries.police_months(anna.scope, date(2026, 3, 1))
    assert (months[date(2024, 10, 1)], months[date(2025, 6, 1)], months[date(2026, 2, 1)]) == (2, 0, 1)


def test_they_stand_beside_reports_and_are_never_summed(anna: Person) -> None:
    bring_in(anna)
    before = list(ReportCount.objects.order_by("pk").values())
    page = text_of(anna.client().get("/rapporter/utforska/?period=2024-W40"))
    keep(anna, *EVENTS)
    again = text_of(anna.client().get("/rapporter/utforska/?period=2024-W40"))
    assert "Från polisens webbplats" not in page
    assert "De räknas inte in i siffrorna ovan" in again
    assert list(ReportCount.objects.order_by("pk").values()) == before
    figures = re.compile(r"\d+ rapporter")
    assert figures.findall(again.split("Från polisens webbplats")[0]) == figures.findall(
        page.split("Spara och dela")[0]
    )


def test_strangers_read_none(anna: Person, cecilia: Person, lars: Person) -> None:
    keep(anna, event(1))
    assert "Brand" not in text_of(cecilia.client().get(HOME))
    assert lars.client().get(HOME).status_code == 403
