"""A survey on forms in Word: the files become answers, all or none, and nothing ties an answer to its file."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import surveys
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.surveys import policies, queries, services
from samsyn_web.methods.surveys.models import Answer, OpenAnswer, Survey
from tests.support.story import AT, Person

FORM = next(one for one in surveys().forms if one.key == "programme")
DURING, AFTER = AT + timedelta(days=1), AT + timedelta(days=8)
FIRST = FORM.items[0]
STEP = f"{FIRST.options[3].code} {FIRST.options[3].label}"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are opened while the survey is."""
    monkeypatch.setattr(clock, "now", lambda: DURING)


def made(anna: Person, **other: Any) -> Survey:
    """A survey with an open link that Anna makes."""
    said: dict[str, Any] = {
        "title": "Vad har stödet betytt?", "purpose": "Vi vill veta.", "sender": "Programmet", "about": "deltagarna",
        "is_anonymous": True, "opens_at": AT, "closes_at": AT + timedelta(days=7), "asked": 9, **other,
    }  # fmt: skip
    return services.make(by=anna.scope, at=AT, form=FORM, **said)


def filled(content: bytes, said: dict[str, str], name: str = "svar.docx") -> BytesIO:
    """Return a form with rows written over by hand, by how their labels begin."""
    file = Document(BytesIO(content))
    for table in file.tables:
        for row in table.rows:
            for begins, text in said.items():
                if row.cells[0].text.startswith(begins):
                    row.cells[1].text = text
    file.core_properties.last_modified_by = "Sven Svensson"
    saved = BytesIO()
    file.save(saved)
    saved.seek(0)
    saved.name = name
    return saved


def open_number() -> int:
    """Return the number of the first open question."""
    return next(n for n, one in enumerate(FORM.items, start=1) if not one.options)


def test_forms_become_answers_that_nothing_ties_to_a_file(anna: Person) -> None:
    survey = made(anna)
    client, path = anna.client(), f"/enkater/{survey.pk}/las-in/"
    assert path in client.get(f"/enkater/{survey.pk}/").content.decode()
    blank = client.get(f"/enkater/{survey.pk}/enkat.docx").content
    text = "\n".join(one.text for one in Document(BytesIO(blank)).paragraphs)
    for said in (
        "Programmet frågar", "Vi vill veta.", "utan tid och utan namn, och filen sparas aldrig",
        "Den som tar emot filen kan se att den kommer från dig",
        f"http://testserver/enkater/oppen/{survey.link_key}/",
    ):  # fmt: skip
        assert said in text
    asked = "\n".join(row.cells[0].text for table in Document(BytesIO(blank)).tables for row in table.rows)
    assert all(one.text in asked for one in FORM.items)
    first = filled(
        blank, {"1.": STEP, f"{open_number()}.": "Tydligt.", "Det jag har skrivit": "ja"}, "a.docx"
    )
    second = filled(blank, {"1.": STEP}, "b.docx")
    done = client.post(path, {"file": [first, second]}, follow=True)
    assert "2 svar är inlästa. Radera filerna nu." in done.content.decode()
    assert "2 svar är inlästa ur Word-formulär av den som sköter enkäten." in done.content.decode()
    assert [one.given[FIRST.key] for one in Answer.objects.all()] == [FIRST.options[3].code] * 2
    assert [(one.text, one.may_quote) for one in OpenAnswer.objects.all()] == [("Tydligt.", True)]
    survey.refresh_from_db()
    assert survey.from_forms == 2
    assert survey.form_digests == sorted(survey.form_digests)
    event = AuditEvent.objects.latest("pk")
    assert event.verb == "survey.forms_taken_in"
    assert not any(digest in str(event.detail_json) for digest in survey.form_digests)
    first.seek(0)
    again = client.post(path, {"file": first})
    assert again.status_code == 422
    assert "redan inläst" in again.content.decode()
    assert services.close(by=anna.scope, at=AFTER, survey=survey).form_digests == []
    assert queries.is_unchanged(anna.scope, survey.pk)
    assert client.get(path).status_code == 404


def test_faults_are_told_by_file_and_field_and_nothing_is_kept(anna: Person) -> None:
    survey, other = made(anna), made(anna, title="En annan")
    client, path = anna.client(), f"/enkater/{survey.pk}/las-in/"
    blank = client.get(f"/enkater/{survey.pk}/enkat.docx").content
    good = filled(blank, {"1.": STEP}, "bra.docx")
    bad = filled(blank, {"1.": "jättebra", f"{open_number()}.": "Ring 811218-9876"}, "fel.docx")
    told = client.post(path, {"file": [good, bad]})
    assert told.status_code == 422
    page = told.content.decode()
    for said in ("fel.docx", "jättebra", STEP, "personnummer"):
        assert said in page
    assert "bra.docx" not in page
    empty = client.post(path, {"file": filled(blank, {})}).content.decode()
    assert "svar på minst en fråga" in empty
    foreign = client.get(f"/enkater/{other.pk}/enkat.docx").content
    assert (
        "hör till något annat" in client.post(path, {"file": filled(foreign, {"1.": STEP})}).content.decode()
    )
    assert client.post(path, {}).status_code == 422
    assert not Answer.objects.exists()


def test_a_paired_round_asks_for_the_own_code(anna: Person) -> None:
    survey = made(anna, is_paired=True)
    client, path = anna.client(), f"/enkater/{survey.pk}/las-in/"
    blank = client.get(f"/enkater/{survey.pk}/enkat.docx").content
    code = {
        str(policies.QUESTIONS[0]): "A",
        str(policies.QUESTIONS[1]): "31",
        str(policies.QUESTIONS[2]): "ö",
    }
    half = {**code, str(policies.QUESTIONS[1]): "32"}
    assert (
        "Dagen i månaden" in client.post(path, {"file": filled(blank, {"1.": STEP, **half})}).content.decode()
    )
    assert client.post(path, {"file": filled(blank, {"1.": STEP, **code})}).status_code == 302
    assert Answer.objects.get().pair == policies.pair_of(survey, "a31ö")


def test_who_takes_in_forms_and_of_which_surveys(anna: Person, cecilia: Person, lars: Person) -> None:
    survey, by_name = made(anna), made(anna, asked=None)
    one = policies.FormGiven(given={FIRST.key: FIRST.options[3].code}, digest="a")
    for by in (cecilia, lars):
        with pytest.raises(Refused):
            services.take_in_forms(by=by.scope, at=DURING, survey=survey, forms=[one])
        assert by.client().get(f"/enkater/{survey.pk}/las-in/").status_code in (403, 404)
        assert by.client().get(f"/enkater/{survey.pk}/enkat.docx").status_code in (403, 404)
    with pytest.raises(Refused, match="personliga länkar"):
        services.take_in_forms(by=anna.scope, at=DURING, survey=by_name, forms=[one])
    assert anna.client().get(f"/enkater/{by_name.pk}/enkat.docx").status_code == 404
    with pytest.raises(Refused, match="stängd"):
        services.take_in_forms(by=anna.scope, at=AFTER, survey=survey, forms=[one])
    with pytest.raises(Refused, match="räknas en gång"):
        services.take_in_forms(by=anna.scope, at=DURING, survey=survey, forms=[one, one])
    for forms in ([], [policies.FormGiven(given={}, digest="b")]):
        with pytest.raises(BadInput):
            services.take_in_forms(by=anna.scope, at=DURING, survey=survey, forms=forms)
    assert not Answer.objects.exists()
