"""The instruments load, every code is unique, and nothing in them points out people."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadDeclaration
from samsyn.files.reading import MEANINGS
from samsyn.instruments.categories import read_categories
from samsyn.instruments.declared import SOURCE_STATUSES, parse
from samsyn.instruments.load import categories, check_targets, report_fields, sources
from samsyn.instruments.report_form import read_report_fields
from samsyn.table import LocationPrecision, Source, TimePrecision

# Words for people by age, origin, faith, housing, health or suspicion; none may begin a word in a label.
GROUPS = """
ungdom unga barn tonår pensionär gäng klan romer rom migrant invandr flykting asyl muslim jud krist utländsk svensk
hemlös bostadslös tigg missbruk narkoman alkoholist psykisk funktionshind prostituer krimin misstänkta gärningsman
killar tjejer kvinnor män elev hyresgäst klient familj nynazist extremist supporter
"""

POLICE_TYPES_WITHOUT_COUNTERPART = """
Anträffad död
Anträffat gods
Arbetsplatsolycka
Bedrägeri
Brand automatlarm
Djur
Efterlyst person
Ekobrott
Fjällräddning
Försvunnen person
Förfalskningsbrott
Häleri
Kontroll
Kontroll person/fordon
Larm Inbrott
Larm Överfall
Luftfartslagen
Miljöbrott
Missbruk av urkund
Polisinsats/kommendering
Räddningsinsats
Sjukdom/olycksfall
Sjölagen
Spridning smitta/kemikalier
Trafikhinder
Trafikkontroll
Trafikolycka
Trafikolycka, personskada
Trafikolycka, singel
Trafikolycka, vilt
Upphittat föremål
Utlänningslagen
Varningslarm/haveri
Vållande till kroppsskada
Åldringsbrott
Övrigt
"""


def raw(name: str) -> Any:
    return yaml.safe_load(files("samsyn.instruments").joinpath(name).read_text(encoding="utf-8"))


def source(key: str) -> Source:
    return next(each for each in sources() if each.key == key)


def test_there_are_twelve_categories_and_two_answers_beside() -> None:
    kinds = {each.code: each.kind for each in categories().categories}
    assert list(kinds) == [
        "SKA",
        "BRN",
        "NAR",
        "VAH",
        "STO",
        "SAM",
        "ORD",
        "TRA",
        "PLA",
        "ANS",
        "ORO",
        "KOM",
        "NOL",
        "POS",
    ]
    assert [code for code, kind in kinds.items() if kind != "incident"] == ["KOM", "NOL", "POS"]
    assert categories().incident_codes == tuple(kinds)[:11]


def test_weights_are_those_proposed() -> None:
    weights = {each.code: each.weight for each in categories().categories}
    assert weights == dict(
        SKA=2, BRN=4, NAR=3, VAH=5, STO=3, SAM=2, ORD=2, TRA=2, PLA=1, ANS=4, ORO=3, KOM=0, NOL=0, POS=0
    )
    finer = {sub.code: sub.weight for each in categories().categories for sub in each.subcategories}
    assert finer["SKA-TIL"] == 3
    assert finer["BRN-PYR"] == 2
    assert finer["SKA-KLO"] == 2  # that of its category


def test_every_code_is_unique() -> None:
    codes = [each.code for each in categories().categories]
    codes += [sub.code for each in categories().categories for sub in each.subcategories]
    assert len(codes) == len(set(codes)) > 60


def test_labels_are_found_by_code_and_subcode() -> None:
    assert categories().label_of("SKA") == "Skadegörelse och klotter"
    assert categories().label_of("SKA-KLO") == "Klotter"
    assert categories().label_of("egen") == "egen"
    assert categories().get("TRA-BUS") == categories().get("TRA")
    assert categories().get(None) is None


def test_no_label_names_a_group_of_people() -> None:
    labels = [each.label for each in categories().categories]
    labels += [sub.label for each in categories().categories for sub in each.subcategories]
    for label in labels:
        words = label.lower().replace("/", " ").replace(",", " ").split()
        assert not [word for word in words for group in GROUPS.split() if word.startswith(group)], label


def test_the_word_list_would_catch_one() -> None:
    assert any("ungdomsgäng".startswith(group) for group in GROUPS.split())


def test_sensitive_kinds_are_off_until_turned_on() -> None:
    every = [sub for each in categories().categories for sub in each.subcategories]
    assert {sub.code for sub in every if sub.sensitive} == {"VAH-EXP", "ORD-SOV", "ORO-KON"}
    assert {sub.code for sub in every if not sub.enabled} == {"VAH-EXP", "ORD-SOV", "ORO-KON", "STO-BOS"}


def test_what_can_be_written_has_help_and_both_examples() -> None:
    for each in categories().categories:
        assert each.help
        if each.kind != "zero":
            assert each.example_ok, each.code
            assert each.example_not_ok, each.code
            assert each.example_ok != each.example_not_ok


def test_every_item_says_whose_words_it_is() -> None:
    def items(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [found for each in value for found in items(each)]
        if not isinstance(value, dict):
            return []
        nested = [found for name, each in value.items() if name != "options" for found in items(each)]
        return [*nested, *([value] if "code" in value else [])]

    for name in ("categories.yaml", "report_fields.yaml"):
        assert raw(name)["source_status"] in SOURCE_STATUSES
        assert raw(name)["version"]
        found = items(raw(name))
        assert len(found) > 10
        assert all(item["source_status"] in SOURCE_STATUSES for item in found)
    assert all(each.source_status in SOURCE_STATUSES for each in sources())


def test_three_questions_are_required() -> None:
    form = report_fields()
    assert [each.code for each in form.fields if each.required] == ["what", "where", "when"]
    assert [option.code for option in form.get("severity").options] == ["0", "1", "2", "3"]
    assert all(option.anchor for option in form.get("severity").options)
    assert not form.get("picture").enabled
    assert form.get("description").max_length == 500
    assert any("112" in notice for notice in form.notices)


def test_sources_declare_both_precisions() -> None:
    assert {each.key for each in sources()} == {
        "berlin_fahrrad",
        "embrace",
        "embrace_huvudkategori",
        "exempelkoping",
        "police_uk",
        "polisen_handelser",
    }
    assert source("polisen_handelser").location_precision is LocationPrecision.CENTROID
    assert source("police_uk").time_precision is TimePrecision.MONTH
    assert source("berlin_fahrrad").zone == "Europe/Berlin"
    for each in sources():
        assert each.time_precision is not TimePrecision.UNKNOWN
        assert each.location_precision is not LocationPrecision.UNKNOWN
        assert set(each.columns) <= set(MEANINGS)
        assert each.caveats
        assert each.credit


def test_the_break_in_the_police_feed_is_dated() -> None:
    breaks = source("polisen_handelser").breaks
    assert [str(each.day) for each in breaks] == ["2026-01-01"]
    assert "län" in breaks[0].what


def test_all_97_kinds_of_the_police_are_accounted_for_once() -> None:
    police = source("polisen_handelser")
    every = [
        *police.categories,
        *police.not_incidents,
        *POLICE_TYPES_WITHOUT_COUNTERPART.strip().splitlines(),
    ]
    assert len(every) == len(set(every)) == 97
    assert {label for label in every if label.startswith("Sammanfattning")} <= set(police.not_incidents)
    assert set(police.categories.values()) <= set(categories().incident_codes)


CATEGORY = """
version: "1"
source_status: local_design
embrace_groups: {a: A}
survey_items: {a: A}
offence_groups: {a: A}
categories:
  - {code: AAA, label: Ett, weight: 1, help: Hjälp, source_status: own_words%s}
"""

WRONG_CATEGORIES = [
    (CATEGORY % ", weight: 9", "heltal 0–5"),
    (CATEGORY % ", wieght: 2", "okänt fält wieght"),
    (CATEGORY % ", embrace_group: b", "embrace_group är ”b”"),
    (CATEGORY % ", kind: other", "incident, forward, zero, positive"),
    (CATEGORY % ", label: ''", "label är ””"),
    (CATEGORY % ", subcategories: [{code: B-1, label: x, source_status: original}]", "börjar med AAA-"),
    (CATEGORY % ", subcategories: [{code: AAA-1, label: x}]", "source_status är ingenting"),
    (CATEGORY % ", subcategories: 3", "en lista av poster"),
    (
        CATEGORY % ", subcategories: [{code: AAA-1, label: x, sensitive: ja, source_status: original}]",
        "true eller false",
    ),
    (
        CATEGORY % "" + "  - {code: AAA, label: Två, weight: 1, help: H, source_status: own_words}",
        "koden AAA finns två gånger",
    ),
    ("version: '1'\nsource_status: other\n", "embrace_groups är ingenting"),
    (
        "version: '1'\nsource_status: own_words\nembrace_groups: {}\nsurvey_items: {}\noffence_groups: {}\n",
        "categories är tom",
    ),
    ("- 1\n- 2\n", "namngivna fält"),
    ("a: [1\nb: 2", "rad 2"),
]


@pytest.mark.parametrize(("text", "told"), WRONG_CATEGORIES)
def test_a_wrong_list_is_told_where_and_how(text: str, told: str) -> None:
    with pytest.raises(BadDeclaration) as error:
        read_categories(text, "lokala.yaml")
    assert told in error.value.message
    assert "lokala.yaml" in error.value.message


FIELD = """
version: "1"
source_status: local_design
fields:
  - {code: a, label: A, kind: %s, help: Hjälp, source_status: own_words%s}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FIELD % ("option", ""), "fasta svar"),
        (FIELD % ("text", ", options: [{code: x, label: X}]"), "fasta svar"),
        (FIELD % ("option", ", options: [{code: x, label: X}, {code: x, label: Y}]"), "koden x finns två"),
        (FIELD % ("text", ", max_length: 0"), "heltal 1–5000"),
        (FIELD % ("spell", ""), "kind är ”spell”"),
        (FIELD % ("text", "") + "notices: 4\n", "en lista av texter"),
        ("version: '1'\nsource_status: original\n", "fields är tom"),
    ],
)
def test_a_wrong_form_is_told(text: str, told: str) -> None:
    with pytest.raises(BadDeclaration) as error:
        read_report_fields(text, "form.yaml")
    assert told in error.value.message


def test_a_target_that_does_not_exist_is_told() -> None:
    with pytest.raises(BadDeclaration, match="XXX"):
        check_targets(Source(key="a", name="A", categories={"x": "XXX"}), categories())
    with pytest.raises(BadDeclaration, match="not_incidents"):
        check_targets(Source(key="a", name="A", categories={"x": "SKA"}, not_incidents=("x",)), categories())


@given(st.text(st.characters(categories=("Ll",)), min_size=1).filter(lambda name: name != "version"))
def test_a_field_that_nobody_asked_for_is_always_refused(name: str) -> None:
    item = parse(yaml.safe_dump({"version": "1", name: 1}, allow_unicode=True), "x.yaml")
    item.text("version")
    with pytest.raises(BadDeclaration, match="okänt fält"):
        item.finish()
