"""A finished measurement from its page to the picture, the problem and the reader; the refusal is a finding too."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from samsyn import bundle
from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn_cli.bundling import document_from_rows
from samsyn_web.actions.models import Action
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.registry import changed_since
from samsyn_web.causes import services as causes
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import FindingRecord, Picture, PictureState
from samsyn_web.governance.queries import picture_facts
from samsyn_web.methods.readiness import queries, services
from samsyn_web.methods.readiness.models import Consensus, Measurement
from samsyn_web.observations.queries import table_rows
from samsyn_web.reports.models import PublishedFile
from tests.support.published import publish
from tests.support.story import AT, Person


@pytest.fixture
def measured(anna: Person, bo: Person) -> Measurement:
    """The demonstration's follow-up, by Anna and Bo, which stands in a picture."""
    call_command("demo_readiness")
    return Measurement.objects.latest("pk")


def picked(who: Person, one: Measurement, *figures: str) -> Any:
    """What the page answers to what was chosen."""
    return who.client().post(f"/beredskap/{one.pk}/valj/", {"figures": figures})


def test_the_profile_stands_in_the_picture_as_on_the_measurements_page(
    anna: Person, lars: Person, cecilia: Person, measured: Measurement
) -> None:
    picture = Picture.objects.get()
    assert (
        picked(anna, measured, "change", "profile").url == f"/lagesbilder/{picture.pk}/"
    )  # it is there already
    page = anna.client().get(f"/beredskap/{measured.pk}/").content.decode()
    shown = anna.client().get(f"/lagesbilder/{picture.pk}/").content.decode()
    for said in ("4,00", "4,75", "Kunskap om frågan", "ökat"):
        assert said in page
        assert said in shown
    rows = findings.sections(anna.scope, picture, Edition.INTERNAL)[0].tables[0].rows
    assert [row[0] for row in rows][0] == "E Kunskap om frågan"  # the lowest first
    assert [row[0] for row in rows][-1] == "Totalt"
    for one in queries.shareable(anna.scope):  # the same figures and limits wherever the measurement is told
        if one.key.startswith(f"{measured.pk}:"):
            record = FindingRecord.objects.get(key="dimension", category=one.key.partition(":")[2])
            assert (record.value, record.low, record.high) == pytest.approx(
                (one.figure.value, one.figure.low, one.figure.high)
            )
    figure = FindingRecord.objects.get(key="dimension", category="E")
    told = anna.client().get(f"/figurer/{figure.digest}/").content.decode()
    assert "ingen rad är en person" in told
    assert "Skola" not in told
    frame = table_rows(picture.round.rows)
    assert set(frame.columns) == {"row", "day", "category", "kind", "points", "interviews"}
    assert frame.filter((frame["category"] == "E") & (frame["kind"] == "now"))["interviews"].sum() == 6
    assert anna.client().get(f"/beredskap/omgang/{picture.round_id}/").url == f"/beredskap/{measured.pk}/"
    for other, status in ((lars, (403, 404)), (cecilia, (403, 404))):
        assert other.client().get(f"/beredskap/{measured.pk}/valj/").status_code in status
        assert picked(other, measured, "profile").status_code in status
        assert other.client().get(f"/beredskap/omgang/{picture.round_id}/").status_code in status
        with pytest.raises(Refused, match="inte rätt"):
            services.pick_figures(by=other.scope, at=AT, measurement=measured, picks=["profile"])
    assert cecilia.client().get(f"/figurer/{figure.digest}/").status_code == 404
    assert AuditEvent.objects.filter(verb="picture.made").count() == 1
    assert Picture.objects.count() == 1


def test_where_the_measurements_are_not_compared_the_refusal_is_the_finding(
    anna: Person, measured: Measurement
) -> None:
    before = Picture.objects.get()
    answers = {**measured.validity, "reach": "small_group"}
    services.answer_validity(by=anna.scope, at=AT, measurement=measured, answers=answers)
    assert "har ändrats" in changed_since(anna.scope, [before.round_id])[before.round_id][0]
    picked(anna, measured, "profile", "change")
    picture = Picture.objects.latest("pk")
    assert picture != before
    assert not FindingRecord.objects.filter(picture=picture, key="change").exists()
    refused = FindingRecord.objects.get(picture=picture, key="change_refused")
    assert (refused.value, refused.detail["word"]) == (None, "inte relevant")
    assert "inte relevant" in refused.reason
    for edition in Edition:
        said = findings.sections(anna.scope, picture, edition)
        assert any("inte relevant" in one.lead for one in said)
    problem = causes.open_problem(by=anna.scope, at=AT, title="Arbetet når inte alla")
    causes.link_finding(by=anna.scope, at=AT, problem=problem, digest=refused.digest)
    page = anna.client().get(f"/problem/{problem.pk}/").content.decode()
    assert refused.digest in page


def test_it_is_published_and_told_once_in_the_statutory_picture(anna: Person, measured: Measurement) -> None:
    picture = Picture.objects.get()
    assert picture.state == PictureState.JUDGED
    for edition in (Edition.INTERNAL, Edition.PUBLIC):
        publish(anna, picture, edition)
    packed = PublishedFile.objects.get(kind="zip", publication__edition="internal")
    opened = bundle.read(bytes(packed.content))
    assert picture.round.rows is not None
    again = document_from_rows(opened, picture.round.rows.file.path)
    assert again["findings"] == opened.document["findings"]
    public = PublishedFile.objects.get(kind="zip", publication__edition="public")
    assert json.loads(json.dumps(bundle.read(bytes(public.content)).document))["findings"] == []
    facts = picture_facts(anna.scope, picture.created_at.date())
    assert facts is not None
    assert facts.pictures[0].sources == (str(measured),)
    assert {one.key.rpartition(":")[0] for one in facts.figures} == {f"readiness:{measured.previous_id}"}


def test_nothing_is_taken_of_what_is_not_finished_and_what_is_finished_never_changes(
    anna: Person, bo: Person, measured: Measurement
) -> None:
    going = services.start(
        by=anna.scope, at=AT, unit="Åsen", wave="Start", definition="Klotter i Åsen",
        first_scorer=anna.membership, second_scorer=bo.membership,
    )  # fmt: skip
    page = anna.client().get(f"/beredskap/{going.pk}/valj/").content.decode()
    assert "Avsluta mätningen först" in page
    assert "Gör en lägesbild" not in page
    with pytest.raises(Refused, match="Avsluta mätningen först"):
        services.pick_figures(by=anna.scope, at=AT, measurement=going, picks=["profile"])
    assert measured.previous is not None
    with pytest.raises(Refused, match="ingen mätning före"):
        services.pick_figures(by=anna.scope, at=AT, measurement=measured.previous, picks=["change"])
    assert picked(anna, measured).status_code == 422
    agreed = Consensus.objects.filter(interview__measurement=measured)
    for change in (
        lambda: agreed.update(quarters=36),
        lambda: Measurement.objects.filter(pk=measured.pk).update(closed_at=None),
        lambda: Measurement.objects.filter(pk=measured.pk).update(definition="Annat"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_the_stage_suggests_begins_an_action_that_rests_on_the_figure(
    anna: Person, lars: Person, cecilia: Person, measured: Measurement
) -> None:
    figure = FindingRecord.objects.get(key="dimension", category="E")
    page = anna.client().get(f"/beredskap/{measured.pk}/").content.decode()
    begin = unescape(re.search(rf'href="([^"]*resultat={figure.digest}[^"]*)"', page)[1])  # type: ignore[index]
    assert "Börja en åtgärd" not in lars.client().get(f"/beredskap/{measured.pk}/").content.decode()
    form = anna.client().get(begin).content.decode()
    for said in ("Gå igenom befintliga insatser", "E Kunskap om frågan: poäng i dimensionen"):
        assert said in form
    sent = {"title": "Gå igenom befintliga insatser", "baseline": "4", "indicator": "E", "unit": "poäng"}
    assert anna.client().post(begin, sent).status_code == 302
    made = Action.objects.get()
    assert (made.finding, made.status, made.baseline) == (figure, "draft", 4)
    shown = anna.client().get(f"/plan/atgarder/{made.pk}/").content.decode()
    assert f"/figurer/{figure.digest}/" in shown
    assert "Vilar på resultatet" in shown
    assert f"{begin.partition('?')[0]}?resultat={figure.digest}" in unescape(
        anna.client().get(f"/figurer/{figure.digest}/").content.decode()
    )
    cecilia.client().post(begin, {"title": "Hos oss"})  # a stranger's action rests on nothing of Anna's
    assert Action.objects.get(title="Hos oss").finding is None
