"""Who decides what: each kind of decision with the bodies that take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samsyn.steering.bodies import Body


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A kind of decision: its name, the bodies that take it, and whether every municipality has to take it."""

    name: str
    bodies: tuple[Body, ...]
    is_known: bool


def decided_by(bodies: Sequence[Body], matters: Mapping[str, str]) -> tuple[Decided, ...]:
    """
    Return every kind of decision with the bodies that take it.

    Parameters
    ----------
    bodies : sequence of Body
    matters : mapping of str to str
        Names of the kinds that every municipality has, by code.

    Returns
    -------
    tuple of Decided
        The known kinds in their order, then the bodies' own words as they come. Words that differ by case or space
        alone are the same kind.
    """
    found: dict[str, list[Body]] = {_same(name): [] for name in matters.values()}
    names = {_same(name): name for name in matters.values()}
    for body in bodies:
        for matter in body.matters:
            name = matters.get(matter, matter)
            names.setdefault(_same(name), name)
            taking = found.setdefault(_same(name), [])
            if body not in taking:
                taking.append(body)
    known = {_same(name) for name in matters.values()}
    return tuple(
        Decided(name=names[key], bodies=tuple(taking), is_known=key in known) for key, taking in found.items()
    )


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()
