"""What the whole programme does: stated by documents or written here, with its history, in calendar and report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from icalendar import Calendar
from openpyxl import load_workbook

from samsyn.errors import BadInput, Refused
from samsyn.programme import final_report, from_plain, read_programme, to_plain
from samsyn_web.programmes import presenters, queries, services
from samsyn_web.programmes.models import JointActivity, Programme
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person

SUO, EXAMPLE = (read_programme(ROOT / "examples" / name) for name in ("suo", "exempelprogrammet"))
WRITTEN = {
    "kind": "network", "title": "Nätverksmöte om skolan", "place": "Låtsasby", "starts": "2099-02-03",
    "ends": "2099-02-04", "participants": "40", "is_about": "on", "attended": ["sigtuna", "linkoping"],
    "partners": "Polisen; Skolverket", "version": "0",
}  # fmt: skip


@pytest.fixture
def loaded(dag: Person) -> Programme:
    """The programme that Samsyn comes with, as rows."""
    return services.load(by=None, at=AT, organisation=dag.organisation, facts=SUO)


def written(**other: Any) -> services.JointWritten:
    """Return a conference, and what else is asked for."""
    return services.JointWritten(**({"kind": "conference", "title": "Halvtid"} | other))


def test_rows_tell_what_the_documents_state_and_the_report_stays_as_it_was(
    dag: Person, loaded: Programme
) -> None:
    assert "conferences" not in loaded.facts["more"]
    told = queries.told_joint_activities(dag.scope, loaded.pk)
    assert list(told) == SUO.more["conferences"]
    again = queries.whole_facts(dag.scope, loaded.pk)
    assert again is not None
    assert final_report(replace(again, reported=SUO.reported)) == final_report(SUO)
    page = dag.client().get(f"/program/{loaded.pk}/deltagare/").content.decode()
    assert "Halvtidskonferens för erfarenhetsutbyte" in page
    row = JointActivity.objects.get(programme=loaded, key="midterm")
    assert (row.source_document, row.status, row.is_about) == ("002", "done", True)
    for refused in (
        lambda: services.cancel_joint_activity(by=dag.scope, at=AT, joint_activity=row, reason="Nej"),
        lambda: services.add_joint_activity(by=dag.scope, at=AT, programme=loaded, written=written()),
    ):
        with pytest.raises(Refused):
            refused()
    assert dag.client().get(f"/program/gemensamt/{row.pk}/andra/").status_code == 404
    fewer = replace(SUO, more={**SUO.more, "conferences": SUO.more["conferences"][1:]})
    services.load(by=None, at=AT, organisation=dag.organisation, facts=fewer)
    assert not JointActivity.objects.filter(key="midterm").exists()


def test_programmes_that_were_here_before_get_rows(dag: Person, loaded: Programme) -> None:
    JointActivity.objects.all().delete()
    Programme.objects.filter(pk=loaded.pk).update(facts=to_plain(SUO))
    import_module("samsyn_web.programmes.migrations.0022_joint_activities").make_rows(apps, None)
    assert list(queries.told_joint_activities(dag.scope, loaded.pk)) == SUO.more["conferences"]
    loaded.refresh_from_db()
    assert "conferences" not in loaded.facts["more"]


def test_what_a_file_has_without_a_source_belongs_to_the_coordinator(dag: Person) -> None:
    made = services.load(by=None, at=AT, organisation=dag.organisation, facts=EXAMPLE)
    row = JointActivity.objects.get(programme=made, key="midterm")
    services.change_joint_activity(
        by=dag.scope, at=AT, joint_activity=row, version=1, written=written(is_done=True)
    )
    other = replace(EXAMPLE, name="Nytt namn")
    services.load(by=None, at=AT, organisation=dag.organisation, facts=other)
    assert set(JointActivity.objects.values_list("title", flat=True)) == {
        "Halvtid",
        "Kickoff för alla kommuner",
    }


def test_it_is_written_moved_cancelled_and_taken_up_again(
    dag: Person, anna: Person, cecilia: Person, running: Programme
) -> None:
    client, listed = dag.client(), f"/program/{running.pk}/gemensamt/"
    assert "Börja med kickoffen" in client.get(listed).content.decode()
    for field, wrong in (
        ("title", ""), ("title", "19121212-1212"), ("kind", "fest"), ("ends", "2099-02-01"), ("attended", ["oslo"]),
        ("participants", "-1"),
    ):  # fmt: skip
        assert client.post(f"{listed}ny/", WRITTEN | {field: wrong}).status_code == 422, (field, wrong)
    path = client.post(f"{listed}ny/", WRITTEN).headers["Location"]
    row = JointActivity.objects.get(programme=running)
    assert row.attended == ["linkoping", "sigtuna"]
    page = anna.client().get(path).content.decode()
    for said in ("omkring 40 deltagare", "Polisen, Skolverket", "Låtsas 1, Låtsas 4"):
        assert said in page
    assert "Ställ in" not in page
    assert cecilia.client().get(path).status_code == 404
    for status in (f"/program/{running.pk}/", f"/program/{running.pk}/lage/"):
        assert "Nätverksmöte om skolan" in client.get(status).content.decode()
    document = client.get(f"/program/{running.pk}/lage.html").content.decode()
    assert "Härnäst tillsammans: Nätverksmöte om skolan" in document
    moved = {"starts": "2099-05-05", "ends": "", "reason": "Lokalen var upptagen."}
    assert client.post(f"{path}flytta/", moved | {"reason": ""}).status_code == 422
    client.post(f"{path}flytta/", moved)
    client.post(f"{path}stall-in/", {"reason": "För få anmälda."})
    assert "Nätverksmöte om skolan" not in client.get(f"/program/{running.pk}/lage/").content.decode()
    assert client.post(f"{path}andra/", WRITTEN | {"version": "3"}).status_code == 422
    client.post(f"{path}ta-upp/")
    row.refresh_from_db()
    assert (row.status, row.starts, row.ends, row.version) == ("moved", date(2099, 5, 5), None, 4)
    history = client.get(path).content.decode()
    for said in ("Lokalen var upptagen.", "3 februari 2099", "ställdes in", "Dag"):
        assert said in history
    assert client.post(f"{path}andra/", WRITTEN | {"version": "1"}).status_code == 422
    assert anna.client().post(f"{path}stall-in/", {"reason": "Jag"}).status_code in (403, 422)
    with pytest.raises(Refused):
        services.change_joint_activity(by=anna.scope, at=AT, joint_activity=row, version=4, written=written())


def test_what_is_done_stands_in_the_report_and_what_is_not_does_not(dag: Person, running: Programme) -> None:
    by: dict[str, Any] = {"by": dag.scope, "at": AT, "programme": running}
    services.add_joint_activity(**by, written=written(title="Planerad", starts=date(2099, 1, 1)))
    services.add_joint_activity(
        **by,
        written=written(
            title="Avslutning", is_done=True, starts=date(2025, 5, 5), ends=date(2025, 5, 6), participants=0,
            place="Orten", attended=("sigtuna",),
        ),
    )  # fmt: skip
    services.add_joint_activity(**by, written=written(title="Start", is_done=True, when="hösten 2024"))
    facts = queries.whole_facts(dag.scope, running.pk)
    assert facts is not None
    section = next(one for one in final_report(facts) if one.key == "carried_out")
    table = next(one for one in section.tables if one.key == "conferences")
    assert [one.label for one in table.columns] == ["Konferens", "Plats", "När", "Deltagare", "Kommuner"]
    assert table.rows == (
        ("Start", "ej angivet", "hösten 2024", "ej angivet", "ej angivet"),
        ("Avslutning", "Orten", "5 maj 2025–6 maj 2025", "0", "Låtsas 4"),
    )
    home = dag.client().get(f"/program/{running.pk}/").content.decode()
    assert "Avslutning" in home
    changed = queries.changed_since(dag.scope, running.pk, AT - timedelta(days=1))
    assert changed["together"] == 3
    assert "3 gemensamma aktiviteter" in presenters.changed_words(changed)


def test_the_calendar_has_every_day_and_says_what_is_cancelled(dag: Person, running: Programme) -> None:
    by: dict[str, Any] = {"by": dag.scope, "at": AT}
    two = written(starts=date(2099, 9, 1), ends=date(2099, 9, 2), place="Orten")
    row = services.add_joint_activity(**by, programme=running, written=two)
    services.add_joint_activity(**by, programme=running, written=written(title="Utan dag", when="våren"))
    token = services.make_programme_calendar(**by, programme=running)

    def together() -> list[Any]:
        made = Calendar.from_ical(dag.client().get(f"/program/kalender/{token}.ics").content)
        return [one for one in made.walk("VEVENT") if "joint-" in one["uid"]]

    (event,) = together()
    assert (event["summary"], event["location"]) == ("Halvtid", "Orten")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2099, 9, 1), date(2099, 9, 3))
    services.cancel_joint_activity(**by, joint_activity=row, reason="Inställt.")
    assert [one["status"] for one in together()] == ["CANCELLED"]


def test_the_files_hold_every_row(dag: Person, running: Programme) -> None:
    services.add_joint_activity(
        by=dag.scope, at=AT, programme=running,
        written=written(starts=date(2099, 9, 1), ends=date(2099, 9, 2), participants=12, attended=("sigtuna",)),
    )  # fmt: skip
    client = dag.client()
    book = load_workbook(BytesIO(client.get(f"/program/{running.pk}/gemensamt.xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"Halvtid", 12, 2, "Låtsas 4"} <= set(cells)
    text = client.get(f"/program/{running.pk}/gemensamt.csv").content.decode()
    assert "Halvtid" in text
    assert "Uppdiktat program" in text


def test_days_and_words_that_do_not_hold_are_refused(dag: Person, running: Programme) -> None:
    for wrong in (
        {"title": " "}, {"kind": "fest"}, {"attended": ("oslo",)}, {"ends": date(2099, 1, 1)},
        {"place": "x" * 201}, {"when": "x" * 61},
    ):  # fmt: skip
        with pytest.raises(BadInput):
            services.add_joint_activity(by=dag.scope, at=AT, programme=running, written=written(**wrong))
    assert from_plain(running.facts).more == {}
