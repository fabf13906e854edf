"""Reads of what came of actions: evaluations with their results, indicators with their readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from samsyn.outcomes import Candidate, OtherAction, candidates
from samsyn.period import format_date
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.base import registry
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.outcomes import policies
from samsyn_web.outcomes.models import (
    Evaluation,
    EvaluationResult,
    Implementation,
    Indicator,
    IndicatorReading,
)

LIVE = (ActionStatus.DECIDED, ActionStatus.UNDER_WAY, ActionStatus.DONE)
"""An action that is decided disturbs others; a draft does not, and one that was stopped did until then."""


def actions(scope: Scope) -> QuerySet[Action]:
    """The organisation's actions for those who read pictures or weeks; one's own for those who carry out."""
    found = Action.objects.filter(organisation_id=scope.organisation_id)
    if policies.can_read(scope):
        return found
    if not (scope.can(Permission.CARRY_OUT) and scope.membership_id):
        return Action.objects.none()
    return found.filter(Q(owner_id=scope.membership_id) | Q(deputy_id=scope.membership_id))


def action(scope: Scope, action_id: int) -> Action | None:
    """One action, or none."""
    return actions(scope).filter(pk=action_id).first()


def evaluations(scope: Scope) -> QuerySet[Evaluation]:
    """The evaluations in force, one per action, the one that is due first on top."""
    newer = Evaluation.objects.filter(action=OuterRef("action")).order_by("-number").values("pk")[:1]
    found = Evaluation.objects.filter(action__in=actions(scope), pk=Subquery(newer))
    return found.select_related("action", "decided_by").order_by("due", "pk")


def evaluation(scope: Scope, evaluation_id: int) -> Evaluation | None:
    """One evaluation, also one that a later version has replaced."""
    found = Evaluation.objects.filter(action__in=actions(scope), pk=evaluation_id)
    return found.select_related("action__problem", "decided_by").first()


def versions(scope: Scope, action_id: int) -> QuerySet[Evaluation]:
    """All versions of the evaluation of an action, the newest first."""
    found = Evaluation.objects.filter(action__in=actions(scope), action_id=action_id)
    return found.select_related("action", "decided_by").order_by("-number")


def results(scope: Scope, of_evaluations: Sequence[Evaluation]) -> dict[int, EvaluationResult]:
    """The latest result of each evaluation that has one, by the evaluation's key."""
    found = EvaluationResult.objects.filter(evaluation__in=[one.pk for one in of_evaluations])
    found = found.filter(evaluation__action__in=actions(scope)).order_by("pk")
    return {one.evaluation_id: one for one in found.select_related("computed_by")}


def due(scope: Scope, on: date) -> QuerySet[Evaluation]:
    """Evaluations whose day has come and that have not been computed since."""
    done = EvaluationResult.objects.filter(evaluation=OuterRef("pk")).values("pk")[:1]
    return evaluations(scope).filter(due__lte=on).annotate(done=Subquery(done)).filter(done=None)


def unevaluated(scope: Scope) -> QuerySet[Action]:
    """Actions that are decided or under way and have no evaluation, the one that starts first on top."""
    lacking = actions(scope).filter(status__in=LIVE).exclude(pk__in=Evaluation.objects.values("action"))
    return lacking.order_by("starts", "pk")


def organisations_with_due(on: date) -> list[tuple[int, int]]:
    """Organisations that have something to compute, each with whoever decided the latest of it."""
    done = EvaluationResult.objects.values("evaluation")
    newer = Evaluation.objects.filter(action=OuterRef("action")).order_by("-number").values("pk")[:1]
    waiting = Evaluation.objects.filter(due__lte=on, pk=Subquery(newer)).exclude(pk__in=done).order_by("pk")
    return sorted(dict(waiting.values_list("organisation_id", "decided_by_id")).items())


def implementation(scope: Scope, action_id: int) -> Implementation | None:
    """What was told last of how an action was carried out."""
    found = Implementation.objects.filter(action__in=actions(scope), action_id=action_id)
    return found.select_related("written_by").order_by("-pk").first()


def implementations(scope: Scope, action_id: int) -> QuerySet[Implementation]:
    """All that was told of how an action was carried out, the latest first."""
    found = Implementation.objects.filter(action__in=actions(scope), action_id=action_id)
    return found.select_related("written_by").order_by("-pk")


def disturbances(scope: Scope) -> dict[int, OtherAction]:
    """The organisation's actions that have an area and a start, by key, with what they are meant to change."""
    known = {one.action_id: one for one in evaluations(scope)}
    found = actions(scope).filter(starts__isnull=False).exclude(status=ActionStatus.DRAFT)
    found = found.select_related("problem").order_by("pk")
    return {one.pk: _other(one, known.get(one.pk)) for one in found if one.area or one.pk in known}


def _other(one: Action, known: Evaluation | None) -> OtherAction:
    """An action may change what is counted when it starts, and again when it ends or is stopped."""
    starts = one.starts or date.max
    stopped = one.status == ActionStatus.STOPPED
    last = one.changed_at.date() if stopped else one.ends
    return OtherAction(
        title=one.title,
        areas=tuple(known.treated) if known else (one.area,),
        starts=starts,
        ends=date.max if last is None else max(last, starts) + timedelta(days=1),
        categories=tuple(known.categories) if known else _of_problem(one),
    )


def _of_problem(one: Action) -> tuple[str, ...]:
    """Return what an action without an evaluation is meant to change: the category of its problem, if it has one."""
    return (one.problem.category,) if one.problem and one.problem.category else ()


def counted(scope: Scope, source_key: str) -> registry.EventCounts | None:
    """The events that a source has, for those who evaluate."""
    return registry.event_counts(scope, source_key) if policies.can_evaluate(scope) else None


def comparisons(
    scope: Scope, events: registry.EventCounts, action_id: int, choice: dict[str, Any], today: date
) -> tuple[Candidate, ...]:
    """Every other area as a comparison to an action, with the reason; `choice` has treated, categories and before."""
    if action(scope, action_id) is None:
        return ()
    start, end = choice["before"]
    taken = {
        area: _taken(one, today)
        for key, one in disturbances(scope).items()
        for area in one.areas
        if key != action_id and one.ends > start
    }
    beside = {key for area in choice["treated"] for key in events.near.get(area, ())}
    taken = {key: "Ligger intill: händelser kan ha flyttat dit." for key in beside} | taken
    return candidates(
        events.counts,
        treated=choice["treated"],
        categories=choice["categories"],
        before=(start, end),
        taken=taken,
    )


def _taken(one: OtherAction, today: date) -> str:
    """Return why an area with another action does not fit, in the tense of the day: `ends` is the day after."""
    if one.starts > today:
        when = f"börjar där {format_date(one.starts)}"
    elif one.ends <= today:
        when = f"pågick där till {format_date(one.ends - timedelta(days=1))}"
    else:
        when = "pågår där under samma tid"
    return f"Åtgärden ”{one.title}” {when}."


def indicators(scope: Scope) -> QuerySet[Indicator]:
    """The organisation's indicators in use, by name, for those who read; those of one's own actions for others."""
    found = Indicator.objects.filter(organisation_id=scope.organisation_id, ended_at=None)
    if not policies.can_read(scope):
        found = found.filter(action__in=actions(scope))
    return found.select_related("action").order_by("name", "pk")


def indicator(scope: Scope, indicator_id: int) -> Indicator | None:
    """One indicator, ended or not, or none."""
    found = Indicator.objects.filter(organisation_id=scope.organisation_id, pk=indicator_id)
    if not policies.can_read(scope):
        found = found.filter(action__in=actions(scope))
    return found.select_related("action", "written_by").first()


def readings(scope: Scope, of_indicators: Sequence[Indicator]) -> dict[int, list[IndicatorReading]]:
    """The readings in force of indicators, in order of time: one that was corrected is not among them."""
    replaced = IndicatorReading.objects.exclude(replaces=None).values("replaces")
    found = IndicatorReading.objects.filter(
        indicator__in=[one.pk for one in of_indicators], indicator__organisation_id=scope.organisation_id
    )
    if not policies.can_read(scope):
        found = found.filter(indicator__action__in=actions(scope))
    held: dict[int, list[IndicatorReading]] = {one.pk: [] for one in of_indicators}
    for one in found.exclude(pk__in=replaced).select_related("written_by").order_by("pk"):
        held[one.indicator_id].append(one)
    for rows in held.values():
        rows.sort(key=lambda one: (one.figure.period.start, one.area))
    return {key: rows for key, rows in held.items() if rows}


def reading(scope: Scope, reading_id: int) -> IndicatorReading | None:
    """One reading, corrected or not, or none."""
    found = IndicatorReading.objects.filter(
        pk=reading_id, indicator__organisation_id=scope.organisation_id, indicator__in=indicators(scope)
    )
    return found.select_related("indicator", "written_by").first()


def corrections(scope: Scope, indicator_id: int) -> QuerySet[IndicatorReading]:
    """Readings of an indicator that correct others, with what stood before, the latest first."""
    found = IndicatorReading.objects.filter(indicator__in=indicators(scope), indicator_id=indicator_id)
    return found.exclude(replaces=None).select_related("replaces", "written_by").order_by("-pk")
