"""Each paragraph is met by its own facts, fails without them, and turns wrong when they run out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from samsyn.duties import Fact, Judged, Outcome, Status, add_months, check_fact, judge, next_steps
from samsyn.errors import BadDeclaration, BadInput
from samsyn.instruments.load import statute
from samsyn.instruments.statute import DutyKind, read_statute

LAW = statute()
DAY = date(2025, 3, 3)
NOW = date(2026, 11, 29)
# What meets each paragraph, in our reading of the statute; written here by hand, not taken from the declaration.
MET_BY = {
    "4": ("extent", "consequences", "other_information", "analysis"),
    "5": ("decision", "basis"),
    "6": ("update", "follow_up"),
    "7": ("integration",),
    "8": ("coordination",),
    "9": ("agreement", "purposes", "areas"),
    "10": ("forum", "chair", "leading"),
    "11": ("function",),
    "12": ("support", "contact", "information"),
    "13": ("leading_body", "report"),
}
# Tried and under way are neither better than the other: where one strives, which is said depends on what is lacking.
RANK = {
    Status.OVERDUE: 0, Status.NOT_STARTED: 1, Status.ATTEMPTED: 2, Status.UNDER_WAY: 2, Status.DONE: 3,
}  # fmt: skip


def a_fact(
    paragraph: str, kind: str, day: date = DAY, outcome: Outcome = Outcome.RESULT, **more: object
) -> Fact:
    return Fact(paragraph=paragraph, kind=kind, day=day, outcome=outcome, **more)  # type: ignore[arg-type]


def whole(paragraph: str, day: date = NOW) -> list[Fact]:
    return [a_fact(paragraph, kind, day) for kind in MET_BY[paragraph]]


def one(paragraph: str, facts: list[Fact], at: date = NOW) -> Judged:
    return next(found for found in judge(LAW, facts, at=at) if found.paragraph.code == paragraph)


def test_the_law_is_the_one_that_is_in_force() -> None:
    kinds = {each.code: each.kind for each in LAW.paragraphs}
    assert [code for code, kind in kinds.items() if kind.binds] == list(MET_BY)
    assert [code for code, kind in kinds.items() if kind is DutyKind.STRIVE] == ["9", "10"]
    assert (kinds["3"], kinds["14"]) == (DutyKind.AIM, DutyKind.RIGHT)
    assert {code: tuple(slot.code for slot in LAW.paragraph(code).slots) for code in MET_BY} == MET_BY
    assert LAW.paragraph("14").since == date(2025, 4, 1)
    assert LAW.link("6") == "https://lagen.nu/2023:196#P6"


@pytest.mark.parametrize("paragraph", MET_BY)
def test_a_paragraph_is_met_by_all_of_its_parts_and_by_no_fewer(paragraph: str) -> None:
    facts = whole(paragraph)
    found = one(paragraph, facts)
    assert found.status is Status.DONE
    assert set(found.evidence) == set(facts)
    assert found.lacking == ()
    for left_out in facts:
        less = one(paragraph, [each for each in facts if each != left_out])
        assert less.status is not Status.DONE
        assert [slot.code for slot in less.lacking] == [left_out.kind]
        assert next(slot.name for slot in less.lacking) in less.reason.lower()
    others = [
        each for code in MET_BY if code != paragraph and code not in ("9", "10") for each in whole(code)
    ]
    empty = one(
        paragraph, [each for each in others if not (paragraph == "6" and each.paragraph in ("4", "5"))]
    )
    assert empty.status in (Status.NOT_STARTED, Status.OVERDUE), "what meets the others does not meet this"


def test_an_effort_is_enough_only_where_the_law_asks_for_one() -> None:
    for code, kinds in MET_BY.items():
        tried = [a_fact(code, kinds[0], outcome=Outcome.ATTEMPT)]
        expected = (
            Status.ATTEMPTED if code in ("9", "10") else Status.OVERDUE if code == "5" else Status.NOT_STARTED
        )
        assert one(code, tried).status is expected
    led = [a_fact("10", "forum"), a_fact("10", "chair")]
    assert one("10", led).status is Status.UNDER_WAY
    refused = a_fact("10", "leading", outcome=Outcome.ATTEMPT)
    assert one("10", [*led, refused]).status is Status.ATTEMPTED
    assert one("10", [*led, refused]).reason.startswith("Kommunen har försökt, senast 3 mars 2025.")


def test_what_is_begun_and_what_is_not_begun_and_why() -> None:
    assert one("7", [a_fact("7", "integration", outcome=Outcome.BEGUN)]).status is Status.UNDER_WAY
    why = a_fact("7", "integration", outcome=Outcome.NOTHING, reference="Översiktsplanen är från 2012.")
    assert one("7", [why]).status is Status.NOT_STARTED
    assert one("7", [why]).reason == "Inte påbörjat: Översiktsplanen är från 2012."


def test_the_plan_has_been_due_since_the_first_of_july_2024() -> None:
    assert one("5", [], date(2024, 7, 1)).status is Status.NOT_STARTED
    late = one("5", [], date(2024, 7, 2))
    assert (late.status, late.due, late.days_left) == (Status.OVERDUE, date(2024, 7, 1), -1)
    begun = [a_fact("5", "decision", date(2024, 5, 1), Outcome.BEGUN)]
    assert one("5", begun, date(2024, 7, 2)).status is Status.OVERDUE
    assert one("5", whole("5", date(2025, 1, 1))).due is None


def test_the_clock_of_two_years_by_hand() -> None:
    picture, plan = a_fact("4", "analysis", date(2024, 2, 29)), a_fact("5", "decision", date(2024, 6, 10))
    first = one("6", [picture, plan], date(2026, 2, 28))
    assert (first.status, first.due, first.days_left) == (Status.UNDER_WAY, date(2026, 2, 28), 0)
    assert first.reason.startswith("Inte gjort än, men i tid")
    late = one("6", [picture, plan], date(2026, 3, 1))
    assert (late.status, late.days_left) == (Status.OVERDUE, -1)
    assert late.reason == "Uppdatering av lägesbilden skulle ha gjorts senast 28 februari 2026."
    updated = [picture, plan, a_fact("6", "update", date(2026, 2, 27))]
    assert one("6", updated, date(2026, 3, 1)).due == date(2026, 6, 10), "the follow-up is next"
    both = [*updated, a_fact("6", "follow_up", date(2026, 6, 10))]
    assert one("6", both, date(2026, 6, 11)).status is Status.DONE
    assert one("6", both, date(2028, 2, 28)).status is Status.OVERDUE
    assert "4 och 5 §" in one("6", [], NOW).reason


def test_an_agreement_that_has_run_out_is_none_until_it_is_tried_anew() -> None:
    facts = [a_fact("9", kind, until=date(2026, 6, 30)) for kind in MET_BY["9"]]
    assert one("9", facts, date(2026, 6, 30)).status is Status.DONE
    out = one("9", facts, date(2026, 7, 1))
    assert (out.status, out.days_left) == (Status.OVERDUE, -1)
    assert out.reason == "Skriftlig överenskommelse gällde till och med 30 juni 2026."
    tried = [a_fact("9", kind, date(2026, 7, 2), Outcome.ATTEMPT) for kind in MET_BY["9"]]
    assert one("9", [*facts, *tried]).status is Status.ATTEMPTED
    before = [a_fact("9", kind, date(2026, 5, 2), Outcome.ATTEMPT) for kind in MET_BY["9"]]
    assert one("9", [*facts, *before]).status is Status.OVERDUE
    assert one("8", facts, date(2026, 6, 30)).status is Status.DONE, "an agreement shows that it coordinates"


def test_reporting_goes_on_or_it_has_stopped() -> None:
    facts = whole("13", date(2025, 11, 29))
    assert one("13", facts, date(2026, 11, 29)).status is Status.DONE
    stopped = one("13", facts, date(2026, 11, 30))
    assert stopped.status is Status.UNDER_WAY
    assert "mer än 12 månader" in stopped.reason


def test_an_empty_municipality_begins_with_a_function_and_never_with_the_plan() -> None:
    order = [each.paragraph.code for each in next_steps(judge(LAW, [], at=NOW))]
    assert order[:3] == ["11", "13", "4"]
    assert order.index("4") < order.index("5") < order.index("6")
    all_done = [each for code in MET_BY for each in whole(code)]
    assert next_steps(judge(LAW, all_done, at=NOW)) == ()
    soon = next_steps(judge(LAW, all_done, at=NOW + timedelta(days=600)))
    assert [each.paragraph.code for each in soon] == ["6", "13", "10"], (
        "soon due comes before what has stopped"
    )


def test_a_fact_about_nothing_is_refused() -> None:
    check_fact(LAW, a_fact("9", "agreement", outcome=Outcome.ATTEMPT))
    for wrong, said in (
        (a_fact("14", "camera"), "ställer inget krav"),
        (a_fact("4", "extant"), "extent"),
        (a_fact("4", "extent", outcome=Outcome.ATTEMPT), "ett resultat"),
        (a_fact("9", "agreement", until=DAY - timedelta(days=1)), "före"),
    ):
        with pytest.raises(BadInput, match=said):
            check_fact(LAW, wrong)


def test_a_statute_that_refers_to_nothing_is_refused() -> None:
    text = (
        "version: v\ntitle: t\nurl: u\nsource_status: own_words\nread_on: 2025-01-01\namendments: a\nparagraphs:\n"
        "  - {code: '1', heading: h, kind: shall, text: t, since: 2025-01-01, todo: t, turn: 1, slots: [%s]}\n"
    )
    assert read_statute(text % "{code: a, name: a}", "x").duties[0].slots[0].code == "a"
    with pytest.raises(BadDeclaration, match="4:a"):
        read_statute(text % "{code: a, name: a, also: ['4:a']}", "x")
    with pytest.raises(BadDeclaration, match="slots"):
        read_statute(text % "", "x")


DAYS = st.dates(date(2023, 7, 1), date(2030, 1, 1))
FACTS = st.lists(
    st.builds(
        lambda key, day, outcome, length: a_fact(
            key[0], key[1], day, outcome, until=None if length is None else day + timedelta(days=length)
        ),
        st.sampled_from([(code, kind) for code, kinds in MET_BY.items() for kind in kinds]),
        DAYS,
        st.sampled_from(list(Outcome)),
        st.none() | st.integers(0, 900),
    ),
    max_size=12,
)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_are_as_a_calendar_library_counts_them(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


@given(FACTS, DAYS, st.randoms(use_true_random=False))
def test_order_and_the_future_do_not_matter(facts: list[Fact], at: date, rng) -> None:
    shuffled = list(facts)
    rng.shuffle(shuffled)
    statuses = [(each.status, each.due) for each in judge(LAW, facts, at=at)]
    assert [(each.status, each.due) for each in judge(LAW, shuffled, at=at)] == statuses
    known = [each for each in facts if each.day <= at]
    assert [(each.status, each.due) for each in judge(LAW, known, at=at)] == statuses


@given(FACTS, DAYS, st.integers(0, 1500))
def test_time_alone_makes_nothing_better_and_a_result_today_nothing_worse(
    facts: list[Fact], at: date, days: int
) -> None:
    known = [each for each in facts if each.day <= at]
    for before in judge(LAW, known, at=at):
        code = before.paragraph.code
        if before.status is Status.NO_DUTY:
            continue
        assert RANK[one(code, known, at + timedelta(days=days)).status] <= RANK[before.status]
        for kind in MET_BY[code]:
            better = one(code, [*known, a_fact(code, kind, at)], at)
            assert RANK[better.status] >= RANK[before.status]


@given(FACTS, DAYS)
def test_a_slow_count_of_what_holds_agrees(facts: list[Fact], at: date) -> None:
    """Day by day: a part is there while a result of its own is in force, and not older than is advised."""
    for found in judge(LAW, facts, at=at):
        code = found.paragraph.code
        if code in ("2", "3", "6", "8", "13", "14"):
            continue
        newest: dict[str, date] = {}
        for each in facts:
            last = each.until or at
            days = {each.day + timedelta(n) for n in range((last - each.day).days + 1)}
            if each.paragraph == code and each.outcome is Outcome.RESULT and at in days:
                newest[each.kind] = max(each.day, newest.get(each.kind, each.day))
        advised = {slot.code: slot.advised_months for slot in found.paragraph.slots}
        there = {
            kind
            for kind, day in newest.items()
            if day + relativedelta(months=advised.get(kind) or 9999) >= at
        }
        assert {slot.code for slot in found.lacking} == set(MET_BY[code]) - there
        assert (found.status is Status.DONE) == (there == set(MET_BY[code]))
