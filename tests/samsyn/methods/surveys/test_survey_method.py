"""Surveys as a method: the report's figures, limits against every silence, groups of items, what is withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Edition, Finding, Round
from samsyn.errors import BadDeclaration, BadInput
from samsyn.instruments.load import surveys
from samsyn.instruments.surveys import Item, SurveyForm, read_form
from samsyn.methods.surveys.example import example_form, example_round
from samsyn.methods.surveys.find import find
from samsyn.methods.surveys.method import SURVEYS
from samsyn.methods.surveys.middle import median_limits
from samsyn.methods.surveys.register import SAMPLE, SOURCE, WHOLE, Asked, answers_table
from samsyn.period import parse
from samsyn.provenance import canonical


def round_of(form: SurveyForm, answers: list[dict[str, str]], invited: int, population: str = WHOLE) -> Round:
    """A round of answers."""
    asked = Asked(form=form, invited=invited, population=population, sender="Kommunen", anonymous=True)
    return Round(
        table=answers_table(form, answers, date(2026, 9, 1)),
        period=parse("2026-Q3"),
        source=SOURCE,
        sources=("a",),
        options=asked.options(),
    )


def one(observed: Round, key: str, category: str | None = None) -> Finding:
    """A figure of a round."""
    return next(f for f in find(observed).findings if f.key == key and f.category == category)


def test_the_reports_figures_come_out() -> None:
    observed = example_round()
    assert one(observed, "response").estimate.value == 0.9
    top = one(observed, "top", "strengthened").estimate
    assert (top.n, round(100 * (top.value or 0))) == (17, 63)
    assert [round(100 * (limit or 0), 1) for limit in (top.low, top.high)] == [56.7, 66.7]
    lead = next(
        s for s in SURVEYS.sections(observed, find(observed), Edition.INTERNAL) if s.key == "q-strengthened"
    )
    assert lead.lead.startswith("17 av 27 (63 %) svarade")
    assert "56,7 % till 66,7 %" in lead.lead
    assert "Avsändare: Exempelmyndigheten; svaren är inte anonyma." in lead.charts[0].table.note


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.integers(0, 3),
)
def test_the_limits_of_a_median_are_the_least_and_most_of_all_silences(
    given_: list[int], silent: int
) -> None:
    medians = [
        np.quantile(np.array([*given_, *rest], dtype=float), 0.5, method="averaged_inverted_cdf")
        for rest in product(range(1, 6), repeat=silent)
    ]
    values = np.sort(np.array(given_, dtype=float))
    assert median_limits(values, silent=silent, least=1, most=5) == (min(medians), max(medians))


def test_the_limits_of_a_median_of_a_sample() -> None:
    values = np.arange(1, 11, dtype=float)
    assert median_limits(values, silent=None, least=1, most=10) == (
        2,
        9,
    )  # Conover: ranks 2 and 9 of 10, 97.9 %
    assert sum(comb(10, k) for k in range(2, 9)) / 2**10 > 0.95
    assert median_limits(values[:5], silent=None, least=0, most=99) == (0, 99)  # no two of five reach 95 %


def test_a_group_turns_reversed_items_and_asks_for_three_quarters() -> None:
    options = [{"code": str(n), "label": str(n)} for n in range(1, 6)]
    items = [
        {
            "key": f"i{n}",
            "text": "Fråga",
            "kind": "scale",
            "options": options,
            "construct": "g",
            "is_reversed": n == 4,
        }
        for n in range(1, 5)
    ]
    form = read_form({"key": "f", "title": "F", "items": items, "constructs": {"g": "Gruppen"}})
    answers = [
        {"i1": "5", "i2": "4", "i3": "4", "i4": "1"},  # (5 + 4 + 4 + 5) / 4 = 4.5
        {"i1": "2", "i2": "2", "i4": "4"},  # (2 + 2 + 2) / 3 = 2
        {"i1": "5", "i2": "5"},  # half of the items: no mean
    ]
    told = one(round_of(form, answers, invited=4), "mean").estimate
    assert (told.value, told.n) == (3.25, 2)
    assert (told.low, told.high) == ((4.5 + 2 + 1 + 1) / 4, (4.5 + 2 + 5 + 5) / 4)
    sample = one(round_of(form, answers, invited=4, population=SAMPLE), "mean").estimate
    assert sample.low == 2
    assert sample.high == 4.5


def test_what_is_no_answer_is_missing_and_free_text_is_in_no_row() -> None:
    form = example_form()
    observed = round_of(
        form, [{"strengthened": "dont_know", "best": "hemligt ord"}, {"strengthened": "4"}], 5
    )
    assert one(observed, "answered", "strengthened").detail == {"missing": 1}
    assert one(observed, "answered", "best").estimate.n == 1
    assert "hemligt" not in str(observed.table.frame.to_dicts())
    nobody = one(observed, "median", "useful")
    assert nobody.estimate.value is None
    assert nobody.reason == "Ingen har svarat på frågan."


def test_other_editions_withhold_small_counts_and_what_reveals_them() -> None:
    observed = example_round()
    shown = SURVEYS.sections(observed, find(observed), Edition.PUBLIC)
    section = next(s for s in shown if s.key == "q-strengthened")
    counts = {row[0]: row[1] for row in section.charts[0].table.rows}
    assert counts["1 Ingen förstärkning alls"] is None  # 1 answer
    assert counts["2 Liten förstärkning"] is None  # 3 answers
    hidden = [name for name, count in counts.items() if count is None]
    assert len(hidden) >= 2
    tops = {"4 Stor förstärkning", "5 Mycket stor förstärkning"}
    assert bool(section.lead) is (not tops & set(hidden))
    few = replace(
        observed,
        table=replace(observed.table, frame=observed.table.frame.filter(observed.table.frame["row"] < 5)),
    )
    assert [s.key for s in SURVEYS.sections(few, find(few), Edition.PUBLIC)] == ["response"]


def test_it_is_told_again_from_what_was_kept() -> None:
    observed = example_round()
    first = SURVEYS.tell(
        observed.table, {"period": {"key": "2026-Q3"}, "sources": ["a"], "survey": observed.options}, None
    )
    kept: Any = canonical(first.document(Edition.INTERNAL))
    again = SURVEYS.tell(observed.table, kept, None)
    assert again.document(Edition.INTERNAL) == kept
    assert again.document(Edition.PUBLIC)["findings"] == []


def test_what_cannot_be_counted_is_refused() -> None:
    form = example_form()
    with pytest.raises(BadInput, match="finns inte"):
        answers_table(form, [{"strengthened": "6"}], date(2026, 9, 1))
    with pytest.raises(BadInput, match="bara 1"):
        find(round_of(form, [{"strengthened": "4"}] * 2, invited=1))
    plain = canonical(form)
    for change, said in (
        ({"items": []}, "ingen fråga"),
        ({"items": [*plain["items"], plain["items"][0]]}, "strengthened"),
        ({"items": [{**plain["items"][0], "top": ["9"]}]}, "top"),
        ({"items": [{**plain["items"][0], "key": "Fel namn"}]}, "små bokstäver"),
        ({"source_status": "stolen"}, "source_status"),
    ):
        with pytest.raises(BadDeclaration, match=said):
            read_form({**plain, **change})


def test_every_ready_form_is_in_our_own_words() -> None:
    forms = {form.key: form for form in surveys().forms}
    assert {form.source_status for form in forms.values()} == {"own_words"}
    items: tuple[Item, ...] = forms["implementation"].items
    assert len([item for item in items if item.construct]) == 20
    general = [item for item in items if not item.construct]
    assert [item.key for item in general] == ["familiar", "part_today", "part_later"]
    assert all([one.code for one in item.answers] == [str(n) for n in range(11)] for item in general)
    assert [item.key for item in items if item.is_reversed] == ["doing_2"]


def test_how_far_it_is_everyday_is_told_by_median_and_quartiles() -> None:
    form = surveys().form("implementation")
    assert form is not None
    said = ["0", "2", "4", "4", "6", "8", "10", "dont_know"]
    observed = round_of(form, [{"part_today": code} for code in said], invited=8)
    found = [one for one in find(observed).findings if one.category == "part_today"]
    assert {one.key for one in found} == {"answered", "share", "median"}, "no favourable steps, and no mean"
    told = one(observed, "median", "part_today")
    assert (told.estimate.value, told.detail["lower"], told.detail["upper"]) == (
        4,
        2,
        8,
    )  # 0 [2] 4 [4] 6 [8] 10
    assert (told.estimate.low, told.estimate.high) == (4, 5), "the one who does not know had said 0, or 10"
    sections = SURVEYS.sections(observed, find(observed), Edition.INTERNAL)
    section = next(one for one in sections if one.key == "q-part_today")
    assert "Median 4; hälften av svaren ligger mellan 2 och 8." in " ".join(
        (section.lead, *section.paragraphs)
    )
    names = [row[0] for row in section.charts[0].table.rows]
    assert (names[0], names[5], names[10]) == ("0 Inte alls", "5", "10 Helt och hållet")
