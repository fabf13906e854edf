"""The invented programme of the demonstration shows every page, and is marked as invented on each of them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.management import call_command

from samsyn_web.base.scope import Role
from samsyn_web.people.models import Organisation, OrganisationKind
from samsyn_web.people.services import create_organisation
from samsyn_web.programmes.models import Activity, Programme, QuarterlyReport
from tests.support.story import AT, Person, make_person


@pytest.fixture
def dag(exempelkoping: Organisation) -> Person:
    """Dag leads the programmes of the demonstration."""
    Organisation.objects.filter(pk=exempelkoping.pk).update(is_demo=True)
    organisation = create_organisation(
        name="Programmet", kind=OrganisationKind.PROGRAMME, is_demo=True, by=None, at=AT
    )
    return make_person("Dag", Role.COORDINATOR, organisation)


def test_the_invented_programme_fills_every_page(dag: Person, anna: Person) -> None:
    call_command("demo_programmes")
    call_command("demo_example_programme")
    call_command("demo_example_programme")  # twice changes nothing
    call_command("demo_joint_activities")
    call_command("demo_joint_activities")
    made = Programme.objects.get(is_fictional=True)
    assert Programme.objects.count() == 2
    assert set(Activity.objects.filter(programme=made).values_list("status", flat=True)) == {
        "planned", "done", "moved", "cancelled",
    }  # fmt: skip
    assert QuarterlyReport.objects.filter(participant__programme=made).count() == 20
    said = {
        "": ("15 aktiviteter i 5 kommuner", "26 av 41 svarade 4–5", "poäng 1–9 per dimension", "Fantasivik"),
        "aktiviteter/?lage=cancelled": ("Föräldrakurs i tre områden", "inställd"),
        "gemensamt/": ("Nätverksmöte om föräldrastöd", "flyttad", "Halvtidskonferens", "97 deltagare"),
        "kvartal/": ("vakans", "sen", "Låtsasby"),
        "slutrapport.html": ("Uppdiktat program", "ledningen var med från början", "2 400"),
    }
    dag.client().post(f"/program/{made.pk}/slutrapport/gor/")
    for rest, wanted in said.items():
        page = dag.client().get(f"/program/{made.pk}/{rest}").content.decode().replace("\xa0", " ")
        assert "ppdiktat program" in page
        for one in wanted:
            assert one in page, (rest, one)
    assert dag.client().get("/").headers["Location"] == "/program/"
    real = Programme.objects.get(is_fictional=False)
    assert not QuarterlyReport.objects.filter(participant__programme=real).exists(), "nothing invented on SUO"
    assert str(made.pk) in anna.client().get("/program/").content.decode(), "Exempelköping takes part"
    for programme in (real, made):
        check_documents(dag, programme)


def check_documents(dag: Person, programme: Programme) -> None:
    """Check that the status has one page, and that the final report has its parts, alike in every format."""
    from docx import Document
    from pypdf import PdfReader

    client, path = dag.client(), f"/program/{programme.pk}"
    assert len(PdfReader(BytesIO(client.get(f"{path}/lage.pdf").content)).pages) == 1, programme
    client.post(f"{path}/slutrapport/gor/")
    printed = PdfReader(BytesIO(client.get(f"{path}/slutrapport.pdf").content))
    assert printed.root_object["/MarkInfo"]["/Marked"], "tagged"
    titles = [str(one.title) for one in printed.outline]
    assert "Innehåll" in printed.pages[0].extract_text()
    areas = [f"Fokusområde {n}: {name}" for n, name in programme.facts["focus_areas"].items()]
    places = [f"Bilaga 2: {one['name']}" for one in programme.facts["municipalities"]]
    assert titles == [
        "Uppdraget", "Medverkande kommuner", "Genomförande", *areas, "Uppföljning och resultat", "Hinder",
        "Lärdomar", "Pengar", *places, "Om dokumentet",
    ]  # fmt: skip
    page = client.get(f"{path}/slutrapport.html").content.decode()
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == titles
    read = Document(BytesIO(client.get(f"{path}/slutrapport.docx").content))
    assert [one.text for one in read.paragraphs if one.style and one.style.name == "Heading 1"] == titles
    for text in (page, " ".join(one.extract_text() for one in printed.pages)):
        numbers = [int(one) for one in re.findall(r"(?:>|\s)Tabell (\d+)\. ", text)]
        assert sorted(set(numbers)) == list(range(1, max(numbers) + 1)), "numbered through"
