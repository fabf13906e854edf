"""
Promise: what the guard finds of the written sentences, kind by kind; a report in less than a millisecond; a line of a
megabyte in about a second, and nothing that makes it take much longer.

    ./samsyn dev benchmarks/bench_guard.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from samsyn.guard import KINDS, find  # noqa: E402
from tests.samsyn.guard.sentences import Span, sentences, tally  # noqa: E402

MEGABYTE = 1_000_000
REPORT = (
    "Vid 21.30 samlades ett tiotal ungdomar vid Stora Torget. Krossat glas utanför Björkskolan, klotter på fasaden "
    "mot Lindgården 4. Väktare på plats 22.10, polisen informerad. Inga skadade. Porten till trapphus 4 står öppen."
)
LINES = {
    "reports": REPORT + " ",
    "one letter": "a",
    "figures": "1",
    "figures apart": "1 ",
    "addresses": "a@",
    "dots": "a.",
    "names": "Kim Andersson ",
    "capitals": "Aa ",
    "phone numbers": "0701740605 ",
    "plates": "ABC 123 ",
}


def spans(text: str) -> list[Span]:
    """What the guard finds, as the tally takes it."""
    return [(one.kind, one.start, one.end) for one in find(text)]


def seconds(text: str) -> float:
    """The time of the process that one text takes."""
    start = process_time()
    find(text)
    return process_time() - start


def main() -> None:
    """Print the table of docs/explanation/guard.md, and the times."""
    parts = {part: tally(sentences(part), spans)[0] for part in ("building", "held_out")}
    print("| Kind | | found, building | false | found, held out | false |\n|---|---|---|---|---|---|")
    for kind, (name, _, _) in KINDS.items():
        cells = [f"{one[kind].found} of {one[kind].traces} | {one[kind].false}" for one in parts.values()]
        print(f"| `{kind}` | {name} | {' | '.join(cells)} |")
    report = min(seconds(REPORT * 10) for _ in range(20)) / 10
    print(f"\na report of {len(REPORT)} characters: {1000 * report:.2f} ms")
    for name, piece in LINES.items():
        print(f"a megabyte of {name}: {seconds(piece * (MEGABYTE // len(piece))):.1f} s")


if __name__ == "__main__":
    main()
