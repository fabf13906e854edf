"""The written test set: sentences, and where in each something points at a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_TRACE = re.compile(r"\{(\w+):([^}]*)\}")
Span = tuple[str, int, int]


@dataclass(frozen=True)
class Sentence:
    """A text as a person may write it, and its traces as kind, start and end."""

    text: str
    traces: tuple[Span, ...]


@dataclass
class Tally:
    """How a guard did on one kind: traces, those found whole under their kind, and places where it cried wolf."""

    traces: int = 0
    found: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.traces if self.traces else 1.0


def sentences(part: str) -> Iterator[Sentence]:
    """The sentences of one file; \\n, \\u200b and the like stand for the characters that they name."""
    for line in (HERE / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield _sentence(
                re.sub(r"\\u(....)", lambda found: chr(int(found[1], 16)), line).replace("\\n", "\n")
            )


def _sentence(line: str) -> Sentence:
    text, traces, done = "", [], 0
    for match in _TRACE.finditer(line):
        text += line[done : match.start()]
        traces.append((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        done = match.end()
    return Sentence(text + line[done:], tuple(traces))


def tally(
    some: Iterable[Sentence], find: Callable[[str], Iterable[Span]]
) -> tuple[dict[str, Tally], list[str]]:
    """
    Count per kind what a guard finds and misses, and tell of each mistake.

    A trace is found where one of its kind covers it, but for quotes around it. What overlaps no trace is false.
    """
    counts: Counter[tuple[str, str]] = Counter()
    told = []
    for one in some:
        spans = list(find(one.text))
        for kind, start, end in one.traces:
            core = one.text[start:end].strip('"')
            start = one.text.index(core, start)
            hit = any(k == kind and s <= start and e >= start + len(core) for k, s, e in spans)
            counts[kind, "traces"] += 1
            counts[kind, "found"] += hit
            if not hit:
                told.append(f"missed {kind} {core!r} in {one.text!r}: {spans}")
        for kind, start, end in spans:
            if not any(start < e and s < end for _, s, e in one.traces):
                counts[kind, "false"] += 1
                told.append(f"false {kind} {one.text[start:end]!r} in {one.text!r}")
    kinds = {kind for kind, _ in counts}
    return {
        k: Tally(counts[k, "traces"], counts[k, "found"], counts[k, "false"]) for k in sorted(kinds)
    }, told
