"""What changed between two versions of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

State = Mapping[str, tuple[str, str]]
"""What a document rests on, by key: what it is called, and how it stood."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that is new, gone or changed: what it is, how it stood before and how it stands now."""

    what: str
    before: str
    after: str

    @property
    def word(self) -> str:
        """Which of the three it is."""
        return "nytt" if not self.before else "borta" if not self.after else "ändrat"


def changed(before: State, after: State) -> tuple[Change, ...]:
    """
    Return what differs, in the order of the later state, what is gone last.

    Examples
    --------
    >>> for one in changed({"a": ("Klotter", "inte nu")}, {"a": ("Klotter", "prioriteras"), "b": ("Bränder", "nytt")}):
    ...     print(one.word, one.what, one.before, one.after)
    ändrat Klotter inte nu prioriteras
    nytt Bränder  nytt
    """
    rows = [
        Change(what=name, before=before[key][1] if key in before else "", after=stands)
        for key, (name, stands) in after.items()
        if key not in before or before[key][1] != stands
    ]
    rows += [
        Change(what=name, before=stood, after="") for key, (name, stood) in before.items() if key not in after
    ]
    return tuple(rows)
