"""Counts become regular series: gaps are unknown, order does not matter, doubles are refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samsyn.errors import BadInput
from samsyn_cli.columns import read_columns
from samsyn_cli.series import Series, judged_times, read_series


def series(
    tmp_path: Path,
    text: str,
    *,
    time: str | None = "tid",
    stream: str | None = None,
    exposure: str | None = None,
) -> Series:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return read_series(read_columns(str(path)), value="antal", time=time, stream=stream, exposure=exposure)


def test_missing_weeks_are_not_zero(tmp_path: Path) -> None:
    """A week without a row and a week with an empty cell are unknown; a week with a nought is nought."""
    found = series(tmp_path, "tid;antal\n2024-W01;3\n2024-W02;0\n2024-W04;5\n2024-W05;\n")
    assert found.times == ["2024-W01", "2024-W02", "2024-W03", "2024-W04", "2024-W05"]
    np.testing.assert_array_equal(found.counts, [[3, 0, np.nan, 5, np.nan]])
    assert (found.missing, found.unit, found.frequency) == (2, "week", 52)


def test_a_year_with_53_weeks_has_no_gap(tmp_path: Path) -> None:
    found = series(tmp_path, "tid;antal\n2020-W52;1\n2020-W53;2\n2021-W01;3\n")
    assert found.times == ["2020-W52", "2020-W53", "2021-W01"]
    assert found.missing == 0


@pytest.mark.parametrize(
    ("cells", "unit", "times"),
    [
        (["2024-01-01", "2024-01-15"], "week", ["2024-W01", "2024-W02", "2024-W03"]),
        (["2024-02-28", "2024-03-01"], "day", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (["2023-12", "2024-02"], "month", ["2023-12", "2024-01", "2024-02"]),
        (["7", "9"], "number", ["7", "8", "9"]),
    ],
)
def test_the_unit_is_told_from_the_values(
    tmp_path: Path, cells: list[str], unit: str, times: list[str]
) -> None:
    found = series(tmp_path, "tid;antal;n\n" + "".join(f"{cell};{n};x\n" for n, cell in enumerate(cells, 1)))
    assert (found.unit, found.times) == (unit, times)
    assert found.counts[0, 0] == 1
    assert found.counts[0, -1] == 2
    assert np.isnan(found.counts[0, 1])


def test_streams_keep_the_files_order_and_the_rows_may_have_any(tmp_path: Path) -> None:
    text = "tid;antal;omr;inv\n2;7;Ön;10\n1;3;Åsen;20\n1;4;Ön;11\n"
    found = series(tmp_path, text, stream="omr", exposure="inv")
    assert found.streams == ["Ön", "Åsen"]
    np.testing.assert_array_equal(found.counts, [[4, 7], [3, np.nan]])
    np.testing.assert_array_equal(found.exposure, [[11, 10], [20, np.nan]])  # type: ignore[arg-type]


def test_without_a_time_the_rows_are_in_order(tmp_path: Path) -> None:
    found = series(tmp_path, "antal;omr\n1;A\n5;B\n2;A\n6;B\n3;A\n", time=None, stream="omr")
    np.testing.assert_array_equal(found.counts, [[1, 2, 3], [5, 6, np.nan]])
    assert found.times == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tid;antal\n2024-W01;3\n2024-W01;4\n", "rad 2 och rad 3 gäller samma tid"),
        ("tid;antal\n2024-W01;-3\n", "väntade ett helt tal, minst 0"),
        ("tid;antal\n2024-W01;3,5\n", "väntade ett helt tal, minst 0"),
        ("tid;antal\n2024-W01;3\n;4\n", "rad 3, kolumn tid: hittade ”tomt”"),
        ("tid;antal\n2024-01-01 10:00;3\n", "väntade bara dagar"),
        ("tid;antal\n2024-W01;3\n2024-02;3\n", "bara dagar, bara veckor eller bara månader"),
        ("tid;antal\n1001-01-01;1\n9998-01-02;1\n", "från 1001-01-01 till 9998-01-02"),
    ],
)
def test_what_cannot_be_a_series_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        series(tmp_path, text)


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"{1900 + n % 120}-01-{n % 28 + 1:02d};1;{n}\n" for n in range(600))
    with pytest.raises(BadInput, match="600 serier över 4.* tider är för mycket"):
        series(tmp_path, "tid;antal;omr\n" + rows, stream="omr")


def test_ranges_count_from_one_or_name_times(tmp_path: Path) -> None:
    found = series(tmp_path, "tid;antal\n2024-W01;3\n2024-W04;5\n")
    assert judged_times(found, "2:4", last=1) == slice(1, 4)
    assert judged_times(found, "3", last=1) == slice(2, 3)
    assert judged_times(found, "2024-W02:2024-W04", last=1) == slice(1, 4)
    assert judged_times(found, None, last=2) == slice(2, 4)
    assert judged_times(found, None, last=52) == slice(0, 4)
    for wrong in ("0:2", "3:2", "1:9", "2023-W50", "a:b", ":"):
        with pytest.raises(BadInput, match="serien har tiderna 1:4, det vill säga 2024-W01:2024-W04"):
            judged_times(found, wrong, last=1)
