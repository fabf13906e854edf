"""Near repeats in a round: what is planted is found and said, what is not is left alone, and why nothing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from samsyn.cycle import Edition, Status
from samsyn.methods.incidents import INCIDENTS, repeats
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.options import options
from samsyn.methods.incidents.repeat_findings import repeat_findings
from samsyn.table import LocationPrecision, TimePrecision, select
from tests.support.places import START, asked


def spread(n: int, seed: int) -> list[dict]:
    """Reports anywhere, at any time of the year."""
    rng = np.random.default_rng(seed)
    x, y, day = rng.uniform(0, 3_000, n), rng.uniform(0, 3_000, n), rng.integers(0, 364, n)
    return [_row(x[i], y[i], int(day[i])) for i in range(n)]


def _row(x: float, y: float, day: int, category: str = "STO") -> dict:
    return {
        "day": START + timedelta(days=day),
        "x_m": float(x),
        "y_m": float(y),
        "area": "abcde"[min(int(x // 600), 4)],
        "category": category,
    }


def followed(
    share: float = 0.4, n: int = 250, seed: int = 3, near_m: float = 60, days: int = 6
) -> list[dict]:
    """Reports of which some are followed by another near it within a few days."""
    rng, given = np.random.default_rng(seed), spread(n, seed)
    more = [one for one in given if rng.random() < share]
    turn, ahead = rng.uniform(0, 2 * np.pi, len(more)), rng.integers(0, days, len(more))
    after = [
        one
        | {
            "x_m": one["x_m"] + near_m * float(np.cos(a)),
            "y_m": one["y_m"] + near_m * float(np.sin(a)),
            "day": min(one["day"] + timedelta(days=int(d)), START + timedelta(days=363)),
        }
        for one, a, d in zip(more, turn, ahead, strict=True)
    ]
    return given + after


def said(listed: list[dict], **changes):
    """The figures of the round, by kind and category."""
    observed = replace(asked([], listed=listed), **changes)
    found, refused = repeat_findings(Maker(observed=observed, options=options(observed.options)))
    return {(f.key, f.category): f for f in found}, refused, observed


def test_what_follows_near_is_found_with_advice_for_the_first_week():
    found, refused, observed = said(followed())
    near = found["near_repeat", "STO"]
    assert (near.status, refused) == (Status.ABOVE, [])
    assert near.estimate.low > 1
    assert (near.detail["until_days"], near.detail["until_m"], near.detail["lasting"]) == (7, 100, False)
    assert near.reason.endswith(
        "Råd: se över platsen och det som ligger inom 100 meter under de 7 dagar som följer."
    )
    assert "om stöld och inbrott följdes av fler inom 100 meter de närmaste 7 dagarna" in near.reason
    assert (
        select(observed.table.frame, near.provenance.rows).height == near.estimate.n == near.detail["precise"]
    )


def test_the_pairs_are_those_of_a_plain_count():
    """Every pair, one at a time."""
    listed = followed(n=80)
    near = said(listed)[0]["near_repeat", "STO"]
    seen = 0
    for i, a in enumerate(listed):
        for b in listed[:i]:
            far = ((a["x_m"] - b["x_m"]) ** 2 + (a["y_m"] - b["y_m"]) ** 2) ** 0.5
            seen += 0 < far < 100 and abs((a["day"] - b["day"]).days) < 7
    assert near.detail["observed"] == near.detail["bands"][0]["observed"] == seen > 10
    assert near.estimate.value == seen / near.detail["expected"]


def test_the_same_place_is_told_apart_from_what_is_near():
    found, _, _ = said(followed(near_m=0, days=4))
    assert (found["repeat", "STO"].status, found["near_repeat", "STO"].status) == (
        Status.ABOVE,
        Status.EXPECTED,
    )
    assert "på samma plats" in found["repeat", "STO"].reason
    assert found["near_repeat", "STO"].reason.startswith("Inget säkert mönster")


def test_a_place_with_much_for_a_while_is_not_said_to_follow():
    rng = np.random.default_rng(5)
    burst = [_row(1_000 + x, 1_000 + y, 200 + int(d)) for x, y, d in zip(
        *rng.uniform(0, 60, (2, 60)), rng.integers(0, 60, 60), strict=True)]  # fmt: skip
    near = said(spread(250, 6) + burst)[0]["near_repeat", "STO"]
    assert near.detail["lasting"]
    assert "snarare platser som under en tid har haft många" in near.reason


def test_where_nothing_follows_little_is_found():
    """Forty rounds of two categories: a sure pattern in at most about one of twenty rounds."""
    alarms = 0
    for seed in range(40):
        other = [one | {"category": "SKA"} for one in spread(120, 500 + seed)]
        found, _, _ = said(spread(150, seed) + other)
        assert {key for _, key in found} == {"STO", "SKA"}
        alarms += any(f.status is Status.ABOVE for f in found.values())
    assert alarms <= 6  # 2 expected; more than 6 has a chance below 1 %


def test_the_same_files_give_the_same_and_others_other_permutations():
    listed = followed(share=0.15)
    one, again, other = (said(listed, sources=(name * 64,))[0]["near_repeat", "STO"] for name in "aab")
    assert one == again
    assert one.detail["observed"] == other.detail["observed"]
    assert one.detail["expected"] == other.detail["expected"]


def test_of_very_many_some_are_drawn_and_it_is_said(monkeypatch):
    monkeypatch.setattr(repeats, "MOST_EVENTS", 200)
    found, _, observed = said(followed(share=1.0))
    near = found["near_repeat", "STO"]
    assert (near.estimate.n, near.detail["precise"]) == (200, 500)
    assert near.status is Status.ABOVE
    sections = INCIDENTS.sections(observed, find(observed), Edition.INTERNAL)
    assert "räknas ett urval" in next(one for one in sections if one.key == "repeats").method


def test_what_is_sure_but_small_is_no_pattern(monkeypatch):
    monkeypatch.setattr(repeats, "LEAST_RATIO", 50.0)
    near = said(followed())[0]["near_repeat", "STO"]
    assert near.detail["q"] <= 0.05
    assert near.status is Status.EXPECTED
    assert near.reason.startswith("Säkert, men för litet för att handla efter: ")


def test_wide_times_are_left_out_and_narrow_ones_count_in_their_middle():
    noon = datetime(2024, 3, 1, 12, tzinfo=UTC)
    wide = [one | {"time_from": noon, "time_to": noon + timedelta(days=4)} for one in spread(60, 8)]
    found, refused, _ = said(wide)
    assert not found
    assert refused[0].key == "near_repeat"
    assert "känd på 3 dagar när" in refused[0].why
    # two places, each with reports whose middles are as many days apart as the bands say
    narrow = [one | {"time_from": noon, "time_to": noon + timedelta(hours=71)} for one in spread(60, 8)]
    assert said(narrow)[0]["near_repeat", "STO"].detail["precise"] == 60


@pytest.mark.parametrize(
    ("place", "time", "why"),
    [
        (LocationPrecision.STREET_SEGMENT, TimePrecision.EXACT, "inte punkter eller adresser"),
        (LocationPrecision.CENTROID, TimePrecision.EXACT, "inte punkter eller adresser"),
        (LocationPrecision.POINT, TimePrecision.WEEK, "inte angivna på dagen"),
    ],
)
def test_what_is_too_rough_is_refused(place, time, why):
    source = replace(asked([], listed=spread(60, 1)).source, location_precision=place, time_precision=time)
    found, refused, _ = said(spread(60, 1), source=source)
    assert not found
    assert why in refused[0].why


def test_half_a_year_and_one_system_are_needed():
    late = [one for one in spread(400, 2) if (one["day"] - START).days > 250]
    assert "halvår" in said(late)[1][0].why
    observed = asked([], listed=spread(100, 2), crs=None)
    _, refused = repeat_findings(Maker(observed=observed, options=options({})))
    assert "olika system" in refused[0].why


def test_too_few_of_any_kind_is_refused():
    assert "minst 50" in said(spread(49, 2))[1][0].why


def test_no_edition_shows_a_point_and_the_public_one_nothing():
    observed = asked([], listed=followed())
    found = find(observed)
    texts = {edition: repr(INCIDENTS.sections(observed, found, edition)) for edition in Edition}
    assert "Upprepning på samma plats" not in texts[Edition.PUBLIC]
    shown = next(s for s in INCIDENTS.sections(observed, found, Edition.PARTNER) if s.key == "repeats")
    assert "x_m" not in repr(shown)
    assert not any(f.provenance.rows.boxes for f in found.findings if f.key in ("repeat", "near_repeat"))
