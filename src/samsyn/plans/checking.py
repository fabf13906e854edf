"""The logic checker: every rule on a whole plan, read from a file or kept in Samsyn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from samsyn.guard import find
from samsyn.plans.acting import of_action
from samsyn.plans.aiming import of_goal
from samsyn.plans.chain import Cause, Origin, Plan
from samsyn.plans.remark import Remark, remark
from samsyn.plans.rules import OWNER_MOST, RULES, SMALLEST_PLAN

WHOLE = Origin(part="hela planen")
_TOLD = (
    "enligt",
    "visar",
    "statistik",
    "undersökning",
    "mätning",
    "enkät",
    "rapporter",
    "källa",
    "lägesbild",
    "procent",
    "%",
)
_ORDER = {code: n for n, code in enumerate(RULES)}


def check(plan: Plan, *, at: date) -> tuple[Remark, ...]:
    """
    Return what the rules say about a plan.

    Parameters
    ----------
    plan : Plan
    at : date
        The day on which times count as past.

    Returns
    -------
    tuple of Remark
        Those about the whole plan first, then in the order of the plan.
    """
    found = [*_whole(plan)]
    for problem in plan.problems:
        found += _problem(plan, problem.key)
        found += _personal(problem.key, problem.origin, {"problem": problem.text, "basis": problem.basis})
    for cause in plan.causes:
        found += _cause(plan, cause)
        found += _personal(cause.key, cause.origin, {"cause": cause.text, "evidence": cause.evidence})
    for action in plan.actions:
        found += [*of_action(plan, action, at), *of_goal(action)]
        texts = {name: str(getattr(action, name)) for name in _TEXTS} | {
            "action": action.text,
            "notes": "\n".join(text for _, text in action.notes),
            "when": "" if action.when.text in action.text else action.when.text,
        }
        found += _personal(action.key, action.origin, texts)
    places = {one: n for n, one in enumerate(_places(plan))}
    return tuple(sorted(found, key=lambda one: (places[_place(one.origin)], _ORDER[one.code])))


_TEXTS = (
    "no_cause_reason",
    *("goal", "indicator", "baseline", "target", "owner"),
    *("partners", "follow_up", "status", "resources"),
)

Place = tuple[str, int, int]


def _place(origin: Origin) -> Place:
    return origin.kind + origin.part, origin.index, origin.row


def _places(plan: Plan) -> list[Place]:
    """Return the places of a plan in its own order: each part where it first appears, its rows by number."""
    origins = [one.origin for one in plan.problems]
    origins += [one.origin for one in plan.causes]
    origins += [one.origin for one in plan.actions]
    if any(one.kind == "samsyn" for one in origins):
        return [_place(WHOLE), *dict.fromkeys(_place(one) for one in origins)]
    return [_place(WHOLE), *sorted({_place(one) for one in origins})]


def _whole(plan: Plan) -> Iterator[Remark]:
    n = len(plan.actions)
    if n and not plan.deprioritised:
        yield remark("nothing_deprioritised", "", WHOLE)
    if n >= SMALLEST_PLAN and all(one.kind == "symptom" for one in plan.actions):
        yield remark("only_symptoms", "", WHOLE, n=str(n))
    owners = Counter(one.owner.casefold() for one in plan.actions if one.owner and not one.is_done)
    written = {one.owner.casefold(): one.owner for one in reversed(plan.actions)}
    for owner, times in owners.most_common():
        if times > OWNER_MOST:
            named = any(found.kind == "name" for found in find(written[owner]))
            shown = "En person" if named else written[owner]
            yield remark(
                *("owner_has_too_many", "", WHOLE),
                owner=shown,
                n=str(times),
                all=str(n),
                most=str(OWNER_MOST),
            )


def _problem(plan: Plan, key: str) -> Iterator[Remark]:
    problem = next(one for one in plan.problems if one.key == key)
    caused = any(one.problem == key for one in plan.causes) or any(
        one.causes for one in plan.actions if one.problem == key
    )
    acted = any(one.problem == key for one in plan.actions)
    heading = problem.origin.kind in ("text", "table") and not problem.origin.cells
    if not caused and not problem.basis and (acted or not heading):
        yield remark("priority_without_analysis", key, problem.origin, problem=_short(problem.text))


def _cause(plan: Plan, cause: Cause) -> Iterator[Remark]:
    said = cause.text.casefold()
    if not cause.evidence and not any(word in said for word in _TOLD):
        yield remark("cause_without_evidence", cause.key, cause.origin, field="cause")
    if not cause.is_settled and not any(cause.key in one.causes for one in plan.actions):
        yield remark("cause_without_action", cause.key, cause.origin, cause=_short(cause.text))


def _personal(key: str, origin: Origin, texts: dict[str, str]) -> Iterator[Remark]:
    """Yield what points at a person, one remark for each field and kind; who is responsible has a rule of its own."""
    for field, text in texts.items():
        kinds = {
            one.name: one.sure
            for one in find(text)
            if not (field == "owner" and one.kind == "name") and not (not one.sure and one.kind == "dwelling")
        }
        for kind, sure in kinds.items():
            code = "personal_data" if sure else "perhaps_personal_data"
            yield remark(code, key, origin, field=field, kind=kind)


def _short(text: str, most: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"
