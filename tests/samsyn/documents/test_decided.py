"""What meetings decided, by edition: the public one tells what is done and by nobody, a partner its own areas."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Edition, Section
from samsyn.documents.decided import WORDS, ahead_section, done_section
from samsyn.documents.judged import for_edition, for_own, judged_sections
from samsyn.documents.judgements import JudgedDecision, JudgedMinute, Judgements


def one(what: str, status: str = "done", area: str = "A", **more: str) -> JudgedDecision:
    given = {
        "area_name": area.upper(), "place": "vid parken", "function": "Parkenheten", "until": "2024-10-11",
        "result": "Det blev ljust.", **more,
    }  # fmt: skip
    return JudgedDecision(what=what, status=status, area=area, **given)


DONE, UNDER_WAY, FAILED = (
    one("Lagade belysningen"),
    one("Klipper buskar", "under_way", "B"),
    one("Flytta bänk", "not_done"),
)
AHEAD = one("Gå ronder", "decided", "B", result="")
SAID = Judgements(judged=True, done=(DONE, UNDER_WAY, FAILED), ahead=(AHEAD,))


def test_the_public_edition_tells_what_is_done_and_by_nobody():
    told = for_edition(SAID, Edition.PUBLIC)
    assert told.ahead == ()
    assert [(each.what, each.area_name) for each in told.done] == [("Lagade belysningen", "A")]
    for name in ("place", "function", "until", "result"):
        assert getattr(told.done[0], name) == ""
    section = judged_sections([Section(key="summary", title="I korthet")], told, done_first=True)[0]
    assert (section.key, section.lead) == ("done", "Gjort under perioden: Lagade belysningen (A).")
    assert [column.label for column in section.tables[0].columns] == ["Vad", "Var", "Läge"]
    assert "Parkenheten" not in repr(section)
    assert "parken" not in repr(section)


def test_the_internal_and_partner_editions_tell_all_of_it():
    for edition in (Edition.INTERNAL, Edition.PARTNER):
        told = for_edition(SAID, edition)
        assert (told.done, told.ahead) == (SAID.done, SAID.ahead)
    done, ahead = done_section(SAID.done), ahead_section(SAID.ahead)
    assert done is not None
    assert ahead is not None
    assert done.lead == "Beslut som följdes upp: 1 gjort, 1 pågår, 1 blev inte av."
    assert done.tables[0].rows[0] == (
        "Lagade belysningen", "A, vid parken", "Parkenheten", "11 oktober 2024", "gjort", "Det blev ljust.",
    )  # fmt: skip
    assert [column.label for column in ahead.tables[0].columns] == ["Vad", "Var", "Vem", "Senast", "Läge"]


def test_a_partner_is_told_of_its_own_areas_only():
    everywhere = one("Skicka brev", area="")
    told = for_own(Judgements(done=(*SAID.done, everywhere), ahead=SAID.ahead), (), ("B",))
    assert (told.done, told.ahead) == ((UNDER_WAY,), (AHEAD,))


def test_the_minutes_are_for_those_inside():
    said = Judgements(
        minutes=(JudgedMinute(item="Nytt", text="Det är\nmörkt."), JudgedMinute(item="Annat", text=" "))
    )
    sections = (Section(key="summary", title="I korthet"),)
    inside = judged_sections(sections, for_edition(said, Edition.INTERNAL))
    assert [one.key for one in inside] == ["summary", "minutes"]
    assert inside[1].paragraphs == ("Nytt: Det är mörkt.",)
    for edition in (Edition.PARTNER, Edition.PUBLIC):
        assert for_edition(said, edition).minutes == ()


def test_without_decisions_nothing_is_said():
    sections = (Section(key="summary", title="I korthet"),)
    assert judged_sections(sections, Judgements(), done_first=True) == sections
    assert done_section(()) is None
    assert ahead_section(()) is None


def test_more_than_three_are_counted():
    some = [one(f"Sak {n}") for n in range(5)]
    section = done_section(some)
    assert section is not None
    assert section.lead == "Gjort under perioden: Sak 0 (A); Sak 1 (A); Sak 2 (A); och 2 till."


@given(st.lists(st.builds(one, st.text(min_size=1), st.sampled_from(sorted(WORDS)), st.sampled_from("ABC"))))
def test_no_edition_tells_more_than_the_one_before_it(done):
    said = Judgements(done=tuple(done), ahead=tuple(done))
    whole, public = for_edition(said, Edition.PARTNER), for_edition(said, Edition.PUBLIC)
    assert len(public.done) == sum(each.status == "done" for each in done) <= len(whole.done)
    filled = {field.name for each in public.done for field in fields(each) if getattr(each, field.name)}
    assert filled <= {"what", "area", "area_name", "status"}
    mine = for_own(said, (), ("A",))
    assert {each.area for each in (*mine.done, *mine.ahead)} <= {"A"}
