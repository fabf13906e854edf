"""What a grant application lacks: what is not entered, and what is entered and cannot stand."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.statutory.grant_facts import GrantAction, GrantFacts
from samsyn.statutory.smart import smart

Lack = tuple[str, str, str]
"""Key of the part, whose it is, and what."""


def grant_lacks(facts: GrantFacts) -> tuple[Lack, ...]:
    """
    Return what is missing, in the order of the application.

    Examples
    --------
    >>> [what for _, _, what in grant_lacks(GrantFacts())][:2]
    ['inget problem är valt', 'ingen åtgärd är vald']
    """
    return (*_problems(facts), *(each for one in facts.actions for each in _action(one)), *_attached(facts))


def _problems(facts: GrantFacts) -> Iterator[Lack]:
    if not facts.problems:
        yield "problem", "Problemet", "inget problem är valt"
    for one in facts.problems:
        if not one.extent:
            yield "problem", one.title, "omfattningen är inte beskriven"
        if not (one.consequences or one.harm):
            yield "problem", one.title, "konsekvenserna är inte beskrivna"
        if not one.causes:
            yield "causes", one.title, "ingen orsak är angiven"
        elif not any(each.support for each in one.causes):
            yield "causes", one.title, "ingen orsak har belägg"
    if not facts.actions:
        yield "action", "Åtgärden", "ingen åtgärd är vald"


def _action(one: GrantAction) -> Iterator[Lack]:
    if one.is_ordinary:
        yield "action", one.title, "är ordinarie arbete: bidraget gäller inte verksamhet som redan finns"
    if not one.causes:
        yield "action", one.title, "är inte kopplad till någon orsak"
    for each in smart(one):
        if each.lacks:
            yield "goals", one.title, f"målet, {each.letter} ({each.word}): {', '.join(each.lacks)}"
    if one.starts and one.ends and one.starts.year != one.ends.year:
        yield "time", one.title, "går över årsskiftet: bidraget gäller ett kalenderår"
    if one.cost is None:
        yield "costs", one.title, "kostnaden är inte inskriven"
    if not one.partners:
        yield "partners", one.title, "inga samverkansparter är inskrivna"
    if one.evaluation is None:
        yield "evaluation", one.title, "ingen utvärdering är bestämd"
    elif one.evaluation.is_afterwards:
        yield "evaluation", one.title, "utvärderingen är bestämd i efterhand"


def _attached(facts: GrantFacts) -> Iterator[Lack]:
    if not facts.picture:
        yield "attached", "Bilagor", "ingen lägesbild är beslutad"
    if not facts.plan:
        yield "attached", "Bilagor", "ingen åtgärdsplan är beslutad"
