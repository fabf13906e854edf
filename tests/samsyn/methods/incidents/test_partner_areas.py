"""A partner with own areas sees them whole, and with the public edition beside it no small count of anybody else's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from samsyn.cycle import Edition
from samsyn.errors import BadInput
from samsyn.files import read
from samsyn.methods.incidents import Picture, picture
from samsyn.methods.incidents.story import LEFT_OUT
from samsyn.table import AreaSet
from tests.support.attacker import Attacker

START = date(2022, 1, 3)
Rows = list[tuple[date, str, str]]


def _made(path: Path, rows: Rows, period: str, own: tuple[str, ...]) -> Picture:
    lines = ["datum,område,kategori", *(f"{day},{area},{category}" for day, area, category in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    names = tuple(sorted({area for _, area, _ in rows if area}))
    areas = AreaSet(keys=names, names=names, version="prov", population=tuple(1000 for _ in names))
    return replace(picture([read(path, areas=areas)], period=period, areas=areas), own=own)


def _random(rng: np.random.Generator, days: int, most: float) -> Rows:
    rows: Rows = []
    means = rng.uniform(0, most, size=(4, 3))
    for n in range(days):
        for (i, j), mean in np.ndenumerate(means):
            where = ("Norr", "Söder", "Väster", "Öster")[i] if rng.random() > 0.1 else ""
            what = ("Buller", "Klotter", "Stöld")[j] if rng.random() > 0.1 else ""
            rows += [(START + timedelta(days=n), where, what)] * int(rng.poisson(mean))
    return rows


def _counts(document: dict) -> dict:
    return {(f["area"], f["category"]): f["value"] for f in document["findings"] if f["key"] == "count"}


def _solved_of_others(made: Picture) -> dict:
    attacker = Attacker(made.document(Edition.PUBLIC))
    attacker.learn(made.document(Edition.PARTNER))
    areas = {
        key: key[-2] for key in attacker.bounds if isinstance(key, tuple) and key[0] in ("count", "then")
    }
    return {key: n for key, n in attacker.solved(5).items() if areas.get(key) not in made.own}


@pytest.mark.parametrize("own", [("Norr",), ("Norr", "Väster"), ("Norr", "Söder", "Väster")])
@pytest.mark.parametrize(("period", "most"), [("2023-W04", 0.3), ("2023-02", 0.1), ("2023", 0.02)])
def test_a_partner_who_solves_both_editions_learns_no_small_count_of_others(tmp_path, period, most, own):
    for seed in range(3):
        made = _made(tmp_path / f"{seed}.csv", _random(np.random.default_rng(seed), 800, most), period, own)
        assert _solved_of_others(made) == {}, seed


def _three_areas(tmp_path: Path) -> Picture:
    """Söder has 3, which the public edition protects by Norr's 20; Väster's 30 are shown."""
    rows: Rows = [
        (START, area, "") for area, n in (("Norr", 20), ("Söder", 3), ("Väster", 30)) for _ in range(n)
    ]
    return _made(tmp_path / "a.csv", rows, "2022-W01", ("Norr",))


def test_an_own_count_that_protects_anothers_is_withheld_from_the_partner_too(tmp_path):
    document = _three_areas(tmp_path).document(Edition.PARTNER)
    (norr,) = [f for f in document["findings"] if (f["key"], f["area"]) == ("count", "Norr")]
    assert (norr["value"], norr["status"]) == (None, "withheld")
    assert "annat område" in norr["reason"]


def test_the_solver_would_find_the_count_if_it_were_not(tmp_path):
    """The attack works: with Norr's own 20 shown, Söder's 3 are what is left."""
    made = _three_areas(tmp_path)
    document = made.document(Edition.PARTNER)
    for finding in document["findings"]:
        if (finding["key"], finding["area"]) == ("count", "Norr"):
            finding["value"] = 20
    attacker = Attacker(made.document(Edition.PUBLIC))
    attacker.learn(document)
    assert attacker.solved(5)["count", "Söder", None] == 3


def test_the_own_small_counts_are_shown_where_they_give_nothing_away(tmp_path):
    rows: Rows = [
        (START, area, "") for area, n in (("Norr", 2), ("Söder", 30), ("Väster", 40)) for _ in range(n)
    ]
    made = _made(tmp_path / "a.csv", rows, "2022-W01", ("Norr",))
    assert _counts(made.document(Edition.PUBLIC))["Norr", None] is None
    assert _counts(made.document(Edition.PARTNER)) == {(None, None): 72, ("Norr", None): 2}


def test_nothing_about_another_area_is_in_the_edition(tmp_path):
    made = _made(tmp_path / "a.csv", _random(np.random.default_rng(7), 800, 0.3), "2023-W04", ("Norr",))
    document = made.document(Edition.PARTNER)
    assert document["own_areas"] == ["Norr"]
    assert {f["area"] for f in document["findings"]} == {None, "Norr"}
    told = json.dumps(
        [document, str(made.sections(Edition.PARTNER)), made.sentence(Edition.PARTNER)], ensure_ascii=False
    )
    assert not any(name in told for name in ("Söder", "Väster", "Öster"))
    assert document["source"]["rows_used"] is None


def test_all_areas_together_are_told_as_in_the_public_edition(tmp_path):
    made = _made(tmp_path / "a.csv", _random(np.random.default_rng(3), 800, 0.1), "2023-W04", ("Norr",))
    whole = [
        [f for f in made.document(edition)["findings"] if f["area"] is None]
        for edition in (Edition.PARTNER, Edition.PUBLIC)
    ]
    assert whole[0] == whole[1]
    assert made.document(Edition.PARTNER)["series"] == made.document(Edition.PUBLIC)["series"]
    assert not {f["key"] for f in whole[0]} & LEFT_OUT[Edition.PUBLIC]


def test_the_answer_comes_first_for_the_own_area(tmp_path):
    rows: Rows = [(START, area, "") for area, n in (("Norr", 7), ("Söder", 30)) for _ in range(n)]
    made = _made(tmp_path / "a.csv", rows, "2022-W01", ("Norr",))
    assert made.sentence(Edition.PARTNER).startswith(
        "Vecka 1, 2022: 7 rapporter från Norr. Alla områden: 37 rapporter."
    )


def test_without_own_areas_the_edition_is_as_before(tmp_path):
    made = replace(_three_areas(tmp_path), own=())
    assert _counts(made.document(Edition.PARTNER))["Söder", None] == 3
    assert "own_areas" not in made.document(Edition.PARTNER)


def test_the_own_areas_touch_no_other_edition(tmp_path):
    made = _three_areas(tmp_path)
    for edition in (Edition.INTERNAL, Edition.PUBLIC):
        assert made.document(edition) == replace(made, own=()).document(edition)


def test_areas_are_found_by_name_and_an_unknown_one_is_told(tmp_path):
    made = _three_areas(tmp_path)
    assert made.own_areas([" väster", "Norr"]) == ("Norr", "Väster")
    with pytest.raises(BadInput, match=r"Kusten\. De som finns: Norr, Söder, Väster"):
        made.own_areas(["Kusten"])
