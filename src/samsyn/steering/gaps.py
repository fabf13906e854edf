"""What is missing in a governance model, or said twice; each gap with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samsyn.steering.bodies import LEVEL_NAMES, Body, Level, check_bodies
from samsyn.steering.deciding import decided_by


class GapKind(StrEnum):
    """What is wrong."""

    NO_MANDATE = "no_mandate"
    NO_CYCLE = "no_cycle"
    NO_MEMBERS = "no_members"
    REPORTS_TO_NOBODY = "reports_to_nobody"
    HEARS_FROM_NOBODY = "hears_from_nobody"
    LOOP = "loop"
    UNDECIDED = "undecided"
    DECIDED_TWICE = "decided_twice"
    EMPTY_LEVEL = "empty_level"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """
    One thing to settle.

    Parameters
    ----------
    kind : GapKind
    bodies : tuple of str
        Keys of the bodies that it is about, none where no body takes a decision.
    said, todo : str
        What is wrong, and what to do, in Swedish.
    """

    kind: GapKind
    bodies: tuple[str, ...] = ()
    said: str
    todo: str


def gaps(bodies: Sequence[Body], matters: Mapping[str, str]) -> tuple[Gap, ...]:
    """
    Return what is missing in a governance model or said twice.

    Parameters
    ----------
    bodies : sequence of Body
    matters : mapping of str to str
        Names of the kinds of decision that somebody must take, by code.

    Returns
    -------
    tuple of Gap
        In the order of `GapKind`, then of the bodies; none where there is no body to begin with.

    Raises
    ------
    BadInput
        If the bodies do not hang together; see `check_bodies`.

    Notes
    -----
    Bodies that report to each other, directly or by way of others, are one loop. Without a loop, and where no body
    reports to nobody, every body reports at last to a strategic one.
    """
    check_bodies(bodies)
    if not bodies:
        return ()
    found = [gap for rule in RULES for gap in rule(bodies)]
    found += _matters(bodies, matters)
    order = list(GapKind)
    return tuple(sorted(found, key=lambda gap: order.index(gap.kind)))


def _no_mandate(bodies: Sequence[Body]) -> Iterator[Gap]:
    for one in bodies:
        if not one.mandate or not one.reference:
            lacks = "inget mandat" if not one.mandate else "ett mandat utan beslut bakom"
            yield Gap(
                kind=GapKind.NO_MANDATE,
                bodies=(one.key,),
                said=f"{one.name} har {lacks}.",
                todo="Skriv vad organet får bestämma och vilket beslut som säger det. Annars behöver ett fattas.",
            )


def _no_cycle(bodies: Sequence[Body]) -> Iterator[Gap]:
    for one in bodies:
        if not one.cycle:
            yield Gap(
                kind=GapKind.NO_CYCLE,
                bodies=(one.key,),
                said=f"{one.name} har ingen mötesrytm.",
                todo="Bestäm hur ofta organet möts, så att de andra vet när en fråga kan tas upp.",
            )


def _no_members(bodies: Sequence[Body]) -> Iterator[Gap]:
    for one in bodies:
        if not one.members:
            yield Gap(
                kind=GapKind.NO_MEMBERS,
                bodies=(one.key,),
                said=f"{one.name} har inga ledamöter.",
                todo="Skriv vilka organisationer och funktioner som sitter med.",
            )


def _nobody(bodies: Sequence[Body]) -> Iterator[Gap]:
    for one in bodies:
        if one.level is not Level.STRATEGIC and not one.reports_to:
            yield Gap(
                kind=GapKind.REPORTS_TO_NOBODY,
                bodies=(one.key,),
                said=f"{one.name} rapporterar inte till någon.",
                todo="Välj vilket organ som ska få veta vad gruppen ser och gör, så att det når dem som beslutar.",
            )


def _unheard(bodies: Sequence[Body]) -> Iterator[Gap]:
    heard = {key for one in bodies for key in one.reports_to if key != one.key}
    for one in bodies:
        if one.level is Level.STRATEGIC and one.key not in heard:
            yield Gap(
                kind=GapKind.HEARS_FROM_NOBODY,
                bodies=(one.key,),
                said=f"Ingen rapporterar till {one.name}.",
                todo="Låt minst ett organ rapportera hit. Den som beslutar behöver höra från dem som gör.",
            )


def _loops(bodies: Sequence[Body]) -> Iterator[Gap]:
    reached = {one.key: _reached(one.key, bodies) for one in bodies}
    names = {one.key: one.name for one in bodies}
    told: set[str] = set()
    for one in bodies:
        if one.key in told or one.key not in reached[one.key]:
            continue
        loop = tuple(key for key in names if key in reached[one.key] and one.key in reached[key])
        told |= set(loop)
        said = (
            f"{one.name} rapporterar till sig själv."
            if len(loop) == 1
            else f"Rapporteringen går runt: {_listed([names[key] for key in loop])} rapporterar till varandra."
        )
        yield Gap(
            kind=GapKind.LOOP,
            bodies=loop,
            said=said,
            todo="Ta bort en av rapporteringsvägarna, så att det syns vem som är överordnad.",
        )


def _reached(key: str, bodies: Sequence[Body]) -> set[str]:
    """Return the keys of all that a body reports to, by way of others too."""
    lines = {one.key: one.reports_to for one in bodies}
    found: set[str] = set()
    waiting = list(lines[key])
    while waiting:
        to = waiting.pop()
        if to not in found:
            found.add(to)
            waiting += lines[to]
    return found


def _empty_levels(bodies: Sequence[Body]) -> Iterator[Gap]:
    for level in Level:
        if not any(one.level is level for one in bodies):
            yield Gap(
                kind=GapKind.EMPTY_LEVEL,
                said=f"{LEVEL_NAMES[level]} har inget organ.",
                todo="Lägg till ett organ, eller skriv i ett annat organs mandat att det tar den nivåns frågor.",
            )


def _matters(bodies: Sequence[Body], matters: Mapping[str, str]) -> Iterator[Gap]:
    for one in decided_by(bodies, matters):
        if not one.bodies:
            yield Gap(
                kind=GapKind.UNDECIDED,
                said=f"Inget organ {one.name}.",
                todo="Välj vilket organ som ska göra det.",
            )
        elif len(one.bodies) > 1:
            who = _listed([body.name for body in one.bodies])
            yield Gap(
                kind=GapKind.DECIDED_TWICE,
                bodies=tuple(body.key for body in one.bodies),
                said=f"{who} har samma uppgift: {one.name}.",
                todo="Låt ett organ besluta. De andra kan bereda frågan; skriv det i deras mandat.",
            )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


RULES: tuple[Callable[[Sequence[Body]], Iterator[Gap]], ...] = (
    _no_mandate,
    _no_cycle,
    _no_members,
    _nobody,
    _unheard,
    _loops,
    _empty_levels,
)
