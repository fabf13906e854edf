"""Work in parts on several threads; which thread takes which part changes no answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Answer = TypeVar("Answer")
MOST_THREADS = 8


def available() -> int:
    """Return how many threads are worth while: the processors that may be used, at most 8."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_THREADS)


def in_threads(
    work: Callable[[Part], Answer], parts: Sequence[Part], threads: int | None = None
) -> list[Answer]:
    """
    Return what the work gives for each part, in the order of the parts.

    Parameters
    ----------
    work : callable
        Releases the interpreter's lock, or there is nothing to win; writes nothing that another part reads.
    parts : sequence
    threads : int, optional
        As many as there are processors to use, at most 8, where none.
    """
    many = threads or available()
    if many < 2 or len(parts) < 2:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(min(many, len(parts))) as pool:
        return list(pool.map(work, parts))
