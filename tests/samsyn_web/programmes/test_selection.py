"""Municipalities are chosen criterion by criterion, with reasons, and what was decided is frozen."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from samsyn.errors import BadInput, Refused
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import (
    Candidate,
    CandidateJudgement,
    Programme,
    Selection,
)
from samsyn_web.programmes.models.selection import Criterion
from tests.support.story import AT, Person

SAID = {key.value: ("for", "Ur kommunens ansökan.") for key in Criterion} | {
    "earlier_support": ("had", "Deltog i ett tidigare arbete."),
    "medium_sized": ("medium", "90 000 invånare."),
}


@pytest.fixture
def selection(dag: Person, running: Programme) -> Selection:
    """A selection by the list of 2021 with one candidate."""
    made = services.open_selection(by=dag.scope, at=AT, programme=running, list_year=2021)
    services.add_candidate(by=dag.scope, at=AT, selection=made, municipality="Låtsas 1")
    return made


def test_the_whole_way_from_candidates_to_a_frozen_decision(dag: Person, running: Programme) -> None:
    client, path = dag.client(), f"/program/{running.pk}/urval/"
    assert client.post(path, {"do": "open", "open-list_year": "2021"}).status_code == 302
    assert client.post(path, {"do": "add", "add-municipality": "Låtsas 1"}).status_code == 302
    refused = client.post(path, {"do": "decide", "decide-reason": "Bra."})
    assert refused.status_code == 422
    page = refused.content.decode()
    for said in ("Låtsas 1 har inget beslut", "NOA", "länsstyrelse", "Skäggetorp: särskilt utsatt"):
        assert said in page
    one = Candidate.objects.get()
    of_one = f"/program/urval/kandidat/{one.pk}/"
    chosen = {"do": "decide", "decide-choice": "chosen", "decide-reason": "Störst effekt."}
    assert "frivilligt" in client.post(of_one, chosen).content.decode()
    answers = {f"judge-{key}": answer for key, (answer, _) in SAID.items()}
    grounds = {f"judge-{key}_ground": ground for key, (_, ground) in SAID.items()}
    assert client.post(of_one, {"do": "judge", **answers, **grounds}).status_code == 302
    assert client.post(of_one, chosen).status_code == 302
    for party in ("noa", "county_board"):
        held = {"consult-party": party, "consult-name": "Myndigheten", "consult-held_on": "2024-10-01"}
        assert client.post(path, {"do": "consult", **held}).status_code == 302
    assert client.post(path, {"do": "decide", "decide-reason": "Spridda i landet."}).status_code == 302
    frozen = Selection.objects.get()
    assert frozen.content["candidates"][0]["choice"] == "chosen"
    assert "medelstor stad 1" in client.get(path).content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get(f"/program/{running.pk}/urval.xlsx").content))
    cells = {str(cell) for row in book.active.values for cell in row if cell}
    assert {"Låtsas 1", "Störst effekt.", "har haft stöd"} <= cells
    with pytest.raises(Refused, match="fryst"):
        services.judge_candidate(by=dag.scope, at=AT, candidate=one, answers=SAID)
    assert client.post(path, {"do": "open", "open-list_year": "2025"}).status_code == 302
    assert Selection.objects.get(list_year=2025).corrects == frozen


def test_what_was_judged_stays_and_the_database_refuses_to_change_it(
    dag: Person, selection: Selection
) -> None:
    one = Candidate.objects.get()
    services.judge_candidate(by=dag.scope, at=AT, candidate=one, answers=SAID)
    again = services.judge_candidate(by=dag.scope, at=AT, candidate=one, answers=SAID)
    assert again == 0, "the same once more adds nothing"
    services.judge_candidate(
        by=dag.scope, at=AT, candidate=one, answers={"effect": ("against", "Ny uppgift.")}
    )
    assert CandidateJudgement.objects.filter(criterion="effect").count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet.update(CandidateJudgement.objects.all(), answer="for")


@pytest.mark.parametrize(
    "answers",
    [
        {"effect": ("for", "")},
        {"effect": ("had", "Fel slags svar.")},
        {"earlier_support": ("for", "Tidigare stöd talar inte för.")},
        {"effect": ("for", "Ring 811218-9876")},
        {"rank": ("for", "Finns inte.")},
    ],
)
def test_what_may_not_be_said_of_a_candidate(
    dag: Person, selection: Selection, answers: dict[str, tuple[str, str]]
) -> None:
    with pytest.raises(BadInput):
        services.judge_candidate(by=dag.scope, at=AT, candidate=Candidate.objects.get(), answers=answers)


def test_every_prioritised_municipality_of_2021_is_added_once(dag: Person, selection: Selection) -> None:
    assert services.add_prioritised(by=dag.scope, at=AT, selection=selection) == 9 + 8
    assert services.add_prioritised(by=dag.scope, at=AT, selection=selection) == 0


def test_a_participant_and_a_stranger_see_nothing_of_the_candidates(
    anna: Person, cecilia: Person, dag: Person, selection: Selection
) -> None:
    one = Candidate.objects.get()
    for by in (anna, cecilia):
        assert not queries.selections(by.scope, selection.programme_id)
        assert by.client().get(f"/program/urval/kandidat/{one.pk}/").status_code == 404
        with pytest.raises(Refused):
            services.consult(
                by=by.scope, at=AT, selection=selection, party="noa", name="X", held_on=date(2024, 10, 1)
            )
    assert anna.client().get(f"/program/{selection.programme_id}/urval/").status_code == 404


def test_the_national_programme_is_told_as_its_documents_state_and_nothing_is_added(dag: Person) -> None:
    call_command("demo_programmes")
    one = Programme.objects.get()
    page = dag.client().get(f"/program/{one.pk}/urval/").content.decode()
    for said in (
        "9 kommuner",
        "Ytterligare 8",
        "Hovsjö",
        "2023: särskilt utsatt",
        "Spelade viss roll, riktningen anges inte",
        "NOA",
    ):
        assert said in page
    assert 'name="do"' not in page
    with pytest.raises(Refused, match="återges"):
        services.open_selection(by=dag.scope, at=AT, programme=one, list_year=2021)


def test_the_demonstration_shows_a_decided_selection(dag: Person, running: Programme) -> None:
    call_command("demo_support")
    call_command("demo_support")  # twice changes nothing
    decided = Selection.objects.get()
    assert decided.decided_at is not None
    assert len(decided.content["candidates"]) == 7
