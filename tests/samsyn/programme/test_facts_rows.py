"""The facts that `test_facts.py` does not hold, one test each, from the loaded programme and its final report."""

from __future__ import annotations

import csv
from typing import Any

from samsyn.cycle import Section
from samsyn.programme import final_report, read_programme
from tests.architecture.tree import ROOT

SUO = read_programme(ROOT / "examples/suo")
MORE = SUO.more
REPORT = {one.key: one for one in final_report(SUO)}

# Read off the printed appendix: how many entries stand under each heading, in its order, and how many have no bullet.
APPENDIX = {
    "linkoping": (5, 9, 2, 3, 7, 1),
    "goteborg_sydvast": (5, 5, 2, 2, 1, 1),
    "trollhattan": (3, 4, 1, 2, 6, 1),
    "sigtuna": (4, 2, 1, 3, 2),
    "sodertalje": (3,),
}
WITHOUT_BULLET = {
    ("linkoping", 6), ("goteborg_sydvast", 5), ("goteborg_sydvast", 6), ("trollhattan", 3), ("trollhattan", 6),
    ("sigtuna", 3),
}  # fmt: skip
HEADINGS = {
    1: {"Kunskapsbaserat brottsförebyggande arbete"},
    2: {"Barn och unga som riskerar att hamna i kriminalitet"},
    3: {"Parallella samhällsstrukturer och otillåten påverkan", "Parallella samhällsstrukturer", "Otillåten påverkan"},
    4: {"Välfärdsbrott"},
    5: {"Situationellt och platsbaserat brottsförebyggande arbete"},
    6: {"Våldsbejakande extremism"},
}  # fmt: skip
# A word that each of the 75 printed entries holds, in the order of print.
WORDS = """
basutbildning implementering heldagskonferens informationsinsatser halvtidskonferens
styrgruppen nätverksdag syfte Södertälje operativa uppföljning brobyggare preventionsnätverk MFoF
tiotal halvdagsworkshops
heldagskonferens handledningstillfällen seminarium
samhällsbyggnadsprocessen stadsplaneringsavdelningen checklista walkshop EST rapportörer händelsekategorier
CVE
basutbildning kickoff konferens lägesbild implementering
samsyn fältarbete styrning LST skolsociala
stadsledningskontoret parallella
heldagskonferens handledningstillfällen
Arena
CVE
basutbildning implementering lagen
SSPF SSPF-koordinator föräldramöten FFT
parallella
heldagskonferens handledningstillfällen
EST handledning skola samhällsbyggnadsprocessen styrdokument konsekvensanalyser
CVE
basutbildning kommunstyrelsen halvtidskonferens implementering
målgruppsbeskrivning Mamma
dialoger
heldagskonferens handledningstillfällen Skatteverket
skola Trygghetscenter
basutbildning implementering styrmodell
"""


def told(section: Section) -> str:
    """Everything that a section says in text and tables."""
    cells = [str(cell) for table in section.tables for row in table.rows for cell in row]
    return " ".join((section.lead, *section.paragraphs, *cells, *(one.note for one in section.tables)))


def test_each_of_the_75_entries_stands_in_the_printed_place_with_its_words() -> None:
    appendix = [one for one in REPORT.values() if one.key.startswith("activities-")]
    rows = [row for one in appendix for table in one.tables for row in table.rows]
    words = WORDS.split()
    assert len(rows) == len(SUO.activities) == len(words) == 75
    for word, row, entry in zip(words, rows, SUO.activities, strict=True):
        assert row[0] == entry.title
        assert word.casefold() in entry.title.casefold(), (entry.key, word)
        assert entry.heading in HEADINGS[entry.focus_area], entry.key
    for place, sizes in APPENDIX.items():
        for number, n in enumerate(sizes, start=1):
            own = [one for one in SUO.activities if (one.municipality, one.focus_area) == (place, number)]
            assert len(own) == n, (place, number)
            assert {one.is_bulleted for one in own} == {(place, number) not in WITHOUT_BULLET}, (
                place,
                number,
            )


def test_the_delimitation_and_what_was_considered_and_dropped() -> None:
    assert MORE["delimitation"]["thread"] == "organiserad brottslighet"
    said = told(REPORT["commission"])
    for one in (
        "organiserad brottslighet", "våld i nära relationer", "hedersrelaterat", "breda välfärdsinsatser",
        "individer som vill lämna kriminalitet", "begränsat intresse", "Ju2021/03331",
    ):  # fmt: skip
        assert one in said, one
    assert "individer som vill lämna kriminalitet" in MORE["focus_areas_first_list"]["names"]
    assert "individer som vill lämna kriminalitet" not in SUO.focus_areas.values()


def test_earlier_methods() -> None:
    said = told(REPORT["commission"])
    for one in ("GVI", "fasmodellen", "individsamverkan", "2016–2018"):
        assert any(one in name for name in MORE["earlier_methods"]["names"])
        assert one in said


def test_the_phases_in_order() -> None:
    assert [one["name"] for one in MORE["phases"]] == [
        "förberedelsemöten", "plan per kommun", "avsiktsförklaring", "kickoff", "aktiviteter", "halvtidskonferens",
        "avslutningskonferens per kommun", "slutrapport",
    ]  # fmt: skip
    assert all(one["source"] for one in MORE["phases"])


def test_three_formats_and_whose_classification_it_is() -> None:
    assert len(SUO.formats) == 3
    assert "är vår klassning" in told(REPORT["carried_out"])


def test_the_partners_by_name_each_with_its_source() -> None:
    names = " ".join(one["name"] for one in MORE["partners"])
    for one in (
        "Polismyndigheten", "länsstyrelser", "MFoF", "Socialstyrelsen", "Ekobrottsmyndigheten", "Skatteverket",
        "Ekonomistyrningsverket", "SKR", "CVE", "Sweco", "Stiftelsen Tryggare Sverige", "Region Stockholm",
    ):  # fmt: skip
        assert one in names, one
        assert one in told(REPORT["carried_out"])
    assert all(one["source"]["document"] in ("001", "002") for one in MORE["partners"])


def test_the_quarterly_reports_and_that_none_is_invented() -> None:
    told_of = MORE["quarterly_reports"]
    assert (told_of["rhythm"], told_of["per"], told_of["by"]) == (
        "kvartal",
        "fokusområde",
        "lokal projektledare",
    )
    assert told_of["texts"] == "not_published"
    assert SUO.reported == ()


def test_the_obstacles_and_where() -> None:
    where = {one["key"]: set(one["municipalities"]) for one in MORE["obstacles"]}
    assert where["vacancy"] == where["turnover"] == {"sigtuna", "trollhattan"}
    assert where["reorganisation"] == {"sigtuna"}
    assert {"short_time", "no_defectors", "own_staff"} <= set(where)


def test_the_lessons() -> None:
    said = told(REPORT["learnt"])
    for one in (
        "tar tid",
        "tidigt",
        "färre fokusområden",
        "nationella initiativ",
        "crime proofing",
        "otillåten påverkan",
    ):
        assert one in said, one


def test_the_local_project_leaders_and_where_the_function_was_vacant() -> None:
    said = told(REPORT["municipalities"])
    assert "halvtid" in said
    assert "Sigtuna (hösten 2023) och Trollhättan (när är ej angivet, ersattes)" in said
    assert "i samråd med Polismyndigheten (NOA) och länsstyrelserna" in said
    assert "styrmodell för hela kommunkoncernen" in said


def test_crime_proofing_with_its_conference_tutorials_and_results() -> None:
    by_key: dict[str, Any] = {one["key"]: one for one in MORE["conferences"]}
    assert by_key["welfare"]["when"] == "augusti 2023"
    assert "fyra halvdagar" in by_key["tutorials"]["title"]
    assert by_key["results"]["when"] == "mars 2024"
    analysed = next(one for one in REPORT["focus_4"].tables if one.key == "rules")
    assert len(analysed.rows) == 8
    assert [row[0] for row in analysed.rows].count("Göteborgs Stad") == 3, "the city and not the district"
    assert "stadsledningskontoret" in analysed.note
    assert not [
        one for key, found in REPORT.items() if key != "focus_4" for one in found.tables if one.key == "rules"
    ]


def test_every_record_keeps_its_source() -> None:
    kept: list[Any] = [
        *MORE["obstacles"],
        *MORE["lessons"],
        *MORE["conferences"],
        *MORE["focus_areas_dropped"],
    ]
    kept += [
        MORE[key]
        for key in ("selection", "delimitation", "earlier_methods", "rule_analyses", "governance_model")
    ]
    assert all(one["source"]["document"] and one["source"]["section"] for one in kept)
    for one in (*SUO.money, *SUO.readiness, *SUO.rules, *SUO.areas):
        assert one.source.document in ("001", "002")
        assert one.source.section


def test_no_name_of_a_private_person_stands_in_the_files() -> None:
    """Those who are named in the documents: who signed the decision, and who wrote the report."""
    files = [one for one in (ROOT / "examples/suo").iterdir() if one.suffix in (".csv", ".yaml", ".md")]
    text = " ".join(one.read_text(encoding="utf-8") for one in files)
    for surname in ("Johansson", "Granfors", "Pedersen"):
        assert surname not in text
    with (ROOT / "examples/suo/activities.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 75
