"""The alarm for clusters: what is planted is found, what comes every year is not, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from samsyn.cycle import Edition, Status
from samsyn.methods.incidents import INCIDENTS, Picture
from samsyn.methods.incidents.cluster_findings import cluster_findings
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import grid, reporting_bins
from samsyn.methods.incidents.options import options
from samsyn.table import AreaSet, Table, TimePrecision, select
from tests.support.places import POINT
from tests.support.rounds import frame, observed

KEYS = tuple("abcdefghij")
AREAS = AreaSet(keys=KEYS, names=tuple(f"Område {key}" for key in KEYS), version="prov")
FIRST = date(2022, 10, 3)


def reports(weeks=104, mean=1.0, more: Mapping[tuple[str, int], int] | None = None, seed=1) -> list[dict]:
    """Reports in ten areas on a line, 1 km apart; `more` adds some to an area and a week (counted from the end)."""
    rng = np.random.default_rng(seed)
    listed = []
    for week in range(weeks):
        for n, key in enumerate(KEYS):
            count = int(rng.poisson(mean)) + (more or {}).get((key, week - weeks), 0)
            for _ in range(count):
                day = FIRST + timedelta(days=7 * week + int(rng.integers(7)))
                listed.append({"day": day, "area": key, "category": "SAM", "x_m": 1000.0 * n + 5, "y_m": 7.0})
    return listed


def asked(listed, period="2024-W39", **changes):
    table = Table(frame=frame(listed), crs=changes.pop("crs", "EPSG:3006"))
    return observed([], period, table=table, areas=AREAS, source=changes.pop("source", POINT), **changes)


def searched(listed, **changes):
    """Clusters, the search, and refusals."""
    round_ = asked(listed, **changes)
    maker = Maker(observed=round_, options=options(round_.options))
    weekly = grid(round_, maker.options, reporting_bins(round_))
    found, refused, drawn = cluster_findings(maker, weekly)
    return (
        [f for f in found if f.key == "cluster"],
        next((f for f in found if f.key == "clusters"), None),
        refused,
        drawn,
    )


BURST = {(key, week): 5 for key in "ab" for week in (-1, -2, -3)}


def test_a_planted_cluster_is_found_where_and_when_it_is():
    (one,), search, refused, drawn = searched(reports(more=BURST))
    assert not refused
    assert sorted(one.detail["areas"]) == ["a", "b"]
    assert (one.category, one.status, one.detail["bins"]) == ("SAM", Status.ABOVE, 3)
    assert (one.period.start, one.period.end) == (date(2024, 9, 9), date(2024, 9, 30))
    assert f"{one.detail['observed']} rapporter om otrygghetsskapande samling på 3 veckor" in one.reason
    assert one.detail["q_above"] <= 0.05
    assert search.estimate.value == 1
    assert sum(drawn[0]["values"][-3:]) == one.detail["observed"]


def test_its_numbers_are_those_of_a_plain_count():
    """Observed by selecting its rows; expected as areas times weeks by all, over the half year."""
    listed = reports(more=BURST)
    (one,), _, _, _ = searched(listed)
    rows = select(asked(listed).table.frame, one.provenance.rows)
    assert rows.height == one.estimate.n == one.detail["observed"]
    half = [r for r in listed if r["day"] >= date(2024, 9, 30) - timedelta(days=182)]
    now = [r for r in half if r["day"] >= one.period.start]
    mine = [r for r in half if r["area"] in one.detail["areas"]]
    assert one.detail["expected"] == pytest.approx(len(now) * len(mine) / len(half))
    assert one.estimate.value == pytest.approx(rows.height / one.detail["expected"])


def test_what_comes_every_year_is_no_alarm_and_without_earlier_years_it_is_said():
    last_year = {(key, week - 52): n for (key, week), n in BURST.items()}
    assert not searched(reports(more=BURST | last_year))[0]
    (one,), _, _, _ = searched([r for r in reports(more=BURST) if r["day"] >= date(2024, 1, 1)])
    assert one.detail["p_season"] is None
    assert "årstiden är inte borträknad" in one.reason


def test_nothing_planted_seldom_alarms_whatever_the_counts_vary():
    """Sixty weeks, half of them of events that come in pairs: at most about one in twenty alarms."""
    alarms = 0
    for seed in range(60):
        listed = reports(weeks=40, seed=100 + seed)
        doubled = listed + listed if seed % 2 else listed
        moved = [r | {"day": r["day"] + timedelta(days=7 * 64)} for r in doubled]
        alarms += bool(searched(moved)[0])
    assert alarms <= 8  # 3 expected; more than 8 has a chance below 1 %


def test_an_area_that_has_begun_to_report_is_no_cluster():
    quiet = [r for r in reports(mean=3.0) if r["area"] != "e" or r["day"] >= date(2024, 8, 26)]
    found, search, _, _ = searched(quiet)
    assert not found
    assert search.detail["compared_areas"] == 9


def test_more_who_report_is_said():
    def heard(r):
        return r | {"reporter": f"Skola {r['area']}"}

    zeros = [
        {"day": FIRST + timedelta(days=7 * week), "area": key, "reporter": f"Skola {key}", "kind": "zero"}
        for week in range(104) for key in KEYS
    ]  # fmt: skip
    new = [
        {"day": date(2024, 9, 9) + timedelta(days=7 * week), "area": "a", "reporter": f"Vakt {n}", "kind": "zero"}
        for week in range(3) for n in range(2)
    ]  # fmt: skip
    burst = {(key, week): 12 for key, week in BURST if key == "a"}
    (one,), _, _, _ = searched([*map(heard, reports(more=burst)), *zeros, *new])
    assert "Fler rapporterade där än förut, 3,0 mot 1,0 i veckan." in one.reason


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"period": "2024-Q3"}, "högst en månad"),
        ({"source": replace(POINT, time_precision=TimePrecision.MONTH), "period": "2024-09"}, "månader"),
        ({"crs": None}, "olika system"),
    ],
)
def test_what_cannot_be_searched_is_refused(change, why):
    found, search, refused, _ = searched(reports(), **change)
    assert not found
    assert search is None
    assert why in refused[0].why


def test_too_short_and_too_few_are_refused():
    assert "minst 20" in searched([r for r in reports() if r["day"] >= date(2024, 6, 1)])[2][0].why
    assert "minst 5" in searched([r for r in reports() if r["area"] in "abc"])[2][0].why
    assert "minst 30" in searched(reports(mean=0.05))[2][0].why


def made(listed, own=()) -> Picture:
    round_ = asked(listed)
    return Picture(observed=round_, found=find(round_), origin={}, title="Prov", own=own)


def section(picture: Picture, edition: Edition):
    sections = INCIDENTS.sections(picture.observed, picture.found, edition)
    return next((one for one in sections if one.key == "clusters"), None)


def test_a_partner_sees_a_cluster_only_where_every_area_of_it_is_its_own_and_the_public_never():
    whole = made(reports(mean=8, more={at: 25 for at in BURST}))
    assert section(whole, Edition.INTERNAL).tables[0].links
    assert section(whole, Edition.PUBLIC) is None

    def told(own):
        story = replace(whole, own=own).story(Edition.PARTNER)
        return (
            [f.detail["areas"] for f in story.all("cluster")],
            story.all("clusters"),
            story.series.get("clusters"),
        )

    assert told(("a",)) == told(("b", "d")) == ([], [], None)
    shown, search, drawn = told(("a", "b", "d"))
    assert [sorted(areas) for areas in shown] == [["a", "b"]]
    (one,) = replace(whole, own=("a", "b")).story(Edition.PARTNER).all("cluster")
    for exact in (one.estimate.value, one.detail["expected"], one.detail["expected_season"]):
        assert exact == round(exact, 1)  # all digits would be a fraction of what other areas had
    assert (search, drawn) == ([], None)


def test_the_sentence_tells_a_cluster_that_no_area_deviates_by_and_nothing_is_said_twice():
    whole = made(reports(more=BURST))
    alarming = {(f.area, f.category) for f in whole.story().alarms()}
    said = "Rapporter har samlats de senaste veckorna" in whole.sentence()
    (one,) = whole.story().all("cluster")
    assert said == (len(one.detail["areas"]) > 1 or (one.area, one.category) not in alarming)
    assert said
    assert "samlats" not in made(reports()).sentence()


def test_a_calm_period_with_a_cluster_is_not_called_calm():
    """Three reports more each week, for six weeks: the short baseline has them too, so no area deviates."""
    slow = {(key, week): 3 for key in "ab" for week in range(-6, 0)}
    whole = made([r for r in reports(more=slow) if r["day"] >= date(2023, 12, 4)])
    assert whole.story().all("cluster")
    assert (
        "Inget område avviker från det väntade under perioden, men rapporter har samlats" in whole.sentence()
    )


def test_without_a_cluster_it_is_said_what_was_searched():
    calm = section(made(reports()), Edition.INTERNAL)
    assert calm.lead == "Ingenstans har rapporter samlats de senaste 8 veckorna mer än vad slumpen kan ge."
    assert not calm.tables
    assert "Kulldorff" in calm.method
