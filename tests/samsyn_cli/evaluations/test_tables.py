"""`evaluate` on tables: interrupted series, difference in differences, synthetic control."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samsyn.stats.effect import interrupted_series, parallel_trends, ratio_of_ratios, synthetic_control
from samsyn_cli.__main__ import main

Capture = pytest.CaptureFixture[str]
STEP = np.repeat([0, 1], [36, 24])
COUNTS = np.random.default_rng(31).poisson(30 * 0.6**STEP)
PLACES = np.random.default_rng(32).poisson(80, (25, 30))
PLACES[0, 20:] = PLACES[0, 20:] // 2


def write(path: Path, headings: str, rows: Iterable[Sequence[Any]]) -> str:
    """A file with semicolons."""
    lines = [headings, *(";".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def month(place: int) -> str:
    """A month from January 2020."""
    return f"{2020 + place // 12}-{place % 12 + 1:02d}"


@pytest.fixture
def series(tmp_path: Path) -> str:
    """Sixty months with inhabitants in decimal commas, out of order, one month missing."""
    rows = [
        (month(n), COUNTS[n], f"{1000 + n},5", STEP[n])
        for n in np.random.default_rng(1).permutation(60)
        if n != 5
    ]
    return write(tmp_path / "serie.csv", "månad;antal;invånare;åtgärd", rows)


@pytest.fixture
def panel(tmp_path: Path) -> str:
    """Twenty-five places over thirty months, five of them treated from the twenty-first."""
    rows = [
        (f"Ö{unit}", month(time), PLACES[unit, time], int(unit < 5), int(time >= 20))
        for unit in range(25)
        for time in range(30)
    ]
    return write(tmp_path / "panel.csv", "område;månad;antal;åtgärd;efter", rows)


def document(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The JSON of an evaluation."""
    assert main(["evaluate", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


INTERRUPTED = ["--count", "antal", "--step", "åtgärd", "--exposure", "invånare", "--time", "månad"]
DID = ["--count", "antal", "--treated", "åtgärd", "--after", "efter"]
SYNTHETIC = ["--count", "antal", "--unit", "område", "--time", "månad", "--treated-unit", "Ö0", "--after"]


def test_interrupted(series: str, capsys: Capture) -> None:
    found = document(capsys, "interrupted", series, *INTERRUPTED, "--season", "1")
    counts = COUNTS.astype(float)
    counts[5] = np.nan
    told = interrupted_series(counts, STEP, exposure=1000.5 + np.arange(60), harmonics=1)
    assert found["format"] == "samsyn-interrupted/1"
    assert found["step"]["ratio"] == pytest.approx(told.step.ratio[0], rel=1e-12)
    assert found["step"]["intervals"]["newey_west"]["low"] == pytest.approx(
        told.step.robust.low[0], rel=1e-12
    )
    assert found["step"]["intervals"]["quasi_poisson"]["high"] == pytest.approx(
        told.step.quasi.high[0], rel=1e-12
    )
    assert found["dispersion"] == pytest.approx(told.model.dispersion[0], rel=1e-12)
    assert set(found["coefficients"]) == {"intercept", "step", "time", "sin1", "cos1"}
    assert found["verdict"]["change"] == "decreased"
    assert "missing_times" in [one["code"] for one in found["verdict"]["doubts"]]
    assert found["slope"] is None
    assert found["series"]["missing"] == 1
    assert len(found["without"]) == 60
    assert main(["evaluate", "interrupted", series, *INTERRUPTED, "--slope"]) == 0
    shown = capsys.readouterr().out
    for part in ("Kvot, nivån efter starten", "Kvot, lutningen, per tid", "Newey–West", "Utslag: minskat"):
        assert part in shown
    assert shown.count("← utslaget") == 1


def test_rows_in_order_need_no_time(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path / "a.csv", "n;steg", zip(COUNTS, STEP, strict=True))
    found = document(capsys, "interrupted", path, "--count", "n", "--step", "steg")
    assert found["step"]["ratio"] == pytest.approx(interrupted_series(COUNTS, STEP).step.ratio[0])


def test_difference_in_differences(panel: str, capsys: Capture) -> None:
    found = document(capsys, "did", panel, *DID, "--unit", "område", "--time", "månad")
    unit, time = (grid.ravel() for grid in np.meshgrid(range(25), range(30), indexing="ij"))
    told = ratio_of_ratios(PLACES.ravel(), unit < 5, time >= 20, unit=unit)
    early = time < 20
    trends = parallel_trends(PLACES.ravel()[early], unit[early] < 5, time[early])
    assert found["format"] == "samsyn-did/1"
    assert found["ratio"] == pytest.approx(told.ratio, rel=1e-12)
    for name in ("sandwich", "jackknife"):
        assert found["intervals"][name]["low"] == pytest.approx(float(getattr(told.clustered, name).low))
    assert found["units"] == {"treated": 5, "control": 20, "freedom": pytest.approx(told.clustered.freedom)}
    assert found["trends"]["p"] == pytest.approx(trends.p)
    assert found["cells"]["treated"]["after"]["count"] == PLACES[:5, 20:].sum()
    assert main(["evaluate", "did", panel, *DID]) == 0
    shown = capsys.readouterr().out
    assert "Kvot av kvoter" in shown
    assert "(trends_unchecked)" in shown
    assert main(["evaluate", "did", panel, *DID, "--unit", "område", "--time", "månad"]) == 0
    assert "Områden: 5 med och 20 utan åtgärd" in capsys.readouterr().out


def test_synthetic_control(panel: str, capsys: Capture) -> None:
    found = document(capsys, "synthetic", panel, *SYNTHETIC, "2021-09")
    told = synthetic_control(PLACES[0], PLACES[1:], 20)
    assert found["format"] == "samsyn-synthetic/1"
    assert (found["ratio"], found["p"]) == pytest.approx((told.ratio, told.p))
    assert sum(found["weights"].values()) == pytest.approx(1)
    assert "Ö0" not in found["weights"]
    assert len(found["placebos"]) == 24
    assert main(["evaluate", "synthetic", panel, *SYNTHETIC, "2021-09"]) == 0
    shown = capsys.readouterr().out
    assert "blandningen" in shown
    assert "Utslag:" in shown


def test_places_that_also_had_the_action_can_be_left_out(panel: str, capsys: Capture) -> None:
    left = [part for unit in range(1, 5) for part in ("--leave-out", f"Ö{unit}")]
    found = document(capsys, "synthetic", panel, *SYNTHETIC, "2021-09", *left)
    assert found["ratio"] == pytest.approx(synthetic_control(PLACES[0], PLACES[5:], 20).ratio)
    assert found["parameters"]["leave_out"] == ["Ö1", "Ö2", "Ö3", "Ö4"]
    assert main(["evaluate", "synthetic", panel, *SYNTHETIC, "2021-09", "--leave-out", "Ö77"]) == 2
    assert "har inget Ö77" in capsys.readouterr().err


def test_rates_can_be_mixed_too(tmp_path: Path, capsys: Capture) -> None:
    """With twice the inhabitants and twice the counts throughout, the rates are the same."""
    rows = [
        (unit, time, (1 + unit) * PLACES[unit, time], 100 * (1 + unit))
        for unit in range(25)
        for time in range(30)
    ]
    path = write(tmp_path / "a.csv", "u;t;n;inv", rows)
    base = ["--count", "n", "--unit", "u", "--time", "t", "--treated-unit", "0", "--after", "20"]
    found = document(capsys, "synthetic", path, *base, "--exposure", "inv")
    assert found["ratio"] == pytest.approx(synthetic_control(PLACES[0], PLACES[1:], 20).ratio)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2020-02;-1;0", "rad 3, kolumn n"),
        ("2020-02;1,5;0", "väntade ett helt tal"),
        ("2020-02;5;", "rad 3, kolumn steg"),
        ("2020-02;5;0,5", "rad 3, kolumn steg"),
        ("2020-01;5;0", "samma tid"),
        ("någon gång;5;0", "rad 3, kolumn t"),
    ],
)
def test_a_bad_cell_is_named(row: str, words: str, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{month(n)};9;{int(n > 8)}\n" for n in range(2, 14))
    path.write_text(f"t;n;steg\n2020-01;9;0\n{row}\n{rows}", encoding="utf-8")
    arguments = ["interrupted", str(path), "--count", "n", "--step", "steg", "--time", "t"]
    assert main(["evaluate", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_what_does_not_fit_is_said(panel: str, series: str, capsys: Capture) -> None:
    for arguments, words in (
        (["synthetic", panel, *SYNTHETIC, "2031-01"], "--after 2031-01 passar inte"),
        (["synthetic", panel, *SYNTHETIC[:-2], "Ö99", "--after", "2021-09"], "har inget Ö99"),
        (["did", panel, *DID, "--unit", "månad"], "både åtgärd och ingen"),
        (["did", panel, *DID[:-1], "effter"], "har ingen kolumn effter. Menade du efter?"),
        (
            ["did", panel, "--count", "antal", "--treated", "antal", "--after", "efter"],
            "0 (nej) eller 1 (ja)",
        ),
        (["interrupted", series, *INTERRUPTED, "--season", "9"], "som mest 6 par"),
        (["interrupted", series, "--count", "antal", "--step", "antal"], "0 före och 1 efter"),
    ):
        assert main(["evaluate", *arguments]) == 2
        assert words in capsys.readouterr().err


def test_a_place_without_a_value_is_named(tmp_path: Path, capsys: Capture) -> None:
    rows = [(unit, time, 5) for unit in range(4) for time in range(12) if (unit, time) != (2, 7)]
    path = write(tmp_path / "a.csv", "u;t;n", rows)
    base = ["--count", "n", "--unit", "u", "--time", "t", "--treated-unit", "0", "--after", "8"]
    assert main(["evaluate", "synthetic", path, *base]) == 2
    assert "2 saknar värde för 7" in capsys.readouterr().err
