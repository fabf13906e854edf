"""No hidden count can be worked out from a public picture, whatever the reader puts together."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from samsyn.cycle import Edition
from samsyn.documents import document, html
from samsyn.files import read
from samsyn.methods.incidents import Picture, picture
from samsyn.table import AreaSet
from tests.support.attacker import Attacker

START = date(2022, 1, 3)


def _file(path: Path, rows: list[tuple[date, str, str]]) -> Path:
    lines = ["datum,område,kategori", *(f"{day},{area},{category}" for day, area, category in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _made(path: Path, rows: list[tuple[date, str, str]], period: str, people: int | None = None) -> Picture:
    names = tuple(sorted({area for _, area, _ in rows if area}))
    population = tuple(people + n for n in range(len(names))) if people else ()
    areas = AreaSet(keys=names, names=names, version="prov", population=population)
    reading = read(_file(path, rows), areas=areas)
    return picture([reading], period=period, areas=areas)


def _random(rng: np.random.Generator, days: int, most: float) -> list[tuple[date, str, str]]:
    """Return days of sparse reports, some without area or category."""
    rows = []
    means = rng.uniform(0, most, size=(3, 3))
    for n in range(days):
        for (i, j), mean in np.ndenumerate(means):
            where = ("Norr", "Söder", "Väster")[i] if rng.random() > 0.1 else ""
            what = ("Buller", "Klotter", "Stöld")[j] if rng.random() > 0.1 else ""
            rows += [(START + timedelta(days=n), where, what)] * int(rng.poisson(mean))
    return rows


@pytest.mark.parametrize("threshold", [5, 10])
@pytest.mark.parametrize(
    ("period", "most"), [("2023-W04", 0.3), ("2023-02", 0.1), ("2023-Q1", 0.03), ("2023", 0.02)]
)
def test_a_reader_who_solves_for_the_hidden_counts_finds_none(tmp_path, period, most, threshold):
    solved = {}
    for seed in range(3):
        rows = _random(np.random.default_rng(seed), 800, most)
        made = _made(tmp_path / f"{seed}.csv", rows, period, people=1000)
        solved[seed] = Attacker(made.document(Edition.PUBLIC, threshold)).solved(threshold)
    assert solved == {0: {}, 1: {}, 2: {}}


def test_the_attacker_can_find_what_is_left_open(tmp_path):
    """The attack itself works: where a neighbour is not withheld too, the small count is found."""
    rows = [(START, area, "") for area, n in (("Norr", 3), ("Söder", 20), ("Väster", 30)) for _ in range(n)]
    document = _made(tmp_path / "a.csv", rows, "2022-W01").document(Edition.PUBLIC, 5)
    for finding in document["findings"]:
        if (finding["key"], finding["area"]) == ("count", "Söder"):
            finding["value"] = 20
    assert Attacker(document).solved(5)["count", "Norr", None] == 3


def test_reports_without_an_area_are_a_part_like_the_others(tmp_path):
    rows = [(START, area, "") for area, n in (("Norr", 20), ("", 3)) for _ in range(n)]
    document = _made(tmp_path / "a.csv", rows, "2022-W01").document(Edition.PUBLIC, 5)
    assert Attacker(document).solved(5) == {}
    hidden = [(f["key"], f["area"]) for f in document["findings"] if f["status"] == "withheld"]
    assert hidden == [("count", "Norr"), ("count_without_area", None)]


def test_two_small_counts_that_fill_the_limit_are_not_told_from_larger_ones(tmp_path):
    """With 4 and 4 withheld and 8 known, a reader who knew that both are small would know both."""
    rows = [(START, area, "") for area, n in (("Norr", 4), ("Söder", 4), ("Väster", 30)) for _ in range(n)]
    document = _made(tmp_path / "a.csv", rows, "2022-W01").document(Edition.PUBLIC, 5)
    reasons = {f["reason"] for f in document["findings"] if f["key"] == "count" and f["status"] == "withheld"}
    assert len(reasons) == 1


def test_a_total_that_is_withheld_is_withheld_in_the_charts(tmp_path):
    """Five areas with one report each: the total must go, since each is at least one."""
    rows = [(START + timedelta(weeks=n), f"O{n}", "") for n in range(5)] + [(START, "O9", "")] * 7
    rows += [(START + timedelta(weeks=60), f"O{n}", "") for n in range(5)]
    document = _made(tmp_path / "a.csv", rows, "2023-W09").document(Edition.PUBLIC, 5)
    (total,) = [
        f for f in document["findings"] if f["key"] == "count" and not f["area"] and not f["category"]
    ]
    assert total["value"] is None
    assert document["series"]["trend"]["values"][-1] is None
    assert "antalet visas inte" in document["sentence"]
    assert Attacker(document).solved(5) == {}


def test_no_hidden_number_stands_anywhere(tmp_path):
    """Counts that could not be there by chance, all below a high threshold, are nowhere in JSON or page."""
    counts = {("Norr", "Buller"): 613, ("Söder", "Buller"): 727, ("Väster", "Klotter"): 839, ("", ""): 467}
    rows = [(START + timedelta(days=n % 7), *place) for place, many in counts.items() for n in range(many)]
    made = _made(tmp_path / "a.csv", rows, "2022-W01", people=10_000)
    told = json.dumps(made.document(Edition.PUBLIC, 5000), ensure_ascii=False)
    page = html(
        document(
            title=made.title,
            subtitle=made.sentence(Edition.PUBLIC, 5000),
            edition=Edition.PUBLIC,
            sections=made.sections(Edition.PUBLIC, 5000),
            meta={},
        )
    )
    numbers = [*counts.values(), 613 + 727, 613 + 727 + 839, sum(counts.values()), 839 + 467]
    for text in (told, page):
        found = {
            re.sub(r"[\s\u00a0]", "", one)
            for one in re.findall(r"(?<![0-9a-f])\d[\d\u00a0]*(?![0-9a-f])", text)
        }
        assert not found & {str(n) for n in numbers}


def test_the_public_edition_counts_no_rows(tmp_path):
    rows = [(START, "Norr", "")] * 20 + [(START + timedelta(weeks=1), "Norr", "")] * 3
    source = _made(tmp_path / "a.csv", rows, "2022-W01").document(Edition.PUBLIC, 5)["source"]
    assert (source["rows_read"], source["rows_used"], source["rows_left_out"]) == (None, None, None)
    assert source["files"][0]["warnings"] == []


def test_a_partner_sees_every_count_and_is_told_so(tmp_path):
    rows = [(START, "Norr", "")] * 3
    made = _made(tmp_path / "a.csv", rows, "2022-W01")
    told = made.document(Edition.PARTNER, 5)
    assert told["threshold"] is None
    said = " ".join(p for section in made.sections(Edition.PARTNER, 5) for p in section.paragraphs)
    assert "visas inte" not in said
