"""A comparison told in words: what the answer says, and what it does not."""

from datetime import date

import polars as pl
import pytest

from samsyn import documents
from samsyn.cycle import Edition
from samsyn.methods.incidents.compare import compare_periods
from samsyn.methods.incidents.compare_areas import compare_areas
from samsyn.methods.incidents.compared import Compared, Denominator, answer, conclusions
from samsyn.methods.incidents.compared_sections import sections
from samsyn.period import parse

NOW, THEN = parse("2024-02"), parse("2024-01")


def compared(n, before, **more):
    """Return a comparison of two counts in area a, with as many in b."""
    rows = pl.DataFrame(
        {
            "start": [date(2024, 2, 1), date(2024, 1, 1)] * 2,
            "area": ["a", "a", "b", "b"],
            "n": [n, before, 9, 9],
        }
    )
    (whole,) = compare_periods(rows.filter(pl.col("area") == "a"), NOW, THEN)
    areas = compare_periods(rows, NOW, THEN, side="area")
    told = {"counts": "rapport", "now": NOW, "then": THEN, "total": n, "whole": whole, "areas": areas}
    return Compared(**told | {"names": {"a": "Åsen", "b": "Backa"}} | more)


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (60, 20, "60 rapporter februari 2024, säkert fler per dag än 20 januari 2024, 3,2 gånger så många."),
        (20, 60, "20 rapporter februari 2024, säkert färre per dag än 60 januari 2024, 64\u00a0% färre."),
        (22, 20, "22 rapporter februari 2024, mot 20 januari 2024: ingen säker skillnad."),
        (1, 1, "1 rapport februari 2024, mot 1 januari 2024: för få för att jämföra."),
        (30, 0, "30 rapporter februari 2024, säkert fler per dag än 0 januari 2024."),
    ],
)
def test_the_answer(now, then, said):
    assert answer(compared(now, then)) == said


def test_what_was_refused_is_the_answer_or_follows_the_count():
    assert answer(compared(9, 9, total=None, refused="Nej.", whole=None)) == "Nej."
    refused = compared(9, 9, whole=None, refused="Källan ändrades.")
    assert answer(refused) == "9 rapporter februari 2024."
    assert conclusions(refused) == ()


def test_areas_that_differ_are_named_and_the_reason_is_not():
    said = " ".join(conclusions(compared(60, 20)))
    assert "Ett område skiljer sig säkert: Åsen." in said
    assert said.endswith("De säger inte varför.")


def test_the_sections_hold_every_line_and_say_the_verdict_with_a_sign():
    lines = compare_areas({"a": 60, "b": 9}, {"a": 1000, "b": None, "c": 3000}, per=1000, unit="r per 1 000")
    rate = Denominator(
        key="invanare", heading="Per 1 000 invånare", unit="r", per=1000.0, lines=lines, everywhere=15.0
    )
    series = {
        "periods": ["2024-01-01", "2024-02-01"],
        "values": [20, 60],
        "period_kind": "month",
        "spans": [],
        "breaks": [{"day": "2024-01-15", "what": "Ny e-tjänst"}],
        "events": [],
    }
    told = sections(compared(60, 20, denominators=(rate,), series=series))
    assert [one.key for one in told] == ["tid", "omraden", "invanare"]
    assert told[1].tables[0].rows[0][0] == "Åsen"
    assert told[1].tables[0].rows[0][-1] == "▲ fler"
    verdicts = {row[0]: row[-1] for row in told[2].tables[0].rows}
    assert verdicts == {
        "Åsen": "▲ högre än de andra",
        "Backa": "– storleken är inte känd",
        "c": "▼ lägre än de andra",
    }
    assert "1 rad utan känd storlek" in told[2].tables[0].note
    html = "".join(documents.section_html(one) for one in told)
    assert "Ny e-tjänst" in html
    assert documents.tables_xlsx(
        documents.document(title="J", subtitle="", edition=Edition.INTERNAL, sections=told)
    ).startswith(b"PK")


def test_without_a_comparison_the_tables_hold_counts_alone():
    (areas,) = sections(compared(60, 20, whole=None, then=None))
    assert [column.label for column in areas.tables[0].columns] == ["Område", "Antal", "Osäkerhet"]
    assert areas.charts == ()


def test_the_time_line_says_what_is_not_drawn():
    series = {
        "periods": ["2024-01-01", "2024-02-01"], "values": [20, 60], "period_kind": "month",
        "spans": [], "breaks": [], "events": [],
    }  # fmt: skip

    def told(*cut):
        found = compared(60, 20, series=series, cut=tuple(parse(one) for one in cut))
        return sections(found)[0].charts[0].sentence

    assert told().endswith("rapporter per månad.")
    assert told("2023-12").endswith(" December 2023 är inte med, för källans rader täcker den inte helt.")
    assert told("2023-12", "2024-03").endswith(
        " December 2023 och mars 2024 är inte med, för källans rader täcker dem inte helt."
    )


@pytest.mark.parametrize(
    ("counts", "side", "said"),
    [
        ({"a": (60, 20)}, "area", "Det enda område som kan jämföras skiljer sig säkert."),
        ({"a": (20, 20)}, "area", "Det enda område som kan jämföras skiljer sig inte säkert."),
        ({"a": (20, 20)}, "category", "Den enda kategori som kan jämföras skiljer sig inte säkert."),
        ({"a": (1, 1)}, "area", "Underlaget är för litet för att jämföra."),
        ({"a": (20, 20), "b": (9, 9)}, "area", "Inget av de 2 som kan jämföras skiljer sig säkert."),
        ({"a": (20, 20), "b": (9, 9)}, "category", "Ingen av de 2 som kan jämföras skiljer sig säkert."),
        ({"a": (60, 20), "b": (9, 9)}, "area", "Ett av de 2 som kan jämföras skiljer sig säkert."),
        ({"a": (60, 20), "b": (9, 9)}, "category", "En av de 2 som kan jämföras skiljer sig säkert."),
        ({"a": (60, 20), "b": (60, 20)}, "category", "Två av de 2 som kan jämföras skiljer sig säkert."),
    ],
)
def test_how_many_differ_is_told_in_grammar(counts, side, said):
    rows = pl.DataFrame(
        [
            (day, key, n)
            for key, pair in counts.items()
            for day, n in zip((NOW.start, THEN.start), pair, strict=True)
        ],
        schema=["start", side, "n"],
        orient="row",
    )
    lines = compare_periods(rows, NOW, THEN, side=side)
    more = {"areas": ()} | {"areas" if side == "area" else "categories": lines}
    (section,) = sections(compared(60, 20, **more))
    assert section.lead == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"a": 60, "b": 9}, "Området skiljer sig säkert från de andra."),
        ({"a": 20, "b": 20}, "Området skiljer sig inte säkert från de andra."),
        ({"a": 1, "b": 1}, "Underlaget är för litet för att jämföra området med de andra."),
    ],
)
def test_an_area_looked_at_alone_is_told_of_in_the_singular(counts, said):
    lines = compare_areas(counts, {"a": 1000, "b": 1000}, per=1000, unit="r per 1 000")
    alone = tuple(line for line in lines if line.key == "a")
    rate = Denominator(key="invanare", heading="P", unit="r", per=1000.0, lines=alone, everywhere=15.0)
    assert sections(compared(60, 20, denominators=(rate,)))[-1].lead == said
