"""What the guard does with a text before it is stored: what is sure is masked, what is doubtful is told."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.files import free_text


@dataclass(frozen=True, kw_only=True)
class Screened:
    """A text as it may be stored, the kinds of what was masked, and the spans that somebody must look at."""

    text: str
    masked: tuple[str, ...] = ()
    doubts: tuple[tuple[str, int, int], ...] = ()


def screen(text: str) -> Screened:
    """Mask what the guard is sure about."""
    clean, masked = text, []
    for trace in reversed(free_text.traces(text)):
        clean = f"{clean[: trace.start]}[maskat]{clean[trace.end :]}"
        masked.append(trace.what)
    return Screened(text=clean, masked=tuple(reversed(masked)))
