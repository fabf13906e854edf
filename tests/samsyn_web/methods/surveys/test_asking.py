"""A survey from the question to the answer: who may, what ties an answer to whom, and what a closed survey says."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, models, transaction
from django.test import Client

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import surveys
from samsyn.methods.surveys.example import STRENGTHENED
from samsyn.methods.surveys.xlsform import read_xlsform, write_xlsform
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent, SentMail
from samsyn_web.config.logs import Discreet
from samsyn_web.methods.surveys import policies, queries, services
from samsyn_web.methods.surveys.models import Answer, Invitation, OpenAnswer, Survey
from tests.support.story import AT, Person

FORM = next(one for one in surveys().forms if one.key == "programme")
DURING, AFTER = AT + timedelta(days=1), AT + timedelta(days=8)


def made(anna: Person, **other: Any) -> Survey:
    """A survey that Anna makes."""
    said: Mapping[str, Any] = {
        "title": "Vad har stödet betytt?", "purpose": "Vi vill veta.", "sender": "Kommunen", "about": "deltagarna",
        "is_anonymous": True, "opens_at": AT, "closes_at": AT + timedelta(days=7), **other,
    }  # fmt: skip
    return services.make(by=anna.scope, at=AT, form=FORM, **said)


def invited(anna: Person, survey: Survey, n: int) -> list[Invitation]:
    """Invitations of so many."""
    addresses = tuple(f"p{number:02d}@exempel.se" for number in range(n))
    assert services.invite(by=anna.scope, at=AT, survey=survey, addresses=addresses) == n
    return list(Invitation.objects.filter(survey=survey).order_by("address"))


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are opened while the survey is."""
    monkeypatch.setattr(clock, "now", lambda: DURING)


@pytest.fixture
def mailed(settings: Any) -> None:
    """Mail leaves this installation."""
    settings.MAIL_IS_ON, settings.BASE_URL = True, "https://samsyn.exempel.se"


@pytest.mark.usefixtures("mailed")
def test_nothing_ties_an_anonymous_answer_to_an_invitation(anna: Person) -> None:
    survey = made(anna)
    first, second = invited(anna, survey, 2)
    services.answer(by=first, at=DURING, survey=survey, given={"strengthened": "4", "best": "Tydligt"})
    (kept,), (text,) = Answer.objects.all(), OpenAnswer.objects.all()
    assert kept.invitation is None
    assert kept.given == {"strengthened": "4", "best": "1"}
    assert text.text == "Tydligt"
    for model in (Answer, OpenAnswer):
        fields = [one for one in model._meta.get_fields() if one.concrete]
        assert not [one for one in fields if isinstance(one, models.DateField | models.AutoField)]
    assert not [
        one.name for one in OpenAnswer._meta.get_fields() if getattr(one, "related_model", None) is Answer
    ]
    assert not AuditEvent.objects.filter(verb__contains="answer").exists()
    assert not AuditEvent.objects.filter(at=DURING).exists()
    # The row of the invitation has no time of its own that changed.
    assert [one.is_used for one in Invitation.objects.order_by("address")] == [True, False]
    assert {one.invited_at for one in Invitation.objects.all()} == {AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(survey=survey, is_anonymous=True, invitation=second, given={})


def test_a_survey_that_is_not_anonymous_says_so_and_keeps_the_invitation(anna: Person) -> None:
    survey = made(anna, is_anonymous=False)
    (one,) = invited(anna, survey, 1)
    services.answer(by=one, at=DURING, survey=survey, given={"strengthened": "4"})
    assert Answer.objects.get().invitation == one


@pytest.mark.usefixtures("now")
def test_somebody_invited_answers_once_without_an_account(anna: Person) -> None:
    survey = made(anna)
    (one,) = invited(anna, survey, 1)
    address, client = f"/enkater/svara/{policies.token_of(one)}/", Client()
    page = client.get(address).content.decode()
    assert "Kommunen frågar" in page
    assert "anonyma" in page
    named = client.post(address, {"best": "Ring Anna Svensson på 070-123 45 67"})
    assert named.status_code == 422
    assert client.post(address, {}).status_code == 422
    assert not Answer.objects.exists()
    assert client.post(address, {"strengthened": "5", "may_quote": "on", "best": "Stödet"}).status_code == 302
    assert "redan svarat" in client.get(address).content.decode()
    client.post(address, {"strengthened": "1"})
    assert [one.given["strengthened"] for one in Answer.objects.all()] == ["5"]
    assert OpenAnswer.objects.get().may_quote
    assert client.get("/enkater/svara/fel/").status_code == 404
    assert policies.token_of(one) not in str(list(Invitation.objects.values()))


@pytest.mark.usefixtures("now")
def test_an_open_link_needs_no_invitation_and_a_closed_link_does(anna: Person) -> None:
    opened, by_name = made(anna, asked=3), made(anna)
    assert Client().post(f"/enkater/oppen/{opened.link_key}/", {"strengthened": "2"}).status_code == 302
    with pytest.raises(Refused, match="personlig länk"):
        services.answer(by=None, at=DURING, survey=by_name, given={"strengthened": "2"})
    with pytest.raises(BadInput, match="bland alternativen"):
        services.answer(by=None, at=DURING, survey=opened, given={"strengthened": "6"})
    with pytest.raises(Refused, match="öppen länk"):
        services.invite(by=anna.scope, at=AT, survey=opened, addresses=("a@exempel.se",))


@pytest.mark.usefixtures("mailed")
def test_only_those_who_have_not_answered_are_reminded_with_the_same_link(anna: Person) -> None:
    survey = made(anna)
    first, second = invited(anna, survey, 2)
    services.answer(by=first, at=DURING, survey=survey, given={"strengthened": "4"})
    assert [services.remind(by=anna.scope, at=DURING, survey=survey) for _ in range(3)] == [1, 1, 0]
    mails = SentMail.objects.filter(address=second.address)
    assert mails.count() == 3
    assert all(f"/enkater/svara/{policies.token_of(second)}/" in one.body for one in mails)
    assert SentMail.objects.filter(address=first.address).count() == 1
    services.close(by=anna.scope, at=AFTER, survey=survey)
    assert not SentMail.objects.exists()


def test_a_closed_survey_gives_the_reports_figures_and_changes_no_more(anna: Person, cecilia: Person) -> None:
    survey = made(anna)
    people = invited(anna, survey, 30)
    for first, one in zip(STRENGTHENED, people, strict=False):
        services.answer(by=one, at=DURING, survey=survey, given={"strengthened": first})
    assert queries.told(anna.scope, survey.pk) is None  # while it is open nobody reads an answer
    closed = services.close(by=anna.scope, at=AFTER, survey=survey)
    assert set(Invitation.objects.values_list("address", flat=True)) == {""}
    page = anna.client().get(f"/enkater/{survey.pk}/").content.decode()
    assert "27 av 30 har svarat: 90 %" in page.replace("\u00a0", " ")
    assert "17 av 27 (63 %)" in page.replace("\u00a0", " ")
    assert "56,7 % till 66,7 %" in page.replace("\u00a0", " ")
    assert page.count("Avsändare: Kommunen; svaren är anonyma.") >= 2
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        made_file = anna.client().get(f"/enkater/{survey.pk}/resultat.{form}")
        assert made_file.content.startswith(begins)
    with pytest.raises(Refused, match="stängd"):
        services.answer(by=people[-1], at=DURING, survey=closed, given={"strengthened": "1"})
    with pytest.raises(Refused, match="stängd"):
        services.close(by=anna.scope, at=AFTER, survey=closed)
    assert queries.is_unchanged(anna.scope, survey.pk)
    Answer.objects.filter(given__strengthened="1").update(given={"strengthened": "5"})
    assert not queries.is_unchanged(anna.scope, survey.pk)
    assert cecilia.client().get(f"/enkater/{survey.pk}/").status_code == 404


def test_few_anonymous_answers_tell_only_how_many(anna: Person) -> None:
    for is_anonymous, tells in ((True, False), (False, True)):
        survey = made(anna, is_anonymous=is_anonymous)
        for one in invited(anna, survey, 4):
            services.answer(by=one, at=DURING, survey=survey, given={"strengthened": "4"})
        services.close(by=anna.scope, at=AFTER, survey=survey)
        page = anna.client().get(f"/enkater/{survey.pk}/").content.decode()
        assert ("Hur mycket har stödet stärkt ert arbete?" in page) is tells


def test_what_is_due_closes_by_itself_but_not_with_more_answers_than_were_asked(anna: Person) -> None:
    due, more = made(anna, asked=2), made(anna, asked=1)
    for survey in (due, more, more):
        services.answer(by=None, at=DURING, survey=survey, given={"strengthened": "4"})
    assert services.close_due(by=None, at=DURING) == 0
    assert services.close_due(by=None, at=AFTER) == 1
    due.refresh_from_db()
    assert due.closed_at == AFTER
    with pytest.raises(BadInput, match="rätta antalet"):
        services.close(by=anna.scope, at=AFTER, survey=more)
    assert services.close(by=anna.scope, at=AFTER, survey=more, asked=5).asked == 5


def test_a_reader_makes_no_survey_and_a_form_says_what_is_missing(lars: Person, anna: Person) -> None:
    with pytest.raises(Refused):
        made(lars)
    page = anna.client().post("/enkater/ny/", {"way": "open", "form_key": "programme"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Skriv varför ni frågar." in text
    assert "Skriv hur många som tillfrågas" in text
    start: datetime = AT
    with pytest.raises(BadInput, match="efter att den har öppnat"):
        made(anna, closes_at=start)


def test_a_form_of_ones_own_comes_from_a_file_and_goes_out_as_one(anna: Person) -> None:
    said = {
        "form_key": "file", "title": "Egen", "purpose": "Vi vill veta.", "sender": "Kommunen", "about": "deltagarna",
        "population": "whole", "is_anonymous": "yes", "way": "names", "opens_at": "2024-10-07T10:00",
        "closes_at": "2024-10-14T10:00",
    }  # fmt: skip
    client = anna.client()
    for content, says in ((b"PK", "går inte att läsa"), (b"", "Välj en XLSForm-fil")):
        broken = {"form_file": SimpleUploadedFile("egen.xlsx", content)} if content else {}
        page = client.post("/enkater/ny/", {**said, **broken})
        assert (page.status_code, says in page.content.decode()) == (422, True)
    sent = SimpleUploadedFile("egen.xlsx", write_xlsform(FORM))
    assert client.post("/enkater/ny/", {**said, "form_file": sent}).status_code == 302
    survey = Survey.objects.get()
    assert policies.form_of(survey) == FORM
    assert read_xlsform(client.get(f"/enkater/{survey.pk}/formular.xlsx").content) == FORM


def test_the_log_holds_no_link_of_an_answer() -> None:
    line = logging.LogRecord("x", logging.INFO, "", 0, "GET %s", ("/enkater/svara/hemligt/",), None)
    assert Discreet().filter(line)
    assert "hemligt" not in line.getMessage()
