"""The pages of the plan: seen in five ways, written in drafts, decided when whole, told of by those who carry out."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from samsyn_web.actions import queries, services
from samsyn_web.actions.models import Action, ActionChange, Plan
from samsyn_web.actions.presenters import history
from samsyn_web.base import clock
from samsyn_web.base.scope import Role
from samsyn_web.causes import services as causing
from tests.support.planned import WHOLE, decide_plan, decided, draft, make_cause, plan_of
from tests.support.story import AT, Person, make_person

VIEWS = ("tabell", "tavla", "tidslinje", "arshjul", "karta")


def text_of(response: Any) -> str:
    """Return a page's text."""
    return str(response.content.decode())


@pytest.fixture
def olle(anna: Person) -> Person:
    """Olle answers for what the park department does."""
    return make_person("Olle", Role.OWNER, anna.organisation)


@pytest.fixture
def plan(anna: Person) -> Plan:
    """A plan in draft."""
    return plan_of(anna)


def test_without_a_plan_the_page_teaches_and_the_first_plan_is_written(anna: Person, lars: Person) -> None:
    assert "Skriv en åtgärdsplan" in text_of(anna.client().get("/plan/"))
    assert 'href="/plan/ny/"' not in text_of(lars.client().get("/plan/"))
    given = {"title": "Plan 2027", "starts": "2027-01-01", "ends": "2027-12-31"}
    anna.client().post("/plan/ny/", given)
    page = text_of(anna.client().get("/plan/"))
    assert "Planen är tom" in page
    assert "Plan 2027" not in text_of(lars.client().get("/plan/"))  # a draft


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_says_the_same_and_asks_the_same_number_of_questions(
    anna: Person, plan: Plan, view: str
) -> None:
    cause, client = make_cause(anna), anna.client()
    decided(anna, cause, plan=plan, area_name="Åsen", title="Första åtgärden")
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/plan/{plan.pk}/?vy={view}&ar=2024")
        assert "Första åtgärden" in text_of(page)
        counts.append(len(asked))
        for n in range(5):
            made = decided(anna, cause, plan=plan, area_name=f"Område {n}", title=f"Åtgärd {n}")
            services.add_milestone(by=anna.scope, at=AT, action=made, title="Steg", due=WHOLE["ends"])
    assert counts[0] == counts[1]


def test_whoever_only_carries_out_has_no_links_to_problems(anna: Person, olle: Person, plan: Plan) -> None:
    cause = make_cause(anna)
    made = decided(anna, cause, plan=plan, owner=olle.membership)
    problem = f"/problem/{cause.problem_id}/"
    whole = text_of(anna.client().get(f"/plan/atgarder/{made.pk}/"))
    assert f'href="{problem}"' in whole  # the problem of its cause, where it names none itself
    assert f'<a href="/problem/orsak/{cause.pk}/">{cause.statement}</a>' in whole
    page = text_of(olle.client().get(f"/plan/atgarder/{made.pk}/"))
    assert '<span class="thread__label">Problem</span>' in page
    assert cause.statement in page
    assert "/problem/" not in page
    assert olle.client().get(problem).status_code == 403


def test_filters_search_and_order(anna: Person, plan: Plan) -> None:
    light, walk = make_cause(anna), make_cause(anna, "Få vuxna ute")
    decided(anna, light, plan=plan, title="Byta lampor", area_name="Åsen", ends=WHOLE["ends"])
    decided(anna, walk, plan=plan, title="Vandra", function="Fältare", ends=WHOLE["ends"] + timedelta(days=9))
    client = anna.client()

    def shown(query: str) -> list[bool]:
        page = text_of(client.get(f"/plan/{plan.pk}/?{query}"))
        return [f'">{title}</a>' in page for title in ("Byta lampor", "Vandra")]

    assert shown("omrade=Åsen") == [True, False]
    assert shown("ansvarig=Fältare") == [False, True]
    assert shown(f"problem={walk.problem_id}") == [False, True]
    assert shown("q=vuxna") == [False, True]
    assert shown("lage=done") == [False, False]
    assert shown("lage=late&q=byta&ordning=-klar&problem=x&sida=9") == [
        True,
        False,
    ]  # it is years late by now
    page = text_of(client.get(f"/plan/{plan.pk}/?ordning=-klar"))
    assert page.index(">Vandra<") < page.index(">Byta lampor<")


def test_a_draft_is_saved_with_a_title_and_decided_only_when_whole(anna: Person, plan: Plan) -> None:
    cause, client = make_cause(anna), anna.client()
    client.post(f"/plan/atgarder/ny/?plan={plan.pk}", {"title": "Bättre ljus"})
    made = Action.objects.get()
    assert made.plan_id == plan.pk
    refused = client.post(f"/plan/atgarder/{made.pk}/besluta/", {"bekraftat": "1"})
    assert refused.status_code == 422
    assert "Välj minst en orsak" in text_of(refused)
    given = {
        **{key: str(value) for key, value in WHOLE.items()},
        "causes": [cause.pk],
        "version": made.version,
        "target": "4,5",
        "besluta": "1",
    }
    saved = client.post(f"/plan/atgarder/{made.pk}/andra/", given)
    assert saved["Location"] == f"/plan/atgarder/{made.pk}/besluta/"
    assert "Utgångsläget saknas" in text_of(client.post(f"/plan/atgarder/{made.pk}/besluta/"))
    client.post(f"/plan/atgarder/{made.pk}/besluta/", {"bekraftat": "1"})
    made.refresh_from_db()
    assert (made.status, made.target) == ("decided", 4.5)


def test_what_looks_wrong_needs_a_tick(anna: Person) -> None:
    made = draft(anna, make_cause(anna), follow_up_on=None)
    client = anna.client()
    assert client.post(f"/plan/atgarder/{made.pk}/besluta/").status_code == 422
    client.post(f"/plan/atgarder/{made.pk}/besluta/", {"bekraftat": "1"})
    made.refresh_from_db()
    assert made.status == "decided"


def test_the_second_of_two_writers_sees_both_texts_and_may_save(anna: Person, bo: Person) -> None:
    made, client = draft(anna, make_cause(anna)), anna.client()
    services.change_action(by=bo.scope, at=AT, action=made, version=made.version, goal="Högst 9")
    given = {"title": made.title, "goal": "Högst 3", "version": made.version, "causes": []}
    page = client.post(f"/plan/atgarder/{made.pk}/andra/", given)
    assert page.status_code == 422
    assert "Bo har ändrat" in text_of(page)
    assert "Högst 9" in text_of(page)
    made.refresh_from_db()
    assert made.goal == "Högst 9"
    client.post(f"/plan/atgarder/{made.pk}/andra/", {**given, "version": made.version})
    made.refresh_from_db()
    assert made.goal == "Högst 3"


def test_an_owner_sees_only_their_own_and_tells_in_two_taps(anna: Person, olle: Person, plan: Plan) -> None:
    cause, client = make_cause(anna), olle.client()
    own = decided(anna, cause, plan=plan, owner=olle.membership, title="Min åtgärd")
    step = services.add_milestone(by=anna.scope, at=AT, action=own, title="Beställ", due=WHOLE["ends"])
    others = decided(anna, cause, plan=plan, title="Andras")
    assert client.get("/plan/")["Location"] == "/plan/mina/"
    page = text_of(client.get("/plan/mina/"))
    assert "Min åtgärd" in page
    assert "Andras" not in page
    for path in (f"/plan/atgarder/{others.pk}/", f"/plan/{plan.pk}/plan.docx"):
        assert client.get(path).status_code in (403, 404)
    assert client.post(f"/plan/atgarder/{others.pk}/beratta/", {"status": "done"}).status_code == 404
    told = client.post(f"/plan/atgarder/{own.pk}/beratta/", {"status": "under_way", "next": "mina"})
    assert told["Location"] == "/plan/mina/"
    client.post(f"/plan/delsteg/{step.pk}/klart/", {"next": "mina"})
    own.refresh_from_db()
    step.refresh_from_db()
    assert own.status == "under_way"
    assert step.done_on is not None


def test_the_board_moves_by_buttons_and_refuses_what_cannot_be(anna: Person, plan: Plan) -> None:
    made, sketch = decided(anna, make_cause(anna), plan=plan), draft(anna, plan=plan)
    client = anna.client()
    moved = client.post(f"/plan/atgarder/{made.pk}/flytta/", {"status": "under_way"})
    assert moved["Location"].endswith("?vy=tavla")
    client.post(f"/plan/atgarder/{sketch.pk}/flytta/", {"status": "done"})
    client.post(f"/plan/atgarder/{made.pk}/flytta/", {"status": "stopped"})
    assert dict(Action.objects.values_list("pk", "status")) == {made.pk: "under_way", sketch.pk: "draft"}


def test_the_plan_as_files(anna: Person, plan: Plan) -> None:
    cause = make_cause(anna)
    for n in range(51):  # more rows than a table of a document shows
        decided(anna, cause, plan=plan, problem=cause.problem, title=f"Åtgärd {n}", hours=2)
    decide_plan(anna, plan)
    client = anna.client()
    word = docx.Document(BytesIO(client.get(f"/plan/{plan.pk}/plan.docx").content))
    page = word.sections[0]
    assert page.page_width > page.page_height
    heads = [[cell.text for cell in table.rows[0].cells] for table in word.tables]
    assert heads[0] == ["Orsak", "Åtgärd", "Operativa mål", "När", "Vem", "Uppföljning"]
    cells = [row.cells[1].text for table in word.tables[:2] for row in table.rows[1:]]
    assert cells == [f"Åtgärd {n}" for n in range(51)]
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for words in ("Kommunstyrelsen, 2024-10-07", "KS 2024-10-07 § 12", "102 timmar", "1 orsak, 51 åtgärder"):
        assert words in said
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/plan/{plan.pk}/plan.xlsx").content))
    assert "Åtgärd 50" in {cell for row in book.get_sheet_by_index(0).to_python() for cell in row}
    pdf = client.get(f"/plan/{plan.pk}/plan.pdf").content
    assert pdf.startswith(b"%PDF")
    assert b"/MarkInfo" in pdf  # tagged


def test_a_plan_is_decided_read_as_it_was_and_corrected(anna: Person, plan: Plan, lars: Person) -> None:
    made, client = decided(anna, make_cause(anna), plan=plan), anna.client()
    given = {"body": "Kommunstyrelsen", "decided_on": "2024-10-07", "minute_reference": "KS § 12"}
    there = client.post(f"/plan/{plan.pk}/besluta/", given)["Location"]
    assert "KS § 12" in text_of(lars.client().get(there))
    services.change_action(by=anna.scope, at=clock.now(), action=made, version=made.version, goal="Högst 2")
    assert "En åtgärd har ändrats sedan version 1" in text_of(client.get("/plan/"))
    page = text_of(client.get(f"/plan/{plan.pk}/besluta/"))
    assert "<ins>Högst 2</ins>" in page
    client.post(f"/plan/{plan.pk}/besluta/", given)
    assert "<del>Högst 4 rapporter i månaden</del>" in text_of(client.get(f"/plan/{plan.pk}/versioner/2/"))
    assert "<del>" not in text_of(client.get(there))


def test_a_meetings_decision_becomes_an_action(anna: Person, plan: Plan) -> None:
    one = services.decide(
        by=anna.scope,
        at=AT,
        period="2024-W40",
        what="Laga staketet",
        function="Parkchefen",
        until=WHOLE["ends"],
    )
    page = text_of(anna.client().get(f"/plan/atgarder/ny/?beslut={one.pk}"))
    assert 'value="Laga staketet"' in page
    assert 'value="Parkchefen"' in page
    anna.client().post(f"/plan/atgarder/ny/?beslut={one.pk}", {"title": "Laga staketet"})
    assert Action.objects.get().source == "mötesbeslutet 2024-10-07"


def test_who_has_much_at_once(anna: Person, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samsyn_web.base.clock.now", lambda: AT)
    cause = make_cause(anna)
    for _turn in range(4):
        decided(anna, cause, plan=plan)
    decided(anna, cause, plan=plan, function="Fältare")
    page = text_of(anna.client().get("/plan/belastning/"))
    assert "En funktion har många åtgärder på en gång" in page
    assert page.index("Driftledare") < page.index("Fältare")


def test_the_list_of_problems_says_how_much_is_done(
    anna: Person, cecilia: Person, olle: Person, django_assert_num_queries: Any
) -> None:
    cause = make_cause(anna)
    decided(anna, cause, owner=olle.membership)
    decided(anna, cause, problem=cause.problem)  # named twice, counted once
    draft(anna, cause)
    stopped = decided(anna, cause)
    services.stop_action(by=anna.scope, at=AT, action=stopped, reason="Pengarna tog slut.")
    with django_assert_num_queries(1):
        assert queries.number_by_problem(anna.scope) == {cause.problem_id: 2}
    assert queries.number_by_problem(olle.scope) == {cause.problem_id: 1}
    assert queries.number_by_problem(cecilia.scope) == {}
    assert "2 öppna åtgärder<span" in text_of(anna.client().get("/problem/"))


def test_the_history_says_what_stood_before_and_after(
    anna: Person, bo: Person, lars: Person, olle: Person
) -> None:
    made = draft(anna, make_cause(anna), goal="Högst 9", cost=1500, kind="social")
    made = services.change_action(
        by=bo.scope, at=AT, action=made, version=made.version, goal="Högst 4", starts=None, ends=None, cost=2500,
        kind="", owner=olle.membership, area="A1", area_name="Åsen", is_ordinary=True, baseline=9.5,
    )  # fmt: skip
    services.set_causes(by=anna.scope, at=AT, action=made, causes=[make_cause(anna, "Ingen ser dit")])
    kept = queries.changes(anna.scope, made)
    assert not queries.changes(lars.scope, made), "only those who write plans"
    events = history.events(
        queries.history(anna.scope, made), kept, {bo.id: "Bo", anna.id: "Anna"}, {olle.membership.pk: "Olle"}
    )
    causes, changed, _first, drafted = events
    assert [(one.name, one.was, one.became) for one in causes.changes] == [
        ("orsaker", "Det är mörkt", "Ingen ser dit")
    ]
    assert changed.who == "Bo"
    said = {one.name: (one.was, one.became.replace("\xa0", " ")) for one in changed.changes}
    assert said == {
        "områdets namn": ("inget", "Åsen"), "operativt mål": ("Högst 9", "Högst 4"), "utgångsvärde": ("inget", "9,5"),
        "kostnad, kronor": ("1\xa0500", "2 500"), "typ": ("social", "inget"), "ansvarig": ("inget", "Olle"),
        "börjar": ("7 oktober 2024", "inget"), "klar": ("5 januari 2025", "inget"),
        "del av ordinarie arbete": ("nej", "ja"),
    }  # fmt: skip
    assert drafted.changes == ()
    page = text_of(anna.client().get(f"/plan/atgarder/{made.pk}/"))
    assert "<del>Högst 9</del>" in page
    assert "<ins>Högst 4</ins>" in page
    services.remove_draft(by=anna.scope, at=AT, action=made)
    assert not ActionChange.objects.exists()


def test_the_form_shows_causes_under_their_problem(anna: Person) -> None:
    make_cause(anna, "Ö sist"), make_cause(anna, "A först")
    other = causing.open_problem(by=anna.scope, at=AT, title="Buller")
    causing.add_cause(by=anna.scope, at=AT, problem=other, statement="Baren", perspective="place")
    page = text_of(anna.client().get("/plan/atgarder/ny/"))
    places = [
        page.index(said)
        for said in (">Buller</p>", "> Baren<", ">Skadegörelse vid stationen</p>", "> Ö sist<")
    ]
    assert places == sorted(places)
    assert page.count('name="causes"') == 3
