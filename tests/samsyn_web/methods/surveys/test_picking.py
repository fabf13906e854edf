"""Figures of a closed survey from the page where they are picked to the picture, the problem and the reader."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from samsyn import bundle
from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.instruments.load import surveys
from samsyn.methods.surveys.picks import SurveyPick
from samsyn_cli.bundling import document_from_rows
from samsyn_web.base.models import AuditEvent
from samsyn_web.causes import services as causes
from samsyn_web.findings import queries as findings
from samsyn_web.findings import services as judging
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.governance.queries import picture_facts
from samsyn_web.methods.surveys import queries, services
from samsyn_web.methods.surveys.models import Answer, Survey
from samsyn_web.observations.models import Round
from samsyn_web.observations.queries import table_rows
from samsyn_web.reports.models import PublishedFile
from tests.support.published import publish
from tests.support.story import AT, Person

FORM = next(one for one in surveys().forms if one.key == "programme")
FIRST = FORM.items[0].key
DURING, AFTER = AT + timedelta(days=1), AT + timedelta(days=8)
STEPS = ["5"] * 7 + ["4"] * 10 + ["3"] * 6 + ["2"] * 3 + ["1"]


def closed(anna: Person, steps: list[str] = STEPS, *, asked: int = 30, **other: Any) -> Survey:
    """A closed survey where the first question was answered so."""
    one = services.make(
        by=anna.scope, at=AT, form=FORM, purpose="Vi vill veta.", sender="Kommunen", about="deltagarna",
        is_anonymous=True, opens_at=AT, closes_at=AT + timedelta(days=7), asked=asked,
        **{"title": "Vad har stödet betytt?", **other},
    )  # fmt: skip
    for n, step in enumerate(steps):
        code = f"{'abcdefghijklmnop'[n % 16]}{n % 28 + 1:02d}k" if other.get("is_paired") else ""
        services.answer(by=None, at=DURING, survey=one, given={FIRST: step}, own_code=code)
    return services.close(by=anna.scope, at=AFTER, survey=one)


def picked(anna: Person, one: Survey, *kinds: str) -> Any:
    """What the page answers to chosen figures of the first question."""
    figures = [kind if ":" in kind else f"{kind}:{FIRST}" for kind in kinds]
    return anna.client().post(f"/enkater/{one.pk}/valj/", {"figures": figures})


def test_picked_figures_stand_in_a_picture_with_bounds_sender_and_distribution(
    anna: Person, lars: Person, cecilia: Person
) -> None:
    one = closed(anna)
    page = anna.client().get(f"/enkater/{one.pk}/valj/").content.decode().replace("\u00a0", " ")
    assert "de översta svaren: 63 %, 56,7 % till 66,7 %" in page
    assert "Öppna svar tas inte in" in page
    answer = picked(anna, one, "top", "median")
    picture = Picture.objects.get()
    assert answer.url == f"/lagesbilder/{picture.pk}/"
    assert picked(anna, one, "median", "top").url == answer.url  # the same again is the same picture
    shown = anna.client().get(answer.url).content.decode().replace("\u00a0", " ")
    for said in (
        "17 av 27 (63 %)",
        "56,7 % till 66,7 %",
        "Avsändare: Kommunen; svaren är anonyma",
        "Median 4",
    ):
        assert said in shown
    assert FORM.items[1].text not in shown
    figure = FindingRecord.objects.get(key="top")
    told = anna.client().get(f"/figurer/{figure.digest}/").content.decode()
    for said in ("gränser för bortfallet", "ingen rad är en person", "surveys/1", one.digest):
        assert said in told
    assert re.search(r'<td class="num">10</td>', told), told
    rows = table_rows(Round.objects.get().rows)
    assert rows.height == 6  # five steps and those without an answer: no row is a person
    assert rows["answers"].sum() == 27
    assert anna.client().get(f"/enkater/omgang/{picture.round_id}/").url == f"/enkater/{one.pk}/"
    assert "Lägesbilder med siffror ur enkäten" in anna.client().get(f"/enkater/{one.pk}/").content.decode()
    for other in (lars, cecilia):  # a draft is for those who work with it
        assert other.client().get(answer.url).status_code == 404
        assert other.client().get(f"/enkater/{one.pk}/valj/").status_code in (403, 404)
        assert other.client().get(f"/figurer/{figure.digest}/").status_code == 404
        with pytest.raises(Refused, match="inte rätt"):
            services.pick_figures(
                by=other.scope, at=AFTER, survey=one, picks=[SurveyPick(item=FIRST, kind="top")]
            )
    assert AuditEvent.objects.filter(verb="picture.made").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingRecord.objects.filter(pk=figure.pk).update(value=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(pk=picture.round_id).update(options={})


def test_a_problem_rests_on_a_picked_figure_and_the_picture_is_published(anna: Person) -> None:
    picked(anna, closed(anna), "top")
    figure = FindingRecord.objects.get(key="top")
    problem = causes.open_problem(by=anna.scope, at=AFTER, title="Stödet når inte alla")
    page = anna.client().get(f"/problem/{problem.pk}/underlag/resultat/?sok=stödet").content.decode()
    assert figure.digest in page
    causes.link_finding(by=anna.scope, at=AFTER, problem=problem, digest=figure.digest)
    cause = causes.add_cause(by=anna.scope, at=AFTER, problem=problem, statement="Kort om tid")
    said = {"side": "for", "strength": 2, "text": "Bara två av tre", "digest": figure.digest}
    assert causes.add_evidence(by=anna.scope, at=AFTER, cause=cause, **said).finding == figure
    picture = judging.mark_judged(by=anna.scope, at=AFTER, picture=Picture.objects.get())
    for edition in (Edition.INTERNAL, Edition.PUBLIC):
        publish(anna, picture, edition)
    kinds = set(PublishedFile.objects.filter(publication__edition="public").values_list("kind", flat=True))
    assert {"pdf", "docx", "html", "zip"} <= kinds
    packed = PublishedFile.objects.get(kind="zip", publication__edition="internal")
    opened = bundle.read(bytes(packed.content))
    facts = picture_facts(anna.scope, AFTER.date())
    assert facts is not None
    assert (facts.pictures[0].sources, facts.figures) == (("Vad har stödet betytt?",), ())  # told once
    assert picture.round.rows is not None
    again = document_from_rows(opened, picture.round.rows.file.path)
    assert again["findings"] == opened.document["findings"]  # from the counted answers alone


def test_other_editions_withhold_small_counts_and_what_would_reveal_them(anna: Person) -> None:
    picked(anna, closed(anna), "top")
    picture = Picture.objects.get()
    inside, outside = (
        findings.sections(anna.scope, picture, one)[1] for one in (Edition.INTERNAL, Edition.PUBLIC)
    )
    assert [row[1] for row in inside.charts[0].table.rows] == [1, 3, 6, 10, 7]
    assert [row[1] for row in outside.charts[0].table.rows] == [None, None, 6, 10, 7]
    document = json.loads(findings.document(anna.scope, picture, Edition.PUBLIC))
    assert document["findings"] == []
    picked(anna, closed(anna, ["5", "5", "1", "1", "1", "1", "1"]), "top")
    few = findings.sections(anna.scope, Picture.objects.latest("pk"), Edition.PUBLIC)[1]
    assert (few.tables, "2 av 7" in few.lead) == ((), False)


def test_what_says_nothing_is_refused_with_the_reason(anna: Person) -> None:
    few = closed(anna, ["5"] * 4)
    assert "Färre än fem" in anna.client().get(f"/enkater/{few.pk}/valj/").content.decode()
    assert picked(anna, few, "top").status_code == 422
    going = services.make(
        by=anna.scope, at=AT, form=FORM, title="Pågår", purpose="Vi vill veta.", sender="Kommunen", about="alla",
        is_anonymous=True, opens_at=AT, closes_at=AT + timedelta(days=7), asked=9,
    )  # fmt: skip
    assert "Stäng enkäten först" in anna.client().get(f"/enkater/{going.pk}/valj/").content.decode()
    one = closed(anna)
    assert "Välj minst en siffra" in picked(anna, one).content.decode()
    for item, kind in ((FORM.items[-1].key, "share"), (FORM.items[1].key, "top"), (FIRST, "change")):
        with pytest.raises(Refused):
            services.pick_figures(
                by=anna.scope, at=AFTER, survey=one, picks=[SurveyPick(item=item, kind=kind)]
            )
    Answer.objects.filter(survey=one).first().delete()  # type: ignore[union-attr]
    with pytest.raises(Refused, match="inte desamma"):
        services.pick_figures(by=anna.scope, at=AFTER, survey=one, picks=[SurveyPick(item=FIRST, kind="top")])
    assert not Picture.objects.exists()


def test_a_change_between_rounds_stands_where_it_is_valid_else_its_refusal(anna: Person) -> None:
    before = closed(anna, ["2"] * 12, asked=14, title="Före", is_paired=True)
    after = closed(anna, ["4"] * 12, asked=14, title="Efter", is_paired=True, previous=before)
    picked(anna, after, "change")
    one = FindingRecord.objects.get(key="change")
    assert (one.value, one.n, one.detail["word"]) == (100, 12, "ökat")
    rows = table_rows(Picture.objects.get().round.rows)
    assert {"moved"} < set(rows["kind"])
    moved = rows.filter(rows["kind"] == "moved")
    assert dict(moved.select("code", "answers").iter_rows()) == {"up": 12, "down": 0, "same": 0}
    some = closed(anna, ["4"] * 10 + ["2"] * 2, asked=14, title="Efter igen", is_paired=True, previous=before)
    picked(anna, some, "change")
    hidden = FindingRecord.objects.get(key="change", picture=Picture.objects.latest("pk"))
    assert hidden.value is None  # two who did not move could be recognised
    assert "röja vem som svarat" in hidden.reason
    assert "moved" not in set(table_rows(Picture.objects.latest("pk").round.rows)["kind"])
    other = closed(anna, ["4"] * 6, asked=30, title="Få", previous=before)
    page = anna.client().get(f"/enkater/{other.pk}/valj/").content.decode()
    assert "Under 50" in page
    picked(anna, other, "top")
    said = findings.sections(anna.scope, Picture.objects.latest("pk"), Edition.PUBLIC)[-1].paragraphs
    assert any("Förändring mot ”Före” redovisas inte" in text for text in said)
    assert queries.pictures_of(anna.scope, other.pk)[0] == Picture.objects.latest("pk")
