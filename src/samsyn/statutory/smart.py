"""Whether a goal is SMART, letter by letter, as far as what is entered can show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.statutory.grant_facts import GrantAction

WORDS = (
    ("S", "specifikt"),
    ("M", "mätbart"),
    ("A", "accepterat"),
    ("R", "realistiskt"),
    ("T", "tidsbundet"),
)
"""The letters with their Swedish words."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter: its word, and what is missing for it."""

    letter: str
    word: str
    lacks: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether what the letter needs is entered."""
        return not self.lacks


def smart(action: GrantAction) -> tuple[Letter, ...]:
    """
    Check the goal of an action.

    Parameters
    ----------
    action : GrantAction

    Returns
    -------
    tuple of Letter
        Five, in order.

    Notes
    -----
    A letter is met where what it needs is entered; whether the goal is a good one only people can say. "Accepterat"
    asks that the action is decided and that a function answers for it; "realistiskt" that there is a baseline to judge
    the target by, that the target lies on the right side of it, and that it is said how the action works.

    Examples
    --------
    >>> found = smart(GrantAction(key="1", title="Ljus", goal="Färre", indicator="Rapporter"))
    >>> [one.letter for one in found if one.is_met]
    ['S']
    """
    needed: dict[str, list[tuple[str, object]]] = {
        "S": [("mål", action.goal), ("indikator", action.indicator)],
        "M": [
            ("indikator", action.indicator),
            ("enhet", action.unit),
            ("utgångsvärde", action.baseline is not None),
            ("målvärde", action.target is not None),
        ],
        "A": [("beslut om åtgärden", action.is_decided), ("ansvarig funktion", action.function)],
        "R": [
            ("utgångsvärde att bedöma mot", action.baseline is not None),
            ("målvärde", action.target is not None),
            ("hur åtgärden ska verka på orsaken", action.mechanism),
        ],
        "T": [("startdag", action.starts), ("slutdag", action.ends)],
    }
    return tuple(
        Letter(letter=letter, word=word, lacks=(*_lacks(needed[letter]), *_wrong(letter, action)))
        for letter, word in WORDS
    )


def _lacks(needs: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    return tuple(name for name, value in needs if not value)


def _wrong(letter: str, action: GrantAction) -> tuple[str, ...]:
    if letter != "R" or action.baseline is None or action.target is None:
        return ()
    gain = action.target - action.baseline
    if not action.direction:
        return ("riktning: om värdet ska öka eller minska",)
    wrong = gain >= 0 if action.direction == "down" else gain <= 0
    return ("målvärde åt rätt håll från utgångsvärdet",) if wrong else ()
