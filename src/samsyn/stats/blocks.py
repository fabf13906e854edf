"""Work in blocks on several processes, here or on a cluster; which process takes which block changes no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, TypeVar

from samsyn.errors import BadInput

Block = TypeVar("Block")
Answer = TypeVar("Answer")
ATTEMPTS = 3
AHEAD = 8  # blocks on their way to each worker; more would only fill the scheduler's memory
PATIENCE = 20.0  # seconds


def in_blocks(
    work: Callable[[Block], Answer],
    blocks: Sequence[Block],
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    attempts: int = ATTEMPTS,
) -> list[Answer]:
    """
    Return what the work gives for each block, in the order of the blocks.

    Parameters
    ----------
    work : callable
        A function that a module holds, that depends on its block only and writes nothing that is read again: a block
        whose worker is lost is worked again from its beginning.
    blocks : sequence
        What can be pickled.
    workers : int, optional
        Processes on this machine: as many as there are processors where none, this process alone where 1.
    scheduler : str, optional
        The address of a Dask scheduler ("tcp://10.0.0.5:8786"): its workers do the work, and need the same versions of
        Samsyn and of what it rests on. `workers` is not read then.
    attempts : int
        How many times a block may be begun when workers are lost, and, on a cluster, when the work fails.

    Raises
    ------
    BadInput
        If Dask is not installed, nobody answers at the address, or workers were lost too many times.

    Notes
    -----
    A worker computes with one thread, so that as many workers as processors do not crowd each other out.

    Examples
    --------
    >>> in_blocks(sum, [(1, 2), (3, 4)], workers=1)
    [3, 7]
    """
    if attempts < 1:
        raise ValueError("a block is begun at least once")
    if scheduler:
        return _on_cluster(work, blocks, scheduler, attempts)
    if workers == 1 or len(blocks) < 2:
        return [work(block) for block in blocks]
    return _here(work, blocks, workers or -1, attempts)


def _here(
    work: Callable[[Block], Answer], blocks: Sequence[Block], workers: int, attempts: int
) -> list[Answer]:
    """Work on processes of this machine; begin again where the answers ended when a process is lost."""
    from joblib import Parallel, delayed, parallel_config
    from joblib.externals.loky.process_executor import BrokenProcessPool

    answers: list[Answer] = []
    for _ in range(attempts):
        rest = (delayed(work)(block) for block in blocks[len(answers) :])
        try:
            with parallel_config(backend="loky", n_jobs=workers, inner_max_num_threads=1):
                answers.extend(Parallel(return_as="generator")(rest))
        except BrokenProcessPool:
            continue
        return answers
    raise BadInput(
        f"Arbetet avbröts {attempts} gånger av att en process försvann, troligen för att minnet tog slut. "
        "Försök med färre arbetare."
    )


def _on_cluster(
    work: Callable[[Block], Answer], blocks: Sequence[Block], scheduler: str, attempts: int
) -> list[Answer]:
    """Work on a cluster, a few blocks ahead of what the workers have answered."""
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise BadInput(
            "Dask är inte installerat; det behövs för att räkna på flera maskiner. Installera samsyn[scale]."
        ) from error
    try:
        client: Any = Client(scheduler, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise BadInput(f"Ingen schemaläggare svarar på {scheduler}.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except OSError as error:
            raise BadInput(f"Schemaläggaren på {scheduler} har inga arbetare.") from error
        try:
            return _gathered(client, work, blocks, attempts)
        except KilledWorker as error:
            raise BadInput(
                "En del av arbetet slog ut flera arbetare i rad, troligen för att minnet tog slut. "
                "Ge arbetarna mer minne."
            ) from error


def _gathered(
    client: Any, work: Callable[[Block], Answer], blocks: Sequence[Block], attempts: int
) -> list[Answer]:
    """Send a new block for each that is answered."""
    from distributed import as_completed

    found: dict[int, Answer] = {}
    place: dict[str, int] = {}
    waiting = iter(enumerate(blocks))

    def send(many: int) -> list[Any]:
        futures = []
        for number, block in islice(waiting, many):
            futures.append(client.submit(work, block, pure=False, retries=attempts - 1))
            place[futures[-1].key] = number
        return futures

    answered: Any = as_completed(  # type: ignore[no-untyped-call]
        send(AHEAD * len(client.ncores())), loop=client.loop
    )
    for future in answered:
        found[place.pop(future.key)] = future.result()
        future.release()
        answered.update(send(1))
    return [found[number] for number in range(len(blocks))]
