"""The first sentence says what the figures say, in plain Swedish."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from samsyn.cycle import Edition
from samsyn.documents.sheet_tables import findings as findings_sheet
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.picture import Picture
from samsyn.methods.incidents.sections import sections
from samsyn.methods.incidents.sentence import sentence
from samsyn.methods.incidents.story import story
from samsyn.methods.incidents.words import (
    category_label,
    counted,
    expected_words,
    listed,
    over_periods,
    plural,
)
from tests.support.rounds import observed, weekly


def said(rows, period, edition=Edition.INTERNAL):
    round_ = observed(rows, period)
    return sentence(story(round_, find(round_), edition, 5))


def test_a_short_history_is_said_instead_of_a_judgement():
    text = said([{"day": date(2024, 10, 1), "area": "Norr"}], "2024-W40")
    assert text == "Vecka 40, 2024: 1 rapport. Historiken är för kort för att säga vad som avviker."


def test_a_calm_week():
    rows = weekly(np.random.default_rng(1), weeks=40, means={("Norr", "SKA"): 3.0, ("Söder", "SKA"): 3.0})
    text = said(rows, "2023-W40")
    assert "Inget område avviker från det väntade." in text
    assert "4 av 4 väntade rapportörer svarade." in text


def test_a_rise_is_told_with_place_category_number_and_what_was_expected():
    rows = weekly(np.random.default_rng(2), weeks=160, means={("Norr", "SKA"): 2.0, ("Söder", "SKA"): 2.0})
    monday = date(2023, 1, 2) + timedelta(weeks=159)
    rows += [{"day": monday, "area": "Norr", "category": "SKA", "reporter": "Norr 1"}] * 20
    text = said(rows, "2026-W04")
    assert "Ett område avviker; i Norr kom fler rapporter" in text
    assert "väntat" in text


def test_the_public_edition_shows_no_small_number_in_its_sentence():
    text = said([{"day": date(2024, 10, 1), "area": "Norr"}] * 3, "2024-W40", Edition.PUBLIC)
    assert "3" not in text.replace("2024", "")


def test_words():
    assert [plural(w) for w in ("rapport", "anmält brott", "registrerad händelse", "pressnotis")] == [
        "rapporter",
        "anmälda brott",
        "registrerade händelser",
        "pressnotiser",
    ]
    assert counted("rapport", 1) == "rapport"
    assert listed(["a", "b", "c"]) == "a, b och c"
    assert category_label("SKA") == "Skadegörelse och klotter"
    assert category_label("Stöld/inbrott") == "Stöld/inbrott"


def test_a_silent_area_is_without_basis_in_the_public_edition_and_no_zero():
    rows = weekly(np.random.default_rng(1), weeks=40, means={("Norr", "SKA"): 9.0, ("Söder", "SKA"): 9.0})
    last = date(2023, 1, 2) + timedelta(weeks=39)
    silent = [row for row in rows if row["area"] == "Norr" or row["day"] < last]
    answered = [row for row in rows if row["area"] == "Söder" and row["day"] >= last and "kind" in row]
    calm = silent + answered
    told = {}
    for name, some in (("silent", silent), ("calm", calm)):
        round_ = observed(some, "2023-W40")
        made = sections(story(round_, find(round_), Edition.PUBLIC, 5))
        areas = next(one for one in made if one.key == "areas")
        told[name] = (areas.lead, dict((row[0], row[1:3]) for row in areas.tables[0].rows)["Söder"])
        bars = {row["label"] for row in areas.charts[0].spec["rows"]}
        assert ("Söder" in bars) is (name == "calm")
        assert not any("Söder 1" in str(row) for one in made for table in one.tables for row in table.rows)
    assert told["silent"][1] == (None, "underlag saknas")
    assert "Underlag saknas för 1 av 2 områden: ingen som väntas rapportera där svarade." in told["silent"][0]
    assert told["calm"][1][0] == 0
    assert "Underlag saknas" not in told["calm"][0]


def test_a_silent_area_is_without_basis_in_the_json_and_the_workbook_too():
    rows = weekly(np.random.default_rng(1), weeks=40, means={("Norr", "SKA"): 9.0, ("Söder", "SKA"): 9.0})
    last = date(2023, 1, 2) + timedelta(weeks=39)
    round_ = observed([row for row in rows if row["area"] == "Norr" or row["day"] < last], "2023-W40")
    origin = {"left_out": [], "files": []}
    made = Picture(observed=round_, found=find(round_), origin=origin, title="Bild")
    document = made.document(Edition.PUBLIC)
    about = [row for row in document["findings"] if row["area"] == "Söder"]
    assert {row["key"] for row in about} >= {"count"}
    numbers = [(row["value"], row["low"], row["high"], row["n"]) for row in about]
    assert numbers == [(None, None, None, None)] * len(about)
    assert {(row["status"], row["detail"] == {}) for row in about} == {("silent", True)}
    inside = [row for row in made.document()["findings"] if (row["key"], row["area"]) == ("count", "Söder")]
    assert [(row["value"], row["status"]) for row in inside] == [(0, "stated")]  # its level stands beside it
    told = [row for row in findings_sheet(document, {}).rows if "Söder" in row]
    assert len(told) == len(about)
    assert all(0 not in row and "underlag saknas" in row for row in told)


def test_every_section_of_every_edition_has_something_to_say():
    rows = weekly(np.random.default_rng(2), weeks=160, means={("Norr", "SKA"): 2.0, ("Söder", "SKA"): 2.0})
    round_ = observed(rows, "2026-W04")
    found = find(round_)
    for edition in Edition:
        for section in sections(story(round_, found, edition, 5)):
            assert section.lead or section.paragraphs, section.key
            for table in section.tables:
                assert len(table.links) == len(table.rows)
                assert all(len(row) == len(table.columns) for row in table.rows)


def story_of(rows, period):
    """Return the internal story of rows."""
    round_ = observed(rows, period)
    return story(round_, find(round_), Edition.INTERNAL, 5)


def rising(month=False):
    """Return three years of two areas, of which one comes in far larger numbers at the end."""
    rows = weekly(np.random.default_rng(2), weeks=160, means={("Norr", "SKA"): 2.0, ("Söder", "SKA"): 2.0})
    monday = date(2023, 1, 2) + timedelta(weeks=156 if month else 159)
    return rows + [{"day": monday, "area": "Norr", "category": "SKA", "reporter": "Norr 1"}] * 40


def test_a_month_is_never_said_to_be_weeks():
    told_ = story_of(rising(month=True), "2025-12")
    texts = [f.reason for f in told_.findings] + [sentence(told_)]
    assert not [text for text in texts if " veckor" in text]


def test_a_count_outside_the_range_is_called_expected_only_inside_it():
    changes = next(s for s in sections(story_of(rising(), "2026-W04")) if s.key == "changes")
    words = {row[4] for row in changes.tables[0].rows}
    assert "fler än väntat" in words
    for _what, n, span, _times, word, _period in changes.tables[0].rows:
        low, high = (int(part) for part in (span.split("–") * 2)[:2])
        assert (word == "som väntat") == (low <= n <= high), (n, span, word)


def test_a_file_without_areas_says_whether_anything_deviates():
    rows = [{**row, "area": None} for row in rising()]
    text = said(rows, "2026-W04")
    assert "Inget enskilt område" not in text
    assert "Fler rapporter" in text
    calm = [row for row in rows if row["day"] < date(2026, 1, 1)]
    assert "Inget avviker från det väntade." in said(calm, "2025-W40")


def test_ranges_are_whole_events():
    assert [expected_words(*pair) for pair in ((0.4, 4.2), (-1, 2.9), (0, 0), (2.2, 3.1))] == [
        "1–4",
        "högst 2",
        "högst 0",
        "omkring 3",
    ]
    assert [over_periods(n, kind) for n, kind in ((1, "week"), (4, "week"), (4, "month"))] == [
        "",
        " på 4 veckor",
        " på 4 månader",
    ]


CALM = {("Norr", "SKA"): 3.0, ("Söder", "SKA"): 3.0}


def calm_and(*more, weeks=60, drop=()):
    rows = weekly(np.random.default_rng(1), weeks=weeks, means=CALM)
    last = date(2023, 1, 2) + timedelta(weeks=weeks - 1)
    kept = [row for row in rows if row["day"] < last or row["area"] not in drop]
    return kept + [{"day": last, **row} for row in more]


def test_a_severe_report_is_no_deviation():
    text = said(calm_and({"area": "Norr", "category": "SKA", "severity": 3}), "2024-W08")
    assert (
        "Inget område avviker från det väntade. En rapport från Norr har den högsta allvarligheten." in text
    )


def test_fewer_than_expected_deviates_too():
    means = {("Norr", "SKA"): 40.0, ("Söder", "SKA"): 3.0}
    rows = weekly(np.random.default_rng(1), weeks=60, means=means)
    last = date(2023, 1, 2) + timedelta(weeks=59)
    kept = [r for r in rows if r["day"] < last or r["area"] != "Norr" or r.get("kind") == "zero"]
    text = said([*kept, {"day": last + timedelta(days=6), "area": "Söder"}], "2024-W08")
    assert "I Norr kom färre rapporter" in text
    assert "Inget" not in text


def test_a_week_when_nobody_answered_is_not_calm():
    text = said([*calm_and(drop=("Norr", "Söder")), {"day": date(2024, 2, 25), "area": None}], "2024-W08")
    assert "Ingen väntad rapportör svarade, så det går inte att säga vad som avviker." in text
    assert "Inget" not in text
