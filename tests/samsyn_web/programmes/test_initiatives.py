"""National initiatives: noted by the programme or the municipality, where they meet with their load, and who sees."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook

from samsyn.errors import BadInput, Refused
from samsyn.programme import read_programme
from samsyn_web.base import clock
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import NationalInitiative, Participant, Programme
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person

SENT = {
    "supporter": "Skatteverket", "title": "Granskning", "unit": "Skolan", "focus_area": "2", "starts": "2026-09-01",
    "source": "Möte",
}  # fmt: skip


@pytest.fixture
def places(running: Programme) -> list[Participant]:
    return list(
        Participant.objects.select_related("programme").filter(programme=running).order_by("position")
    )


def note(by: Person, place: Participant, **more: Any) -> NationalInitiative:
    given = {
        "supporter": "Verket",
        "title": "Stöd",
        "source": "Uppdrag",
        "starts": localdate(clock.now()),
        **more,
    }
    return services.add_initiative(
        by=by.scope, at=AT, participant=place, written=services.InitiativeWritten(**given)
    )


def test_two_that_ask_the_same_unit_are_found_with_their_load(
    dag: Person, anna: Person, places: list[Participant]
) -> None:
    today = localdate(clock.now())
    note(dag, places[0], unit="Skolan")
    note(anna, places[0], supporter="Länsstyrelsen", unit=" SKOLAN", ends=today + timedelta(days=30))
    note(dag, places[1], supporter="Bolaget", unit="Skolan")
    services.set_load_limit(
        by=dag.scope, at=AT, programme=places[0].programme, hours_per_week=Decimal(8), focus_areas=6
    )
    for hours in (5, 4):
        services.add_undertaking(
            by=anna.scope, at=AT, participant=places[0], initiative=f"Uppdrag {hours}", unit="Skolan",
            function="Rektor", starts=today, ends=today, hours_per_week=Decimal(hours),
        )  # fmt: skip
    path = f"/program/{places[0].programme_id}/initiativ/"
    page = dag.client().get(path).content.decode()
    assert "3 initiativ från 3 avsändare, 1 krock" in page
    assert "mest 9 timmar i veckan för Rektor" in page
    assert "▲ " in page
    own = anna.client().get(path).content.decode()
    assert "2 initiativ från 2 avsändare, 1 krock" in own
    assert "Bolaget" not in own
    text = anna.client().get(f"{path[:-1]}.csv").content.decode("utf-8-sig")
    assert ("Länsstyrelsen" in text, "Bolaget" in text) == (True, False)
    book = load_workbook(BytesIO(dag.client().get(f"{path[:-1]}.xlsx").content))
    assert any(
        "Bolaget" in str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


def test_an_initiative_is_written_changed_taken_away_and_back(
    dag: Person, anna: Person, cecilia: Person, places: list[Participant]
) -> None:
    path, client = f"/program/{places[0].programme_id}/initiativ/", anna.client()
    assert "Inget initiativ är antecknat än" in client.get(path).content.decode()
    elsewhere = client.post(f"{path}nytt/", {**SENT, "participant": places[1].pk})
    assert elsewhere.status_code == 422  # only of her own municipality
    assert client.post(f"{path}nytt/", {**SENT, "participant": places[0].pk}).status_code == 302
    one = NationalInitiative.objects.get()
    its = f"/program/initiativ/{one.pk}/"
    sent = {**SENT, "participant": places[0].pk, "title": "Annat", "version": 1}
    assert client.post(its, sent).status_code == 302
    late = dag.client().post(its, sent)
    assert "Någon annan har ändrat" in late.content.decode()
    client.post(f"{its}ta-bort/")
    assert queries.counted_initiatives(dag.scope, places[0].programme_id) == []
    assert "Borttagna initiativ" in client.get(path).content.decode()
    with pytest.raises(Refused, match="borttaget"):
        services.change_initiative(
            by=dag.scope, at=AT, initiative=one, version=3,
            written=services.InitiativeWritten(supporter="A", title="B", source="C", starts=date(2026, 1, 1)),
        )  # fmt: skip
    dag.client().post(f"{its}ta-tillbaka/")
    assert [one.title for one in queries.counted_initiatives(anna.scope, places[0].programme_id)] == ["Annat"]
    for address in (path, its):
        assert cecilia.client().get(address).status_code == 404


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"source": " "}, "var uppgiften kommer från"),
        ({"unit": "Ring 070-174 06 58"}, "Enhet"),
        ({"focus_area": 77}, "fokusområde"),
        ({"ends": date(2020, 1, 1)}, "före den första"),
    ],
)
def test_what_cannot_stand_is_refused(
    dag: Person, places: list[Participant], more: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        note(dag, places[0], **more)
    assert says in refused.value.message


def test_of_real_municipalities_only_what_documents_state_is_shown(dag: Person) -> None:
    facts = read_programme(ROOT / "examples/suo")
    made = services.load(by=dag.scope, at=AT, organisation=dag.organisation, facts=facts)
    page = dag.client().get(f"/program/{made.pk}/initiativ/").content.decode()
    assert "Vilka som dokumenten nämner" in page
    stated = queries.stated_support(dag.scope, made.pk)
    assert {one.participant.key for one in stated if "Skatteverket" in one.partner_names} == {"sigtuna"}
    assert "Anteckna ett initiativ" not in page
    with pytest.raises(Refused, match="återges"):
        note(dag, Participant.objects.select_related("programme").filter(programme=made)[0])
