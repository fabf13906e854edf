"""The national programme in the web: loaded once, read by who may, reported on by quarter, written about."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.people.models import Organisation
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, Programme, QuarterlyReport, QuarterlyVersion
from tests.support.story import AT, Person

ON_PLAN = {number: ("on_plan", "", []) for number in range(1, 7)}


@pytest.fixture
def programme(dag: Person) -> Programme:
    """The programme that Samsyn comes with."""
    call_command("demo_programmes")
    call_command("demo_programmes")  # twice changes nothing
    return Programme.objects.get()


@pytest.fixture
def report(anna: Person, dag: Person, programme: Programme) -> QuarterlyReport:
    """A quarter that Dag has asked Exempelköping for, as if the programme were run here and not told from documents."""
    del programme.facts["more"]["documents"]
    programme.save(update_fields=["facts"])
    participant = Participant.objects.get(programme=programme, key="sigtuna")
    services.join(by=dag.scope, at=AT, participant=participant, organisation=anna.organisation)
    services.open_quarter(by=dag.scope, at=AT, programme=programme, quarter="2024-Q3", due=date(2024, 10, 15))
    return QuarterlyReport.objects.get(participant=participant)


def test_the_home_page_tells_the_programme_at_a_glance(dag: Person, programme: Programme) -> None:
    page = dag.client().get(f"/program/{programme.pk}/").content.decode()
    for said in (
        "75 aktiviteter i 5 kommuner", "17 av 27 svarade 4–5", "anonymitet kunde inte garanteras",
        "inte relevant", "särskilt utsatt", "ej angivet",
    ):  # fmt: skip
        assert said in page
    listed = dag.client().get(f"/program/{programme.pk}/aktiviteter/?kommun=sodertalje").content.decode()
    assert "Övergripande styrmodell" in listed
    assert "Trygghets-walkshop" not in listed


def test_no_quarterly_report_is_asked_of_a_real_municipality_that_is_only_told_of(
    dag: Person, programme: Programme
) -> None:
    path = f"/program/{programme.pk}/kvartal/"
    page = dag.client().get(path).content.decode()
    assert "är inte publicerade, och här begärs inga" in page
    assert "Öppna kvartalet" not in page
    with pytest.raises(Refused, match="dokumenten inte anger"):
        services.open_quarter(by=dag.scope, at=AT, programme=programme, quarter="2024-Q3")
    dag.client().post(path, {"do": "open", "open-quarter": "2024-Q3"})
    assert not QuarterlyReport.objects.exists()


def test_who_leads_a_programme_begins_there(dag: Person, programme: Programme) -> None:
    assert dag.client().get("/").url == f"/program/{programme.pk}/"  # type: ignore[attr-defined]
    page = dag.client().get("/metoder/").content.decode()
    assert "Förändringsberedskap" in page
    assert "/program/" in page


def test_who_reads_a_programme(
    anna: Person, cecilia: Person, lars: Person, rut: Person, programme: Programme
) -> None:
    for by in (anna, cecilia, lars, rut):
        assert not queries.programmes(by.scope)
        assert by.client().get(f"/program/{programme.pk}/").status_code in (403, 404)


def test_a_participant_reads_the_programme_and_its_own_reports_only(
    anna: Person, cecilia: Person, dag: Person, programme: Programme, report: QuarterlyReport
) -> None:
    assert queries.programme(anna.scope, programme.pk) == programme
    assert [one.pk for one in queries.reports(anna.scope, programme.pk)] == [report.pk]
    assert len(queries.reports(dag.scope, programme.pk)) == 5
    other = QuarterlyReport.objects.exclude(pk=report.pk)[0]
    assert anna.client().get(f"/program/kvartal/{other.pk}/").status_code == 404
    assert cecilia.client().get(f"/program/kvartal/{report.pk}/").status_code == 404
    with pytest.raises(Refused):
        services.write_report(by=cecilia.scope, at=AT, report=report, parts=ON_PLAN)
    with pytest.raises(Refused):
        services.write_report(by=dag.scope, at=AT, report=report, parts=ON_PLAN)


def test_a_quarter_from_draft_to_frozen_and_back(anna: Person, dag: Person, report: QuarterlyReport) -> None:
    client, path = anna.client(), f"/program/kvartal/{report.pk}/"
    with pytest.raises(Refused, match="alla fokusområden"):
        services.submit(by=anna.scope, at=AT, report=report)
    assert client.post(path, {"status_1": "on_plan"}).status_code == 302  # half a draft is kept
    said = {f"status_{n}": "on_plan" for n in range(1, 7)} | {"is_led": "on", "staffing": "", "needs": ""}
    deviating = {**said, "status_2": "deviation", "obstacles_2": ["vacancy"]}
    refused = client.post(path, deviating)
    assert refused.status_code == 422
    assert "Skriv en kommentar" in refused.content.decode()
    whole = {**deviating, "comment_2": "Tjänsten är vakant."}
    assert client.post(path, {**whole, "submit": "1"}).status_code == 302
    frozen = QuarterlyVersion.objects.get()
    assert frozen.content["parts"][1] == {
        "focus_area": 2, "status": "deviation", "comment": "Tjänsten är vakant.", "obstacles": ["vacancy"],
    }  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        super(type(QuarterlyVersion.objects.all()), QuarterlyVersion.objects.all()).update(number=9)
    with pytest.raises(Refused, match="inlämnad"):
        services.write_report(by=anna.scope, at=AT, report=report, parts=ON_PLAN)
    glance = dag.client().get(f"/program/{report.participant.programme_id}/kvartal/").content.decode()
    assert "avvikelse" in glance
    assert "vakans" in glance
    assert "sen" in glance  # those who have not handed in
    assert dag.client().post(f"{path}tillbaka/", {"asked": "Säg mer om område 2."}).status_code == 302
    assert "Säg mer om område 2." in client.get(path).content.decode()
    services.submit(by=anna.scope, at=AT, report=report)
    assert list(queries.versions(dag.scope, report.pk).values_list("number", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    "part",
    [
        ("stopped", "", []),
        ("bra", "x", []),
        ("on_plan", "Ring 811218-9876", []),
        ("on_plan", "", ["annat-hinder"]),
    ],
)
def test_what_may_not_be_reported(
    anna: Person, report: QuarterlyReport, part: tuple[str, str, list[str]]
) -> None:
    with pytest.raises(BadInput), transaction.atomic():
        services.write_report(by=anna.scope, at=AT, report=report, parts={**ON_PLAN, 3: part})


def test_text_of_the_final_report_is_never_overwritten(
    dag: Person, anna: Person, programme: Programme
) -> None:
    client, path = dag.client(), f"/program/{programme.pk}/slutrapport/"
    assert client.post(f"{path}learnt/", {"text": "Vi lärde oss mycket.", "version": 0}).status_code == 302
    late = client.post(f"{path}learnt/", {"text": "Något annat.", "version": 0})
    assert late.status_code == 422
    assert "Någon annan har skrivit" in late.content.decode()
    call_command("demo_programmes")
    none = client.get(f"/program/{programme.pk}/slutrapport.html", follow=True)
    assert "Slutrapporten är inte gjord än." in none.content.decode()
    assert "Gör slutrapporten" in none.content.decode()
    assert client.post(f"{path}gor/").status_code == 302
    page = client.get(f"/program/{programme.pk}/slutrapport.html").content.decode()
    assert "Vi lärde oss mycket." in page
    assert "förändringsarbete tar tid" in page
    with pytest.raises(BadInput, match="avsnitt"):
        services.write_text(by=dag.scope, at=AT, programme=programme, key="annat", text="x")
    with pytest.raises(Refused):
        services.write_text(by=anna.scope, at=AT, programme=programme, key="learnt", text="x", version=1)


def test_the_final_report_as_word_is_read_back(dag: Person, programme: Programme) -> None:
    from docx import Document

    dag.client().post(f"/program/{programme.pk}/slutrapport/gor/")
    answer = dag.client().get(f"/program/{programme.pk}/slutrapport.docx")
    read = Document(BytesIO(answer.content))
    headings = [one.text for one in read.paragraphs if one.style and one.style.name.startswith("Heading 1")]
    assert "Bilaga 2: Linköping" in headings
    cells = {cell.text for table in read.tables for row in table.rows for cell in row.cells}
    assert "Fyra handledningstillfällen med Brå i crime proofing" in cells
    assert dag.client().get(f"/program/{programme.pk}/slutrapport.exe").status_code == 404


def test_without_a_programme_organisation_nothing_is_loaded(exempelkoping: Organisation) -> None:
    call_command("demo_programmes")
    assert not Programme.objects.exists()
