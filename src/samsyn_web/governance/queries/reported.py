"""What the follow-up of the plan and the report to the assembly are composed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from samsyn.period import format_date, parse
from samsyn.statutory import AssemblyFacts, Duty, FollowedAction, FollowedIndicator, FollowUpFacts, Kind
from samsyn_web.actions import queries as acting
from samsyn_web.actions.models import Action, ActionStatus, PlanState, PlanVersion
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies
from samsyn_web.governance.models import Paper
from samsyn_web.governance.queries.gathered import picture_facts
from samsyn_web.governance.queries.kept import latest_decided
from samsyn_web.outcomes import queries as outcomes
from samsyn_web.outcomes.models import Implementation

ORDER = (ActionStatus.DONE, ActionStatus.UNDER_WAY, ActionStatus.DECIDED, ActionStatus.STOPPED)


def _decided_version(scope: Scope) -> PlanVersion | None:
    """Return the newest decided version of the plan in force, or none."""
    plan = acting.plans(scope).filter(state=PlanState.DECIDED).first()
    return acting.plan_versions(scope, plan).first() if plan else None


def follow_up_facts(scope: Scope, today: date) -> FollowUpFacts | None:
    """Return how the plan in force has gone; none for those who compose nothing."""
    if not policies.can_compose(scope):
        return None
    version = _decided_version(scope)
    if version is None:
        return FollowUpFacts(today=today)
    found = list(acting.actions_of(scope, version.plan).exclude(status=ActionStatus.DRAFT))
    found.sort(key=lambda one: (ORDER.index(ActionStatus(one.status)), one.position, one.pk))
    return FollowUpFacts(
        plan=(
            f"{version.plan.title}, version {version.number}, beslutad av {version.body} "
            f"{format_date(version.decided_on)} ({version.minute_reference})"
        ),
        actions=tuple(_followed(scope, found)),
        indicators=tuple(_indicators(scope)),
        today=today,
    )


def _followed(scope: Scope, found: Sequence[Action]) -> Iterable[FollowedAction]:
    evaluations = [one for one in outcomes.evaluations(scope) if one.action_id in {each.pk for each in found}]
    by_evaluation = outcomes.results(scope, evaluations)
    results = {one.action_id: by_evaluation[one.pk] for one in evaluations if one.pk in by_evaluation}
    told = {one.action_id: one for one in Implementation.objects.filter(action__in=found).order_by("pk")}
    for one in found:
        result, process = results.get(one.pk), told.get(one.pk)
        yield FollowedAction(
            key=str(one.pk),
            title=one.title,
            problem=one.problem.title if one.problem else "",
            status=str(one.get_status_display()),
            is_done=one.status == ActionStatus.DONE,
            ends=one.ends,
            change=result.change if result else "",
            sentence=result.sentence if result else "",
            fidelity=str(process.get_fidelity_display()) if process else "",
        )


def _indicators(scope: Scope) -> Iterable[FollowedIndicator]:
    found = list(outcomes.indicators(scope))
    readings = outcomes.readings(scope, found)
    for one in found:
        rows = readings.get(one.pk, [])
        last = max((row.figure.period for row in rows), key=lambda each: each.end, default=None)
        values = [row.figure for row in rows if last is not None and row.figure.period == last]
        single = values[0].value if len(values) == 1 else None
        yield FollowedIndicator(
            name=one.name,
            unit=one.unit,
            baseline=one.baseline,
            target=one.target,
            value=single,
            period=parse(str(last)).label if last else "",
        )


def assembly_facts(scope: Scope, today: date) -> AssemblyFacts | None:
    """Return what the assembly is told; none for those who compose nothing."""
    followed, seen = follow_up_facts(scope, today), picture_facts(scope, today)
    if followed is None or seen is None:
        return None
    picture = latest_decided(scope, Kind.PICTURE.value)
    version = _decided_version(scope)
    content = version.content["actions"] if version else []
    return AssemblyFacts(
        picture=_decided(picture),
        problems=tuple((one.title, one.position, one.reason) for one in seen.problems if one.position),
        follow_up=followed,
        decisions=tuple((one["title"], one["function"]) for one in content),
        duties=tuple(_duties(scope, picture, version, today)),
    )


def _decided(paper: Paper | None) -> str:
    if paper is None or paper.decision is None:
        return ""
    made = paper.decision
    return f"{paper.title}, beslutad av {made.body} {format_date(made.decided_on)} ({made.minute_reference})."


def _duties(scope: Scope, picture: Paper | None, version: PlanVersion | None, today: date) -> Iterable[Duty]:
    seen = picture.decision.decided_on if picture and picture.decision else None
    yield Duty(section="4 §", what="Lägesbild", stands=_until(seen, today) if seen else "saknas")
    planned = f"beslutad {format_date(version.decided_on)}" if version else "saknas"
    yield Duty(section="5 §", what="Åtgärdsplan", stands=planned)
    followed = latest_decided(scope, Kind.FOLLOW_UP.value)
    day = followed.decision.decided_on if followed and followed.decision else None
    waits = _first(version.decided_on, today) if version else "väntar på planen"
    yield Duty(section="6 §", what="Uppföljning av planen", stands=_until(day, today) if day else waits)


def _first(planned_on: date, today: date) -> str:
    last = _two_years(planned_on)
    return f"{'skulle ha gjorts' if last < today else 'görs'} senast {format_date(last)}"


def _until(decided_on: date, today: date) -> str:
    last = _two_years(decided_on)
    if last < today:
        return f"för gammal: skulle ha gjorts om senast {format_date(last)}"
    return f"gjord {format_date(decided_on)}, görs om senast {format_date(last)}"


def _two_years(day: date) -> date:
    """Return the same day two years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 2)
    except ValueError:
        return day.replace(year=day.year + 2, day=28)
