"""A cluster of areas and weeks is asked about like every alarm, and the answer follows it into the documents."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from samsyn.cycle import Edition
from samsyn_web.findings import queries, services
from tests.support.story import AT, Person
from tests.support.uploads import bring_in, compute, source_of

NAMES = ("Åsen", "Norrby", "Söderängen", "Backa", "Dalen", "Ekeby", "Fors")
MONDAY = date(2024, 9, 30)
BURST = ("Norrby", "Åsen")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def with_points() -> bytes:
    """Thirty weeks in seven areas in a row, two a week in each; the last three weeks eight in two of them."""
    lines = ["Datum;Typ;Område;Latitud;Longitud"]
    for week in range(30):
        for n, name in enumerate(NAMES):
            for k in range(8 if name in BURST and week >= 27 else 2):
                day = MONDAY - timedelta(weeks=29 - week) + timedelta(days=(k + n + week) % 7)
                lines.append(f"{day};Skadegörelse;{name};59,{3 + n}1;18,0{k}")
    return ("\n".join(lines) + "\n").encode()


def test_a_cluster_is_answered_and_the_answer_follows_it(anna: Person, lars: Person) -> None:
    picture = compute(anna, source_of(bring_in(anna, with_points())), "2024-W40")
    (asked,) = (one for one in queries.alarms(anna.scope, picture) if one.finding.key == "cluster")
    record = asked.finding
    assert sorted(record.detail["area_names"]) == sorted(BURST)
    rows = queries.rows_behind(anna.scope, record)
    assert rows is not None
    assert (rows.height, set(rows["area"])) == (record.n, set(record.detail["areas"]))
    services.answer_alarm(
        by=anna.scope, at=AT, picture=picture, digest=record.digest, answer="real", text="Ny samlingsplats."
    )
    page = anna.client().get(f"/lagesbilder/{picture.pk}/bedom/").content.decode()
    assert f"{', '.join(record.detail['area_names'])}: Skadegörelse, samling i tid och rum" in page
    figure = anna.client().get(reverse("findings:figure", args=[record.digest])).content.decode()
    assert "Ny samlingsplats." in figure
    told = json.loads(queries.judged_document(anna.scope, picture, Edition.INTERNAL))
    assert [one["finding"] for one in told["judgements"]["answers"]] == [record.digest]
    (section,) = (
        one for one in queries.judged_sections(anna.scope, picture, Edition.INTERNAL) if one.key == "clusters"
    )
    assert "Ny samlingsplats." in repr(section.tables[0].rows)
    public = queries.document(anna.scope, picture, Edition.PUBLIC)
    assert not {one["key"] for one in json.loads(public)["findings"]} & {"cluster", "clusters"}
    assert not queries.alarms(lars.scope, picture)  # a draft is not for readers
