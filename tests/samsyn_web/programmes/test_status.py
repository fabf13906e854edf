"""A programme's status on one page: every figure by hand, each with its way, and said where nothing is stated."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils.timezone import localdate

from samsyn.programme import Programme as Facts
from samsyn.programme import read_programme
from samsyn_web.base import clock
from samsyn_web.people import services as people
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.models import Participant, Programme
from samsyn_web.programmes.presenters import StatusPage
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person

DAY = date(2024, 10, 30)


def shown(person: Person, running: Programme, today: date = DAY) -> StatusPage:
    """Return the page as a person sees it."""
    found = queries.programme_and_facts(person.scope, running.pk)
    status = queries.status(person.scope, running.pk, today)
    assert found is not None
    assert status is not None
    return presenters.status_page(running.pk, found[1], status, retold=False)


@pytest.fixture
def filled(anna: Person, dag: Person, running: Programme) -> Programme:
    """Anna's municipality has something of everything, the others have a late report."""
    by: dict[str, Any] = {"by": dag.scope, "at": AT}
    annas = Participant.objects.select_related("programme").get(programme=running, position=0)
    services.open_phase(**by, participant=annas, phase="preparation", on=date(2024, 9, 1))
    services.open_quarter(**by, programme=running, quarter="2024-Q3")
    report = queries.reports(dag.scope, running.pk).get(participant=annas)
    parts: dict[int, tuple[str, str, list[str]]] = {number: ("on_plan", "", []) for number in range(1, 7)}
    services.write_report(by=anna.scope, at=AT, report=report, parts=parts)
    services.submit(by=anna.scope, at=AT, report=report)
    services.ask_for_support(**by, participant=annas, kind="advice", focus_area=1, question="Hur?")
    services.set_load_limit(**by, programme=running, hours_per_week=Decimal(8), focus_areas=6)
    for hours, starts in ((5, DAY), (4, DAY + timedelta(days=7)), (40, DAY + timedelta(days=70))):
        services.add_undertaking(
            **by, participant=annas, initiative=f"Initiativ {hours}", unit="Skola", function="Rektor",
            starts=starts, ends=starts + timedelta(days=7), hours_per_week=Decimal(hours),
        )  # fmt: skip
    about: dict[str, Any] = {
        **by,
        "subject": policies.subject_of(running.pk, annas.pk),
        "function": policies.LEADER,
    }
    people.fill_function(**about, starts=date(2024, 1, 1), ends=date(2024, 10, 20))
    for side, ore in (("budget", 50_000_000), ("outcome", 30_000_000), ("outcome", 25_000_000)):
        written = services.MoneyWritten(
            side=side, kind="local_support", year=2024, recipient=annas.name, amount_ore=ore
        )
        services.add_money(**by, programme=running, written=written)
    return running


def test_every_figure_by_hand(dag: Person, filled: Programme) -> None:
    page = shown(dag, filled)
    assert page.sentence == (
        "5 kommuner: 4 har en sen rapport, 1 begäran om stöd är öppna och 1 saknar projektledare."
    )
    assert [cell.printed.replace("\xa0", " ") for cell in page.rows[0][2]] == [
        "förberedelse",
        "kvartal 3, 2024 (7 oktober 2024)",
        "0",
        "1",
        "▲ 9 av 8 tim, vecka 45 (Rektor)",
        "▲ vakant sedan 21 oktober 2024",
        "▲ stöd till kommunerna: 550 av 500",
        "ej angivet",
    ]
    assert [cell.printed for cell in page.rows[1][2]] == [
        "ej angivet", "ej angivet", "▲ 1 (sen, 15 dagar)", "0", *["ej angivet"] * 4,
    ]  # fmt: skip
    assert "Beredskap, som den är angiven: ingen mätning är angiven (alla)." in page.refusals
    assert any(said.startswith("Fas: ingen fas har börjat (Låtsas 2") for said in page.refusals)


def test_each_figure_opens_and_a_municipality_sees_its_own(
    anna: Person, cecilia: Person, dag: Person, filled: Programme
) -> None:
    client = dag.client()
    for cell in shown(dag, filled).rows[0][2]:
        assert client.get(cell.href.partition("#")[0]).status_code == 200, cell
    own = shown(anna, filled)
    assert [name for name, _href, _cells in own.rows] == ["Låtsas 1"]
    assert own.rows[0][2][5].why == "bara den som samordnar programmet ser det"
    assert queries.status(cecilia.scope, filled.pk, DAY) is None
    assert cecilia.client().get(f"/program/{filled.pk}/lage/").status_code == 404


def test_a_sum_that_is_not_stated_is_no_sum(dag: Person, filled: Programme) -> None:
    written = services.MoneyWritten(side="outcome", kind="local_support", year=2024, recipient="Låtsas 1")
    services.add_money(by=dag.scope, at=AT, programme=filled, written=written)
    assert shown(dag, filled).rows[0][2][6].text == "stöd till kommunerna: ej angivet av 500"


def test_readiness_stands_as_it_is_stated(dag: Person, running: Programme, facts: Facts) -> None:
    read = Programme.objects.get(pk=running.pk)
    read.facts["readiness"] = [
        {"municipality": "linkoping", "wave": wave, "statement": said, "dimensions": [], "reading": "",
         "source": {"document": "prov", "section": "1"}}
        for wave, said in (("after", "improved"), ("before", "strongest"), ("before", "weakest"))
    ]  # fmt: skip
    read.save(update_fields=["facts"])
    texts = {name: cells[7].text for name, _href, cells in shown(dag, running).rows}
    assert "bättre (efter)" in texts.values()


def test_a_retold_programme_stands_with_the_reports_own_caveats_and_vacancies(dag: Person) -> None:
    facts = read_programme(ROOT / "examples/suo")
    suo = services.load(by=dag.scope, at=AT, organisation=dag.organisation, facts=facts)
    rows = {name: [cell.text for cell in cells] for name, _href, cells in shown(dag, suo).rows}
    assert rows["Linköping"][7] == "bättre (efter)"
    assert rows["Södertälje"][7].startswith(
        "oförändrat eller sämre (efter); inte relevant: arbetet avgränsades"
    )
    assert "mer relevant" in rows["Sigtuna"][7]
    assert rows["Sigtuna"][5] == "vakant: hösten 2023"
    assert rows["Trollhättan"][5] == "vakant: när är ej angivet, ersattes"
    assert rows["Linköping"][5] == "halvtid"


def test_the_page_and_its_files(dag: Person, filled: Programme) -> None:
    from docx import Document
    from pypdf import PdfReader

    client, path = dag.client(), f"/program/{filled.pk}/lage"
    page = client.get(f"{path}/").content.decode()
    days = (localdate(clock.now()) - date(2024, 10, 15)).days
    assert f"1 (sen, {days} dagar)" in page
    printed = PdfReader(BytesIO(client.get(f"{path}.pdf").content))
    assert len(printed.pages) == 1, "one page of A4"
    read = Document(BytesIO(client.get(f"{path}.docx").content))
    assert "Låtsas 5" in {cell.text for table in read.tables for row in table.rows for cell in row.cells}
    assert client.get(f"{path}.exe").status_code == 404
