"""No report is lost and none counted twice: without a net, in two tabs, on a full device, with a wrong clock."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Error, Page, Route, expect

from samsyn_web.methods.incidents import presenters
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.places import services as places
from samsyn_web.places.models import NamedPlace
from tests.flows.conftest import Opener
from tests.flows.sight import check_page, until
from tests.samsyn_web.conftest import Person

URL, API = "/rapportera/", "**/api/rapporter/"
WAITS = "1 rapport väntar på nät."


def now() -> datetime:
    """Return the clock that the server goes by."""
    return timezone.now().astimezone(UTC)  # noqa: TID251


@pytest.fixture
def torget(anna: Person) -> NamedPlace:
    """Return a place to report from."""
    return places.add_place(by=anna.scope, at=now(), name="Torget")


@pytest.fixture
def phone(open_page: Opener, rut: Person, torget: NamedPlace) -> Page:
    """Return Rut's phone with the page open, and kept by its worker."""
    page = open_page(URL, person=rut, width=390)
    ready(page)
    return page


def ready(page: Page) -> None:
    """Wait until the worker looks after the page."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def write(page: Page, what: str = "SKA") -> None:
    """Answer the three questions."""
    page.locator(f"#what-{what}").check()
    page.get_by_text("Torget", exact=True).click()
    page.locator("[name=when][value=now]").check()


def send(page: Page, what: str = "SKA", *, again: bool = False) -> None:
    """Write a report and send it."""
    write(page, what)
    page.locator("button[name=again]" if again else "button[name=send]").click()


HELD = """() => new Promise((resolve) => {
    const asked = indexedDB.open("samsyn-reports");
    asked.onsuccess = () => {
        const all = asked.result.transaction("reports").objectStore("reports").getAll();
        all.onsuccess = () => { asked.result.close(); resolve(all.result); };
    };
})"""


def queued(page: Page) -> list[dict[str, Any]]:
    """Return what the device holds."""
    return list(page.evaluate(HELD))


def sign_in(page: Page, person: Person) -> None:
    """Let somebody be signed in on the phone."""
    client = Client()
    client.force_login(person.user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": page.evaluate("() => location.origin")}]
    )


def arrives(page: Page, n: int = 1) -> None:
    """Wait until nothing waits and the server has each report once."""
    until(page, lambda: (Submission.objects.count(), queued(page)) == (n, []))
    expect(page.locator("#state")).to_be_empty()


def page_is_whole(page: Page, *meant: str) -> None:
    """Check the page as it is, where the browser is right to complain of some things, whenever it does."""
    check_page(page, (320, "light"), (390, "dark"), meant=meant)


def test_a_report_without_a_net_waits_and_is_sent_once(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.reload()
    send(phone)
    expect(phone.locator("#done")).to_contain_text("sparad på telefonen")
    expect(phone.locator("#state")).to_contain_text(WAITS)
    phone.reload()
    expect(phone.locator("#state")).to_contain_text(WAITS)
    send(phone, "BRN", again=True)
    expect(phone.locator("#state")).to_contain_text("2 rapporter väntar på nät.")
    assert not Submission.objects.exists()
    phone.context.set_offline(False)
    arrives(phone, 2)
    assert set(Submission.objects.values_list("category", flat=True)) == {"SKA", "BRN"}


def test_the_page_that_is_kept_gives_each_report_a_number_of_its_own(phone: Page) -> None:
    phone.context.set_offline(True)
    for n in (1, 2, 3):
        phone.reload()
        send(phone)
        expect(phone.locator("#done")).to_contain_text("sparad")
        assert len({one["client_id"] for one in queued(phone)}) == n


def test_a_report_survives_that_the_page_is_closed(phone: Page) -> None:
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    later = phone.context.new_page()
    phone.close()
    later.goto(URL)
    expect(later.locator("#state")).to_contain_text(WAITS)
    later.context.set_offline(False)
    arrives(later)


def test_an_answer_that_is_lost_gives_no_double(phone: Page) -> None:
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        with suppress(Error):  # the page has gone on
            route.abort()

    phone.route(API, lose)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    until(phone, lambda: lost != [])
    assert (lost[0], Submission.objects.count()) == (201, 1), "the server has it, and the phone does not know"
    expect(phone.locator("#done")).to_contain_text("sparad")
    phone.reload()
    expect(phone.locator("#state")).to_contain_text(WAITS)
    phone.goto("/rapportera/vantande/")
    expect(phone.locator("#queue")).to_contain_text("inget svar än")
    expect(phone.locator("#queue").get_by_role("link", name="Ändra")).to_have_count(0)
    phone.unroute(API)
    phone.evaluate("() => dispatchEvent(new Event('online'))")
    arrives(phone)
    assert 201 not in lost[1:], "what was sent again was the same report"


@pytest.mark.parametrize("locks", [True, False])
def test_of_two_tabs_one_sends(phone: Page, locks: bool) -> None:
    if not locks:
        phone.context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
        phone.reload()
    other = phone.context.new_page()
    other.goto(URL)
    phone.context.set_offline(True)
    for n, tab in enumerate((phone, other, phone, other, phone), 1):
        send(tab, again=True)
        expect(tab.locator("#state")).to_contain_text("väntar på nät")
        until(phone, lambda n=n: len(queued(phone)) == n)
    posted: list[str] = []
    phone.context.on(
        "request",
        lambda request: posted.extend(re.findall(r'"client_id":"([\w-]+)"', request.post_data or "")),
    )
    phone.context.set_offline(False)
    arrives(phone, 5)
    expect(other.locator("#state")).to_be_empty()
    assert len(posted) == len(set(posted)) == 5, "each was sent by one of the tabs"


FILL_UP = """async () => {
    const db = await new Promise((resolve) => {
        const asked = indexedDB.open("samsyn-reports");
        asked.onsuccess = () => resolve(asked.result);
    });
    const put = (size) => new Promise((resolve) => {
        const change = db.transaction("notes", "readwrite");
        change.oncomplete = () => resolve(true);
        change.onabort = () => resolve(false);
        const bytes = new Uint8Array(size).map(() => Math.random() * 256);
        change.objectStore("notes").put(bytes, `junk ${Math.random()}`);
    });
    for (const size of [500_000, 50_000, 5_000, 500, 50, 5]) while (await put(size));
    db.close();
}"""


def test_a_full_device_says_so_and_sends_directly(open_page: Opener, rut: Person, torget: NamedPlace) -> None:
    phone = open_page("/om/", person=rut, width=390)
    devtools = phone.context.new_cdp_session(phone)
    origin = phone.evaluate("() => location.origin")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 3_000_000})
    phone.goto(URL)
    ready(phone)
    phone.evaluate(FILL_UP)
    phone.locator("#description").evaluate("(one) => { one.value = 'Glas på marken.'; }")
    send(phone)
    expect(phone.locator("#done")).to_contain_text("mottagen")
    assert Submission.objects.get().description == "Glas på marken."
    phone.get_by_role("button", name="Skriv en rapport till").click()
    phone.context.set_offline(True)
    write(phone, "BRN")
    phone.locator("button[name=send]").click()
    expect(phone.locator("#said")).to_contain_text("varken sparad eller skickad")
    expect(phone.locator("#what-BRN")).to_be_checked()
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Spara som fil").click()
    assert json.loads(Path(saved.value.path()).read_text())[0]["what"] == "BRN"
    phone.context.set_offline(False)
    phone.locator("button[name=send]").click()
    expect(phone.locator("#done")).to_be_visible()
    expect(phone.locator("#done")).to_contain_text("mottagen")
    assert Submission.objects.count() == 2


def test_a_browser_that_keeps_nothing_says_so_from_the_start(
    open_page: Opener, rut: Person, torget: NamedPlace
) -> None:
    page = open_page("/om/", person=rut, width=390)
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }")
    page.goto(URL)
    expect(page.locator("#said")).to_contain_text("kan inte spara rapporter på telefonen")
    page.context.set_offline(True)
    write(page)
    page.locator("button[name=send]").click()
    expect(page.locator("#said")).to_contain_text("varken sparad eller skickad")
    page.context.set_offline(False)
    page.locator("button[name=send]").click()
    expect(page.locator("#done")).to_contain_text("mottagen")
    assert Submission.objects.count() == 1


def test_a_wrong_clock_is_put_right_by_the_server(phone: Page) -> None:
    phone.clock.set_system_time(now() - timedelta(days=3))
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    phone.context.set_offline(False)
    arrives(phone)
    kept = Submission.objects.get()
    assert abs(kept.clock_off_s - 3 * 24 * 3600) < 120
    assert abs(kept.made_at - now()) < timedelta(minutes=2)


def test_reports_stay_when_the_session_has_ended(phone: Page, rut: Person) -> None:
    phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(phone)
    expect(phone.locator("#state")).to_contain_text("Öppna din personliga länk igen")
    phone.goto("/rapportera/vantande/")
    expect(phone.locator("#queue .waiting")).to_have_count(1)
    page_is_whole(phone, "status of 401")
    sign_in(phone, rut)
    phone.get_by_role("button", name="Försök skicka nu").click()
    arrives(phone)


def test_nobody_sends_what_somebody_else_wrote(phone: Page, rut: Person, bo: Person) -> None:
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    sign_in(phone, bo)
    phone.context.set_offline(False)
    phone.goto("/rapportera/vantande/")
    expect(phone.locator("#state")).to_contain_text("skrivna av någon annan")
    assert not Submission.objects.exists()
    sign_in(phone, rut)
    phone.get_by_role("button", name="Försök skicka nu").click()
    arrives(phone)
    assert Submission.objects.get().entered_by_id == rut.id


SENDS = "async () => (await navigator.locks.query()).held.length > 0"


def test_a_server_in_trouble_is_asked_again(phone: Page) -> None:
    phone.clock.install(time=now())
    phone.clock.pause_at(
        now() + timedelta(minutes=1)
    )  # the pauses pass when they are wound on, and not before
    phone.route(API, lambda route: route.fulfill(status=500, body="<h1>Fel</h1>", content_type="text/html"))
    send(phone)
    expect(phone.locator("#state")).to_contain_text("Servern svarar inte som den ska")
    with phone.expect_request(API):
        phone.get_by_role("button", name="Försök nu").click()
    phone.unroute(API)

    def later() -> bool:
        if not phone.evaluate(SENDS):  # else winding on would cut the attempt off
            phone.clock.run_for(60_000)
        return Submission.objects.exists()

    until(phone, later)
    arrives(phone)


def test_a_page_that_a_network_puts_in_between_is_no_answer(phone: Page) -> None:
    phone.route(
        API,
        lambda route: route.fulfill(status=200, body="<h1>Godkänn villkoren</h1>", content_type="text/html"),
    )
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    assert len(queued(phone)) == 1
    phone.unroute(API)
    phone.evaluate("() => dispatchEvent(new Event('online'))")
    arrives(phone)


@pytest.fixture
def stuck(phone: Page, torget: NamedPlace, anna: Person) -> Page:
    """Return the phone with a report that the server has refused: the place was closed meanwhile."""
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    places.close_place(by=anna.scope, at=now(), place=torget)
    phone.context.set_offline(False)
    expect(phone.locator("#state")).to_contain_text("kunde inte tas emot")
    phone.goto("/rapportera/vantande/")
    return phone


def test_what_the_server_refuses_is_seen_put_right_and_sent(stuck: Page) -> None:
    expect(stuck.locator("#queue .error")).to_contain_text("inte längre på listan")
    page_is_whole(stuck, "net::ERR_INTERNET_DISCONNECTED", "status of 422")
    with stuck.expect_download() as saved:
        stuck.locator("#queue").get_by_role("button", name="Spara som fil").click()
    assert json.loads(Path(saved.value.path()).read_text())[0]["what"] == "SKA"
    stuck.get_by_role("link", name="Ändra").click()
    expect(stuck.locator("#what-SKA")).to_be_checked()
    expect(stuck.locator("#summary")).to_contain_text("inte längre på listan")
    stuck.locator("#place_text").fill("torget")
    stuck.locator("button[name=send]").click()
    expect(stuck.locator("#done")).to_contain_text("mottagen")
    arrives(stuck)


def test_what_the_server_refuses_can_be_deleted(stuck: Page) -> None:
    stuck.get_by_role("button", name="Ta bort").click()
    stuck.get_by_role("button", name="Behåll").click()
    stuck.get_by_role("button", name="Ta bort").click()
    stuck.get_by_role("button", name="Ja, ta bort för gott").click()
    expect(stuck.locator("#queue")).to_contain_text("Inga rapporter väntar")
    assert queued(stuck) == []
    assert not Submission.objects.exists()


def test_a_waiting_report_is_changed_before_it_is_sent(phone: Page) -> None:
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    phone.goto("/rapportera/vantande/")
    phone.get_by_role("link", name="Ändra").click()
    expect(phone.locator("#said")).to_contain_text("Du ändrar en rapport")
    send(phone, "BRN")
    expect(phone.locator("#done")).to_contain_text("sparad")
    assert [one["report"]["what"] for one in queued(phone)] == ["BRN"]
    phone.context.set_offline(False)
    arrives(phone)
    assert Submission.objects.get().category == "BRN"


def newer(shell: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """Return the shell of a later version."""
    return lambda: {**shell(), "version": "a later version"}


def test_a_new_version_takes_over_when_asked_and_loses_nothing(
    phone: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_tab = phone.context.new_page()
    old_tab.goto(URL)
    old_tab.locator("#place_text").fill("halvskriven")
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    phone.context.route(API, lambda route: route.abort())
    phone.context.set_offline(False)
    monkeypatch.setattr(presenters, "shell", newer(presenters.shell))
    phone.goto(URL)
    expect(phone.locator("#said")).to_contain_text("ny version")
    assert len(phone.evaluate("() => caches.keys()")) == 2, "the old one stays"
    phone.get_by_role("button", name="Uppdatera").click()
    until(phone, lambda: phone.evaluate("() => caches.keys()") == ["samsyn-report-a later version"])
    expect(phone.locator("h1")).to_have_text("Rapportera")
    expect(old_tab.locator("#place_text")).to_have_value("halvskriven")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator("h1")).to_have_text("Rapportera")
    expect(phone.locator("#state")).to_contain_text(WAITS)
    old_tab.reload()
    expect(old_tab.locator("#place_text")).to_have_value("halvskriven")
    phone.context.unroute(API)
    phone.context.set_offline(False)
    arrives(phone)


def test_the_worker_sends_when_no_page_is_open(phone: Page) -> None:
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("#state")).to_contain_text(WAITS)
    devtools = phone.context.new_cdp_session(phone)
    found: list[dict[str, Any]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    until(phone, lambda: found != [])
    origin = phone.evaluate("() => location.origin")
    phone.route("**/api/**", lambda route: route.abort())  # the page itself sends nothing on its way out
    phone.context.set_offline(False)
    phone.goto("/om/")  # outside of what the worker looks after
    event = {
        "origin": origin,
        "registrationId": found[0]["registrationId"],
        "tag": "send",
        "lastChance": False,
    }
    devtools.send("ServiceWorker.dispatchSyncEvent", event)
    until(phone, lambda: queued(phone) == [])
    assert Submission.objects.count() == 1


def test_a_long_text_comes_through_whole(phone: Page) -> None:
    phone.context.set_offline(True)
    text = "Glas på marken vid entrén. Åäö 🙂 " * 14
    phone.locator("#more > summary").click()
    phone.locator("#description").fill(text)
    expect(phone.locator("#description-left")).to_contain_text("tecken kvar")
    send(phone)
    phone.context.set_offline(False)
    arrives(phone)
    assert Submission.objects.get().description == text.strip()
