"""How an action is evaluated is decided before it starts, and computed from the rows when its day has come."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isnan
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

import samsyn
from samsyn.errors import BadInput, Refused
from samsyn.outcomes import (
    OtherAction,
    Plan,
    Surroundings,
    detectable,
    digest_of,
    evaluate,
    sentence,
)
from samsyn.provenance import canonical
from samsyn_web.actions.models import Action
from samsyn_web.base import audit, jobs
from samsyn_web.base.models import Job, JobState
from samsyn_web.base.registry import EventCounts
from samsyn_web.base.scope import Scope
from samsyn_web.outcomes import policies, queries
from samsyn_web.outcomes.models import Evaluation, EvaluationResult, Implementation
from samsyn_web.outcomes.policies import content_of, what_of, where_of


@dataclass(frozen=True, kw_only=True)
class EvaluationChoice:
    """What is decided: the plan, the source that is counted, and the day when it is computed."""

    source: str
    plan: Plan
    due: date


@transaction.atomic
def decide_evaluation(
    *,
    by: Scope,
    at: datetime,
    action: Action,
    choice: EvaluationChoice,
    reason: str = "",
    afterwards: bool = False,
    counted: EventCounts | None = None,
) -> Evaluation:
    """
    Decide how an action is evaluated, and freeze what is counted before.

    A second decision is a new version, with a `reason`. An action that has begun needs `afterwards`, and the evaluation
    is marked so. `counted` spares the reading of the source's rows where the caller has them.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    plan, reason = choice.plan, " ".join(reason.split())
    policies.check_can_evaluate(by, action)
    policies.check_can_be_evaluated(action)
    policies.check_in_time(action, localdate(at), afterwards=afterwards)
    last = Evaluation.objects.filter(action=action).aggregate(Max("number"))["number__max"] or 0
    policies.check_reason(reason, is_change=last > 0)
    _check_periods(action, choice)
    held = counted or _held(by, choice.source)
    every = [*plan.treated, *plan.comparison, *plan.buffer]
    held.counts.area_rows(every)
    seen = detectable(held.counts, plan)
    made = Evaluation.objects.create(
        organisation_id=by.organisation_id,
        action=action,
        number=last + 1,
        reason=reason,
        source=choice.source,
        source_name=held.name,
        design=plan.design.value,
        categories=list(plan.categories),
        treated=list(plan.treated),
        comparison=list(plan.comparison),
        buffer=list(plan.buffer),
        names={key: held.names.get(key, key) for key in every}
        | {code: held.labels.get(code, code) for code in plan.categories},
        before_start=plan.before[0],
        before_end=plan.before[1],
        after_start=plan.after[0],
        after_end=plan.after[1],
        margin=plan.margin,
        chosen_high=plan.chosen_high,
        due=choice.due,
        baseline=_baseline(held, plan),
        digest=_digest(held, plan, min(plan.before[1], held.counts.end)),
        detectable=None if isnan(seen.decrease) else seen.decrease,
        detectable_text=seen.sentence,
        decided_afterwards=policies.is_afterwards(action, localdate(at)),
        decided_by_id=by.user_id,
        decided_at=at,
    )
    detail = {"version": made.number, "digest": made.digest, "afterwards": made.decided_afterwards}
    _record(by, at, "evaluation.decided", made, detail)
    return made


def _held(by: Scope, source: str) -> EventCounts:
    held = queries.counted(by, source)
    if held is None:
        raise BadInput(_("Källan finns inte, eller har inga rader med veckor."))
    return held


def _check_periods(action: Action, choice: EvaluationChoice) -> None:
    plan, starts = choice.plan, action.starts
    if starts is None or plan.before[1] > starts or plan.after[0] < starts:
        raise BadInput(_("Perioden före slutar innan åtgärden börjar, och perioden efter börjar då."))
    if choice.due < plan.after[1]:
        raise BadInput(_("Utvärderingen räknas ut tidigast när perioden efter är slut."))


def _baseline(held: EventCounts, plan: Plan) -> dict[str, Any]:
    weeks = held.counts.window(plan.before)
    groups = {"treated": plan.treated, "comparison": plan.comparison, "buffer": plan.buffer}
    return {
        "until": min(plan.before[1], held.counts.end).isoformat(),
        "weeks": weeks.stop - weeks.start,
        "counts": {
            name: int(held.counts.of(areas, plan.categories)[:, weeks].sum())
            for name, areas in groups.items()
            if areas
        },
    }


def _digest(held: EventCounts, plan: Plan, until: date) -> str:
    """Seal what was counted before, as far as it was known when the evaluation was decided."""
    if until <= plan.before[0]:
        return hashlib.sha256(b"").hexdigest()
    areas = [*plan.treated, *plan.comparison, *plan.buffer]
    return digest_of(held.counts, areas, plan.categories, (plan.before[0], until))


@transaction.atomic
def compute_evaluation(
    *,
    by: Scope,
    at: datetime,
    evaluation: Evaluation,
    counted: EventCounts | None = None,
    known: Mapping[int, OtherAction] | None = None,
) -> EvaluationResult:
    """
    Compute what an evaluation gave, from the rows of today; what was computed before is kept.

    `counted` and `known` spare the reading of rows and of other actions where the caller has them.
    """
    policies.check_can_evaluate(by, evaluation.action)
    if localdate(at) < evaluation.due:
        raise Refused(
            _("Utvärderingen räknas ut %(day)s. Att titta tidigare och sedan välja är att lura sig själv.")
            % {"day": evaluation.due.isoformat()}
        )
    held = counted or _held(by, evaluation.source)
    plan = evaluation.plan
    others = queries.disturbances(by) if known is None else known
    around = Surroundings(
        others=tuple(one for key, one in others.items() if key != evaluation.action_id),
        breaks=held.breaks,
        redrawn=held.redrawn,
        decided_afterwards=evaluation.decided_afterwards,
        reporters_known=bool(held.counts.reporters),
        baseline_changed=evaluation.digest
        != _digest(held, plan, date.fromisoformat(evaluation.baseline["until"])),
    )
    found = evaluate(held.counts, plan, surroundings=around)
    content = content_of(found, held)
    text = json.dumps(canonical(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    made = EvaluationResult.objects.create(
        evaluation=evaluation,
        change=found.verdict.change.value,
        sentence=sentence(found, what=what_of(evaluation), where=where_of(evaluation)),
        codes=[one.code.value for one in (*found.verdict.refusals, *found.verdict.doubts)],
        content=content,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        version=samsyn.__version__,
        computed_by_id=by.user_id,
        computed_at=at,
    )
    _record(by, at, "evaluation.computed", evaluation, {"change": made.change, "digest": made.digest})
    return made


def ask_to_compute(*, by: Scope, at: datetime) -> Job | None:
    """Ask for all that is due to be computed, as long work; none where nothing is."""
    policies.check_can_evaluate(by)
    waiting = list(queries.due(by, localdate(at)).values_list("pk", flat=True))
    if not waiting:
        return None
    last = jobs.latest(by, kind="outcomes.compute").filter(state=JobState.DONE).first()
    ids = ",".join(map(str, [last.pk if last else "", *sorted(waiting)]))  # what failed then is tried again
    key = hashlib.sha256(ids.encode()).hexdigest()
    return jobs.enqueue(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        function="samsyn_web.outcomes.tasks.compute_due",
        kind="outcomes.compute",
        arguments={"evaluation_ids": sorted(waiting)},
        key=f"outcomes:{key}",
    )


@transaction.atomic
def tell_process(
    *,
    by: Scope,
    at: datetime,
    action: Action,
    fidelity: str,
    cause: str = "unknown",
    unit: str = "",
    planned: float | None = None,
    done: float | None = None,
    reach_planned: float | None = None,
    reached: float | None = None,
    text: str = "",
) -> Implementation:
    """Tell how an action was carried out against its plan; what was told before is kept."""
    text, unit = text.strip(), " ".join(unit.split())
    policies.check_can_tell(by, action)
    policies.check_process(fidelity, text, unit, planned, done, reach_planned, reached)
    made = Implementation.objects.create(
        action=action,
        fidelity=fidelity,
        cause=cause,
        unit=unit,
        planned=planned,
        done=done,
        reach_planned=reach_planned,
        reached=reached,
        text=text,
        written_by_id=by.user_id,
        written_at=at,
    )
    _record(by, at, "process.told", made, {"fidelity": fidelity, "cause": cause})
    return made


def _record(by: Scope, at: datetime, verb: str, target: Any, detail: dict[str, Any]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
