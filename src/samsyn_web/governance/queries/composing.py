"""The documents made from the data as it stands now: sections for an edition, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from samsyn.cycle import Edition, Section
from samsyn.statutory import (
    ASSEMBLY_PARTS,
    FOLLOW_UP_PARTS,
    GRANT_PARTS,
    PICTURE_PARTS,
    SURVEY_PARTS,
    Kind,
    Part,
    State,
    assembly_sections,
    assembly_state,
    follow_up_sections,
    follow_up_state,
    grant_sections,
    grant_state,
    picture_sections,
    picture_state,
    survey_sections,
    survey_state,
)
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import Paper
from samsyn_web.governance.queries.annexes import grant_facts, survey_standings, written_parts
from samsyn_web.governance.queries.gathered import picture_facts
from samsyn_web.governance.queries.reported import assembly_facts, follow_up_facts

PARTS: Mapping[str, tuple[Part, ...]] = {
    Kind.PICTURE.value: PICTURE_PARTS,
    Kind.FOLLOW_UP.value: FOLLOW_UP_PARTS,
    Kind.ASSEMBLY.value: ASSEMBLY_PARTS,
    Kind.GRANT.value: GRANT_PARTS,
    Kind.SURVEY.value: SURVEY_PARTS,
}


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A document as generated, in every edition, and what it rests on."""

    editions: Mapping[Edition, tuple[Section, ...]]
    state: State


def composed(scope: Scope, paper_kind: str, today: date, paper: Paper | None = None) -> Composed | None:
    """Return a document as generated now; none for those who may not. An application is about what is chosen for it."""
    if paper_kind == Kind.GRANT:
        return _grant(scope, today, paper) if paper else None
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


def _grant(scope: Scope, today: date, paper: Paper) -> Composed | None:
    facts = grant_facts(scope, paper, today)
    if facts is None:
        return None
    made = grant_sections(facts, written_parts(scope, paper))
    return Composed(editions=dict.fromkeys(Edition, made), state=grant_state(facts))


def _survey(scope: Scope, today: date) -> Composed | None:
    found = survey_standings(scope, today)
    if found is None:
        return None
    return Composed(editions=dict.fromkeys(Edition, survey_sections(found)), state=survey_state(found))


COMPOSERS: Mapping[str, Callable[[Scope, date], Composed | None]] = {
    Kind.PICTURE.value: _picture,
    Kind.FOLLOW_UP.value: _follow_up,
    Kind.ASSEMBLY.value: _assembly,
    Kind.SURVEY.value: _survey,
}
