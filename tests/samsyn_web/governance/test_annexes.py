"""The annexes are filled with what is entered, say what is missing, and are edited before they are exported."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from samsyn.cycle import Edition
from samsyn.errors import BadInput
from samsyn.statutory import Kind
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import AnnexChoice, Paper
from tests.support.opened_word import Word
from tests.support.planned import decide_plan, decided, make_cause, plan_of
from tests.support.story import AT, Person

LAW = "/styrning/lagen/"
DAY = date(2024, 10, 7)


def begun(by: Person, kind: Kind) -> Paper:
    """Return a draft annex."""
    return services.start_paper(by=by.scope, at=AT, kind=kind, title="Bilaga 2025")


def told(by: Person, paper: Paper) -> dict[str, str]:
    """Return the sections of a draft, as one text each."""
    return {one.key: repr(one) for one in queries.sections(by.scope, paper, Edition.INTERNAL, DAY)}


def test_an_empty_municipality_gets_an_application_that_says_what_is_missing(anna: Person) -> None:
    one = begun(anna, Kind.GRANT)
    found = told(anna, one)
    assert set(found) == {"summary", "missing", "costs", "attached", "notes"}
    assert "inget problem är valt" in found["missing"]
    assert "ingen lägesbild är beslutad" in found["missing"]
    page = anna.client().get(f"{LAW}{one.pk}/").content.decode()
    assert "Ansökan behöver de här avsnitten" in page
    assert f"{LAW}{one.pk}/urval/" in page
    assert "Det finns inget att välja än" in anna.client().get(f"{LAW}{one.pk}/urval/").content.decode()


def test_what_is_chosen_fills_the_application_and_only_what_is_entered(anna: Person) -> None:
    plan, cause = plan_of(anna), make_cause(anna)
    action = decided(anna, cause, plan=plan, cost=80_000, ends=DAY + timedelta(days=60))
    decide_plan(anna, plan)
    one = begun(anna, Kind.GRANT)
    given = {"problems": [cause.problem_id], "actions": [action.pk]}
    assert anna.client().post(f"{LAW}{one.pk}/urval/", given).status_code == 302
    found = told(anna, one)
    assert "Det är mörkt" in found["causes"]
    assert "80\\xa0000 kronor, för 1 av 1" in found["costs"]
    assert "målet, M (mätbart): enhet, utgångsvärde, målvärde" in found["missing"]
    assert "Plan 2025, version 1" in found["attached"]
    assert "evaluation" not in found  # none is decided, and none is made up
    assert "ingen utvärdering är bestämd" in found["missing"]
    services.write_paper_text(by=anna.scope, at=AT, paper=one, key="evaluation", text="Före och efter.")
    found = told(anna, one)
    assert "Före och efter." in found["evaluation"]
    assert "ingen utvärdering är bestämd" not in found["missing"]
    word = Word(anna.client().get(f"{LAW}{one.pk}/handling.docx").content)
    assert "Före och efter." in "".join(text for _, text in word.paragraphs())
    assert anna.client().get(f"{LAW}{one.pk}/handling.pdf").content.startswith(b"%PDF")
    assert anna.client().get(f"{LAW}{one.pk}/handling.xlsx").status_code == 404


def test_nothing_of_others_is_chosen_and_only_for_an_application(
    anna: Person, cecilia: Person, lars: Person
) -> None:
    theirs = make_cause(cecilia).problem
    one = begun(anna, Kind.GRANT)
    with pytest.raises(BadInput):
        services.choose_for_annex(by=anna.scope, at=AT, paper=one, problem_ids=[theirs.pk], action_ids=[])
    with pytest.raises(BadInput):
        services.choose_for_annex(
            by=anna.scope, at=AT, paper=begun(anna, Kind.SURVEY), problem_ids=[], action_ids=[]
        )
    assert lars.client().get(f"{LAW}{one.pk}/urval/").status_code == 403
    assert not AnnexChoice.objects.exists()


def test_an_empty_municipality_answers_no_and_says_that_reasons_are_missing(anna: Person) -> None:
    found = told(anna, begun(anna, Kind.SURVEY))
    assert list(found) == ["summary", *(f"p{code}" for code in range(4, 14))]
    assert "Nej, inte påbörjat" in found["p9"]
    assert "skälet är inte antecknat" in found["p9"]
    assert "Inget underlag är antecknat" in found["p4"]


def test_answers_rest_on_what_is_told_and_go_out_as_a_workbook_as_edited(anna: Person) -> None:
    for outcome, slots, reference in (
        ("nothing", ["agreement"], "Tjänsten var vakant"),
        ("result", ["function"], "Beslut KS § 7"),
    ):
        services.record_duty(
            by=anna.scope, at=AT, paragraph="9" if outcome == "nothing" else "11", slots=slots, outcome=outcome,
            day=DAY, reference=reference, body="", until=None,
        )  # fmt: skip
    one = begun(anna, Kind.SURVEY)
    services.write_paper_text(by=anna.scope, at=AT, paper=one, key="p9", text="Bjuds in i vår.")
    found = told(anna, one)
    assert "Tjänsten var vakant" in found["p9"]
    assert "skälet är inte antecknat" not in found["p9"]
    assert "lead='Ja.'" in found["p11"]
    assert "Beslut KS § 7" in found["p11"]
    answer = anna.client().get(f"{LAW}{one.pk}/handling.xlsx")
    with ZipFile(BytesIO(answer.content)) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("ml"))
    for said in ("Bjuds in i vår.", "Beslut KS § 7", "own_words"):
        assert said in text


def test_a_new_version_keeps_what_was_chosen(anna: Person) -> None:
    cause = make_cause(anna)
    one = begun(anna, Kind.GRANT)
    services.choose_for_annex(by=anna.scope, at=AT, paper=one, problem_ids=[cause.problem_id], action_ids=[])
    for part in queries.parts_of(one):
        services.write_paper_text(by=anna.scope, at=AT, paper=one, key=part.key, text="Skrivet.")
    services.decide_paper(
        by=anna.scope, at=AT, paper=one, body="Kommunstyrelsen", decided_on=DAY, minute_reference="KS § 12"
    )
    two = begun(anna, Kind.GRANT)
    assert [each.problem_id for each in queries.annex_choices(anna.scope, two)] == [cause.problem_id]
    assert anna.client().get(f"{LAW}{one.pk}/urval/").status_code == 404
