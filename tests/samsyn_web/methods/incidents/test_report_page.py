"""The report page without a script: the same checks, nothing lost, one report however often it is posted."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samsyn.errors import Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import LINK_COOKIE
from samsyn_web.methods.incidents import policies, services
from samsyn_web.methods.incidents.forms.reporting import LocalTime
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.people import services as people
from samsyn_web.places import services as places
from samsyn_web.places.models import Area, AreaVersion
from tests.support.sent import NOW, send
from tests.support.story import Person

URL = "/rapportera/"
SQUARE = '{"type": "Polygon", "coordinates": [[[18, 59], [18.1, 59], [18.1, 59.1], [18, 59]]]}'


def now() -> datetime:
    """Return the clock that the server goes by."""
    return timezone.now().astimezone(UTC)  # noqa: TID251


def posted(**values: Any) -> dict[str, Any]:
    """Return what a browser posts: damage at a bus stop, just now."""
    return {
        "client_id": str(uuid4()),
        "what": "SKA",
        "place_text": "busskuren vid Torgvägen",
        "when": "now",
        **values,
    }


@pytest.fixture
def phone(rut: Person) -> Client:
    """Return a phone that Rut's personal link was opened on."""
    phone = Client()
    token = people.make_access_link(membership=rut.membership, by=None, at=rut.membership.created_at)
    phone.cookies[LINK_COOKIE] = token
    return phone


@pytest.fixture
def areas(rut: Person) -> AreaVersion:
    """One area, a triangle."""
    version = AreaVersion.objects.create(
        organisation_id=rut.organisation.pk, version="2024", digest="triangle", created_at=now()
    )
    Area.objects.create(version=version, position=0, key="A1", name="Åsen", geometry=SQUARE)
    return version


def test_a_report_is_kept_once_and_has_a_receipt(phone: Client) -> None:
    sent = posted(detail="SKA-GLA", severity="2", done=["112", "fixed"], description="Två rutor.")
    first, again = phone.post(URL, sent), phone.post(URL, sent)
    assert first.url == again.url == f"/rapportera/kvitto/{sent['client_id']}/"
    kept = Submission.objects.get()
    assert (kept.channel, kept.subcategory, kept.severity, kept.done) == (
        "form",
        "SKA-GLA",
        2,
        ["112", "fixed"],
    )
    page = phone.get(first.url).content.decode()
    assert "Krossat glas" in page
    assert "Ta tillbaka rapporten" in page


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2024-10-27T02:30", datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),  # comes twice: the first
        ("2024-03-31T02:30", datetime(2024, 3, 31, 1, 30, tzinfo=UTC)),  # is left out: half past three
        ("2024-10-27T03:00", datetime(2024, 10, 27, 2, 0, tzinfo=UTC)),
        ("2024-02-29T12:00:30", datetime(2024, 2, 29, 11, 0, 30, tzinfo=UTC)),
        ("9999-12-31T23:59", datetime(9999, 12, 31, 22, 59, tzinfo=UTC)),
        ("0001-01-01T00:00", None),
        ("2023-02-29T12:00", None),
        ("", None),
    ],
)
def test_a_local_time_is_an_instant_when_the_clocks_change(written: str, instant: datetime | None) -> None:
    try:
        read = LocalTime().clean(written)
    except ValidationError:
        read = None
    assert read == instant


def test_a_question_that_waits_is_told_where_reports_are_written(
    phone: Client, anna: Person, rut: Person, bo: Person
) -> None:
    said = "En av dina rapporter väntar på svar från dig."
    one, of_bo = send(rut), send(bo)
    services.send_back(by=anna.scope, at=NOW, submission=of_bo, answer="Vilken sida?")
    assert said not in phone.get(URL).content.decode()
    services.send_back(by=anna.scope, at=NOW, submission=one, answer="Vilken ruta?")
    page = phone.get(URL).content.decode()
    assert said in page
    assert 'href="/rapportera/mina/"' in page
    services.accept(by=anna.scope, at=NOW, submission=one)
    assert said not in phone.get(URL).content.decode()


def test_another_at_once_keeps_the_place(phone: Client, anna: Person) -> None:
    place = places.add_place(by=anna.scope, at=now(), name="Torget")
    answer = phone.post(URL, posted(where=f"p:{place.pk}", place_text="", again="1"))
    page = phone.get(answer.url).content.decode()
    assert "Rapporten är mottagen" in page
    assert re.search(rf'value="p:{place.pk}" checked', page)
    assert re.search(r'name="client_id" value="([\w-]+)"', page)[1] != str(Submission.objects.get().device_id)  # type: ignore[index]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"what": ""}, "Välj vad som har hänt"),
        ({"what": "XXX"}, "Välj vad som har hänt"),
        ({"place_text": ""}, "Välj var det var"),
        ({"when": ""}, "Välj när det var"),
        ({"when": "later"}, "När?"),
        ({"when": "exact"}, "Ange dag och klockslag"),
        ({"when": "interval", "time_from": "2024-10-07T10:00"}, "Ange dag och klockslag"),
        ({"when": "exact", "time_from": "2199-10-07T10:00"}, "inte varit än"),
        ({"where": "p:4711"}, "inte längre på listan"),
        ({"where": "a:nowhere"}, "Området finns inte"),
        ({"dwelling": "on"}, "Välj område"),
        ({"description": "a" * 501}, "500"),
        ({"lon": "inf", "where": "g", "lat": "59"}, "Något fattas"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stands(
    phone: Client, wrong: dict[str, Any], says: str
) -> None:
    answer = phone.post(URL, posted(**{"description": "Två rutor är krossade", **wrong}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Två rutor är krossade" in page or "aaaa" in page
    assert not Submission.objects.exists()


def test_nothing_to_report_needs_nothing_else(phone: Client) -> None:
    assert phone.post(URL, {"client_id": str(uuid4()), "what": "NOL"}).status_code == 302
    assert Submission.objects.get().kind == "zero"


def test_local_time_is_read_as_such(phone: Client) -> None:
    day = (now() - timedelta(days=3)).date()
    phone.post(URL, posted(when="exact", time_from=f"{day}T10:15"))
    kept = Submission.objects.get()
    assert kept.time_from is not None
    assert timezone.localtime(kept.time_from).strftime("%H:%M") == "10:15"


def test_a_kind_of_another_category_is_left_out(phone: Client) -> None:
    phone.post(URL, posted(detail="BRN-KAR"))
    assert Submission.objects.get().subcategory == ""


def test_a_report_is_changed_until_somebody_looks(phone: Client, areas: AreaVersion) -> None:
    sent = posted(where="g", lon="18.06", lat="59.02")
    phone.post(URL, sent)
    change = f"/rapportera/kvitto/{sent['client_id']}/andra/"
    page = phone.get(change).content.decode()
    assert "Ändra rapporten" in page
    lon = re.search(r'name="lon" value="([\d.]+)"', page)
    assert lon
    assert abs(float(lon[1]) - 18.06) < 1e-5
    answer = phone.post(change, {**sent, "what": "BRN", "client_id": str(uuid4())})
    assert answer.status_code == 302
    kept = Submission.objects.get()
    assert (kept.category, kept.revision, str(kept.device_id)) == ("BRN", 2, sent["client_id"])
    assert AuditEvent.objects.filter(verb="report.changed").count() == 1
    Submission.objects.update(reviewed_at=now())
    assert phone.post(change, {**sent, "what": "SKA"}).url == f"/rapportera/kvitto/{sent['client_id']}/"
    assert Submission.objects.get().category == "BRN"


def test_a_wrong_change_changes_nothing(phone: Client) -> None:
    sent = posted()
    phone.post(URL, sent)
    answer = phone.post(f"/rapportera/kvitto/{sent['client_id']}/andra/", {**sent, "when": ""})
    assert answer.status_code == 422
    assert Submission.objects.get().revision == 1


def test_a_report_taken_back_counts_nowhere_and_its_words_are_gone(phone: Client) -> None:
    sent = posted(description="Två rutor")
    phone.post(URL, sent)
    phone.post(f"/rapportera/kvitto/{sent['client_id']}/ta-tillbaka/")
    kept = Submission.objects.get()
    assert (kept.state, kept.description, kept.place) == ("withdrawn", "", "")
    assert "återtagen" in phone.get(f"/rapportera/kvitto/{sent['client_id']}/").content.decode()
    phone.post(f"/rapportera/kvitto/{sent['client_id']}/ta-tillbaka/")
    assert AuditEvent.objects.filter(verb="report.withdrawn").count() == 1


def test_only_ones_own_and_only_for_ten_minutes(rut: Person, anna: Person) -> None:
    at = datetime(2024, 10, 7, 20, tzinfo=UTC)
    told = policies.Told(what="SKA", place="torget", made_at=at)
    sent = services.submit(by=rut.scope, at=at, device_id=UUID(int=1), told=told)[0]
    for by, later in ((anna.scope, 1), (rut.scope, 10)):
        for service in (services.withdraw_report, services.change_report):
            more = {"told": told} if service is services.change_report else {}
            with pytest.raises(Refused):
                service(by=by, at=at + timedelta(minutes=later), submission=sent, **more)  # type: ignore[operator]
    services.withdraw_report(by=rut.scope, at=at + timedelta(minutes=9, seconds=59), submission=sent)


def test_somebody_elses_receipt_is_not_there(phone: Client, cecilia: Person, anna: Person) -> None:
    sent = posted()
    phone.post(URL, sent)
    for other in (cecilia, anna):
        for path in ("", "andra/"):
            assert other.client().get(f"/rapportera/kvitto/{sent['client_id']}/{path}").status_code == 404


def test_who_may_not_report_is_sent_away(lars: Person) -> None:
    assert lars.client().get(URL).status_code == 403
    assert Client().get(URL).status_code == 302


def test_a_named_house_keeps_no_words_either(phone: Client, anna: Person) -> None:
    house = places.add_place(by=anna.scope, at=now(), name="Åsvägen 1–9", is_dwelling=True)
    square = places.add_place(by=anna.scope, at=now(), name="Torget")
    phone.post(URL, posted(where=f"p:{house.pk}", place_text="lägenhet 1203"))
    phone.post(URL, posted(where=f"p:{square.pk}", place_text="vid kiosken"))
    assert set(Submission.objects.values_list("place", flat=True)) == {"", "vid kiosken"}


def test_the_map_has_the_areas(phone: Client, areas: AreaVersion) -> None:
    told = phone.get(reverse("incidents:report_map")).json()
    assert [one["id"] for one in told["areas"]["features"]] == ["A1"]


def test_the_worker_and_the_manifest(db: None) -> None:
    worker = Client().get("/rapportera/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Cache-Control"] == "no-cache"
    assert b"import" not in worker.content.split(b"\n")[0]
    assert Client().get("/rapportera/sw.js?sync").content.startswith(b"import { sendAll }")
    told = Client().get("/rapportera/manifest.webmanifest")
    assert told["Content-Type"] == "application/manifest+json"
    assert told.json()["scope"] == told.json()["start_url"] == URL
    assert {"worker-src 'self'", "manifest-src 'self'"} <= set(told["Content-Security-Policy"].split("; "))
