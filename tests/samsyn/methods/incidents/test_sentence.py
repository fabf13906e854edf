"""The first sentence says what the figures say, in plain Swedish."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from samsyn.cycle import Edition
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.sections import sections
from samsyn.methods.incidents.sentence import sentence
from samsyn.methods.incidents.story import story
from samsyn.methods.incidents.words import category_label, counted, listed, plural
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
