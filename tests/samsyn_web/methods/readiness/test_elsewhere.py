"""A measurement made elsewhere is read in from a file: previewed, faults by row, and told as such."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from samsyn.errors import Refused
from samsyn.methods.readiness import read_score_rows
from samsyn_web.methods.readiness import queries, services
from samsyn_web.methods.readiness.models import (
    Consensus,
    DimensionScore,
    Interview,
    Measurement,
    ScoreLock,
    Sector,
)
from tests.support.story import AT, Person

HEAD = ["interview", "dimension", "rater", "score", "wave", "consensus", "sector"]


@pytest.fixture
def measured(anna: Person) -> Measurement:
    """An empty measurement whose scorers have no account."""
    return services.start(
        by=anna.scope, at=AT, unit="Låtsasvik", wave="Start", definition="Klotter.", first_scorer=None,
        second_scorer=None,
    )  # fmt: skip


def rows(*, interviews: int = 2, consensus: str = "4,5") -> list[list[str]]:
    """Return the rows of a whole file."""
    return [
        [f"Rektor {n}", key, rater, score, "Start", consensus, "skola"]
        for n in range(1, interviews + 1)
        for rater, score in (("Åsa", "4,25"), ("Bo", "5,5"))
        for key in "ABCDEF"
    ]


def file(table: list[list[str]], name: str = "poang.csv") -> BytesIO:
    """Return rows as a file of the kind that its name says."""
    made = BytesIO()
    if name.endswith(".xlsx"):
        book = Workbook()
        for line in [HEAD, *table]:
            book.active.append(line)  # type: ignore[union-attr]
        book.save(made)
    else:
        made.write("\n".join(";".join(line) for line in [HEAD, *table]).encode())
    made.seek(0)
    made.name = name
    return made


@pytest.mark.parametrize("name", ["poang.csv", "poang.xlsx"])
def test_a_file_is_previewed_and_read_in(
    anna: Person, lars: Person, measured: Measurement, name: str
) -> None:
    client, path = anna.client(), f"/beredskap/{measured.pk}/las-in/"
    assert path in client.get(f"/beredskap/{measured.pk}/utan-samsyn/").content.decode()
    page = client.post(path, {"file": file(rows(), name)})
    shown = page.content.decode()
    assert page.status_code == 200
    for said in (
        "Bedömare 1 är Åsa i filen",
        "Rektor 2",
        "4,25",
        "5,50",
        "4,50",
        "går inte att kontrollera här",
    ):
        assert said in shown
    assert not Interview.objects.exists()
    kept = shown.split('name="rows" value="')[1].split('"')[0]
    assert "Rektor" not in kept, "what they are called in the file goes no further"
    assert client.post(path, {"do": "save", "rows": kept}).status_code == 422  # no day
    assert not Interview.objects.exists()
    done = client.post(path, {"do": "save", "rows": kept, "held_on": "2024-09-20"}, follow=True)
    assert "2 intervjuer är inlästa, låsta av båda." in done.content.decode()
    assert [(one.code, one.sector) for one in Interview.objects.order_by("pk")] == [
        ("I1", "school"),
        ("I2", "school"),
    ]
    assert (DimensionScore.objects.count(), Consensus.objects.count()) == (24, 12)
    assert set(ScoreLock.objects.values_list("seat", "came")) == {(1, "file"), (2, "file")}
    scores = queries.table(lars.scope, measured)
    assert scores is not None
    assert {str(one) for one in scores.consensus.values()} == {"4.5"}
    told = client.get(f"/beredskap/{measured.pk}/utan-samsyn/").content.decode()
    assert "inlästa ur fil från en mätning på annat håll" in told
    assert client.get(path).status_code == 404, "only into an empty one"


def test_faults_are_told_by_row_and_nothing_is_kept(anna: Person, measured: Measurement) -> None:
    client, path = anna.client(), f"/beredskap/{measured.pk}/las-in/"
    bad = rows()
    bad[0][3], bad[5][1], bad[7][6] = "9,5", "G", "brandkår"
    page = client.post(path, {"file": file(bad)})
    assert page.status_code == 422
    text = page.content.decode()
    for said in (
        'class="num">2<',
        "9,5",
        'class="num">7<',
        "en av A, B, C, D, E, F",
        'class="num">9<',
        "brandkår",
    ):
        assert said in text
    missing = client.post(path, {"file": file(rows()[:-1])}).content.decode()
    assert "1 poäng saknas i filen" in missing
    assert "intervju Rektor 2, dimension F, bedömare Bo" in missing
    for changed in ("", "x,y\n1,2", "interview,dimension,rater,score\nI1,A,1,5"):
        sent = {"do": "save", "rows": changed, "held_on": "2024-09-20"}
        assert client.post(path, sent).status_code == 422
    late = client.post(path, {"file": file(rows(), "poang.txt")})
    assert late.status_code in (200, 422)
    assert not Interview.objects.exists()


def test_who_reads_in_and_into_what(
    anna: Person, bo: Person, cecilia: Person, lars: Person, measured: Measurement
) -> None:
    cells = [dict(zip(HEAD, one, strict=True)) for one in rows()]
    read = read_score_rows(
        enumerate(cells, start=2), dimensions="ABCDEF", wave="Start", sectors={"skola": "school"}, modes={}
    )
    scored = services.start(
        by=anna.scope,
        at=AT,
        unit="X",
        wave="Start",
        definition="Y",
        first_scorer=bo.membership,
        second_scorer=None,
    )
    day = date(2024, 9, 20)
    for by, one in ((cecilia, measured), (lars, measured), (anna, scored), (bo, scored)):
        with pytest.raises(Refused):
            services.read_in_scores(by=by.scope, at=AT, measurement=one, read=read, held_on=day)
        assert by.client().get(f"/beredskap/{one.pk}/las-in/").status_code in (403, 404)
    services.add_interview(by=anna.scope, at=AT, measurement=measured, sector=Sector.POLICE, held_on=day)
    with pytest.raises(Refused, match="utan intervjuer"):
        services.read_in_scores(by=anna.scope, at=AT, measurement=measured, read=read, held_on=day)
