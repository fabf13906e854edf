"""The legal kit's texts load whole, say where each paragraph comes from, and refuse what cannot be filled in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadDeclaration
from samsyn.instruments.legal_texts import BLANK, NAMES, filled, read_kept_kinds, read_legal_text
from samsyn.instruments.load import LEGAL_KIT, kept_kinds, legal_texts

GOOD = """
version: "v 1"
title: T
about: A
source_status: own_words
parts:
  - code: one
    title: Ett
    paragraphs: [{text: "Hej {organisation}", source: GDPR artikel 5.1, source_status: own_words}]
    columns: [A, B]
    rows: [{cells: [x, "{blank}"]}]
"""
# What may be referred to: the acts that were read, and articles of the regulation.
KNOWN = (
    "GDPR artikel",
    "lag (2023:196)",
    "Lag (2023:196)",
    "lag (2018:218)",
    "Tryckfrihetsförordningen 2 kap.",
    "ffentlighets- och sekretesslagen (2009:400)",
    "Arkivlagen (1990:782)",
)
OWN = ("Inställningarna i Samsyn", "Programmets deklaration", "Samsyns rapportformulär", "Samsyns förslag")


def test_each_document_loads_and_says_where_each_paragraph_comes_from():
    assert tuple(legal_texts()) == LEGAL_KIT
    for text in legal_texts().values():
        assert re.match(r"samsyn-\S+ \d+\.\d+$", text.version)
        for part in text.parts:
            for one in part.paragraphs:
                law = any(known in one.source for known in KNOWN)
                own = one.source.startswith(OWN)
                assert law or (own and one.source_status == "local_design"), one.source


def test_articles_of_the_regulation_exist():
    """GDPR has 99 articles; a number beyond is made up."""
    for text in legal_texts().values():
        for one in (one for part in text.parts for one in part.paragraphs if "GDPR artikel" in one.source):
            numbers = re.findall(r"\d+", one.source.partition("GDPR artikel")[2].partition(";")[0])
            assert all(1 <= int(n) <= 99 for n in numbers), one.source


def test_the_record_and_the_agreement_have_every_point_of_their_article():
    def points(code: str, article: str) -> set[str]:
        sources = " ".join(one.source for part in legal_texts()[code].parts for one in part.paragraphs)
        return set(re.findall(rf"{re.escape(article)} ([a-h])\b", sources))

    assert points("registerforteckning", "30.1") == set("abcdefg")
    assert points("bitradesavtal", "28.3") == set("abcdefgh")
    assert points("konsekvensbedomning", "35.7") >= {"a", "b", "c"}


def test_default_times_are_those_of_the_proposal():
    kinds = {one.code: one for one in kept_kinds().kinds}
    assert (kinds["reporter_link"].months, kinds["raw_text"].months, kinds["structured"].months) == (
        3,
        24,
        120,
    )
    assert kinds["picture"].kept
    assert kinds["decision"].kept
    assert kept_kinds().source_status == "local_design"


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), st.text(max_size=20)))
def test_what_is_not_known_is_left_to_the_municipality(values):
    for name in NAMES:
        assert filled(f"a {{{name}}} b", values) == f"a {values.get(name) or BLANK} b"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("{organisation}", "{kommun}", "kommun"),
        ("Hej {organisation}", "Hej {", "klamrar i par"),
        ("source: GDPR artikel 5.1, ", "", "source"),
        ("source_status: own_words}]", "source_status: own_words, extra: x}]", "okänt fält extra"),
        ('[x, "{blank}"]', "[x]", "lika många celler"),
        ("columns: [A, B]", "table: allt\n    columns: [A, B]", "table"),
        ("parts:", "parts: []\nother:", "okänt fält other"),
        ("source_status: own_words\nparts", "source_status: law\nparts", "source_status"),
        ("    paragraphs: [{text", "    paragraphs: []\n    other: [{text", "other"),
    ],
)
def test_a_text_that_cannot_be_used_is_refused(old: str, new: str, why: str):
    assert old in GOOD
    with pytest.raises(BadDeclaration, match=re.escape(why)):
        read_legal_text(GOOD.replace(old, new), "prov.yaml")
    assert read_legal_text(GOOD, "prov.yaml").parts[0].rows == (("x", "{blank}"),)


def test_a_text_without_parts_or_paragraphs_is_refused():
    with pytest.raises(BadDeclaration, match="parts är tom"):
        read_legal_text(GOOD.partition("parts:")[0], "prov.yaml")
    with pytest.raises(BadDeclaration, match="minst ett stycke"):
        read_legal_text(re.sub(r"    paragraphs: .*\n", "", GOOD), "prov.yaml")


@pytest.mark.parametrize(
    ("kind", "why"),
    [("months: 3, kept: true", "utelämnat"), ("months: 0", "heltal"), ("days: 3", "okänt fält days")],
)
def test_a_kind_that_cannot_be_is_refused(kind: str, why: str):
    text = f'version: "v 1"\nsource_status: local_design\nkinds: [{{code: a, what: A, holds: B, {kind}}}]\n'
    with pytest.raises(BadDeclaration, match=why):
        read_kept_kinds(text, "prov.yaml")
