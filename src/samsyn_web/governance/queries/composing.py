"""The documents made from the data as it stands now: sections for an edition, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from samsyn.cycle import Edition, Section
from samsyn.statutory import PICTURE_PARTS, Kind, Part, State, picture_sections, picture_state
from samsyn_web.base.scope import Scope
from samsyn_web.governance.queries.gathered import picture_facts

PARTS: Mapping[str, tuple[Part, ...]] = {Kind.PICTURE.value: PICTURE_PARTS}


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


COMPOSERS: Mapping[str, Callable[[Scope, date], Composed | None]] = {Kind.PICTURE.value: _picture}
