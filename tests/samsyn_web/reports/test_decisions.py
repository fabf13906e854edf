"""The public edition is off until a decision is recorded, never fresh, and as small as was decided."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samsyn.cycle import Edition
from samsyn.errors import BadInput, Refused
from samsyn_cli.__main__ import main
from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from samsyn_web.findings.models import Picture
from samsyn_web.reports import policies, queries, services
from samsyn_web.reports.models import Publication, PublicDecision
from samsyn_web.reports.policies import PublicIsOff, TooFresh
from tests.samsyn_web.conftest import Person
from tests.support.published import LATER, allow_public, publish
from tests.support.uploads import AT, compute

PAGE = "/publiceringar/upplagor/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def try_public(person: Person, picture: Picture, at: Any = LATER) -> Publication:
    imprint = services.Imprint(organisation="Exempelköping", person="Anna")
    return services.publish(
        by=person.scope, at=at, picture=picture, edition=Edition.PUBLIC, imprint=imprint, as_proposals=True
    )


def test_without_a_decision_nothing_goes_public(anna: Person) -> None:
    picture = compute(anna)
    with pytest.raises(PublicIsOff, match="avstängd tills beslutet"):
        try_public(anna, picture)
    with pytest.raises(PublicIsOff):
        services.ask_to_publish(
            by=anna.scope,
            at=LATER,
            picture=picture,
            edition=Edition.PUBLIC,
            organisation="E",
            as_proposals=True,
        )
    path = f"/lagesbilder/{picture.pk}/publicera/"
    page = anna.client().get(path).content.decode()
    assert "går inte att publicera nu" in page
    assert f'href="{PAGE}"' in page
    refused = anna.client().post(path, {"edition": "public", "as_proposals": "on"})
    assert refused.status_code == 422
    assert "avstängd tills beslutet" in refused.content.decode()
    assert not Publication.objects.exists()


def test_a_picture_is_never_fresh_in_public(anna: Person) -> None:
    picture = compute(anna)  # the week ended on 6 October 2024
    decision = allow_public(anna)
    assert decision.earliest(picture) == date(2024, 10, 14)
    with pytest.raises(TooFresh, match="6 oktober 2024.*14 oktober 2024"):
        try_public(anna, picture, LATER - timedelta(days=1))
    one = try_public(anna, picture, LATER)
    assert one.decision == decision
    page = anna.client().get(f"/publiceringar/{one.pk}/").content.decode()
    assert "Kommunstyrelsen, 2 september 2024, KS 2024/17" in page


def test_the_decided_count_holds_in_every_figure_and_can_be_verified(
    anna: Person, tmp_path: Path, capsys
) -> None:
    picture = compute(anna)
    allow_public(anna, smallest_count=8)
    one = publish(anna, picture, Edition.PUBLIC)
    document = json.loads(one.document)
    assert document["threshold"] == 8
    counts = [f["value"] for f in document["findings"] if f["key"] == "count" and f["value"]]
    assert counts
    assert min(counts) >= 8
    assert any(f["status"] == "withheld" for f in document["findings"])
    files = []
    for name in ("lagesbild.zip", "rader.parquet"):
        files.append(tmp_path / name)
        files[-1].write_bytes(anna.client().get(f"/publiceringar/{one.pk}/{name}").content)
    assert main(["verify", *map(str, files)]) == 0
    assert "Identisk" in capsys.readouterr().out


def test_the_newest_decision_that_has_begun_is_in_force(anna: Person) -> None:
    day = date(2024, 9, 10)
    first = allow_public(anna)
    second = allow_public(anna, delay_days=14, valid_from=date(2024, 10, 1))
    assert queries.decision_in_force(anna.scope, date(2024, 9, 1)) is None
    assert queries.decision_in_force(anna.scope, day) == first
    assert queries.decision_in_force(anna.scope, date(2024, 10, 1)) == second
    services.withdraw_public_decision(by=anna.scope, at=AT, decision=second)
    assert queries.decision_in_force(anna.scope, AT.date()) is None, "an older decision must not come back"
    third = allow_public(anna, valid_from=date(2024, 12, 1))
    services.withdraw_public_decision(by=anna.scope, at=AT, decision=third)
    fourth = allow_public(anna, valid_from=AT.date())
    assert queries.decision_in_force(anna.scope, date(2024, 12, 2)) == fourth, (
        "one that never began ends nothing"
    )


def test_what_is_public_stays_when_the_decision_is_withdrawn(anna: Person) -> None:
    picture = compute(anna)
    one = publish(anna, picture, Edition.PUBLIC)
    answer = anna.client().post(f"{PAGE}{one.decision_id}/aterkalla/")
    assert answer.headers["Location"] == PAGE
    services.withdraw_public_decision(
        by=anna.scope, at=LATER, decision=PublicDecision.objects.get()
    )  # once is enough
    assert AuditEvent.objects.filter(verb="public_edition.withdrawn").count() == 1
    assert anna.client().get(f"/publiceringar/{one.pk}/lagesbild.pdf").status_code == 200
    with pytest.raises(PublicIsOff):
        try_public(anna, picture)
    assert audit.verify(anna.organisation.pk).holds


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"smallest_count": 2}, "mellan 3 och 100"),
        ({"delay_days": 0}, "mellan 1 och 365"),
        ({"decided_by": " "}, "vem som har beslutat"),
        ({"reference": ""}, "diarienummer"),
        ({"decided_on": date(2024, 10, 8), "valid_from": date(2024, 10, 8)}, "framåt i tiden"),
        ({"valid_from": date(2024, 9, 1)}, "före beslutsdagen"),
        ({"decided_by": "Ring 070-123 45 67"}, "pekar ut en person"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(anna: Person, wrong: dict[str, Any], why: str) -> None:
    with pytest.raises((BadInput, Refused), match=why):
        allow_public(anna, **wrong)
    assert not PublicDecision.objects.exists()


def test_the_database_keeps_the_smallest_count_at_three(anna: Person) -> None:
    decision = allow_public(anna, smallest_count=3)
    decision.smallest_count = 2
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_the_page_records_and_tells(anna: Person) -> None:
    client = anna.client()
    assert "Den publika upplagan är avstängd" in client.get(PAGE).content.decode()
    given = {
        "decided_on": "2024-09-02", "decided_by": "Kommunstyrelsen", "reference": "KS 2024/17", "delay_days": "9",
        "smallest_count": "6", "valid_from": "2024-09-02",
    }  # fmt: skip
    wrong = client.post(PAGE, {**given, "smallest_count": "2", "decided_by": ""})
    assert wrong.status_code == 422
    assert "Skriv vilken nämnd eller funktion" in wrong.content.decode()
    assert client.post(PAGE, given).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Den publika upplagan är öppen" in page
    assert "9 dagar efter periodens slut" in page
    event = AuditEvent.objects.get(verb="public_edition.decided")
    assert event.detail == {"delay_days": 9, "smallest_count": 6, "valid_from": "2024-09-02"}


def test_only_those_who_publish_decide(anna: Person, bo: Person, lars: Person) -> None:
    for person in (bo, lars):
        assert person.client().get(PAGE).status_code == 403
        with pytest.raises(policies.NotAllowed):
            allow_public(person)
