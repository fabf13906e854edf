"""Rules are read in with persons masked, marked by the word list, and settled by people."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samsyn.errors import BadInput, Refused
from samsyn.files import read_prose
from samsyn_web.methods.crimeproofing import queries, services
from samsyn_web.methods.crimeproofing.models import Case, LanguageMark, Paragraph, Risk, RuleText
from tests.support.story import AT, Person


def read(by: Person, case: Case, text: str, title: str = "Text") -> RuleText:
    return services.read_rule(
        by=by.scope, at=AT, case=case, prose=read_prose(text.encode(), name="a.txt"), title=title
    )


def test_what_points_at_a_person_is_masked_before_it_is_kept(bo: Person, case: Case) -> None:
    made = read(bo, case, "1 § Syfte. Frågor till 070-174 06 05.\n\n2 § Sökande 850101-9825 bör svara.")
    texts = " ".join(Paragraph.objects.filter(rule=made).values_list("text", flat=True))
    assert (made.masked, "070-174" in texts, "850101" in texts) == (2, False, False)
    mark = LanguageMark.objects.get(paragraph__rule=made, code="should")
    assert mark.paragraph.text[mark.start : mark.end] == "bör"  # letters of the masked text


def test_the_same_file_is_not_read_twice(bo: Person, case: Case) -> None:
    read(bo, case, "1 § Syfte.")
    with pytest.raises(Refused, match="redan inläst"):
        read(bo, case, "1 § Syfte.")


def test_texts_are_compared_side_by_side_and_the_other_is_named(bo: Person, case: Case) -> None:
    read(bo, case, "1 § Målet är stöd till minst 25 medlemmar.", title="Socialnämndens riktlinje")
    (found,) = queries.marks(bo.scope, case).filter(kind="conflict")
    assert "i Reglerna" in found.why
    assert found.paragraph.rule.title == "Socialnämndens riktlinje"


def test_people_settle_marks_and_what_they_said_outlives_a_new_marking(bo: Person, case: Case) -> None:
    need, can = (queries.marks(bo.scope, case).get(code=code) for code in ("special", "can"))
    given = {"by": bo.scope, "at": AT, "case": case}
    with pytest.raises(BadInput):
        services.decide_mark(**given, mark=need, state="finding", reason=" ")
    services.decide_mark(**given, mark=need, state="finding", reason="Vems behov?")
    services.decide_mark(**given, mark=can, state="dismissed")
    services.change_case(**given, title="Bidragen", object="Regler", terms="sammankomst, lokal")
    case.refresh_from_db()
    services.mark_again(**given)
    services.mark_again(**given)
    states = dict(queries.marks(bo.scope, case).values_list("code", "state"))
    assert (states["special"], states["can"], states["assures"]) == ("finding", "dismissed", "open")
    services.reopen_mark(**given, mark=need)
    assert queries.language_findings(bo.scope, case).count() == 0


def test_all_of_a_kind_are_dismissed_at_once(bo: Person, case: Case) -> None:
    read(bo, case, "1 § Syfte. Nämnden kan. Styrelsen får.")
    can = queries.marks(bo.scope, case).filter(code="can").first()
    assert can is not None
    assert services.dismiss_alike(by=bo.scope, at=AT, case=case, mark=can) == 3
    assert not queries.marks(bo.scope, case).filter(code="can", state="open")


def test_a_text_that_a_risk_rests_on_stays(bo: Person, case: Case, risks: list[Risk]) -> None:
    rule = queries.rules(bo.scope, case).get()
    with pytest.raises(Refused, match="bygger på texten"):
        services.remove_rule(by=bo.scope, at=AT, case=case, rule=rule)
    other = read(bo, case, "1 § Målet är minst 25 medlemmar.")
    services.remove_rule(by=bo.scope, at=AT, case=case, rule=other)
    assert list(queries.rules(bo.scope, case)) == [rule]


def test_a_file_that_cannot_be_read_is_told_on_the_page(bo: Person, case: Case) -> None:
    path, client = f"/brottssakring/{case.pk}/texter/", bo.client()
    for content, said in (
        (b"%PDF-1.7 broken", "skadad PDF"),
        (b"PK\x03\x04 broken", "skadad"),
        (b"", "Filen är tom"),
    ):
        page = client.post(path, {"file": SimpleUploadedFile("a.pdf", content), "title": "Regler"})
        assert page.status_code == 422
        assert said in page.content.decode()
    page = client.post(path, {"file": SimpleUploadedFile("a.txt", "1 § Syfte.".encode()), "title": "Regler"})
    assert page.status_code == 302
    assert 'href="#' not in client.get(page["Location"]).content.decode().split("<main")[1].split("1 §")[0]
