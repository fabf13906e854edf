"""The pages of the week as people meet them: the path, the meeting, the dispatch, presence, mail and calendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from samsyn_web.actions import services as acting
from samsyn_web.actions.models import MeetingDecision, MeetingNote, Presence
from samsyn_web.base import clock
from samsyn_web.base.models import SentMail
from samsyn_web.base.scope import Role
from samsyn_web.findings import queries as findings
from samsyn_web.methods.incidents.models import CalendarLink, Expectation, Pause, ReportingPeriod, Rhythm
from samsyn_web.methods.incidents.queries import what_became
from samsyn_web.methods.incidents.services import rhythm, week
from samsyn_web.reports.models import Publication
from tests.support import weeks
from tests.support.story import Person, make_person
from tests.support.weeks import MONDAY, accept, send

TUESDAY = MONDAY + timedelta(days=1)
NEXT = MONDAY + timedelta(days=7)
ONE = "/veckan/2026-W47/"


@pytest.fixture
def town(anna: Person, rut: Person, settings, tmp_path, monkeypatch) -> SimpleNamespace:
    """Week 47 with thirty weeks behind; the clock stands on the Monday after."""
    settings.MEDIA_ROOT, settings.MAIL_IS_ON = tmp_path, True
    siv = make_person("Siv", Role.REPORTER, anna.organisation)
    maj = make_person("Maj", Role.MEMBER, anna.organisation)
    weeks.areas(anna)
    weeks.set_rhythm(anna)
    weeks.expect(anna, rut, siv)
    weeks.history(anna, [rut, siv])
    accept(send(rut, at=TUESDAY))
    monkeypatch.setattr(clock, "now", lambda: NEXT)
    return SimpleNamespace(anna=anna, rut=rut, siv=siv, maj=maj)


def held() -> ReportingPeriod:
    return ReportingPeriod.objects.get(period="2026-W47")


def freeze(town: SimpleNamespace) -> ReportingPeriod:
    return week.freeze_period(by=town.anna.scope, at=NEXT, held=held(), organisation="Exempelköping")


def text(response) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


def page(person: Person, address: str, status: int = 200) -> str:
    found = person.client().get(address)
    assert found.status_code == status, address
    return text(found)


def test_without_a_rhythm_the_page_shows_how_to_begin(anna: Person, bo: Person) -> None:
    assert "Ställ in rytmen" in page(anna, "/veckan/")
    assert "Samordnaren ställer in rytmen" in page(bo, "/veckan/")


def test_the_rhythm_is_set_and_an_example_can_be_filled_in(anna: Person, rut: Person) -> None:
    client = anna.client()
    shown = client.get("/rapporter/rytm/?forslag=trelleborg").content.decode()
    assert "Exemplet är ifyllt" in shown
    said = {
        "every": "week", "deadline_weekday": 2, "deadline_time": "12:00", "meeting_weekday": 3,
        "meeting_time": "13:00", "dispatch_weekday": 4, "dispatch_time": "10:00", "analysis": "tertial",
        "reminds": "silent", "reminder_hours": 24, "agenda": ["decisions", "summary"],
    }  # fmt: skip
    assert client.post("/rapporter/rytm/", said).status_code == 302
    row = Rhythm.objects.get()
    assert (row.meeting_weekday, row.agenda, row.freezes_itself) == (3, ["decisions", "summary"], False)
    assert client.post("/rapporter/rytm/", said | {"meeting_time": "x"}).status_code == 422
    client.post("/rapporter/rytm/vantade/", {"member": rut.membership.pk, "first_day": "2026-11-01"})
    one = Expectation.objects.get()
    assert "Rut" in text(client.get("/rapporter/rytm/"))
    client.post(f"/rapporter/rytm/vantade/{one.pk}/sluta/")
    assert not Expectation.objects.filter(last_day=None).exists()
    wrong = {"first_day": "2026-02-20", "last_day": "2026-02-16", "reason": "Sportlov"}
    assert client.post("/rapporter/rytm/uppehall/", wrong).status_code == 422
    client.post("/rapporter/rytm/uppehall/", wrong | {"last_day": "2026-02-27"})
    pause = Pause.objects.get()
    client.post(f"/rapporter/rytm/uppehall/{pause.pk}/ta-bort/")
    assert Pause.objects.get().removed_at
    client.post(f"/rapporter/rytm/uppehall/{pause.pk}/angra/")
    assert Pause.objects.get().removed_at is None


def test_only_the_coordinator_sees_the_names_of_the_silent(town: SimpleNamespace, bo: Person) -> None:
    annas, bos, majs = page(town.anna, ONE), page(bo, ONE), page(town.maj, ONE)
    assert "1 av 2 väntade har svarat" in annas
    assert "Siv" in annas
    for other in (bos, majs):
        assert "1 av 2 väntade har svarat" in other
        assert "Siv" not in other
    assert "om en dag och 4 timmar" in annas
    assert "Påminn dem som inte har svarat" in annas
    assert "Påminn" not in majs


def test_the_reminder_button_writes_once(town: SimpleNamespace) -> None:
    client = town.anna.client()
    client.post(f"{ONE}paminn/")
    client.post(f"{ONE}paminn/")
    assert [mail.address for mail in SentMail.objects.all()] == [town.siv.user.email]
    shown = page(town.anna, "/veckan/post/")
    assert "Påminnelse" in shown
    address = re.search(r"/veckan/paminnelser/[^/]+/", SentMail.objects.get().body)
    assert address is not None
    assert "Stäng av påminnelserna" in text(Client().get(address[0]))
    Client().post(address[0], {"wanted": "0"})
    assert "avstängda" in text(Client().get(address[0]))
    assert Client().get("/veckan/paminnelser/fel/").status_code == 404


def test_the_freeze_asks_first_and_then_takes_one_to_the_period(town: SimpleNamespace) -> None:
    accept(send(town.rut, at=TUESDAY), state="received")
    asked = page(town.anna, f"{ONE}frys/")
    assert "Sista tiden har inte gått" in asked
    assert "inte granskad" in asked
    answer = town.anna.client().post(f"{ONE}frys/", follow=True)
    assert answer.redirect_chain[-1][0] == ONE
    assert "Underlaget är fryst" in text(answer)
    assert held().round.digest in text(answer)


def test_the_meeting_is_slides_with_a_way_on_and_back(town: SimpleNamespace) -> None:
    freeze(town)
    client = town.anna.client()
    titles = []
    for number in range(1, 30):
        found = client.get(f"{ONE}mote/{number}/")
        if found.status_code == 404:
            break
        titles.append(re.search(r'<h1 id="bild"[^>]*>(.*?)</h1>', found.content.decode())[1])
    assert titles == [
        "Förra periodens beslut", "Lägesbilden", "utan funktion", "Nivåer att besluta", "Nya beslut",
        "Närvaro mot de tider då det händer", "Det som är på väg", "Sammanfattning",
    ]  # fmt: skip
    assert "Rut" not in page(town.maj, f"{ONE}mote/3/")
    assert 'rel="next"' in client.get(f"{ONE}mote/").content.decode()


def test_of_two_who_write_at_once_the_second_sees_both(town: SimpleNamespace) -> None:
    freeze(town)
    said = {"item": "picture", "number": 2, "version": 0, "text": "Vi är eniga."}
    client, other = town.anna.client(), town.anna.client()
    assert client.post(f"{ONE}mote/anteckning/", said).status_code == 302
    late = other.post(f"{ONE}mote/anteckning/", said | {"text": "Vi är oeniga."})
    assert late.status_code == 422
    assert "Vi är eniga." in text(late)
    assert "Vi är oeniga." in text(late)
    assert MeetingNote.objects.get().text == "Vi är eniga."
    json = {"Accept": "application/json"}
    found = other.post(f"{ONE}mote/anteckning/", said | {"text": "Nej."}, headers=json)
    assert (found.status_code, found.json()["text"]) == (409, "Vi är eniga.")
    found = other.post(f"{ONE}mote/anteckning/", said | {"text": "Båda.", "version": 1}, headers=json)
    assert (found.status_code, found.json()) == (200, {"version": 2})
    guarded = other.post(
        f"{ONE}mote/anteckning/", said | {"text": "Ring 19811218-9876", "version": 2}, headers=json
    )
    assert (guarded.status_code, MeetingNote.objects.get().text) == (422, "Båda.")
    assert client.post(f"{ONE}mote/anteckning/", said | {"item": "annat"}).status_code == 404


def test_a_level_is_decided_with_a_reason_and_red_by_people_alone(town: SimpleNamespace) -> None:
    freeze(town)
    client = town.anna.client()
    proposals = findings.areas_to_judge(town.anna.scope, held().picture)
    assert "red" not in {one.finding.status for one in proposals}
    digest = proposals[0].finding.digest
    without = client.post(f"{ONE}mote/niva/", {"digest": digest, "level": "red", "number": 4}, follow=True)
    assert "skriv varför" in text(without)
    client.post(
        f"{ONE}mote/niva/", {"digest": digest, "level": "red", "reason": "Flera såg vapen.", "number": 4}
    )
    now = findings.areas_to_judge(town.anna.scope, held().picture)
    assert now[0].current.level == "red"
    assert now[0].finding.status == proposals[0].finding.status, "the proposal is kept beside the decision"


def walk_to_decided(town: SimpleNamespace) -> None:
    freeze(town)
    client = town.anna.client()
    for one in findings.areas_to_judge(town.anna.scope, held().picture):
        said = {"digest": one.finding.digest, "level": one.finding.status, "number": 4}
        client.post(f"{ONE}mote/niva/", said)
    made = client.post(
        f"{ONE}mote/beslut/",
        {"number": 5, "what": "Byt lampan", "owner": town.maj.membership.pk, "function": "Gata och park",
         "area": "A1", "place": "gången", "until": "2026-12-04"},
    )  # fmt: skip
    assert made.status_code == 302, text(made)
    done = client.post(f"{ONE}mote/klart/", {"number": 8})
    assert done.headers["Location"] == f"{ONE}utskick/"


def test_decided_is_written_to_the_owner_who_tells_how_it_goes(town: SimpleNamespace) -> None:
    walk_to_decided(town)
    one = MeetingDecision.objects.get()
    assert (one.area_name, one.period, one.owner) == ("Åsen", "2026-W47", town.maj.membership)
    assert SentMail.objects.get(kind="decision").address == town.maj.user.email
    client = town.maj.client()
    assert "Det här ska du göra" in text(client.get("/beslut/"))
    why = client.post(f"/beslut/{one.pk}/", {"status": "not_done", "text": ""})
    assert (why.status_code, "varför" in text(why)) == (422, True)
    client.post(f"/beslut/{one.pk}/", {"status": "not_done", "text": "Ingen kunde."})
    assert "Ingen kunde." in page(town.anna, "/beslut/")
    late = town.anna.client().post(
        f"{ONE}mote/beslut/",
        {"number": 5, "what": "Mer", "function": "Gata", "until": "2026-12-04"},
        follow=True,
    )
    assert "Mötet är över" in text(late)


def test_a_decision_is_taken_back_and_undone(town: SimpleNamespace, bo: Person) -> None:
    walk_to_decided(town)
    one = MeetingDecision.objects.get()
    assert bo.client().post(f"/beslut/{one.pk}/ta-tillbaka/").status_code == 403
    assert "Ångra" in text(town.anna.client().post(f"/beslut/{one.pk}/ta-tillbaka/"))
    assert town.anna.client().get(f"/beslut/{one.pk}/").status_code == 404
    town.anna.client().post(f"/beslut/{one.pk}/angra/")
    assert "Byt lampan" in page(town.anna, f"/beslut/{one.pk}/")


@pytest.mark.slow
def test_what_was_decided_is_sent_once_to_each(town: SimpleNamespace) -> None:
    assert town.anna.client().get(f"{ONE}utskick/").status_code == 302, "nothing is decided"
    walk_to_decided(town)
    shown = page(town.anna, f"{ONE}utskick/")
    assert "Maj" in shown
    assert "Rut" in shown
    for _twice in range(2):
        town.anna.client().post(f"{ONE}utskick/", follow=True)
    assert (held().state, Publication.objects.count()) == ("sent", 1)
    kinds = sorted(SentMail.objects.exclude(kind="decision").values_list("kind", "address"))
    assert kinds == [("answer", town.rut.user.email), ("picture", town.maj.user.email)]
    body = SentMail.objects.get(kind="answer").body
    assert what_became(town.rut.scope, "2026-W47").sentences[0] in body
    town.anna.client().post(f"{ONE}oppna/")
    assert held().state == "sent", "what has been sent cannot be unsent"


def test_a_decided_meeting_can_be_opened_again(town: SimpleNamespace) -> None:
    walk_to_decided(town)
    town.anna.client().post(f"{ONE}oppna/")
    assert held().state == "frozen"


def test_presence_shows_the_gaps_and_can_be_taken_back(town: SimpleNamespace) -> None:
    freeze(town)
    client = town.anna.client()
    both = {"function": "Värdar", "weekday": 0, "day": "2026-11-23", "starts": "07:00", "ends": "12:00"}
    assert client.post("/veckan/narvaro/", both).status_code == 422
    before = page(town.anna, "/veckan/narvaro/")
    assert "lucka" in before.lower()
    client.post("/veckan/narvaro/", both | {"day": ""})
    assert "någon ute 100 %" in page(town.anna, "/veckan/narvaro/")
    one = Presence.objects.get()
    answer = client.post(f"/veckan/narvaro/{one.pk}/ta-bort/", follow=True)
    assert "Ångra" in text(answer)
    client.post(f"/veckan/narvaro/{one.pk}/angra/")
    assert Presence.objects.get().removed_at is None
    assert "Lägg in" not in page(town.maj, "/veckan/narvaro/")


def test_the_calendar_is_at_a_secret_address_in_local_time(town: SimpleNamespace) -> None:
    acting.decide(
        by=town.anna.scope, at=MONDAY, period="2026-W46", what="Byt lampan", function="Gata",
        until=date(2026, 12, 1), owner=town.maj.membership,
    )  # fmt: skip
    made = town.maj.client().post("/veckan/kalender/")
    path = re.search(r"/veckan/kalender/[^<]+\.ics", made.content.decode())[0]
    assert path.split("/")[3] not in str(CalendarLink.objects.values())
    found = Client().get(path)
    assert found.headers["Content-Type"].startswith("text/calendar")
    read = Calendar.from_ical(found.content)
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Europe/Stockholm"]
    events = {str(event["SUMMARY"]): event for event in read.walk("VEVENT")}
    meeting = events["Möte om vecka 47, 2026"]["DTSTART"].dt
    assert meeting == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    assert (meeting.hour, str(meeting.tzinfo)) == (10, "Europe/Stockholm")
    assert events["Senast i dag: Byt lampan"]["DTSTART"].dt == date(2026, 12, 1)
    summer = rhythm_in_summer(town)
    assert summer.astimezone(ZoneInfo("Europe/Stockholm")).hour == 10

    ruts = town.rut.client().post("/veckan/kalender/")
    reporter = (
        Client().get(re.search(r"/veckan/kalender/[^<]+\.ics", ruts.content.decode())[0]).content.decode()
    )
    assert "Sista tid att rapportera" in reporter
    assert "Möte om" not in reporter

    town.maj.client().post("/veckan/kalender/")
    assert Client().get(path).status_code == 404, "a new address replaces the old"
    town.rut.client().post("/veckan/kalender/ta-bort/")
    assert CalendarLink.objects.filter(membership=town.rut.membership, revoked_at=None).count() == 0


def rhythm_in_summer(town: SimpleNamespace) -> datetime:
    """Return when the meeting of a week in July is."""
    later = datetime(2027, 7, 5, 8, 0, tzinfo=UTC)
    rhythm.make_periods(by=None, at=later, organisation_id=town.anna.organisation.pk)
    return ReportingPeriod.objects.get(period="2027-W27").meeting


ADDRESSES = ("", "frys/", "mote/", "mote/3/", "utskick/")
POSTS = (
    "frys/",
    "paminn/",
    "oppna/",
    "mote/anteckning/",
    "mote/niva/",
    "mote/beslut/",
    "mote/klart/",
    "utskick/",
)


def test_strangers_and_other_roles_reach_only_theirs(
    town: SimpleNamespace, cecilia: Person, lars: Person, ada: Person, bo: Person
) -> None:
    freeze(town)
    one = Presence.objects.create(
        organisation=town.anna.organisation, function="Värdar", weekday=0, starts=time(8), ends=time(9),
        set_by=town.anna.user, set_at=MONDAY,
    )  # fmt: skip
    for address in ADDRESSES:
        assert cecilia.client().get(f"{ONE}{address}").status_code in (403, 404), address
        assert Client().get(f"{ONE}{address}").status_code == 302, address
        for other in (lars, ada, town.rut):
            assert other.client().get(f"{ONE}{address}").status_code == 403, address
    for address in POSTS:
        assert cecilia.client().post(f"{ONE}{address}").status_code in (403, 404), address
        for other in (bo, town.maj, town.rut):
            assert other.client().post(f"{ONE}{address}").status_code == 403, address
    assert cecilia.client().post(f"/veckan/narvaro/{one.pk}/ta-bort/").status_code == 404
    for address in ("/rapporter/rytm/", "/veckan/post/"):
        for other in (bo, lars, ada, town.rut, town.maj):
            assert other.client().get(address).status_code == 403, address
    assert "Exempelköping" not in page(cecilia, "/veckan/")


def test_the_first_page_is_told_where_the_week_is_and_what_waits(town: SimpleNamespace) -> None:
    part = {"HX-Request": "true"}
    accept(send(town.siv, at=TUESDAY), state="received")
    told = text(town.anna.client().get("/veckan/nu/", headers=part))
    assert "2 av 2 väntade har svarat. Sista tid är tisdag 24 november" in told
    assert "En rapport väntar på granskning." in told
    assert "skulle ha varit klart" not in told
    assert town.anna.client().get("/veckan/nu/").headers["Location"] == "/veckan/"
    assert town.rut.client().get("/veckan/nu/", headers=part).status_code == 403


def test_where_nothing_waits_the_first_page_is_told_nothing(anna: Person) -> None:
    assert not text(anna.client().get("/veckan/nu/", headers={"HX-Request": "true"})).strip()


def test_the_summary_leads_to_the_levels_that_are_not_decided(town: SimpleNamespace) -> None:
    freeze(town)
    client = town.anna.client()
    last = int(re.search(r"av (\d+)", page(town.anna, f"{ONE}mote/"))[1])
    summary = client.get(f"{ONE}mote/{last}/").content.decode()
    way = re.search(r'href="([^"]+)">Besluta om dem på bilden', summary)[1]
    assert "<h1" in client.get(way).content.decode()
    assert "Nivåer att besluta" in page(town.anna, way)


def test_the_menu_marks_one_place_at_a_time(town: SimpleNamespace) -> None:
    for address, marked in (("/rapporter/granska/", "Granska"), ("/rapporter/", "Rapporter")):
        menu = town.anna.client().get(address).content.decode().split('class="cycle"')[1].split("</nav>")[0]
        assert re.findall(r'aria-current="\w+">([^<]+)<', menu) == [marked]
