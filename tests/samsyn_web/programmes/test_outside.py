"""A municipality without a place in Samsyn takes part: by a secret link and by a form in Word."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate
from docx import Document

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.methods.readiness import services as readiness
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import (
    Participant,
    Programme,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    ReportLink,
)
from tests.support.story import Person

WHOLE = {f"status_{n}": "on_plan" for n in range(1, 7)} | {"is_led": "on", "staffing": "", "needs": ""}


def soon(days: int = 30) -> date:
    """Return a day that is not past yet."""
    return localdate(clock.now()) + timedelta(days=days)


@pytest.fixture
def outside(dag: Person, running: Programme) -> QuarterlyReport:
    """What a municipality that Dag adds after the quarter was opened is asked for."""
    services.open_quarter(by=dag.scope, at=clock.now(), programme=running, quarter="2026-Q3", due=soon(10))
    page = f"/program/{running.pk}/deltagare/"
    assert dag.client().post(page, {"do": "add", "add-name": "Låtsasvik"}).status_code == 302
    return QuarterlyReport.objects.select_related("participant").get(participant__key="latsasvik")


@pytest.fixture
def token(dag: Person, outside: QuarterlyReport) -> str:
    return services.make_report_link(by=dag.scope, at=clock.now(), report=outside, until=soon())


def test_a_municipality_is_added_once_and_by_the_coordinator(
    anna: Person, dag: Person, running: Programme, outside: QuarterlyReport
) -> None:
    place = outside.participant
    assert (place.name, place.organisation, place.position) == ("Låtsasvik", None, 5)
    assert "Låtsasvik" in dag.client().get(f"/program/{running.pk}/").content.decode()
    again = dag.client().post(f"/program/{running.pk}/deltagare/", {"do": "add", "add-name": " låtsasvik "})
    assert again.status_code == 422
    assert "deltar redan" in again.content.decode()
    for refused in ("", "Kontakta 811218-9876"):
        with pytest.raises(BadInput):
            services.add_participant(by=dag.scope, at=clock.now(), programme=running, name=refused)
    with pytest.raises(Refused):
        services.add_participant(by=anna.scope, at=clock.now(), programme=running, name="Annat")
    made = services.add_participant(by=dag.scope, at=clock.now(), programme=running, name="Låtsas-vik")
    assert made.key == "latsas-vik"
    same_key = services.add_participant(by=dag.scope, at=clock.now(), programme=running, name="Låtsas vik")
    assert same_key.key == "latsas-vik-2"


def test_a_report_is_written_by_a_link_saved_and_handed_in(
    dag: Person, running: Programme, outside: QuarterlyReport, token: str
) -> None:
    visitor, path = Client(), f"/program/svara/{token}/"
    shown = visitor.get(path)
    assert shown["Referrer-Policy"] == "same-origin"
    page = shown.content.decode()
    assert "Bara de som samordnar programmet hos Programmet läser" in page
    assert "noindex" in page
    assert visitor.post(path, {"status_1": "on_plan"}).status_code == 302
    assert QuarterlyPart.objects.get(report=outside).status == "on_plan"  # half a draft waits for more
    refused = visitor.post(path, {**WHOLE, "status_2": "stopped", "submit": "1"})
    assert refused.status_code == 422
    assert "Skriv en kommentar" in refused.content.decode()
    named = visitor.post(path, {**WHOLE, "comment_3": "Ring 811218-9876.", "submit": "1"})
    assert named.status_code == 422
    said = {**WHOLE, "status_2": "stopped", "comment_2": "Lokalen saknas.", "obstacles_2": ["money"]}
    done = visitor.post(path, {**said, "submit": "1"}, follow=True)
    assert "Tack! Kvartalsrapporten är inlämnad." in done.content.decode()
    assert "Lokalen saknas." in done.content.decode()
    frozen = QuarterlyVersion.objects.get(report=outside)
    assert (frozen.came, frozen.submitted_by, len(frozen.content["parts"])) == ("web", None, 6)
    assert "webbformulär" in dag.client().get(f"/program/{running.pk}/kvartal/").content.decode()
    assert "webbformulär" in dag.client().get(f"/program/kvartal/{outside.pk}/").content.decode()
    assert visitor.post(path, {**WHOLE, "submit": "1"}).status_code == 422  # frozen
    services.send_back(by=dag.scope, at=clock.now(), report=outside, asked="Säg mer om område 2.")
    assert "Säg mer om område 2." in visitor.get(path).content.decode()
    assert visitor.post(path, {**WHOLE, "submit": "1"}).status_code == 302
    assert QuarterlyVersion.objects.filter(report=outside, came="web").count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        super(type(QuarterlyVersion.objects.all()), QuarterlyVersion.objects.all()).update(came="word")


def test_the_coordinators_page_gives_a_link_and_takes_it_back(dag: Person, outside: QuarterlyReport) -> None:
    client, path = dag.client(), f"/program/deltagare/{outside.participant_id}/utan-samsyn/"
    assert "Gör länken" in client.get(path).content.decode()
    too_long = {"do": "link", "link-report": outside.pk, "link-until": soon(400)}
    assert client.post(path, too_long).status_code == 422
    made = client.post(path, {**too_long, "link-until": soon(20)}).content.decode()
    address = made.split('class="copy">')[1].split("<")[0]
    assert Client().get(address).status_code == 200
    assert address not in client.get(path).content.decode()  # it is told once
    assert "öppnad" in client.get(path).content.decode()
    assert client.post(path, {"do": "stop", "stop-key": outside.pk}).status_code == 302
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "återkallad" in gone.content.decode()


def test_a_link_opens_nothing_when_it_is_over(
    anna: Person, dag: Person, outside: QuarterlyReport, token: str
) -> None:
    path = f"/program/svara/{token}/"
    newer = services.make_report_link(by=dag.scope, at=clock.now(), report=outside, until=soon(0))
    assert Client().get(path).status_code == 410  # replaced
    link = queries.link_of_token(newer)
    assert link is not None
    after = clock.now() + timedelta(days=2)
    with pytest.raises(Refused, match="gått ut"):
        services.write_report(by=link, at=after, report=outside, parts={})
    other = QuarterlyReport.objects.exclude(pk=outside.pk)[0]
    with pytest.raises(Refused, match="annan rapport"):
        services.write_report(by=link, at=clock.now(), report=other, parts={})
    services.join(
        by=dag.scope, at=clock.now(), participant=outside.participant, organisation=anna.organisation
    )
    assert Client().post(f"/program/svara/{newer}/", WHOLE).status_code == 410
    assert Client().get("/program/svara/annan/").status_code == 404


def test_who_may_give_links(anna: Person, cecilia: Person, dag: Person, outside: QuarterlyReport) -> None:
    for by in (anna, cecilia):
        with pytest.raises(Refused):
            services.make_report_link(by=by.scope, at=clock.now(), report=outside, until=soon())
        with pytest.raises(Refused):
            services.revoke_report_link(by=by.scope, at=clock.now(), report=outside)
        assert by.client().get(f"/program/deltagare/{outside.participant_id}/utan-samsyn/").status_code == 404
    own = Participant.objects.get(organisation=anna.organisation)
    inside = QuarterlyReport.objects.get(participant=own)
    with pytest.raises(Refused, match="egen plats"):
        services.make_report_link(by=dag.scope, at=clock.now(), report=inside, until=soon())


def test_the_database_keeps_one_link_and_says_who(dag: Person, outside: QuarterlyReport, token: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportLink.objects.create(
            report=outside, digest="x", until=soon(), made_by=dag.user, made_at=clock.now()
        )
    for came, by in (("web", dag.user), ("samsyn", None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuarterlyVersion.objects.create(
                report=outside, number=9, content={}, digest="", came=came, submitted_by=by,
                submitted_at=clock.now(),
            )  # fmt: skip


def _filled(content: bytes, said: dict[str, str]) -> BytesIO:
    """Return the form with rows written over by hand, by what stands first in them."""
    file = Document(BytesIO(content))
    for table in file.tables:
        for row in table.rows:
            label = row.cells[0].text.split("\n")[0]
            if label in said:
                row.cells[1].text = said[label]
    saved = BytesIO()
    file.save(saved)
    saved.seek(0)
    saved.name = "ifylld.docx"
    return saved


def test_a_report_by_a_form_in_word_is_whole_or_nothing(dag: Person, outside: QuarterlyReport) -> None:
    client, path = dag.client(), f"/program/kvartal/{outside.pk}/formular/"
    blank = client.get(f"/program/kvartal/{outside.pk}/formular.docx?tomt").content
    whole = {f"Läge, område {n}": "enligt plan" for n in range(1, 7)}
    whole |= {"Den lokala projektledaren är på plats": "nej"}
    bad = whole | {
        "Läge, område 1": "bra", "Läge, område 2": "stopp", "Kommentar, område 3": "Ring 811218-9876",
        "Hinder, område 4": "☒ regn",
    }  # fmt: skip
    told = client.post(path, {"file": _filled(blank, bad)})
    assert told.status_code == 422
    page = told.content.decode()
    for said in ("något av: enligt plan, avvikelse, stopp, ingen aktivitet", "☒ regn", "bra"):
        assert said in page
    told = client.post(
        path, {"file": _filled(blank, {**bad, "Läge, område 1": "stopp", "Hinder, område 4": ""})}
    )
    assert "Skriv en kommentar" in told.content.decode()
    assert "personnummer" in told.content.decode()
    assert not QuarterlyPart.objects.filter(report=outside).exists()  # nothing is half done
    good = whole | {
        "Läge, område 2": "Stopp", "Kommentar, område 2": "Lokalen saknas.",
        "Hinder, område 2": "☒ pengar\n☐ kort tid\n☒ annat", "Bemanning": "En tjänst är vakant.",
    }  # fmt: skip
    assert client.post(path, {"file": _filled(blank, good)}).status_code == 302
    frozen = QuarterlyVersion.objects.get(report=outside)
    assert (frozen.came, frozen.submitted_by) == ("word", dag.user)
    assert frozen.content["parts"][1] == {
        "focus_area": 2, "status": "stopped", "comment": "Lokalen saknas.", "obstacles": ["money", "other"],
    }  # fmt: skip
    assert (frozen.content["is_led"], frozen.content["staffing"]) == (False, "En tjänst är vakant.")
    assert "Word-formulär" in client.get(f"/program/kvartal/{outside.pk}/").content.decode()
    late = client.post(path, {"file": _filled(blank, good)})
    assert late.status_code == 422
    services.send_back(by=dag.scope, at=clock.now(), report=outside, asked="Mer.")
    again = client.get(
        f"/program/kvartal/{outside.pk}/formular.docx"
    ).content  # filled in with what is written
    assert (
        client.post(path, {"file": _filled(again, {"Kommentar, område 2": "Lokalen är klar."})}).status_code
        == 302
    )
    assert QuarterlyVersion.objects.filter(report=outside).count() == 2


def test_a_form_of_another_report_or_by_another_is_refused(
    anna: Person, dag: Person, outside: QuarterlyReport
) -> None:
    other = QuarterlyReport.objects.filter(participant__organisation=None).exclude(pk=outside.pk)[0]
    blank = dag.client().get(f"/program/kvartal/{other.pk}/formular.docx").content
    told = dag.client().post(f"/program/kvartal/{outside.pk}/formular/", {"file": _filled(blank, {})})
    assert told.status_code == 422
    assert "hör till något annat" in told.content.decode()
    own = QuarterlyReport.objects.get(participant__organisation=anna.organisation)
    for by, report in ((anna, outside), (anna, own), (dag, own)):
        assert by.client().get(f"/program/kvartal/{report.pk}/formular.docx").status_code in (403, 404)
        with pytest.raises(Refused):
            services.receive_form(by=by.scope, at=clock.now(), report=report, parts={})


def test_what_the_programme_measured_stands_as_theirs_and_is_marked(
    anna: Person, cecilia: Person, dag: Person, running: Programme, outside: QuarterlyReport
) -> None:
    """A measurement that Dag's programme made of Låtsasvik stands in the comparison, until Låtsasvik shares itself."""
    measured = readiness.start(
        by=dag.scope, at=clock.now(), unit="Låtsasvik", wave="Start", definition="Klotter.", first_scorer=None,
        second_scorer=None,
    )  # fmt: skip
    codes = [
        readiness.receive_interview(
            by=dag.scope, at=clock.now(), measurement=measured, sector="school", held_on=soon(-1),
            notes={"1": f"{n}."},
        )
        for n in range(5)
    ]  # fmt: skip
    given = {one.code: dict.fromkeys("ABCDEF", (str(4 + n / 4), "")) for n, one in enumerate(codes)}
    for seat in (1, 2):
        readiness.receive_scores(
            by=dag.scope, at=clock.now(), measurement=measured, seat=seat, given=given, locks=True
        )
    client, path = dag.client(), f"/program/deltagare/{outside.participant_id}/utan-samsyn/"
    assert "Det finns inget att föra in än" in client.get(path).content.decode()
    for one in codes:
        readiness.agree(by=dag.scope, at=clock.now(), interview=one, given=given[one.code])
    key = f"readiness:{measured.pk}:A"
    assert key in client.get(path).content.decode()
    assert client.post(path, {"do": "enter", "enter-keys": [key], "enter-note": "Ja."}).status_code == 302
    shown = client.get(f"/program/{running.pk}/delat/").content.decode()
    assert "Låtsasvik (infört av programmet)" in shown
    assert "4,5" in shown
    assert "Återkalla" in client.get(path).content.decode()
    other = Participant.objects.filter(programme=running, organisation=None).exclude(
        pk=outside.participant_id
    )
    with pytest.raises(Refused, match="redan infört för Låtsasvik"):
        services.share(by=dag.scope, at=clock.now(), participant=other[0], keys=[key])
    inside = Participant.objects.get(programme=running, organisation=anna.organisation)
    for by, place in ((anna, outside.participant), (cecilia, outside.participant), (dag, inside)):
        with pytest.raises(Refused):
            services.share(by=by.scope, at=clock.now(), participant=place, keys=[key])
        assert queries.entered(by.scope, outside.participant_id).exists() is (by is dag)
    services.join(
        by=dag.scope, at=clock.now(), participant=outside.participant, organisation=cecilia.organisation
    )
    assert not queries.compared(dag.scope, running.pk), "from now on it shares itself"
