"""A checked plan as a document of plain values, which programs may rely on."""

from __future__ import annotations

from datetime import date
from typing import Any

from samsyn.plans.chain import Action, Origin, Plan
from samsyn.plans.coverage import LINKS, coverage
from samsyn.plans.reading import ReadPlan
from samsyn.plans.remark import Remark

FORMAT = "samsyn-plan-check/1"


def document(read: ReadPlan, remarks: tuple[Remark, ...], *, at: date) -> dict[str, Any]:
    """
    Return a checked plan as JSON can hold it; keys are only added within a format.

    Parameters
    ----------
    read : ReadPlan
    remarks : tuple of Remark
    at : date
        The day that it was checked for.
    """
    plan = read.plan
    return {
        "format": FORMAT,
        "file": {"name": read.name, "kind": read.format, "sha256": read.sha256},
        "at": at.isoformat(),
        "title": plan.title,
        "problems": [
            {"key": one.key, "problem": one.text, "basis": one.basis, **_place(one.origin)}
            for one in plan.problems
        ],
        "causes": [
            {
                "key": one.key,
                "cause": one.text,
                "problem": one.problem,
                "evidence": one.evidence,
                **_place(one.origin),
            }
            for one in plan.causes
        ],
        "actions": [_action(plan, one) for one in plan.actions],
        "deprioritised": list(plan.deprioritised),
        "remarks": [_remark(one) for one in remarks],
        "guesses": [{"where": one.where, "text": one.text, "sure": one.sure} for one in read.guesses],
        "left_out": [
            {"where": one.where, "text": one.text, "why": one.why, "is_row": one.is_row}
            for one in read.left_out
        ],
        "summary": _summary(plan, remarks),
    }


def _place(origin: Origin) -> dict[str, Any]:
    return {"where": origin.where, "part": origin.part, "row": origin.row}


def _action(plan: Plan, one: Action) -> dict[str, Any]:
    problems = {problem.key: problem.text for problem in plan.problems}
    when = one.when
    return {
        "key": one.key,
        **_place(one.origin),
        "problem": problems.get(one.problem, ""),
        "causes": [cause.text for cause in plan.causes_of(one)],
        "action": one.text,
        **{name: getattr(one, name) for name in _PLAIN},
        "when": {
            "text": when.text,
            "start": when.start.isoformat() if when.start else None,
            "end": when.end.isoformat() if when.end else None,
            "ongoing": when.ongoing,
        },
        "notes": [{"heading": heading, "text": text} for heading, text in one.notes],
    }


_PLAIN = (
    *("goal", "indicator", "baseline", "target", "owner", "partners"),
    *("follow_up", "status", "resources", "kind"),
)


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "title": one.rule.title,
        "subject": one.subject,
        "field": one.field,
        **_place(one.origin),
        "text": one.text,
        "source": one.rule.source,
    }


def _summary(plan: Plan, remarks: tuple[Remark, ...]) -> dict[str, Any]:
    cover = coverage(plan, remarks)
    return {
        "sentence": cover.sentence,
        "actions": cover.actions,
        "whole_chain": cover.whole,
        "has": cover.has,
        "share": {link: cover.share(link) for link in LINKS},
        "remarks": {"fel": cover.errors, "varning": cover.warnings, "anmärkning": cover.notes},
    }
