"""What the guard does with a text before it is stored: what is sure is masked, what is doubtful is told."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn import guard


@dataclass(frozen=True, kw_only=True)
class Screened:
    """A text as it may be stored, the kinds of what was masked, and what somebody must look at: kind, start and end."""

    text: str
    masked: tuple[str, ...] = ()
    doubts: tuple[tuple[str, int, int], ...] = ()


def screen(text: str, most: int) -> Screened:
    """
    Mask what the guard is sure about and what can be nothing else; the rest is for people to judge.

    A mask may be longer than what it hides: what then has no room within `most` characters is cut off.
    """
    masked: list[str] = []
    while sure := [one for one in guard.find(text) if one.sure and one.kind in guard.REFUSED]:
        masked += [one.kind for one in sure]
        text = guard.mask(text, sure)
    text = text[:most]
    doubts = tuple((one.kind, one.start, one.end) for one in guard.find(text))
    return Screened(text=text, masked=tuple(masked), doubts=doubts)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something that the guard says about a part of a text, in Swedish; `sure`, or for people to judge."""

    name: str
    reason: str
    start: int
    end: int
    sure: bool


def remarks(text: str) -> tuple[Remark, ...]:
    """Return what the guard says about a text as it stands, in its order."""
    return tuple(
        Remark(
            name=one.name,
            reason=one.reason.removeprefix(f"{one.name}: "),
            start=one.start,
            end=one.end,
            sure=one.sure,
        )
        for one in guard.find(text)
    )


def name_of(kind: str) -> str:
    """Return what a kind that was doubted when a report came is called."""
    return guard.KINDS[kind][0] if kind in guard.KINDS else kind
