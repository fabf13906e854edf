"""Plans in seven forms are read to what their readers see; the answers are written by hand from the plans."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import UnreadableFile
from samsyn.plans import RULES, Plan, ReadPlan, Severity, check, read_plan_bytes
from samsyn.plans.example import NAME, example_plan
from tests.architecture.tree import ROOT
from tests.support import written_plans as written


def chain(plan: Plan) -> list[tuple[str, list[str], str]]:
    """Each action with its causes and the row that it stands on."""
    return [
        (one.text, [cause.text for cause in plan.causes_of(one)], one.origin.where) for one in plan.actions
    ]


def guessed(read: ReadPlan) -> str:
    return "\n".join(f"{one.where}: {one.text}" for one in read.guesses)


def test_headings_on_row_five_and_a_cause_merged_over_two_rows() -> None:
    read = read_plan_bytes(written.template_xlsx(), "plan.xlsx")
    plan = read.plan
    assert plan.title == "Åtgärdsplan för Exempelköping 2026"
    light = "Gångtunneln saknar belysning enligt vandringen i mars"
    assert chain(plan) == [
        ("Byt till tolv nya armaturer i gångtunneln", [light], "bladet Plan 2026, rad 6"),
        ("Klottersanering", [light], "bladet Plan 2026, rad 7"),
        ("Verka för fler vuxna ute", ["Rasterna saknar vuxna"], "bladet Plan 2026, rad 8"),
    ]
    assert [one.text for one in plan.causes][2:] == ["Otydliga rutiner för incidenter"]
    assert [(one.text, one.origin.row) for one in plan.problems] == [
        ("Klotter vid stationen", 6),
        ("Trygg skola", 8),
    ]
    first, second, third = plan.actions
    assert (first.owner, first.follow_up) == ("Gatuenheten", "Antal anmälningar, januari 2027")
    assert (first.when.start, first.when.end) == (date(2026, 7, 1), date(2026, 10, 1))
    assert (second.problem, second.goal, second.kind, second.when.ongoing) == ("p1", "", "symptom", True)
    assert third.follow_up == "", "a dash says nothing"
    assert "Rubrikerna står på rad 5" in guessed(read)
    assert "formler" in guessed(read) or "formel" in guessed(read)
    assert [one.text for one in read.left_out] == ["Beslutad av kommunstyrelsen § 14"]


def test_causes_that_a_plan_names_by_number_stand_on_another_sheet() -> None:
    plan = read_plan_bytes(written.numbered_xlsx(), "plan.xlsx").plan
    first, second = plan.actions
    assert [one.text for one in plan.causes_of(first)] == ["1. Ställen går inte att låsa fast i"]
    assert len(plan.causes_of(second)) == 2
    assert len(plan.causes) == 2, "numbers alone are no causes"
    assert plan.causes[0].evidence == "Räkning i maj"
    assert (first.indicator, first.baseline, first.target) == ("Anmälda cykelstölder", "30", "45")
    assert (first.when.start, first.when.end) == (date(2027, 1, 1), date(2027, 7, 1))


def test_word_tables_under_headings_with_cells_merged_both_ways() -> None:
    read = read_plan_bytes(written.tables_docx(), "plan.docx")
    plan = read.plan
    assert plan.title == "Handlingsplan 2026–2027"
    assert chain(plan) == [
        ("Åtta nya papperskorgar", ["Få papperskorgar"], "tabell 1, rad 2"),
        ("Skräpplockning med skolan", ["Få papperskorgar"], "tabell 1, rad 3"),
        ("Dialog med krögare", ["Sena öppettider"], "tabell 2, rad 3"),
    ]
    problems = {one.key: one.text for one in plan.problems}
    assert [problems[one.problem] for one in plan.actions] == [
        *["Nedskräpning vid torget"] * 2,
        "Uteserveringar",
    ]
    assert plan.actions[2].notes == (("Målgrupp", "Krögare"),)
    assert plan.actions[2].goal == plan.actions[2].indicator == "Högst 10 klagomål"
    assert plan.actions[2].is_done
    assert "”Bakgrund” läses som orsak" in guessed(read)
    assert plan.deprioritised == ("Planen utgår från lägesbilden. Vi prioriterar inte cykelstölder i år.",)


def test_running_text_with_words_before_colons_and_lists() -> None:
    read = read_plan_bytes(written.list_docx(), "plan.docx")
    dark = "Skolgårdarna är mörka på kvällen"
    assert chain(read.plan)[:2] == [
        ("Tänd belysningen till klockan 22", [dark], "texten, stycke 6"),
        ("Gemensam rondering", [], "texten, stycke 10"),
    ]
    first, second, third = read.plan.actions
    assert read.plan.causes[0].evidence == "vaktmästarnas rapporter hösten 2025"
    assert (first.owner, first.when.end) == ("Fastighetsenheten", date(2027, 1, 1))
    assert first.follow_up == "Antal krossade rutor per månad"
    assert (second.owner, second.when.end) == ("Trafikenheten", date(2027, 7, 1))
    assert third.when.start == date(2027, 1, 1)
    assert [(one.text, one.is_row) for one in read.left_out] == [("Planen gäller hela kommunen.", False)]


def test_small_tables_with_the_questions_on_the_left() -> None:
    plan = read_plan_bytes(written.form_docx(), "plan.docx").plan
    assert chain(plan) == [
        ("Grannsamverkan i två kvarter", ["Få som rör sig ute"], "tabell 1, rad 1"),
        ("Nattvandring", ["Få som rör sig ute"], "tabell 2, rad 1"),
    ]
    assert [one.owner for one in plan.actions] == ["Säkerhetsenheten", ""]
    assert plan.actions[0].notes == (("Kommentar", "Ny i år"),)


def test_a_table_as_excel_saves_it_in_windows() -> None:
    plan = read_plan_bytes(written.windows_csv(), "plan.csv").plan
    first, second = plan.actions
    assert first.text == "Information till arrangörer\noch två besök"
    assert (first.owner, first.resources) == ("Miljö- och byggförvaltningen", "20 tkr")
    assert second.text == '=HYPERLINK("http://exempel.invalid")', "a text, never computed"


def test_open_document() -> None:
    read = read_plan_bytes(written.ods(), "plan.ods")
    assert read.format == "ods"
    assert chain(read.plan) == [("Röj fem buskage", ["Dålig sikt"], "bladet Blad1, rad 3")]


def test_sheets_named_after_focus_areas_and_tables_under_headings_of_their_own() -> None:
    read = read_plan_bytes(written.sheets_xlsx(), "plan.xlsx")
    problems = {one.key: one.text for one in read.plan.problems}
    assert [(problems[one.problem], one.text, one.origin.row) for one in read.plan.actions] == [
        ("Narkotika", "Enkät", 2),
        ("Inbrott", "Låsbyten", 4),
        ("Ungdomar", "Öppet hus", 9),
    ]
    assert read.plan.actions[1].owner == "Bostadsbolaget"
    assert read.plan.actions[1].indicator == "Antal inbrott"
    assert [(one.text, one.why) for one in read.left_out] == [("Summa | 12", "en rad med summor")]


def test_the_example_is_what_the_program_makes_and_has_the_mistakes_that_it_is_said_to_have() -> None:
    lying = (ROOT / "examples" / NAME).read_bytes()
    read, made = read_plan_bytes(lying, NAME), read_plan_bytes(example_plan(), NAME)
    assert (read.plan, read.guesses, read.left_out) == (made.plan, made.guesses, made.left_out)
    found = [one.code for one in check(read.plan, at=date(2026, 11, 29))]
    assert {one for one in found if RULES[one].severity is Severity.ERROR} == {
        "action_without_cause",
        "goal_without_indicator",
        "target_wrong_direction",
        "outcome_before_output",
    }
    assert found.count("cause_without_action") == 1
    assert len(read.plan.actions) == 6


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "är tom"),
        (written.empty_xlsx(), "är tom"),
        (written.picture_docx(), "bara bilder"),
        (b"%PDF-1.7", "är en PDF"),
        (b"PK\x03\x04 nonsense", "skadad"),
        (written.template_xlsx()[:3000], "skadad"),
        (b"Namn;Antal\nA;1\nB;2\n", "hittades ingen plan"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "gamla Wordformatet"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_readers_words(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_plan_bytes(data, "plan.fil")


CELLS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters=';,"'), min_size=1, max_size=12
)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_no_row_is_lost(rows: list[tuple[str, ...]]) -> None:
    """Each text of each row is in an action, a cause, a problem, a note, or in the list of what was left out."""
    head = ("Orsak", "Åtgärd", "Vem", "Egen kolumn")
    rows = [(row[0], f"Gör {row[1]}", row[2], row[3]) for row in rows]
    text = "\n".join("\t".join(cell.replace('"', "'") for cell in row) for row in (head, *rows))
    read = read_plan_bytes(text.encode(), "plan.csv")
    plan = read.plan
    held = " ".join(
        [one.text for one in plan.causes]
        + [f"{one.text} {one.owner} {one.notes}" for one in plan.actions]
        + [one.text for one in read.left_out]
    )
    for row in rows:
        action = row[1].replace('"', "'")
        if any(letter.isalpha() for letter in action) and action.casefold() not in (
            "inget",
            "ingen",
            "saknas",
        ):
            assert action in held
    where = {one.origin.row for one in plan.actions} | {
        int(one.where.rsplit(" ", 1)[1]) for one in read.left_out
    }
    repeated = {n for n, row in enumerate(rows, start=2) if row == head}
    assert where | repeated >= set(range(2, len(rows) + 2))
