"""What the first page says when there are pictures, and that nothing of another organisation is there."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn_web.causes import services as causes
from samsyn_web.findings.models import Picture
from samsyn_web.observations.models import Attachment, Intake, Round, RoundIntake, Source
from samsyn_web.portal import presenters


@pytest.fixture
def picture(anna, at):
    """Return a draft picture of week 40 that Anna made of 12 345 rows."""
    who = {"organisation": anna.organisation}
    file = Attachment.objects.create(
        **who,
        kind="reports",
        name="v40.csv",
        sha256="a" * 64,
        size=3,
        file="x",
        added_by=anna.user,
        added_at=at,
    )
    span = {"period": "2024-W40", "start": date(2024, 9, 30), "end": date(2024, 10, 7)}
    source = Source.objects.create(**who, key="k", name="K", declared_by=anna.user, declared_at=at)
    done = {"state": "committed", "committed_by": anna.user, "committed_at": at, "receipt": {"new": 12345}}
    opened = {"method": "incidents", "opened_by": anna.user, "opened_at": at}
    intake = Intake.objects.create(**who, **opened, **done, attachment=file, source=source, reading={})
    observed = Round.objects.create(**who, **span, **opened)
    RoundIntake.objects.create(round=observed, intake=intake, position=0)
    Round.objects.filter(pk=observed.pk).update(
        state="frozen", digest="d", frozen_by=anna.user, frozen_at=at, rows=file
    )
    observed.refresh_from_db()
    return Picture.objects.create(
        **who,
        **span,
        round=observed,
        method="incidents",
        version="1",
        title="Lägesbild, vecka 40",
        sentence="Ett område avviker: i Åsen kom fler rapporter än väntat.",
        digest="x",
        created_by=anna.user,
        created_at=at,
    )


def test_the_page_begins_with_the_sentence_of_the_latest_picture(anna, picture):
    page = anna.client().get("/").content.decode()
    assert "<h1>Ett område avviker: i Åsen kom fler rapporter än väntat.</h1>" in page
    assert "vecka 40, 2024" in page
    assert "12\u00a0345" in page
    assert "Läs utkastet" in page


def test_a_reader_sees_it_when_it_is_published(lars, picture):
    assert "Åsen" not in lars.client().get("/").content.decode()
    Picture.objects.update(state="published")
    assert "Åsen" in lars.client().get("/").content.decode()


def test_a_stranger_sees_nothing(cecilia, picture):
    page = cecilia.client().get("/").content.decode()
    assert "Åsen" not in page
    assert "12\u00a0345" not in page


def test_a_picture_thrown_away_is_not_shown(anna, picture, at):
    Picture.objects.update(discarded_at=at, discarded_by=anna.user)
    assert "Ta fram er första lägesbild" in anna.client().get("/").content.decode()


def test_a_sentence_is_text_and_not_markup(anna, picture):
    Picture.objects.update(sentence="<script>alert(1)</script> & mer")
    page = anna.client().get("/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; mer" in page


def test_rows_are_told_and_unknown_is_nothing():
    assert presenters.rows_text(1500) == "1\u00a0500"
    assert presenters.rows_text(0) == presenters.rows_text(None) == ""


@pytest.mark.parametrize(
    ("text", "sentence", "more"),
    [
        ("Inget område avviker.", "Inget område avviker.", ""),
        ("Ett avviker. Två teg.", "Ett avviker.", "Två teg."),
        ("Vecka 40, 2024: 75 rapporter.", "Vecka 40, 2024: 75 rapporter.", ""),
        (
            "Vecka 40, 2024: 75 rapporter. Ett avviker. Två teg.",
            "Ett avviker.",
            "Vecka 40, 2024: 75 rapporter. Två teg.",
        ),
    ],
)
def test_the_heading_is_what_deviates_not_how_many_came(text, sentence, more):
    line = presenters.picture_line(Picture(pk=1, period="2024-W40", sentence=text), {1: "Vaktbolaget"})
    assert (line.sentence, line.more) == (sentence, more)


def test_the_first_page_asks_for_what_waits_and_counts_the_open_problems(anna, picture, at):
    page = anna.client().get("/").content.decode()
    assert 'hx-get="/veckan/nu/"' in page
    assert page.count("is-blank") == 4
    causes.open_problem(by=anna.scope, at=at, title="Mörkt på gångvägen")
    page = anna.client().get("/").content.decode()
    assert page.count("is-blank") == 3
    assert "1 öppet" in page
    assert "Underlag:" in page  # two pictures of one week may rest on different sources


def test_the_thread_of_a_picture_asks_for_its_problems_and_is_a_link_until_then(anna, picture, at):
    page = anna.client().get(f"/lagesbilder/{picture.pk}/").content.decode()
    for address in ("/problem/oppna/", "/plan/", "/uppfoljning/"):
        assert f'<a class="thread__label" href="{address}">' in page
    assert anna.client().get("/problem/oppna/").headers["Location"] == "/problem/"
    asked = {"HTTP_HX_REQUEST": "true"}
    assert "inget öppet" in anna.client().get("/problem/oppna/", **asked).content.decode()
    causes.open_problem(by=anna.scope, at=at, title="Mörkt på gångvägen")
    step = anna.client().get("/problem/oppna/", **asked).content.decode()
    assert "1 öppet" in step
    assert 'href="/problem/"' in step
    assert "hx-get" not in step  # it does not ask again
