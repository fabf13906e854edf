"""The law's documents: texts are kept, decided content is frozen, and nothing is decided while a part is empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.programme import SharedFigure
from samsyn.statutory import Kind
from samsyn_web.base import registry
from samsyn_web.base.models import AuditEvent
from samsyn_web.causes import services as causing
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import Paper, PaperDecision, PaperText
from samsyn_web.governance.policies import SomethingIsEmpty
from tests.support.opened_word import Word
from tests.support.planned import decide_plan, decided, make_cause, plan_of
from tests.support.story import AT, Person

LAW = "/styrning/lagen/"
DAY = date(2024, 10, 7)
FORCED = ("extent", "consequences", "other", "analysis", "limits")


def begun(by: Person) -> Paper:
    """Return a draft of the picture with one problem behind it."""
    causing.open_problem(by=by.scope, at=AT, title="Klotter vid stationen", text="Varje helg")
    return services.start_paper(by=by.scope, at=AT, kind=Kind.PICTURE, title="Lägesbild 2024")


def write(by: Person, paper: Paper, *keys: str) -> None:
    """Write in parts of a draft."""
    for key in keys:
        services.write_paper_text(by=by.scope, at=AT, paper=paper, key=key, text=f"Om {key}.")


def decide(by: Person, paper: Paper) -> PaperDecision:
    """Record that the board decided a draft."""
    return services.decide_paper(
        by=by.scope, at=AT, paper=paper, body="Kommunstyrelsen", decided_on=DAY, minute_reference="KS § 12"
    )


def test_it_is_not_decided_while_a_forced_part_is_empty_and_it_says_which(anna: Person) -> None:
    one = begun(anna)
    write(anna, one, *FORCED[:3])
    with pytest.raises(SomethingIsEmpty, match=r"Analys, Vad källorna inte visar\."):
        decide(anna, one)
    page = anna.client().get(f"{LAW}{one.pk}/").content.decode()
    assert "Går inte att besluta än" in page
    assert f"{LAW}{one.pk}/avsnitt/limits/" in page
    write(anna, one, *FORCED[3:])
    assert decide(anna, one).digest
    assert "Går inte att besluta än" not in anna.client().get(f"{LAW}{one.pk}/").content.decode()


def test_what_is_decided_stays_whatever_happens_after(anna: Person) -> None:
    one = begun(anna)
    write(anna, one, *FORCED)
    kept = decide(anna, one)
    before = queries.sections(anna.scope, one, Edition.INTERNAL, DAY)
    causing.open_problem(by=anna.scope, at=AT, title="Bränder i parken")
    assert queries.sections(anna.scope, one, Edition.INTERNAL, DAY) == before
    for refused in (lambda: write(anna, one, "analysis"), lambda: decide(anna, one)):
        with pytest.raises(Refused):
            refused()
    text = PaperText.objects.get(paper=one, key="analysis")
    changes = (
        lambda: PaperText.objects.filter(pk=text.pk).update(text="Ändrat"),
        lambda: PaperText.objects.create(
            paper=one, key="x", text="Nytt", changed_by=anna.user, changed_at=AT
        ),
        lambda: Paper.objects.filter(pk=one.pk).update(title="Annan"),
        lambda: connection.cursor().execute(
            "UPDATE governance_paperdecision SET body = 'x' WHERE id = %s", [kept.pk]
        ),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_a_new_version_begins_with_what_was_written_and_tells_what_changed(anna: Person) -> None:
    one = begun(anna)
    write(anna, one, *FORCED)
    decide(anna, one)
    causing.open_problem(by=anna.scope, at=AT, title="Bränder i parken")
    two = services.start_paper(by=anna.scope, at=AT, kind=Kind.PICTURE, title="Lägesbild 2026")
    assert two.number == 2
    assert queries.written(anna.scope, two) == queries.written(anna.scope, one)
    page = anna.client().get(f"{LAW}{two.pk}/").content.decode()
    assert "Ändrat i underlaget sedan version 1" in page
    assert page.index("Bränder i parken") < page.index("Så läses handlingen")
    with pytest.raises(Refused, match="redan ett utkast"):
        services.start_paper(by=anna.scope, at=AT, kind=Kind.PICTURE, title="En till")


def test_of_two_who_write_at_once_the_second_is_asked_and_persons_are_refused(anna: Person) -> None:
    one = begun(anna)
    write(anna, one, "analysis")
    with pytest.raises(Refused, match="Någon annan"):
        write(anna, one, "analysis")
    there = f"{LAW}{one.pk}/avsnitt/other/"
    answer = anna.client().post(there, {"text": "Ring 070-123 45 67 eller 19850101-1236.", "version": 0})
    assert answer.status_code == 422
    assert not PaperText.objects.filter(paper=one, key="other").exists()


def test_readers_see_decided_ones_only_and_strangers_none(
    anna: Person, lars: Person, cecilia: Person
) -> None:
    one = begun(anna)
    assert lars.client().get(f"{LAW}{one.pk}/").status_code == 404
    write(anna, one, *FORCED)
    decide(anna, one)
    assert lars.client().get(f"{LAW}{one.pk}/").status_code == 200
    assert cecilia.client().get(f"{LAW}{one.pk}/").status_code == 404
    assert lars.client().post(f"{LAW}ny/picture/", {"title": "X"}).status_code == 403


def test_a_body_decides_on_a_day_that_has_come(anna: Person) -> None:
    one = begun(anna)
    write(anna, one, *FORCED)
    given = {"body": "Kommunstyrelsen", "decided_on": DAY + timedelta(days=9999), "minute_reference": "§ 1"}
    answer = anna.client().post(f"{LAW}{one.pk}/beslut/", given)
    assert answer.status_code == 422
    assert "har inte varit" in answer.content.decode()


def test_the_word_file_is_read_by_another_library_and_a_draft_says_so(anna: Person) -> None:
    one = begun(anna)
    write(anna, one, "analysis")
    word = Word(anna.client().get(f"{LAW}{one.pk}/handling.docx").content)
    assert word.texts("Title") == ["Lägesbild 2024"]
    assert any("inte beslutad" in text for text in word.texts("Notice"))
    assert "Om analysis." in "".join(text for _, text in word.paragraphs())
    page = anna.client().get(f"{LAW}{one.pk}/handling.html?upplaga=public").content.decode()
    assert "Öppen upplaga" in page
    assert "Om analysis." in page


def test_a_draft_is_thrown_away_and_the_log_says_so(anna: Person) -> None:
    one = begun(anna)
    anna.client().post(f"{LAW}{one.pk}/ta-bort/")
    assert not Paper.objects.exists()
    assert AuditEvent.objects.filter(verb="paper.removed").exists()


def test_the_assembly_is_told_of_what_is_decided_and_of_what_is_lacking(anna: Person) -> None:
    one = services.start_paper(by=anna.scope, at=AT, kind=Kind.ASSEMBLY, title="Rapport 2024")
    told = {each.key: each for each in queries.sections(anna.scope, one, Edition.PUBLIC, DAY)}
    stands = {row[0]: row[2] for row in told["duties"].tables[0].rows}
    assert stands["4\u00a0§"].startswith(
        "Ej påbörjat. Inget är antecknat. Saknas: brottslighetens omfattning"
    )
    assert stands["5\u00a0§"].startswith("Försenat. ")
    assert stands["13\u00a0§"] == "Pågår. Saknas: ansvarigt organ.", "the report counts itself"
    picture = begun(anna)
    write(anna, picture, *FORCED)
    decide(anna, picture)
    plan = plan_of(anna)
    decided(anna, make_cause(anna), plan=plan)
    decide_plan(anna, plan)
    told = {each.key: each for each in queries.sections(anna.scope, one, Edition.PUBLIC, DAY)}
    assert told["says"].lead.startswith("Lägesbild 2024, beslutad av Kommunstyrelsen")
    assert told["decided"].tables[0].rows == (("Bättre ljus vid stationen", "Driftledare"),)
    assert len(told["duties"].tables[0].rows) == 10
    stands = {row[0]: row[2] for row in told["duties"].tables[0].rows}
    assert stands["4\u00a0§"] == "Uppfyllt. Allt som krävs finns."
    assert stands["5\u00a0§"].endswith("Saknas: att planen bygger på en lägesbild.")
    late = queries.sections(anna.scope, one, Edition.PUBLIC, date(2026, 10, 8))
    stands = {row[0]: row[2] for row in next(each for each in late if each.key == "duties").tables[0].rows}
    assert (
        stands["6\u00a0§"] == "Försenat. Uppdatering av lägesbilden skulle ha gjorts senast 7 oktober 2026."
    )
    assert anna.client().get(f"{LAW}{one.pk}/handling.pdf").content.startswith(b"%PDF")


def test_the_follow_up_follows_the_plan_in_force(anna: Person) -> None:
    plan = plan_of(anna)
    decided(anna, make_cause(anna), plan=plan)
    decide_plan(anna, plan)
    one = services.start_paper(by=anna.scope, at=AT, kind=Kind.FOLLOW_UP, title="Uppföljning 2024")
    told = {each.key: each for each in queries.sections(anna.scope, one, Edition.INTERNAL, DAY)}
    assert "0 av 1 åtgärder är genomförda" in told["summary"].lead
    with pytest.raises(SomethingIsEmpty, match=r"Slutsatser, Vad som ändras i planen\."):
        decide(anna, one)


def test_a_picture_tells_of_finished_surveys_and_measurements(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {
        "method": "m",
        "version": "m/1",
        "edition": "e",
        "category": "",
        "n": 27,
        "note": "Alla tillfrågades.",
    }
    unit = "andel som svarade ja"
    share = SharedFigure(
        **given, key="k", label="Trygg hemma", period="2024", value=0.63, low=0.44, high=0.79, unit=unit
    )
    named = {"origin": "Enkät", "href": "/"}
    found = [
        registry.Shareable(key="surveys:1", figure=share, **named),
        registry.Shareable(
            key="surveys:0", figure=replace(share, period="2021"), **named
        ),  # older than two years
        registry.Shareable(key="findings:2", figure=share, **named),  # a picture's own
    ]
    monkeypatch.setattr(registry, "shareables", lambda scope: tuple(found))
    made = queries.composed(anna.scope, Kind.PICTURE, DAY)
    assert made is not None
    (other,) = [one for one in made.editions[Edition.PUBLIC] if one.key == "other"]
    assert other.tables[0].rows == (
        ("Enkät (2024)", "Trygg hemma", "63 procent som svarade ja", "mellan 44 och 79", 27),
    )
    assert other.paragraphs == ("Enkät (2024): Alla tillfrågades.",)
