"""The documents made from the data as it stands now: sections for an edition, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from samsyn.cycle import Edition, Section
from samsyn.statutory import (
    ASSEMBLY_PARTS,
    FOLLOW_UP_PARTS,
    PICTURE_PARTS,
    Kind,
    Part,
    State,
    assembly_sections,
    assembly_state,
    follow_up_sections,
    follow_up_state,
    picture_sections,
    picture_state,
)
from samsyn_web.base.scope import Scope
from samsyn_web.governance.queries.gathered import picture_facts
from samsyn_web.governance.queries.reported import assembly_facts, follow_up_facts

PARTS: Mapping[str, tuple[Part, ...]] = {
    Kind.PICTURE.value: PICTURE_PARTS,
    Kind.FOLLOW_UP.value: FOLLOW_UP_PARTS,
    Kind.ASSEMBLY.value: ASSEMBLY_PARTS,
}


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A document as generated, in every edition, and what it rests on."""

    editions: Mapping[Edition, tuple[Section, ...]]
    state: State


def composed(scope: Scope, paper_kind: str, today: date) -> Composed | None:
    """Return a document as generated now; none for those who may not."""
    return COMPOSERS[paper_kind](scope, today)


def _picture(scope: Scope, today: date) -> Composed | None:
    facts = picture_facts(scope, today)
    if facts is None:
        return None
    made = {edition: picture_sections(facts, edition) for edition in Edition}
    return Composed(editions=made, state=picture_state(facts))


def _follow_up(scope: Scope, today: date) -> Composed | None:
    facts = follow_up_facts(scope, today)
    if facts is None:
        return None
    made = {edition: follow_up_sections(facts, edition) for edition in Edition}
    return Composed(editions=made, state=follow_up_state(facts))


def _assembly(scope: Scope, today: date) -> Composed | None:
    facts = assembly_facts(scope, today)
    if facts is None:
        return None
    return Composed(editions=dict.fromkeys(Edition, assembly_sections(facts)), state=assembly_state(facts))


COMPOSERS: Mapping[str, Callable[[Scope, date], Composed | None]] = {
    Kind.PICTURE.value: _picture,
    Kind.FOLLOW_UP.value: _follow_up,
    Kind.ASSEMBLY.value: _assembly,
}
