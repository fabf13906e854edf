"""The pages of review, retention, data protection, disclosure and of one's own reports, without a browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from samsyn_web.base.scope import LINK_COOKIE, Role
from samsyn_web.causes.models import Problem
from samsyn_web.methods.incidents import services
from samsyn_web.methods.incidents.models import (
    Disclosure,
    Hold,
    Kept,
    ProblemReport,
    Retention,
    Submission,
    SubmissionState,
)
from samsyn_web.people import services as people
from tests.support.sent import NOW, fresh, make_areas, send
from tests.support.story import Person, make_person


def text_of(response) -> str:
    """Return a page's text without its tags."""
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode()).replace("&quot;", '"')


def words_of(response) -> str:
    """Return a page's text with single spaces."""
    return re.sub(r"\s+", " ", text_of(response))


def test_from_report_to_report_until_none_is_left(anna: Person, rut: Person) -> None:
    first, second = send(rut), send(rut, at=NOW + timedelta(minutes=1))
    client = anna.client()
    assert "2 rapporter väntar på granskning." in words_of(client.get("/rapporter/granska/"))
    answer = client.post(f"/rapporter/granska/{first.pk}/", {"step": "accept"})
    assert answer.url == f"/rapporter/granska/{second.pk}/?nyss={first.pk}"
    page = client.get(answer.url)
    assert "Godtagen: Skadegörelse och klotter" in words_of(page)
    assert f"/rapporter/granska/{first.pk}/angra/" in page.content.decode()
    answer = client.post(f"/rapporter/granska/{second.pk}/", {"step": "mask", "span": "place:0:9"})
    assert answer.url == f"/rapporter/granska/?nyss={second.pk}"
    assert fresh(second).place == "[maskat] vid Torgvägen"
    last = client.get(answer.url)
    assert "Inget väntar på granskning." in words_of(last)
    assert "/angra/" not in last.content.decode(), "masking is not taken back"
    assert "/angra/" in client.get(f"/rapporter/granska/?nyss={first.pk}").content.decode()
    assert client.get("/rapporter/granska/?nyss=x").status_code == 200
    assert "Skadegörelse" in text_of(client.get("/rapporter/granska/?lista=klara"))


def test_when_a_report_came_is_told_as_people_write_it(anna: Person, rut: Person) -> None:
    one = send(rut)
    Submission.objects.filter(pk=one.pk).update(received_at=datetime(2024, 10, 7, 8, 5, tzinfo=UTC))
    assert "Kom in 7 oktober 2024, 10:05, formulär" in words_of(
        anna.client().get(f"/rapporter/granska/{one.pk}/")
    )


def test_a_question_without_words_comes_back_with_the_reason(anna: Person, rut: Person) -> None:
    one, client = send(rut), anna.client()
    answer = client.post(f"/rapporter/granska/{one.pk}/", {"step": "return", "return-answer": ""})
    assert answer.status_code == 422
    assert "Skriv vad du vill att rapportören ska svara på" in text_of(answer)
    answer = client.post(
        f"/rapporter/granska/{one.pk}/", {"step": "return", "return-answer": "Ring 811218-9876"}
    )
    assert answer.status_code in (200, 422)
    assert "personnummer" in text_of(answer)
    client.post(f"/rapporter/granska/{one.pk}/", {"step": "return", "return-answer": "Vilken sida?"})
    assert fresh(one).state == SubmissionState.RETURNED
    assert "Väntar på rapportören (1)" in words_of(client.get("/rapporter/granska/"))


def test_a_step_that_somebody_else_has_taken_is_told(anna: Person, rut: Person) -> None:
    one, client = send(rut), anna.client()
    services.reject(by=anna.scope, at=NOW, submission=one, answer="Dubblett")
    answer = client.post(f"/rapporter/granska/{one.pk}/", {"step": "accept"})
    assert answer.status_code == 422
    assert "Rapporten är avvisad och kan inte bli godtagen" in text_of(answer)
    client.post(f"/rapporter/granska/{one.pk}/", {"step": "take_up", "stay": "1"})
    assert fresh(one).state == SubmissionState.RECEIVED


def test_many_at_once_with_preview_and_undo(anna: Person, rut: Person) -> None:
    ones = [send(rut) for _ in range(3)]
    doubtful = send(rut)
    Submission.objects.filter(pk=doubtful.pk).update(doubts=[["place", "namn", 0, 8]])
    client = anna.client()
    page = client.get("/rapporter/granska/godta/").content.decode()
    assert f'value="{ones[0].pk}"' in page
    assert f'value="{doubtful.pk}"' not in page
    given = {"report": [ones[0].pk, ones[1].pk, doubtful.pk]}
    answer = client.post("/rapporter/granska/godta/", given, follow=True)
    assert "2 rapporter är godtagna" in text_of(answer)
    assert [fresh(one).state for one in (*ones, doubtful)] == ["accepted", "accepted", "received", "received"]
    (undo,) = re.findall(r"/rapporter/granska/godta/[0-9a-f-]{36}/angra/", answer.content.decode())
    assert "2 rapporter väntar på granskning igen" in text_of(client.post(undo, follow=True))
    assert Submission.objects.filter(state="received").count() == 4


def test_the_doubtful_words_are_marked_with_their_kind(anna: Person, rut: Person) -> None:
    one = send(rut)
    Submission.objects.filter(pk=one.pk).update(doubts=[["place", "namn", 0, 8], ["place", "namn", 90, 99]])
    page = anna.client().get(f"/rapporter/granska/{one.pk}/").content.decode()
    assert re.search(r"<mark>busskuren<sup>|<mark>busskure", page)
    assert "”busskure”: namn" in page
    assert 'value="place:0:8" id="s1" checked' in page
    assert "90" not in re.findall(r'value="place:(\d+):', page), "a span outside the text is no word"


def test_the_same_event_and_problems_are_linked_from_the_page(anna: Person, rut: Person) -> None:
    first, second = send(rut), send(rut)
    client, page = anna.client(), f"/rapporter/granska/{second.pk}/"
    assert "samma kategori, samma plats: busskuren vid Torgvägen" in words_of(client.get(page))
    assert "räknas en gång" in text_of(client.post(f"{page}samma/", {"main": first.pk}, follow=True))
    assert fresh(second).same_as_id == first.pk
    client.post(f"{page}samma/ta-bort/")
    assert fresh(second).same_as_id is None
    back = {"next": page, "title": "Klotter på busskurar", "text": "", "area": "", "category": "SKA"}
    assert client.post("/problem/nytt/", back).url == page
    problem = Problem.objects.get()
    client.post(f"{page}problem/", {"problem": problem.pk})
    assert ProblemReport.objects.get().submission_id == second.pk
    part = client.get(f"/rapporter/problem/{problem.pk}/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "1 rapport" in text_of(part)
    whole = client.get(f"/rapporter/problem/{problem.pk}/")
    assert "<html" in whole.content.decode()
    assert "Inget beslut om problemet än." in text_of(whole)
    client.post(f"{page}problem/ta-bort/", {"problem": problem.pk})
    assert not ProblemReport.objects.exists()


def test_coming_back_never_leaves_samsyn(anna: Person) -> None:
    given = {"next": "https://annan.example/", "title": "Klotter", "text": "", "area": "", "category": ""}
    assert anna.client().post("/problem/nytt/", given).url.startswith("/problem/")


def test_the_life_of_a_problem_in_pages(anna: Person, lars: Person) -> None:
    make_areas(anna)
    client = anna.client()
    assert "Här samlas det som kommer tillbaka" in text_of(client.get("/problem/"))
    given = {"title": "Klotter", "text": "", "area": "A1", "category": "SKA"}
    page = client.post("/problem/nytt/", given, follow=True)
    assert "Åsen, Skadegörelse" in text_of(page)
    (address,) = re.findall(r"/problem/\d+/", page.request["PATH_INFO"])
    assert client.post(f"{address}andra/", {"title": "", "text": ""}).status_code == 422
    client.post(f"{address}andra/", {"title": "Klotter på kurar", "text": "Varje helg."})
    assert client.post(f"{address}avsluta/", {"reason": ""}).status_code == 422
    client.post(f"{address}avsluta/", {"reason": "Nya kurar."})
    assert "Nya kurar." in text_of(lars.client().get(address))
    assert lars.client().post(f"{address}oppna/").status_code == 403
    client.post(f"{address}oppna/")
    assert Problem.objects.get().is_open


def test_disposal_is_decided_and_told(anna: Person, rut: Person) -> None:
    client = anna.client()
    page = client.get("/gallring/")
    assert "Inget gallras, för det finns inget beslut om det." in text_of(page)
    wrong = {"months": 24, "decision": "KS 2026/17", "decided_on": ""}
    answer = client.post("/gallring/andra/?slag=text", wrong)
    assert answer.status_code == 422
    assert "både beteckning och datum" in text_of(answer)
    client.post("/gallring/andra/?slag=text", {**wrong, "decided_on": "2024-01-05"})
    assert Retention.objects.get().decision == "KS 2026/17"
    old = send(rut)
    Submission.objects.filter(pk=old.pk).update(received_at=NOW - timedelta(days=4000))
    services.dispose(at=NOW)
    page = words_of(client.get("/gallring/"))
    assert "1 av 5 slag gallras enligt beslut." in page
    assert "Rapportens text" in page
    assert client.get("/gallring/andra/?slag=inget").status_code == 404


def test_the_registrar_stops_and_discloses(anna: Person, rut: Person) -> None:
    rolf = make_person("Rolf", Role.REGISTRAR, anna.organisation)
    one = send(rut, description="Kalle Kula satt där.")
    client = rolf.client()
    asked = f"/utlamnande/?start={NOW:%Y-%m-%d}&end={NOW:%Y-%m-%d}&area=&category=SKA"
    assert "Kalle Kula satt där." in text_of(client.get(asked))
    assert "Ingen rapport stämmer" in text_of(client.get(asked.replace("SKA", "BRN")))
    page = client.post("/utlamnande/lamna-ut/", {"report": one.pk})
    assert f'value="{one.pk}:description:0:5"' in page.content.decode()
    given = {
        "report": one.pk, "span": [f"{one.pk}:description:0:5", f"{one.pk}:description:6:10"], "form": "csv",
        "ground": "", "reference": "KS 2026/3",
    }  # fmt: skip
    answer = client.post("/utlamnande/lamna-ut/", given)
    assert answer.status_code == 422
    assert f'value="{one.pk}:description:0:5" checked' in answer.content.decode(), "what was chosen stays"
    answer = client.post("/utlamnande/lamna-ut/", {**given, "ground": "OSL 21 kap. 1 §"})
    assert answer["Content-Disposition"].startswith("attachment")
    assert "[utelämnat] satt där." in answer.content.decode()
    assert Disclosure.objects.get().withheld == 1
    client.post("/gallringsstopp/", {"reason": "Begärd, KS 2026/3", "report": one.pk})
    hold = Hold.objects.get()
    assert hold.submission_id == one.pk
    client.post(f"/gallringsstopp/{hold.pk}/hav/")
    assert Hold.objects.get().lifted_at is not None
    assert client.post("/gallringsstopp/", {"reason": "x", "report": "999"}).status_code == 404
    assert client.get("/gallring/andra/?slag=text").status_code == 403


def test_the_data_protection_officer_looks_through_it(anna: Person, rut: Person) -> None:
    disa = make_person("Disa", Role.PROTECTION, anna.organisation)
    one = send(rut)
    Submission.objects.filter(pk=one.pk).update(description="Ring 811218-9876 om Kulan")
    client = disa.client()
    client.post("/dataskydd/vakten/")
    page = words_of(client.get("/dataskydd/"))
    assert "ett personnummer" in page or "personnummer" in page
    assert "Ring 811218-9876" in page
    hits = words_of(client.post("/dataskydd/", {"words": "kulan"}))
    assert "En text innehåller orden." in hits
    assert client.post("/dataskydd/", {"words": ""}).status_code == 422
    assert "Rapportörens funktion" in page or "rapportörens funktion" in page
    services.mask(by=anna.scope, at=NOW, submission=one, spans={"description": [[5, 16]]})
    assert "Allt som hittades är åtgärdat sedan dess." in text_of(client.get("/dataskydd/"))


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("/rapporter/granska/", {Role.REVIEWER, Role.COORDINATOR}),
        ("/rapporter/granska/godta/", {Role.REVIEWER, Role.COORDINATOR}),
        ("/gallring/", {Role.COORDINATOR, Role.REGISTRAR, Role.PROTECTION}),
        ("/gallring/andra/?slag=text", {Role.COORDINATOR}),
        ("/dataskydd/", {Role.COORDINATOR, Role.PROTECTION}),
        ("/utlamnande/", {Role.COORDINATOR, Role.REGISTRAR}),
        (
            "/problem/",
            {
                Role.COORDINATOR,
                Role.REVIEWER,
                Role.MEMBER,
                Role.READER,
                Role.STEERING,
                Role.ANALYST,
                Role.PROJECT_LEADER,
            },  # fmt: skip
        ),
    ],
)
def test_which_roles_open_what(anna: Person, address: str, roles: set[Role]) -> None:
    opened = {
        role
        for role in Role
        if make_person(f"P{role.value}", role, anna.organisation).client().get(address).status_code == 200
    }
    assert opened == roles
    assert Client().get(address).status_code == 302


def test_a_link_opens_ones_own_reports_and_nothing_else(anna: Person, rut: Person, bo: Person) -> None:
    mine, theirs = send(rut, description="Min text"), send(bo, description="Bos text")
    client = Client()
    client.cookies[LINK_COOKIE] = people.make_access_link(membership=rut.membership, by=anna.user, at=NOW)
    page = text_of(client.get("/rapportera/mina/"))
    assert "busskuren vid Torgvägen" in page
    assert client.get(f"/rapportera/mina/{theirs.device_id}/").status_code == 404
    assert "Min text" in text_of(client.get(f"/rapportera/mina/{mine.device_id}/"))
    services.send_back(by=anna.scope, at=NOW, submission=mine, answer="Vilken sida?")
    assert "Vilken sida?" in text_of(client.get("/rapportera/mina/"))
    given = {"description": "", "place": ""}
    assert client.post(f"/rapportera/mina/{mine.device_id}/", given).status_code == 422
    given = {"description": "Södra sidan", "place": "busskuren"}
    client.post(f"/rapportera/mina/{mine.device_id}/", given)
    assert fresh(mine).description == "Södra sidan"
    assert client.post(f"/rapportera/mina/{mine.device_id}/", given).status_code == 302, "no longer asked"
    for address in ("/rapporter/granska/", "/dataskydd/", "/gallring/", "/utlamnande/", "/problem/"):
        assert client.get(address).status_code == 302, address


def test_kinds_are_told_in_words() -> None:
    from samsyn_web.methods.incidents.presenters.keeping import WHAT_GOES, months

    assert set(WHAT_GOES) == set(Kept)
    assert [months(n) for n in (1, 3, 12, 24, 25)] == ["1 månad", "3 månader", "1 år", "2 år", "25 månader"]


@pytest.mark.parametrize(
    ("role", "address"), [(Role.REGISTRAR, "/utlamnande/"), (Role.PROTECTION, "/dataskydd/")]
)
def test_who_serves_the_public_begins_at_their_own_work(anna: Person, role: Role, address: str) -> None:
    page = make_person("Disa", role, anna.organisation).client().get("/")
    assert f"Du är {role.label.lower()}." in text_of(page)
    assert page.content.decode().count(f'href="{address}"') == 2, "in the menu and on the page"
    assert "Du är rapportör" not in text_of(page)
