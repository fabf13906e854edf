"""Activities as rows: loaded with nothing lost, counted by the database, listed as asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from openpyxl import load_workbook

from samsyn.errors import BadInput, Refused
from samsyn.programme import activity_matrix, final_report, matrix_of, read_programme, to_plain
from samsyn_web.base.scope import Role
from samsyn_web.people.models import Organisation
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Activity, Programme
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person, make_person

SUO = read_programme(ROOT / "examples/suo")


@pytest.fixture
def loaded(dag: Person) -> Programme:
    """The programme that Samsyn comes with, as rows."""
    return services.load(by=None, at=AT, organisation=dag.organisation, facts=SUO)


def test_rows_tell_what_the_documents_state_with_nothing_lost(dag: Person, loaded: Programme) -> None:
    again = queries.whole_facts(dag.scope, loaded.pk)
    assert again is not None
    assert again.activities == SUO.activities
    assert again.additions == SUO.additions
    assert final_report(again) == final_report(SUO)
    assert not loaded.facts["activities"], "a page never reads all of them"


def test_reading_the_document_again_changes_rows_and_never_what_people_wrote(
    dag: Person, loaded: Programme
) -> None:
    first = Activity.objects.get(programme=loaded, key="L01")
    own = Activity.objects.create(
        programme=loaded,
        participant=first.participant,
        key="egen-1",
        focus_area=1,
        title="Vår egen",
        formats=",1,",
        written_at=AT,
    )
    changed = replace(SUO, activities=(replace(SUO.activities[0], title="Ny titel"), *SUO.activities[2:]))
    services.load(by=None, at=AT, organisation=dag.organisation, facts=changed)
    assert Activity.objects.get(pk=first.pk).title == "Ny titel"
    assert Activity.objects.filter(pk=own.pk).exists()
    assert not Activity.objects.filter(programme=loaded, key="L02").exists()


def test_programmes_that_were_here_before_get_rows(dag: Person, loaded: Programme) -> None:
    Activity.objects.all().delete()
    Programme.objects.filter(pk=loaded.pk).update(facts=to_plain(SUO))
    import_module("samsyn_web.programmes.migrations.0004_activities").make_rows(apps, None)
    again = queries.whole_facts(dag.scope, loaded.pk)
    assert again is not None
    assert (again.activities, again.additions) == (SUO.activities, SUO.additions)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("kommun=sodertalje", 3),
        ("fokus=6&lage=done", sum(one.focus_area == 6 for one in SUO.carried_out)),
        ("lage=cancelled", 0),
        ("format=3", sum(3 in one.formats for one in SUO.activities)),
        ("fran=2024-01-01", 0),  # the documents state no day
        ("kommun=annanstad", 75),  # one that does not take part chooses nothing away
    ],
)
def test_the_list_shows_what_is_asked_for(dag: Person, loaded: Programme, asked: str, wanted: int) -> None:
    page = dag.client().get(f"/program/{loaded.pk}/aktiviteter/?{asked}").content.decode()
    assert f"{wanted} aktiviteter i bilaga 2" in page
    assert ("Ingen aktivitet stämmer" in page) == (wanted == 0)


def test_the_matrix_opens_to_the_rows_and_a_municipality_has_its_page(dag: Person, loaded: Programme) -> None:
    home = dag.client().get(f"/program/{loaded.pk}/").content.decode()
    assert f"/program/{loaded.pk}/aktiviteter/?kommun=trollhattan&amp;fokus=4&amp;lage=done" in home
    one = queries.participants(dag.scope, loaded.pk)[0]
    page = dag.client().get(f"/program/deltagare/{one.pk}/").content.decode()
    assert "Linköping har genomfört 27 aktiviteter i 6 av 6 fokusområden." in page
    assert "Skäggetorp" in page
    row = Activity.objects.get(programme=loaded, key="L18")
    shown = dag.client().get(f"/program/aktivitet/{row.pk}/").content.decode()
    assert "Bilaga 2, Linköping, Välfärdsbrott" in shown
    assert "ändras inte här" in shown


def test_strangers_find_no_activity(cecilia: Person, loaded: Programme, exempelkoping: Organisation) -> None:
    row = Activity.objects.filter(programme=loaded).first()
    assert row is not None
    stranger = make_person("Sten", Role.COORDINATOR, exempelkoping)
    for by in (cecilia, stranger):
        assert by.client().get(f"/program/aktivitet/{row.pk}/").status_code == 404
        assert by.client().get(f"/program/deltagare/{row.participant_id}/").status_code == 404


WRITTEN = {
    "municipality": "sigtuna", "focus_area": "5", "title": "Walkshop i Valsta", "formats": ["2"],
    "starts": "2027-03-01", "participants": "12", "version": "0",
}  # fmt: skip


def test_an_activity_from_plan_to_moved_cancelled_and_taken_up_again(dag: Person, loaded: Programme) -> None:
    client = dag.client()
    answer = client.post(f"/program/{loaded.pk}/aktiviteter/ny/", WRITTEN)
    path = answer.headers["Location"]
    one = Activity.objects.get(title="Walkshop i Valsta")
    assert (one.status, one.formats, one.is_sourced, one.participants) == ("planned", ",2,", False, 12)
    refused = client.post(f"{path}stall-in/", {"reason": ""})
    assert refused.status_code == 422
    moved = {"starts": "2027-04-05", "ends": "2027-04-06", "reason": "Lokalen var upptagen."}
    assert client.post(f"{path}flytta/", moved).status_code == 302
    assert client.post(f"{path}stall-in/", {"reason": "För få anmälda."}).status_code == 302
    page = client.get(path).content.decode()
    for said in ("inställd", "Lokalen var upptagen.", "första dag: 2027-03-01", "För få anmälda."):
        assert said in page
    assert client.post(f"{path}andra/", {**WRITTEN, "version": "3"}).status_code == 422  # it is cancelled
    assert client.post(f"{path}ta-upp/").status_code == 302
    one.refresh_from_db()
    assert (one.status, one.version, str(one.ends)) == ("moved", 4, "2027-04-06")
    late = client.post(f"{path}andra/", {**WRITTEN, "version": "1"})
    assert late.status_code == 422
    assert "Någon annan har ändrat" in late.content.decode()
    assert client.post(f"{path}andra/", {**WRITTEN, "is_done": "on", "version": "4"}).status_code == 302
    assert "76 aktiviteter" in client.get(f"/program/{loaded.pk}/").content.decode()
    told = queries.whole_facts(dag.scope, loaded.pk)
    assert told is not None
    assert told.activities[-4].title == "Walkshop i Valsta"  # after Sigtuna's, before Södertälje's three


def test_an_activity_in_two_focus_areas_counts_once_in_each_and_once_in_all(
    dag: Person, loaded: Programme
) -> None:
    client, alone = dag.client(), matrix_of(SUO, queries.activity_counts(dag.scope, loaded.pk))
    assert alone == activity_matrix(SUO)
    sent = {**WRITTEN, "also_in": ["6", "5", "2"], "is_done": "on"}
    path = client.post(f"/program/{loaded.pk}/aktiviteter/ny/", sent).headers["Location"]
    one = Activity.objects.get(title="Walkshop i Valsta")
    assert (one.focus_area, one.also_in, one.focus_areas) == (5, ",2,6,", (5, 2, 6))
    matrix = matrix_of(SUO, queries.activity_counts(dag.scope, loaded.pk))
    gained = {n for n in SUO.focus_areas if matrix.in_area(n) == alone.in_area(n) + 1}
    assert (gained, matrix.total) == ({2, 5, 6}, 76)
    home = client.get(f"/program/{loaded.pk}/").content.decode()
    assert "76 aktiviteter" in home
    assert "räknas en gång i vart och ett av sina fokusområden och en gång i Alla" in home
    for number, is_there in ((2, True), (5, True), (6, True), (1, False)):
        listed = client.get(f"/program/{loaded.pk}/aktiviteter/?kommun=sigtuna&fokus={number}&lage=done")
        assert ("Walkshop i Valsta" in listed.content.decode()) is is_there
        assert matrix.cells["sigtuna"][number] == queries.activities(
            dag.scope, loaded.pk,
            queries.Chosen(municipality="sigtuna", focus_area=number, status="done", listed=True),
        ).count()  # fmt: skip
    place = client.get(f"/program/deltagare/{one.participant_id}/").content.decode()
    assert "Sigtuna har genomfört 13 aktiviteter" in place
    form = client.get(f"{path}andra/").content.decode()
    assert form.count("checked") == 2 + 1 + 1  # the other two focus areas, the format, and that it is done
    changed = {**WRITTEN, "focus_area": "2", "is_done": "on", "version": "1"}
    assert client.post(f"{path}andra/", changed).status_code == 302
    page = client.get(path).content.decode()
    was = f"hör också till fokusområde: 2. {SUO.focus_areas[2]}, 6. {SUO.focus_areas[6]}"
    assert was in page
    assert f"fokusområde: 5. {SUO.focus_areas[5]}" in page
    again = queries.whole_facts(dag.scope, loaded.pk)
    assert again is not None
    assert activity_matrix(again).total == 76


def test_what_a_document_states_is_not_changed_here_and_nobody_else_writes(
    anna: Person, dag: Person, loaded: Programme
) -> None:
    stated = Activity.objects.get(programme=loaded, key="L01")
    assert dag.client().get(f"/program/aktivitet/{stated.pk}/andra/").status_code == 404
    with pytest.raises(Refused, match="dokument"):
        services.cancel_activity(by=dag.scope, at=AT, activity=stated, reason="x")
    written = services.Written(focus_area=1, title="x", formats=(1,))
    with pytest.raises(Refused, match="samordnar"):
        services.add_activity(by=anna.scope, at=AT, programme=loaded, municipality="sigtuna", written=written)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "Träff med 811218-9876"},
        {"formats": ()},
        {"focus_area": 9},
        {"also_in": (9,)},
        {"starts": date(2027, 2, 2), "ends": date(2027, 2, 1)},
        {"ends": date(2027, 2, 1)},
    ],
)
def test_what_may_not_be_written(dag: Person, loaded: Programme, wrong: dict[str, Any]) -> None:
    written = services.Written(**{"focus_area": 1, "title": "Träff", "formats": (1,), **wrong})
    with pytest.raises(BadInput), transaction.atomic():
        services.add_activity(by=dag.scope, at=AT, programme=loaded, municipality="sigtuna", written=written)


def test_the_chosen_rows_as_a_file(dag: Person, loaded: Programme) -> None:
    written = services.Written(focus_area=6, title="=1+1", formats=(1,))
    services.add_activity(by=dag.scope, at=AT, programme=loaded, municipality="sodertalje", written=written)
    path = f"/program/{loaded.pk}/aktiviteter"
    lines = dag.client().get(f"{path}.csv?kommun=sodertalje").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Kommun;Fokusområde;Rubrik;Aktivitet")
    assert len(lines) == 1 + Activity.objects.filter(participant__key="sodertalje").count()
    assert lines[0].endswith("Källa;Också fokusområde;Anmärkning")
    assert any(";'=1+1;" in line for line in lines), "no cell becomes a formula"
    book = load_workbook(BytesIO(dag.client().get(f"{path}.xlsx?kommun=sodertalje").content))
    values = [cell for row in book.active.values for cell in row]
    assert "Övergripande styrmodell för hela kommunkoncernen" in " ".join(map(str, values))
