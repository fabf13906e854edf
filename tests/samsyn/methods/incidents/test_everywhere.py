"""Every municipality and category at once: the figures, and that how the work is shared changes none of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.methods.incidents import everywhere as module
from samsyn.methods.incidents.everywhere import Plan, everywhere, whole_week_before
from samsyn.stats.change import farrington_flexible
from samsyn.stats.concentration import gini_corrected, units_holding

WEEK = date(2024, 10, 28)
PLAN = Plan(week=WEEK, permutations=39)


def reports(n: int = 6000, seed: int = 4) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    start = np.datetime64("2020-01-06", "us") + rng.integers(0, 252 * 7 * 1440, n).astype("timedelta64[m]")
    end = np.where(rng.random(n) < 0.3, np.datetime64("NaT"), start + np.timedelta64(3, "h"))
    return pl.DataFrame(
        {
            "municipality": rng.choice(["Ale", "Bjuv", "Åre"], n),
            "category": rng.choice(["klotter", "skadegörelse"], n, p=[0.3, 0.7]),
            "start": start,
            "end": end.astype("datetime64[us]"),
            "place": rng.integers(0, 40, n),
        }
    )


def as_bytes(frame: pl.DataFrame) -> bytes:
    out = BytesIO()
    frame.write_ipc(out)
    return out.getvalue()


def test_the_figures_are_those_of_each_analysis_by_itself() -> None:
    """Against one municipality and category counted row by row."""
    frame = reports()
    found = everywhere(frame, PLAN, workers=1)
    assert found.select("municipality", "category").rows() == sorted(
        set(frame.select("municipality", "category").rows())
    )
    chosen = frame.filter((pl.col("municipality") == "Åre") & (pl.col("category") == "klotter"))
    local = chosen["start"].dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Stockholm").dt.date()
    week = [(day - date(2020, 1, 6)).days // 7 for day in local]
    last = (WEEK - date(2020, 1, 6)).days // 7
    counts = np.array([[week.count(one) for one in range(last + 1)]])
    row = found.row(
        by_predicate=(pl.col("municipality") == "Åre") & (pl.col("category") == "klotter"), named=True
    )
    assert (row["observed"], row["week"], row["method"]) == (counts[0, -1], WEEK, "farrington_flexible")
    alone = farrington_flexible(counts, assessed=-1, years_back=4, level=0.9)
    assert row["expected"] == pytest.approx(alone.expected[0, 0], rel=1e-12)
    assert row["p_above"] == pytest.approx(alone.p_above[0, 0], rel=1e-12)
    inside = [last - 52 < one <= last for one in week]
    assert row["events"] == sum(inside)
    places = list(chosen.filter(pl.Series(inside))["place"])
    each = [places.count(place) for place in set(places)]
    assert (row["places"], row["half"]) == (len(each), units_holding(each, 0.5))
    assert row["gini"] == pytest.approx(gini_corrected(each))
    assert 0 < row["gathered_p"] <= 1
    assert (1 <= row["weekday"] <= 7, 0 <= row["hour"] <= 23) == (True, True)
    assert row["weekday_share"] >= 1 / 7
    assert row["hour_share"] >= 1 / 24


def test_many_categories_a_few_at_a_time_are_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = reports().with_columns(category=pl.lit("sort ") + (pl.col("place") % 11).cast(pl.String))
    all_of_them = as_bytes(everywhere(frame, PLAN, workers=1))
    monkeypatch.setattr(module, "AT_ONCE", 4)
    assert as_bytes(everywhere(frame, PLAN, workers=1)) == all_of_them


def test_a_planted_rise_is_found_and_nothing_else() -> None:
    rise = pl.DataFrame(
        {
            "municipality": ["Bjuv"] * 40,
            "category": ["klotter"] * 40,
            "start": [datetime(2024, 10, 30, 20, 15)] * 40,  # noqa: DTZ001 - UTC is what the column means
            "end": [None] * 40,
            "place": [7] * 40,
        },
        schema=reports().schema,
    )
    found = everywhere(pl.concat([reports(), rise]), PLAN, workers=1)
    unusual = found.filter(pl.col("unusual") != "")
    assert unusual.select("municipality", "category", "unusual").rows() == [("Bjuv", "klotter", "above")]


def test_the_order_of_rows_and_other_municipalities_change_no_figure() -> None:
    frame = reports()
    all_of_them = everywhere(frame, PLAN, workers=1)
    assert as_bytes(everywhere(frame.sample(fraction=1, shuffle=True, seed=9), PLAN, workers=1)) == as_bytes(
        all_of_them
    )
    one = everywhere(frame.filter(pl.col("municipality") == "Åre"), PLAN, workers=1)
    apart = ("q_above", "q_below", "unusual")  # adjusted over all
    assert one.drop(apart).equals(all_of_them.filter(pl.col("municipality") == "Åre").drop(apart))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_processes_and_a_cluster_give_the_same_bytes() -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    frame = reports()
    alone = as_bytes(everywhere(frame, PLAN, workers=1))
    assert as_bytes(everywhere(frame, PLAN, workers=2)) == alone
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        assert as_bytes(everywhere(frame, PLAN, scheduler=cluster.scheduler_address)) == alone


def test_little_and_nothing() -> None:
    few = reports(5).with_columns(
        start=pl.lit("2024-10-27T23:30").str.to_datetime(time_unit="us")
    )  # Monday 00.30 local
    found = everywhere(few.drop("end", "place"), PLAN, workers=1)
    assert found["observed"].sum() == 5
    assert set(found["method"]) == {""}
    assert found["expected"].is_nan().all()
    assert found["weekday"].is_null().all()
    with pytest.raises(BadInput, match="Ingen rapport"):
        everywhere(few.drop("end"), Plan(week=date(2020, 1, 6)), workers=1)
    turned = reports(60).with_columns(end=pl.col("start") - pl.duration(hours=1))
    with pytest.raises(BadInput, match="60 rapporter slutar före"):
        everywhere(turned, Plan(week=WEEK), workers=1)


@settings(max_examples=15, deadline=None)
@given(n=st.integers(1, 300), seed=st.integers(0, 99), weeks=st.integers(0, 260))
def test_counts_add_up(n: int, seed: int, weeks: int) -> None:
    frame = reports(n, seed)
    week = date(2020, 1, 6) + timedelta(weeks=weeks)
    try:
        found = everywhere(frame, Plan(week=week, permutations=19), workers=1)
    except BadInput:
        return
    local = frame["start"].dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Stockholm").dt.date()
    assert found["observed"].sum() == (local.dt.truncate("1w") == week).sum()
    judged = found.filter(pl.col("method") != "")
    assert ((judged["p_above"] >= 0) & (judged["p_above"] <= 1)).all()
    assert found["q_above"].fill_nan(1).min() >= found["p_above"].fill_nan(1).min() - 1e-12


def test_the_last_whole_week() -> None:
    assert whole_week_before(date(2024, 11, 4)) == WEEK
    assert whole_week_before(date(2024, 11, 10)) == WEEK
