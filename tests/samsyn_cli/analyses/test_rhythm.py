"""`analyse rhythm`: the published example, both changes of the clock, days without clocks, and rows left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samsyn_cli.__main__ import main


def found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[str], *options: str
) -> dict[str, Any]:
    path = tmp_path / "stolder.csv"
    path.write_text("\n".join(["från;till", *rows]) + "\n", encoding="utf-8")
    assert main(["analyse", "rhythm", str(path), "--from", "från", "--format", "json", *options]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-rhythm/1"
    assert np.sum(document["cells"]) == pytest.approx(document["events"])
    return document


def test_ratcliffes_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """J. H. Ratcliffe, "Aoristic analysis", example A: from 8 to 16 weighs 0.125 in each of eight hours."""
    document = found(tmp_path, capsys, ["2024-05-15 08:00;2024-05-15 16:00"], "--to", "till")
    expected = np.zeros((7, 24))
    expected[2, 8:16] = 0.125
    np.testing.assert_allclose(document["cells"], expected, atol=1e-12)
    assert document["hours"][16] == pytest.approx(0, abs=1e-12)  # half-open: the end is not in it
    assert document["peak"]["weekday"] == "onsdag"


def test_both_changes_of_the_clock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """00-04 is three hours on 31 March 2024 and five on 27 October; in UTC it is always four."""
    rows = ["2024-03-31 00:00;2024-03-31 04:00", "2024-10-27 00:00;2024-10-27 04:00"]
    spring = found(tmp_path, capsys, rows[:1], "--to", "till")["cells"][6][:5]
    np.testing.assert_allclose(spring, [1 / 3, 1 / 3, 0, 1 / 3, 0], atol=1e-12)
    autumn = found(tmp_path, capsys, rows[1:], "--to", "till")["cells"][6][:5]
    np.testing.assert_allclose(autumn, [0.2, 0.2, 0.4, 0.2, 0], atol=1e-12)
    plain = found(tmp_path, capsys, rows[:1], "--to", "till", "--zone", "UTC")["cells"][6][:5]
    np.testing.assert_allclose(plain, [0.25, 0.25, 0.25, 0.25, 0], atol=1e-12)


def test_a_day_without_a_clock_is_the_whole_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also the day of 23 hours: each of its hours weighs 1 / 23."""
    for options in ((), ("--to", "till")):
        document = found(tmp_path, capsys, ["2024-05-15;", "2024-03-31;"], *options)
        np.testing.assert_allclose(document["cells"][2], np.full(24, 1 / 24), atol=1e-12)
        sunday = np.full(24, 1 / 23)
        sunday[2] = 0
        np.testing.assert_allclose(document["cells"][6], sunday, atol=1e-12)
    document = found(tmp_path, capsys, ["2024-05-15;2024-05-16"], "--to", "till")
    np.testing.assert_allclose(document["weekdays"], [0, 0, 0.5, 0.5, 0, 0, 0], atol=1e-12)
    document = found(tmp_path, capsys, ["2024-05-15 22:00;2024-05-15"], "--to", "till")
    np.testing.assert_allclose(document["cells"][2][21:], [0, 0.5, 0.5], atol=1e-12)


def test_exact_and_unknown_times_and_turned_intervals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["2024-05-15 08:30;", "2024-05-15 08:30;2024-05-15 08:30", ";2024-05-15 09:00"]
    rows += ["2024-05-15 10:00;2024-05-15 09:00", "2024-05-01 10:00;2024-05-15 09:00"]
    document = found(tmp_path, capsys, rows, "--to", "till")
    assert document["left_out"] == {"no_time": 1, "ends_before_start": 1, "rows": [5]}
    assert (document["events"], document["exact"], document["longer_than_a_week"]) == (3, 2, 1)
    assert document["cells"][2][8] > 2
    path = tmp_path / "stolder.csv"
    assert main(["analyse", "rhythm", str(path), "--from", "från", "--to", "till"]) == 0
    shown = capsys.readouterr().out
    assert "1 rad är inte med: slutar före början" in shown
    assert "08–09" in shown
    assert "Varje händelse väger 1" in shown


def test_crimepy_spreads_long_spans_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten days from a Monday touch Monday to Wednesday twice; a span over a week is not even over the week."""
    document = found(tmp_path, capsys, ["2024-01-08 00:00;2024-01-18 00:00"], "--to", "till")
    np.testing.assert_allclose(document["weekdays"], [0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1], atol=1e-12)


def test_the_hour_that_comes_twice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = found(tmp_path, capsys, ["2024-10-27 02:30;"])
    assert any("går två gånger" in warning for warning in document["warnings"])


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        (["2024-W20;"], (), "väntade en dag eller ett klockslag"),
        (["2024-05;"], (), "väntade en dag eller ett klockslag"),
        (["2024-05-15;"], ("--zone", "Mars"), "Tidszonen ”Mars” finns inte"),
        (["igår;"], (), "rad 2, kolumn från: hittade ”igår”"),
        (["2024-05-15;"], ("--to", "slut"), "ingen kolumn slut"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: list[str],
    options: tuple[str, ...],
    message: str,
) -> None:
    path = tmp_path / "stolder.csv"
    path.write_text("\n".join(["från;till", *rows]) + "\n", encoding="utf-8")
    assert main(["analyse", "rhythm", str(path), "--from", "från", *options]) == 2
    assert message in capsys.readouterr().err


def test_no_known_time_gives_an_empty_week(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = found(tmp_path, capsys, [";2024-05-15 09:00"], "--to", "till")
    assert (document["events"], document["peak"]) == (0, None)
