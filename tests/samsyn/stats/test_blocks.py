"""Work in blocks: the same answers from one process, several and a cluster, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samsyn.errors import BadInput
from samsyn.stats import blocks
from samsyn.stats.blocks import in_blocks

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


def square(number: int) -> int:
    return number * number


def dies_first(given: tuple[int, str]) -> int:
    """Kill the process where nobody has done so before."""
    number, mark = given
    if number == 3:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_dies(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def waits_for_a_death(given: tuple[int, str]) -> int:
    """Write down which process works, and wait until the test has killed one."""
    number, folder = given
    (Path(folder) / f"{os.getpid()}.pid").touch()
    until = time.monotonic() + 30
    while not (Path(folder) / "killed").exists() and time.monotonic() < until:
        time.sleep(0.02)
    return number


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_order(workers: int) -> None:
    assert in_blocks(square, range(20), workers=workers) == [n * n for n in range(20)]
    assert in_blocks(square, [], workers=workers) == []


def test_a_lost_process_costs_no_answer(tmp_path: Path) -> None:
    given = [(n, str(tmp_path / "mark")) for n in range(8)]
    assert in_blocks(dies_first, given, workers=2) == list(range(8))
    assert (tmp_path / "mark").exists()


def test_work_that_always_kills_is_told() -> None:
    with pytest.raises(BadInput, match="2 gånger"):
        in_blocks(always_dies, range(4), workers=2, attempts=2)
    with pytest.raises(ValueError, match="at least once"):
        in_blocks(square, [1], attempts=0)


@pytest.mark.slow
def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setattr(blocks, "PATIENCE", 1.0)
    with pytest.raises(BadInput, match="Ingen schemaläggare svarar på tcp://127.0.0.1:9"):
        in_blocks(square, [1], scheduler="tcp://127.0.0.1:9")
    with pytest.raises(BadInput, match="Ingen schemaläggare"):
        in_blocks(square, [1], scheduler="nonsense://x")


@pytest.mark.slow
def test_a_scheduler_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setattr(blocks, "PATIENCE", 1.0)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as empty,
        pytest.raises(BadInput, match="har inga arbetare"),
    ):
        in_blocks(square, [1], scheduler=empty.scheduler_address)


@pytest.mark.slow
def test_a_cluster_answers_in_order_and_raises_what_the_work_raises(cluster: Any) -> None:
    assert in_blocks(square, range(40), scheduler=cluster.scheduler_address) == [n * n for n in range(40)]
    with pytest.raises(TypeError):
        in_blocks(square, ["a"], scheduler=cluster.scheduler_address)  # type: ignore[list-item]


@pytest.mark.slow
def test_a_cluster_survives_a_worker_that_is_killed(cluster: Any, tmp_path: Path) -> None:
    """One of the two processes is killed by its number while both work."""
    import threading

    answers: list[int] = []
    given = [(n, str(tmp_path)) for n in range(6)]
    work = threading.Thread(
        target=lambda: answers.extend(
            in_blocks(waits_for_a_death, given, scheduler=cluster.scheduler_address)
        )
    )
    work.start()
    until = time.monotonic() + 30
    while len(list(tmp_path.glob("*.pid"))) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    working = [int(path.stem) for path in tmp_path.glob("*.pid")]
    assert len(working) == 2
    os.kill(working[0], signal.SIGKILL)
    (tmp_path / "killed").touch()
    work.join(60)
    assert answers == list(range(6))
