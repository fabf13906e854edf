"""The pages of follow-up and indicators: decided, due, told and refused; without JavaScript; documents by edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samsyn_web.actions.models import ActionCause, ActionStatus
from samsyn_web.base import clock
from samsyn_web.base.scope import Role
from samsyn_web.outcomes import services
from samsyn_web.outcomes.models import Evaluation, EvaluationResult, Indicator, IndicatorReading
from tests.samsyn_web.conftest import Person
from tests.support.evaluated import EARLY, LATE, an_action, counts, decided, provided
from tests.support.planned import make_cause
from tests.support.story import make_person

CHOICE: dict[str, Any] = {
    "source": "prov:1", "categories": ["SKA"], "treated": ["a"], "design": "difference", "comparison": ["b", "c"],
    "weeks_before": "52", "weeks_after": "52", "margin": "20", "do": "decide",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _counted(anna: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: EARLY)
    with provided(counts(), anna):
        yield


def text_of(response: Any) -> str:
    """What a page says, spaces made plain."""
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_an_evaluation_is_decided_with_help_and_computed(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    action, client = an_action(anna), anna.client()
    page = reverse("outcomes:decide", args=[action.pk])
    first = text_of(client.get(page))
    assert "händelser om året: bara en minskning med mer än" in first
    assert 'value="b" checked' in first
    assert "Ligger intill: händelser kan ha flyttat dit." in first
    looked = client.post(page, CHOICE | {"do": "look", "comparison": ["b"]})
    assert looked.status_code == 200
    assert not Evaluation.objects.exists()
    assert client.post(page, CHOICE | {"comparison": []}).status_code == 422
    made = client.post(page, CHOICE)
    one = Evaluation.objects.get()
    assert made.url == reverse("outcomes:evaluation", args=[one.pk])
    assert "Inget efter starten visas innan dess." in text_of(client.get(made.url))
    assert "Räkna ut" not in text_of(client.get(reverse("outcomes:follow_ups"))).split("<table")[0]
    monkeypatch.setattr(clock, "now", lambda: LATE)
    listed = text_of(client.get(reverse("outcomes:follow_ups")))
    assert "dags att räkna ut" in listed
    client.post(reverse("outcomes:compute"))
    assert EvaluationResult.objects.get().change == "decreased"
    shown = text_of(client.get(made.url))
    for words in (
        "Utslag: minskat",
        "<svg",
        "Hur räknades detta",
        "samsyn.outcomes.evaluate",
        "Låst utgångsläge",
    ):
        assert words in shown
    assert "Ljus i parken" in text_of(
        client.get(reverse("outcomes:follow_ups"), {"visa": "told", "sok": "parken"})
    )
    assert "Ingen åtgärd passar" in text_of(client.get(reverse("outcomes:follow_ups"), {"sok": "xyz"}))


def test_afterwards_asks_first_and_a_change_wants_a_reason(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATE)
    action, client = an_action(anna), anna.client()
    page = reverse("outcomes:decide", args=[action.pk])
    refused = client.post(page, CHOICE)
    assert refused.status_code == 422
    assert "bestämd i efterhand" in text_of(refused)
    made = client.post(page, CHOICE | {"afterwards": "on"})
    assert "Bestämd i efterhand" in text_of(client.get(made.url))
    assert client.post(page, CHOICE | {"afterwards": "on", "margin": "30"}).status_code == 422
    client.post(page, CHOICE | {"afterwards": "on", "margin": "30", "reason": "Styrgruppen vill det."})
    assert Evaluation.objects.count() == 2
    assert "En nyare version gäller" in text_of(client.get(made.url))


def test_the_part_on_an_actions_page_and_the_carrying_out(anna: Person, cecilia: Person) -> None:
    owner = make_person("Olle", Role.OWNER, anna.organisation)
    action = an_action(anna, owner=owner.membership)
    part, client = reverse("outcomes:of_action", args=[action.pk]), owner.client()
    assert "Ingen utvärdering är bestämd." in text_of(client.get(part))
    assert "Bestäm hur den utvärderas" in text_of(anna.client().get(part))
    fragment = text_of(client.get(part, headers={"HX-Request": "true"}))
    assert fragment.startswith("<div>")
    telling = reverse("outcomes:process", args=[action.pk])
    assert client.post(telling, {"fidelity": "not_done", "cause": "no"}).status_code == 422
    client.post(
        telling,
        {
            "fidelity": "partly",
            "cause": "partly",
            "unit": "lampor",
            "planned": "10",
            "done": "6,5",
            "text": "Sex byttes.",
        },
    )
    assert "6,5 av 10 lampor" in text_of(client.get(part))
    for address in (part, telling):
        assert cecilia.client().get(address).status_code == 404


def test_what_cannot_be_computed_is_told_where_it_was_asked_for(
    anna: Person, lars: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(anna, an_action(anna))
    monkeypatch.setattr(clock, "now", lambda: LATE)
    whole, listed = counts(), reverse("outcomes:follow_ups")
    short = replace(whole, n=whole.n[:, :, :40], told=whole.told[:, :, :40], active=whole.active[:, :40])
    with provided(short, anna):
        page = anna.client().post(reverse("outcomes:compute"), follow=True)
    assert "Det här gick inte att räkna ut" in text_of(page)
    assert "Ljus i parken: Underlaget har ingen vecka" in text_of(page)
    assert "Det här gick inte att räkna ut" not in text_of(lars.client().get(listed))
    anna.client().post(reverse("outcomes:compute"))
    assert "Det här gick inte att räkna ut" not in text_of(anna.client().get(listed))


def test_a_verdict_leads_back_to_what_it_rests_on(anna: Person) -> None:
    owner, cause = make_person("Olle", Role.OWNER, anna.organisation), make_cause(anna)
    action = an_action(anna, owner=owner.membership)
    ActionCause.objects.create(action=action, cause=cause)
    address = reverse("outcomes:evaluation", args=[decided(anna, action).pk])
    page, own = text_of(anna.client().get(address)), text_of(owner.client().get(address))
    back = (f"/plan/atgarder/{action.pk}/", f"/problem/orsak/{cause.pk}/", f"/problem/{cause.problem_id}/")
    assert [f'href="{one}"' in page for one in back] == [True, True, True]
    assert [f'href="{one}"' in own for one in back] == [True, False, False]
    assert cause.statement in own


def test_documents_by_edition(anna: Person) -> None:
    one = decided(anna, an_action(anna))
    services.compute_evaluation(by=anna.scope, at=LATE, evaluation=one)
    address, client = reverse("outcomes:document", args=[one.pk]), anna.client()
    word = client.get(address, {"format": "docx"})
    told = ZipFile(BytesIO(b"".join([word.content]))).read("word/document.xml").decode()
    assert "Vad som bestämdes" in told
    assert "Låst utgångsläge" in told
    assert client.get(address).content.startswith(b"%PDF")
    public = client.get(address, {"format": "docx", "upplaga": "public"})
    told = ZipFile(BytesIO(public.content)).read("word/document.xml").decode()
    assert "Låst utgångsläge" not in told
    with provided(counts(silent=True), anna):
        services.compute_evaluation(by=anna.scope, at=LATE, evaluation=one)
    refused = client.get(address, {"format": "docx", "upplaga": "public"})
    told = ZipFile(BytesIO(refused.content)).read("word/document.xml").decode()
    assert "Rapporteringen ändrades" in told
    assert "Där åtgärden görs" in told
    assert "procent" not in told.split("Vad som bestämdes")[0]
    assert client.get(address, {"format": "exe"}).status_code == 404


def test_an_action_without_a_start_or_rows_says_what_is_missing(anna: Person, lars: Person) -> None:
    page = reverse("outcomes:decide", args=[an_action(anna, starts=None, status=ActionStatus.DRAFT).pk])
    assert "har ingen startdag" in text_of(anna.client().get(page))
    assert lars.client().get(page).status_code == 403


def test_only_who_may_decide_or_fetch_is_shown_the_way_there(anna: Person, lars: Person) -> None:
    action, owner = an_action(anna), make_person("Olle", Role.OWNER, anna.organisation)
    decide, listed = reverse("outcomes:decide", args=[action.pk]), reverse("outcomes:follow_ups")
    assert f'<a href="{decide}">' in text_of(anna.client().get(listed))
    read = text_of(lars.client().get(listed))
    assert decide not in read
    assert "Ingen utvärdering är bestämd." in read
    assert lars.client().get(reverse("actions:action", args=[action.pk])).status_code == 200
    assert f'<a href="{reverse("actions:action", args=[action.pk])}">' in read
    one = decided(anna, an_action(anna, owner=owner.membership, area="b"), treated=("b",), comparison=("c",))
    document = reverse("outcomes:document", args=[one.pk])
    for person, status in ((lars, 200), (owner, 403)):
        page = text_of(person.client().get(reverse("outcomes:evaluation", args=[one.pk])))
        assert (document in page) == (status == 200)
        assert person.client().get(document).status_code == status


def test_indicators_from_nothing_to_a_corrected_reading(anna: Person, lars: Person) -> None:
    client = anna.client()
    assert "Här följs det som ska ändras" in text_of(client.get(reverse("outcomes:indicators")))
    told = {
        "name": "Andel trygga", "counts": "Andel som svarar ja", "unit": "andel", "source": "Enkät", "direction": "up",
        "kind": "share", "over_time": "sum", "over_areas": "weighted", "baseline": "0,5", "starts": "2024-01-01",
        "target": "0,8", "due": "2025-01-01",
    }  # fmt: skip
    new = reverse("outcomes:new_indicator")
    assert "räknas om ur täljare och nämnare" in text_of(client.post(new, told))
    client.post(new, told | {"over_time": "weighted"})
    one = Indicator.objects.get()
    page = reverse("outcomes:indicator", args=[one.pk])
    reading = reverse("outcomes:read", args=[one.pk])
    assert client.post(reading, {"period": "i våras", "part": "1", "whole": "2"}).status_code == 422
    client.post(reading, {"period": "2024-Q1", "part": "55", "whole": "100"})
    name = "a.csv"
    file = SimpleUploadedFile(name, "period;täljare;nämnare\n2024-Q2;160;200\n2024-Q4;1;x\n".encode())
    refused = client.post(reverse("outcomes:import_file", args=[one.pk]), {"file": file})
    assert "rad 3, kolumn nämnare" in text_of(refused)
    file = SimpleUploadedFile(name, "period;täljare;nämnare\n2024-Q2;160;200\n".encode())
    client.post(reverse("outcomes:import_file", args=[one.pk]), {"file": file})
    shown = text_of(client.get(page))
    assert "målet är nått" in shown.casefold()
    assert "<svg" in shown
    wrong = IndicatorReading.objects.get(period="2024-Q2")
    fix = reverse("outcomes:correct", args=[wrong.pk])
    client.post(fix, {"part": "110", "whole": "200", "reason": "Fel rad i filen."})
    shown = text_of(client.get(page))
    assert "80 % → 55 %" in shown.replace("\u00a0", " ")
    assert "0,55" not in shown  # a share is read as percent
    assert "för långsamt" in shown.casefold()
    target = reverse("outcomes:target", args=[one.pk])
    assert (
        client.post(
            target, {"baseline": "0,5", "starts": "2024-01-01", "target": "0,4", "due": "2025-01-01"}
        ).status_code
        == 422
    )
    client.post(target, {"baseline": "0,5", "starts": "2024-01-01", "target": "0,55", "due": "2025-01-01"})
    assert "målet är nått" in text_of(client.get(page)).casefold()
    client.post(reverse("outcomes:end_indicator", args=[one.pk]))
    assert "Följs inte längre" in text_of(client.get(page))
    client.post(reverse("outcomes:restore_indicator", args=[one.pk]))
    as_reader = text_of(lars.client().get(page))
    assert "Ny avläsning" not in as_reader
    assert lars.client().post(reading, {"period": "2024-Q3", "part": "1", "whole": "2"}).status_code == 403


def test_a_number_that_cannot_be_is_told_in_our_words(anna: Person) -> None:
    action = an_action(anna)
    page = reverse("outcomes:decide", args=[action.pk])
    assert "novalidate" in text_of(anna.client().get(page))  # else the browser says it, in its own words
    answer = anna.client().post(page, {**CHOICE, "weeks_before": "0", "margin": "150"})
    assert answer.status_code == 422
    looked = anna.client().post(page, {**CHOICE, "do": "look", "weeks_before": "53"})
    assert looked.status_code == 200  # an odd number of weeks has halves of whole weeks too
    for said in ("Skriv ett helt antal veckor, mellan 1 och 260.", "mellan 1 och 99 procent"):
        assert said in text_of(answer)
