"""How much of the chain a plan has: shares, and a sentence for those who decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from samsyn.plans.aim import read_aim
from samsyn.plans.chain import Action, Plan
from samsyn.plans.remark import Remark
from samsyn.plans.rules import Severity
from samsyn.plans.timing import read_goal

LINKS = {
    "cause": "en orsak",
    "goal": "ett mål",
    "indicator": "en indikator",
    "baseline": "ett utgångsläge",
    "owner": "en ansvarig",
    "date": "en tidpunkt",
    "follow_up": "en uppföljning",
}
"""The links of the chain, in its order, as an action "has" them."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """
    How many of a plan's actions have each link of the chain.

    Parameters
    ----------
    actions : int
    has : dict of str to int
        For each of `LINKS`, how many actions have it.
    whole : int
        Actions that have them all.
    errors, warnings, notes : int
        Remarks of each severity.
    sentence : str
        For a board: what the plan has, and what it lacks most.
    """

    actions: int
    has: dict[str, int]
    whole: int
    errors: int
    warnings: int
    notes: int
    sentence: str

    def share(self, link: str) -> float | None:
        """Return the share of the actions that have a link, 0 to 1; none where there are no actions."""
        return self.has[link] / self.actions if self.actions else None


def links_of(action: Action) -> dict[str, bool]:
    """Return which links of the chain an action has."""
    aim = read_aim(action)
    return {
        "cause": bool(action.causes or action.no_cause_reason),
        "goal": bool(action.goal or action.target),
        "indicator": bool(action.indicator) or (aim.before is not None and aim.after is not None),
        "baseline": bool(action.baseline) or aim.before is not None,
        "owner": bool(action.owner),
        "date": action.when.is_dated or read_goal(action.goal).is_dated and bool(action.when.text),
        "follow_up": bool(action.follow_up),
    }


def coverage(plan: Plan, remarks: tuple[Remark, ...] = ()) -> Coverage:
    """
    Return how much of the chain a plan has.

    Parameters
    ----------
    plan : Plan
    remarks : tuple of Remark
        As `check` gave them, to be counted.
    """
    rows = [links_of(one) for one in plan.actions]
    has = {link: sum(row[link] for row in rows) for link in LINKS}
    whole = sum(all(row.values()) for row in rows)
    counts = Counter(one.severity for one in remarks)
    return Coverage(
        actions=len(rows),
        has=has,
        whole=whole,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        sentence=_sentence(len(rows), has, whole),
    )


def _sentence(n: int, has: dict[str, int], whole: int) -> str:
    if not n:
        return "Planen har inga åtgärder som kunde läsas."
    if n == 1:
        lacks = [LINKS[link] for link in LINKS if not has[link]]
        return "Planens enda åtgärd " + (
            f"saknar {_and(lacks)}." if lacks else "har hela kedjan, från orsak till uppföljning."
        )
    start = f"Av planens {n} åtgärder har {_some(whole)} hela kedjan från orsak till uppföljning."
    if whole == n:
        return f"Alla planens {n} åtgärder har hela kedjan från orsak till uppföljning."
    least = min(has.values())
    lacks = [LINKS[link] for link in LINKS if has[link] == least]
    return f"{start} Oftast saknas {_and(lacks)}: {_some(least)} av {n} har det."


def _some(n: int) -> str:
    return "ingen" if n == 0 else str(n)


def _and(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} och {texts[-1]}"
