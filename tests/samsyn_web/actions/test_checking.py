"""A plan in a file is shown with its remarks and kept nowhere, until somebody takes it over as drafts."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samsyn import plans as checker
from samsyn.errors import BadInput, Refused
from samsyn_web.actions import queries, services
from samsyn_web.actions.models import Action, ActionCause, Plan
from samsyn_web.base.models import AuditEvent
from samsyn_web.causes import services as causes
from samsyn_web.causes.models import Cause, Evidence, Problem
from tests.support import written_plans as written
from tests.support.story import AT, Person

YEAR = {"starts": date(2026, 1, 1), "ends": date(2027, 12, 31)}
NAME = "Åtgärdsplan 2026"


def take(by: Person, data: bytes | None = None, name: str = "plan.xlsx") -> services.Taken:
    """Take over a plan."""
    read = checker.read_plan_bytes(written.template_xlsx() if data is None else data, name)
    return services.take_over(by=by.scope, at=AT, read=read, title=NAME, **YEAR)


def written_plan(by: Person, plan: Plan) -> checker.Plan:
    """A plan of Samsyn as the checker reads it."""
    found = queries.plan_as_written(by.scope, plan)
    assert found is not None
    return found


def post(client: Client, address: str, data: bytes, name: str, **given: str) -> Any:
    held = base64.b64encode(data).decode()
    return client.post(address, {"name": name, "held": held, **given})


def test_a_plan_becomes_drafts_without_being_typed_again(anna: Person) -> None:
    taken = take(anna)
    assert (taken.problems, taken.causes, taken.actions, taken.masked) == (2, 3, 3, 1)
    first, second, third = queries.actions_of(anna.scope, taken.plan)
    assert first.title == "Byt till tolv nya armaturer i gångtunneln"
    assert (first.function, first.baseline, first.target, first.direction) == ("Gatuenheten", 40, 25, "down")
    assert (first.starts, first.ends) == (date(2026, 7, 1), date(2026, 9, 30))
    assert first.problem is not None
    assert first.problem.title == "Klotter vid stationen"
    assert [one.status for one in (first, second, third)] == ["draft"] * 3
    assert first.source.endswith("bladet Plan 2026, rad 6")
    assert second.steps == "När: löpande", "what has no field of its own is kept"
    assert third.function == "", "a person is not taken over as a function"
    met = {
        one.title: [cause.statement for cause in queries.causes_of(anna.scope, one)]
        for one in (first, second)
    }
    assert set(map(tuple, met.values())) == {("Gångtunneln saknar belysning enligt vandringen i mars",)}
    assert Cause.objects.filter(problem__title="Trygg skola").count() == 2
    assert {one.perspective for one in Cause.objects.all()} == {""}, (
        "a file does not say from where a cause is seen"
    )
    assert AuditEvent.objects.filter(verb="cause.stated").count() == 3
    page = anna.client().get(f"/problem/{first.problem_id}/orsaker/").content.decode()
    assert "För en orsak är perspektivet inte bedömt." in page
    assert "En orsak är inte ritad: dess perspektiv är inte bedömt." in page
    cause = Cause.objects.get(problem=first.problem)
    asked = anna.client().get(f"/problem/orsak/{cause.pk}/andra/").content.decode()
    assert '<option value="" selected>Inte bedömt än</option>' in asked
    given = {"statement": cause.statement, "perspective": "place", "level": "place", "seen": "1"}
    anna.client().post(f"/problem/orsak/{cause.pk}/andra/", given)
    judged = anna.client().get(f"/problem/{first.problem_id}/orsaker/").content.decode()
    assert "perspektivet är inte bedömt" not in judged.casefold()


def test_evidence_and_what_is_not_worked_on_come_along(anna: Person) -> None:
    taken = take(anna, written.numbered_xlsx())
    assert [(one.text, one.source) for one in Evidence.objects.all()] == [
        ("Räkning i maj", "plan.xlsx, bladet Orsaksanalys, rad 2")
    ]
    assert ActionCause.objects.filter(action__plan=taken.plan).count() == 3
    left = take(anna, written.tables_docx(), "plan.docx").plan
    assert "prioriterar inte cykelstölder" in left.text


def test_an_open_problem_of_the_same_name_is_used_again(anna: Person) -> None:
    there = causes.open_problem(by=anna.scope, at=AT, title="Klotter vid stationen")
    assert take(anna).problems == 1
    assert Action.objects.filter(problem=there).count() == 2


def test_what_points_at_a_person_never_comes_in(anna: Person) -> None:
    taken = take(anna, written.list_docx(), "plan.docx")
    titles = [one.title for one in queries.actions_of(anna.scope, taken.plan)]
    assert not any("070" in title for title in titles)
    assert any("[telefonnummer]" in title for title in titles)
    assert taken.masked >= 1


def test_a_text_that_is_too_long_is_kept_whole_in_the_steps(anna: Person) -> None:
    long = "Trygghetsvandring med boende " * 20
    read = checker.read_plan_bytes(
        written.ods([("Orsak", "Åtgärd", "Vem"), ("Mörkt " * 60, long, "Park")]), "p.ods"
    )
    made = services.take_over(by=anna.scope, at=AT, read=read, title=NAME, **YEAR)
    (action,) = queries.actions_of(anna.scope, made.plan)
    assert len(action.title) <= 200
    assert " ".join(long.split()) in action.steps


def test_the_same_file_is_not_taken_over_twice(anna: Person) -> None:
    first = take(anna)
    with pytest.raises(services.AlreadyTaken) as refused:
        take(anna)
    assert refused.value.plan == first.plan
    assert Plan.objects.count() == 1
    assert take(anna, written.numbered_xlsx()).actions == 2, "another file of the same name is another plan"


def test_a_takeover_that_fails_leaves_nothing(anna: Person) -> None:
    read = checker.read_plan_bytes(written.template_xlsx(), "plan.xlsx")
    with pytest.raises(BadInput):
        services.take_over(by=anna.scope, at=AT, read=read, title=" ", **YEAR)
    late = replace(read.plan.actions[2], target="x" * 300, notes=(("Rubrik", "y" * 9000),))
    odd = replace(read, plan=replace(read.plan, actions=(*read.plan.actions[:2], late)))
    assert services.take_over(by=anna.scope, at=AT, read=odd, title=NAME, **YEAR).actions == 3
    empty = replace(read, plan=replace(read.plan, actions=()))
    before = AuditEvent.objects.count()
    with pytest.raises(BadInput, match="ingen åtgärd"):
        services.take_over(by=anna.scope, at=AT, read=empty, title=NAME, **YEAR)
    assert AuditEvent.objects.count() == before


def test_only_those_who_write_plans_take_over_and_a_stranger_sees_nothing(
    anna: Person, rut: Person, cecilia: Person
) -> None:
    with pytest.raises(Refused):
        take(rut)
    plan = take(anna).plan
    assert queries.plan_as_written(cecilia.scope, plan) is None
    action = queries.actions_of(anna.scope, plan)[0]
    assert queries.action_as_written(cecilia.scope, action) is None


def test_the_rules_say_the_same_of_the_plan_in_samsyn(anna: Person) -> None:
    """What was taken over has the mistakes that the file had, but for those that Samsyn's form mends."""
    plan = take(anna).plan
    kept = written_plan(anna, plan)
    found = {(one.code, one.where) for one in checker.check(kept, at=date(2026, 11, 29))}
    lamps, cleaning, wish = (
        "Byt till tolv nya armaturer i gångtunneln",
        "Klottersanering",
        "Verka för fler vuxna ute",
    )
    assert {
        ("when_past", lamps),
        ("change_too_small_to_see", lamps),
        ("goal_missing", cleaning),
        ("when_missing", cleaning),
        ("follow_up_missing", wish),
        ("owner_missing", wish),
        ("vague_action", wish),
        ("cause_without_action", "Otydliga rutiner för incidenter"),
    } <= found
    assert ("action_without_cause", cleaning) not in found
    one = queries.actions_of(anna.scope, plan)[0]
    lone = queries.action_as_written(anna.scope, one)
    assert lone is not None
    alone = {mark.code for mark in checker.check(lone, at=date(2026, 11, 29))}
    assert {"when_past", "change_too_small_to_see"} <= alone


def test_a_cause_is_settled_when_one_behind_it_is_met_or_it_is_left(anna: Person) -> None:
    taken = take(anna)
    open_, other = Cause.objects.filter(problem__title="Trygg skola").order_by("pk")
    behind = Cause.objects.create(
        problem=other.problem,
        parent=other,
        statement="Ingen tid avsatt",
        perspective="place",
        stated_by=anna.user,
        stated_at=AT,
    )

    def unmet() -> set[str]:
        plan = written_plan(anna, taken.plan)
        return {
            one.text for one in plan.causes if not one.is_settled and one.key not in plan.actions[2].causes
        }

    assert unmet() == {other.statement, behind.statement}
    action = queries.actions_of(anna.scope, taken.plan)[2]
    services.set_causes(by=anna.scope, at=AT, action=action, causes=[open_, behind])
    assert unmet() == set()


def test_the_page_shows_each_remark_beside_its_row_and_keeps_nothing(anna: Person) -> None:
    file = SimpleUploadedFile("plan.docx", written.tables_docx())
    page = anna.client().post("/plan/rontga/", {"file": file})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Av planens 3 åtgärder" in text
    row = text.split("Skräpplockning med skolan")[1].split("</li>\n")[0]
    assert "Åtgärden har inget mål" in row
    assert "löpande text" in text
    assert "no-store" in page["Cache-Control"]
    assert not Plan.objects.exists()
    assert not Problem.objects.exists()


def test_a_named_person_in_charge_is_not_said_to_be_no_personal_data(anna: Person) -> None:
    for owner, is_found in (("Kim Andersson", True), ("Gatuenheten", False)):
        data = f"Åtgärd;Ansvarig\nByt lampor i tunneln;{owner}\n".encode()
        page = anna.client().post("/plan/rontga/", {"file": SimpleUploadedFile("plan.csv", data)})
        text = page.content.decode()
        assert ("en person med namn" in text) is is_found
        assert ("Inga personuppgifter hittades" in text) is not is_found


@pytest.mark.parametrize(
    ("data", "says"),
    [(written.picture_docx(), "bara bilder"), (b"", "Filen är tom"), (b"%PDF-1", "är en PDF")],
)
def test_a_file_that_cannot_be_read_is_said_on_the_form(anna: Person, data: bytes, says: str) -> None:
    page = anna.client().post("/plan/rontga/", {"file": SimpleUploadedFile("plan.docx", data)})
    assert page.status_code == 422
    assert says in page.content.decode()


def test_the_file_comes_back_with_remarks(anna: Person) -> None:
    answer = post(anna.client(), "/plan/rontga/fil/", written.list_docx(), "plan.docx")
    assert "attachment" in answer["Content-Disposition"]
    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == "Röntgen av planen"
    broken = anna.client().post("/plan/rontga/fil/", {"name": "plan.docx", "held": "inte base64!"})
    assert broken.status_code == 302


def test_taking_over_on_the_page(anna: Person) -> None:
    client = anna.client()
    given = {"title": NAME, "starts": "2026-01-01", "ends": "2025-01-01"}
    refused = post(client, "/plan/rontga/ta-over/", written.template_xlsx(), "plan.xlsx", **given)
    assert refused.status_code == 422
    assert "slutar innan den börjar" in refused.content.decode()
    given["ends"] = "2026-12-31"
    done = post(client, "/plan/rontga/ta-over/", written.template_xlsx(), "plan.xlsx", **given)
    plan = Plan.objects.get()
    assert done["Location"] == f"/plan/rontgen/?plan={plan.pk}"
    shown = client.get(done["Location"]).content.decode()
    assert "Åtgärder: 3, orsaker: 3, nya problem: 2" in shown
    assert "Klottersanering" in shown
    again = post(client, "/plan/rontga/ta-over/", written.template_xlsx(), "plan.xlsx", **given)
    assert again["Location"] == done["Location"]
    action = Action.objects.first()
    assert action is not None
    alone = client.get(
        f"/plan/atgarder/{action.pk}/rontgen/", headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in alone
    assert "Var reglerna kommer ifrån" in alone


def test_the_page_of_remarks_teaches_where_there_is_no_plan(anna: Person, cecilia: Person) -> None:
    assert "Ni har ingen plan i Samsyn än" in anna.client().get("/plan/rontgen/").content.decode()
    plan = take(anna).plan
    assert cecilia.client().get(f"/plan/rontgen/?plan={plan.pk}").status_code == 404
    assert anna.client().get("/plan/rontgen/?plan=x").status_code == 404
