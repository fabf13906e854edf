"""Interviews and scores come on forms in Word, from scorers without an account too, who are as blind as the others."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from docx import Document

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role, Scope
from samsyn_web.methods.readiness import policies, queries, services
from samsyn_web.methods.readiness.models import DimensionScore, Interview, Measurement, ScoreLock, Sector
from tests.support.story import AT, Person, make_person

SECRET, WHY = "7,25", "hemligt skäl"
DIMENSIONS = readiness().editions["six"]
ALL = {"I1": {key: (SECRET, WHY) for key in DIMENSIONS}}


def filled(content: bytes, said: dict[str, str]) -> BytesIO:
    """Return a form with rows written over by hand, by how their labels begin."""
    file = Document(BytesIO(content))
    for table in file.tables:
        for row in table.rows:
            label = row.cells[0].text.split("\n")[0]
            for begins, text in said.items():
                if label.startswith(begins):
                    row.cells[1].text = text
    saved = BytesIO()
    file.save(saved)
    saved.seek(0)
    saved.name = "ifylld.docx"
    return saved


def scored(score: str, why: str = "", code: str = "I1") -> dict[str, str]:
    """Return what a scorer writes in each dimension of an interview."""
    names = readiness().dimensions
    rows = {f"{code} {key} {names[key].name}": score for key in DIMENSIONS}
    return rows | {f"{code} {key} skäl": why for key in DIMENSIONS if why}


@pytest.fixture
def carl(anna: Person) -> Person:
    """Carl scores in Anna's municipality, from the first seat."""
    return make_person("Carl", Role.ANALYST, anna.organisation)


@pytest.fixture
def measured(anna: Person, carl: Person) -> Measurement:
    """Anna leads, Carl scores from the first seat, and whoever sits in the second has no account."""
    made = services.start(
        by=anna.scope, at=AT, unit="Låtsasvik", wave="Start", definition="Klotter i Åsen.",
        first_scorer=carl.membership, second_scorer=None,
    )  # fmt: skip
    services.add_interview(
        by=anna.scope, at=AT, measurement=made, sector=Sector.SCHOOL, held_on=date(2024, 10, 1),
        notes={"1": "Stor fråga."},
    )  # fmt: skip
    return made


def sheet(by: Person, measured: Measurement, seat: int = 2) -> bytes:
    """Return an empty sheet as the person fetches it."""
    return bytes(by.client().get(f"/beredskap/{measured.pk}/bedomare/{seat}/poang.docx").content)


def test_an_interview_on_a_form_is_previewed_and_added_once(anna: Person, measured: Measurement) -> None:
    client, path = anna.client(), f"/beredskap/{measured.pk}/las-in-intervju/"
    blank = client.get(f"/beredskap/{measured.pk}/intervju.docx").content
    text = "\n".join(one.text for one in Document(BytesIO(blank)).paragraphs)
    for said in ("Klotter i Åsen.", "Låtsasvik, Start", "Samsyns egna ord", "gallras"):
        assert said in text
    asked = [row.cells[0].text for table in Document(BytesIO(blank)).tables for row in table.rows]
    assert all(any(one.text in row for row in asked) for one in readiness().questions)
    bad = {"Sektor": "brandkår", "Genomförd": "igår", "2.": "Ring 811218-9876"}
    page = client.post(path, {"file": filled(blank, {**bad, "Sektor": "polis"})})
    assert page.status_code == 422
    for told in ("igår", "ett datum, till exempel 2026-10-01", "personnummer"):
        assert told in page.content.decode()
    assert "brandkår" in client.post(path, {"file": filled(blank, bad)}).content.decode()
    good = {"Sektor": "polis", "Genomförd": "2024-10-02", "2.": "Kvällsvandring.", "3.": "Två år."}
    shown = client.post(path, {"file": filled(blank, good)})
    assert shown.status_code == 200
    assert "Inget är sparat än" in shown.content.decode()
    assert "Kvällsvandring." in shown.content.decode()
    assert Interview.objects.count() == 1  # a preview keeps nothing
    sent = {
        "do": "save",
        "sector": "police",
        "held_on": "2024-10-02",
        "q2": "Kvällsvandring.",
        "q3": "Två år.",
    }
    assert client.post(path, {**sent, "q2": "Ring 811218-9876"}).status_code == 422
    assert Interview.objects.count() == 1
    assert client.post(path, sent).status_code == 302
    made = Interview.objects.latest("pk")
    assert (made.code, made.sector, made.notes) == ("I2", "police", {"2": "Kvällsvandring.", "3": "Två år."})
    again = client.post(path, sent)
    assert again.status_code == 422
    assert "redan inläst, som I2" in again.content.decode()
    other = client.get(f"/beredskap/intervju/{made.pk}/intervju.docx").content
    assert "Kvällsvandring." in "".join(
        node.text or "" for node in Document(BytesIO(other)).element.iter() if node.tag.endswith("}t")
    )
    wrong = client.post(path, {"file": filled(other, {})})  # the form of an interview that is there already
    assert wrong.status_code == 422
    assert "hör till något annat" in wrong.content.decode()


def test_a_measurement_is_started_with_a_scorer_without_account(anna: Person, bo: Person) -> None:
    said = {
        "unit": "Låtsasvik", "wave": "Start", "definition": "Klotter i Åsen", "edition": "five", "mode": "interview",
        "first_scorer": "outside", "second_scorer": "outside", "previous": "", "keep_notes_days": 30,
    }  # fmt: skip
    assert 'value="Låtsasvik"' in anna.client().get("/beredskap/ny/?vad=Låtsasvik").content.decode()
    assert anna.client().post("/beredskap/ny/", said).status_code == 302
    assert Measurement.objects.get().outside_seats == (1, 2)
    assert (
        anna.client().post("/beredskap/ny/", {**said, "second_scorer": bo.membership.pk}).status_code == 302
    )
    made = Measurement.objects.latest("pk")
    assert (policies.entered_by(anna.scope, made), policies.entered_by(bo.scope, made)) == ((1,), (2,))


def test_a_sheet_is_previewed_then_kept_and_locked(anna: Person, measured: Measurement) -> None:
    client, path = anna.client(), f"/beredskap/{measured.pk}/bedomare/2/las-in/"
    blank = sheet(anna, measured)
    text = "\n".join(one.text for one in Document(BytesIO(blank)).paragraphs)
    assert all(f"9. {readiness().dimensions[key].anchors[8]}" in text for key in DIMENSIONS)
    assert "Stor fråga." not in text, "what was said is not in the sheet"
    wrong = client.post(path, {"file": filled(blank, scored("hög", "Ring 811218-9876"))})
    assert wrong.status_code == 422
    for told in ("hög", "en poäng mellan 1 och 9 i steg om 0,25", "personnummer"):
        assert told in wrong.content.decode()
    page = client.post(path, {"file": filled(blank, scored(SECRET, WHY))})
    assert page.status_code == 200
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert SECRET in page.content.decode()
    assert not DimensionScore.objects.exists()
    sent = {f"score:I1:{key}": SECRET for key in DIMENSIONS} | {f"why:I1:{key}": WHY for key in DIMENSIONS}
    half = {name: text for name, text in sent.items() if ":F" not in name}
    refused = client.post(path, {"do": "save", "lock": "1", **half})
    assert refused.status_code == 422
    assert "F saknas" in refused.content.decode()
    assert not DimensionScore.objects.exists(), "all or nothing"
    assert client.post(path, {"do": "save", **half}).status_code == 302
    assert client.post(path, {"do": "save", "lock": "1", **sent}).status_code == 302
    lock = ScoreLock.objects.get()
    assert (lock.seat, lock.came) == (2, "word")
    told = client.get(f"/beredskap/{measured.pk}/utan-samsyn/").content.decode()
    assert "1 av 1 intervjuer låsta" in told
    assert "inlästa ur Word-formulär" in told
    late = client.post(path, {"file": filled(blank, scored("2"))})
    assert late.status_code == 422
    with pytest.raises(Refused, match="låsta"):
        services.receive_scores(
            by=anna.scope, at=AT, measurement=measured, seat=2, given={"I1": {"A": ("2", "")}}, locks=False
        )


def seen(by: Person, measured: Measurement) -> str:
    """All that a person can get anywhere in the method, files too."""
    one = Interview.objects.get(measurement=measured)
    paths = [
        f"/beredskap/{measured.pk}/{part}" for part in ("", "poang.csv", "utan-samsyn/", "intervju.docx")
    ]
    paths += [
        f"/beredskap/{measured.pk}/bedomare/{seat}/{p}" for seat in (1, 2) for p in ("poang.docx", "las-in/")
    ]
    paths += [
        f"/beredskap/intervju/{one.pk}/{part}" for part in ("", "poang/", "konsensus/", "intervju.docx")
    ]
    client, found = by.client(), []
    for path in paths:
        answer = client.get(path, follow=True)
        if answer.content.startswith(b"PK"):
            found += [node.text or "" for node in Document(BytesIO(answer.content)).element.iter()]
        else:
            found.append(answer.content.decode())
    return "".join(found)


def test_nobody_sees_a_sheet_before_both_have_locked(
    anna: Person, bo: Person, carl: Person, lars: Person, measured: Measurement
) -> None:
    """The attack of test_blind, by sheets: Carl scores from the first seat and may not learn of the second."""
    services.receive_scores(by=anna.scope, at=AT, measurement=measured, seat=2, given=ALL, locks=True)
    interview = Interview.objects.get(measurement=measured)
    for by in (anna, bo, carl, lars):
        assert SECRET not in seen(by, measured), by.user.name
        assert WHY not in seen(by, measured), by.user.name
        assert not queries.scores(by.scope, interview.pk)
        assert queries.table(by.scope, measured) is None
    told = str(list(AuditEvent.objects.values_list("verb", "detail_json", "target")))
    assert "29" not in told
    assert WHY not in told
    client = carl.client()
    for part in ("poang.docx", "las-in/"):
        assert client.get(f"/beredskap/{measured.pk}/bedomare/2/{part}").status_code == 404
    assert client.post(f"/beredskap/{measured.pk}/bedomare/2/las-in/", {"do": "save"}).status_code == 404
    for by, seat in ((carl, 2), (anna, 1), (bo, 1), (lars, 2)):
        with pytest.raises(Refused):
            services.receive_scores(
                by=by.scope, at=AT, measurement=measured, seat=seat, given=ALL, locks=False
            )
    services.score(by=carl.scope, at=AT, interview=interview, given={"A": ("5", "")})
    assert not queries.scores(carl.scope, interview.pk).filter(seat=2), "a draft of one's own opens nothing"
    own = {"I1": dict.fromkeys(DIMENSIONS, ("5", ""))}
    services.receive_scores(by=carl.scope, at=AT, measurement=measured, seat=1, given=own, locks=True)
    assert SECRET in seen(carl, measured)
    assert SECRET in seen(anna, measured), "who writes down the consensus sees both"
    assert not queries.scores(lars.scope, interview.pk), "who only reads sees the consensus"
    services.agree(
        by=anna.scope,
        at=AT,
        interview=interview,
        given=dict.fromkeys(DIMENSIONS, ("6", "De möttes på mitten.")),
    )
    assert queries.table(lars.scope, measured) is not None


def test_no_seat_is_taken_by_whoever_has_no_membership(anna: Person, measured: Measurement) -> None:
    """A seat without an account is empty in the database; nobody without a membership sits there for that."""
    services.receive_scores(by=anna.scope, at=AT, measurement=measured, seat=2, given=ALL, locks=False)
    nobody = Scope(
        user_id=anna.id, organisation_id=anna.organisation.pk, role=Role.READER, membership_id=None
    )
    interview = Interview.objects.get(measurement=measured)
    assert policies.seat_of(nobody, measured) is None
    assert not queries.scores(nobody, interview.pk)
    with pytest.raises(Refused):
        services.score(by=nobody, at=AT, interview=interview, given={"A": ("5", "")})


def test_the_seats_never_change_and_a_lock_holds_in_the_database(
    anna: Person, bo: Person, measured: Measurement
) -> None:
    services.receive_scores(by=anna.scope, at=AT, measurement=measured, seat=2, given=ALL, locks=True)
    changes: list[Any] = [
        lambda: Measurement.objects.filter(pk=measured.pk).update(second_scorer=bo.membership),
        lambda: Measurement.objects.filter(pk=measured.pk).update(first_scorer=None),
        lambda: DimensionScore.objects.filter(seat=2, dimension="A").update(quarters=4),
        lambda: DimensionScore.objects.filter(seat=2, dimension="A").update(seat=3),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_sheet_of_another_seat_or_measurement_is_refused(
    anna: Person, carl: Person, measured: Measurement
) -> None:
    path = f"/beredskap/{measured.pk}/bedomare/2/las-in/"
    told = anna.client().post(path, {"file": filled(sheet(carl, measured, 1), scored("5"))})
    assert told.status_code == 422
    assert "hör till något annat" in told.content.decode()
    other = services.start(
        by=anna.scope,
        at=AT,
        unit="Annat",
        wave="Start",
        definition="Annat.",
        first_scorer=None,
        second_scorer=None,
    )
    services.add_interview(
        by=anna.scope, at=AT, measurement=other, sector=Sector.POLICE, held_on=date(2024, 10, 1)
    )
    told = anna.client().post(path, {"file": filled(sheet(anna, other), scored("5"))})
    assert "hör till något annat" in told.content.decode()
    none = BytesIO(b"ingen fil")
    none.name = "x.docx"
    assert "ingen Word-fil" in anna.client().post(path, {"file": none}).content.decode()
    with pytest.raises(BadInput, match="inga poäng"):
        services.receive_scores(by=anna.scope, at=AT, measurement=measured, seat=2, given={}, locks=True)
    with pytest.raises(BadInput, match="ingen intervju I7"):
        services.receive_scores(
            by=anna.scope, at=AT, measurement=measured, seat=2, given={"I7": {"A": ("5", "")}}, locks=True
        )
