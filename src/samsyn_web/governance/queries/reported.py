"""What the follow-up of the plan and the report to the assembly are composed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from samsyn.duties import Fact, Status, judge
from samsyn.instruments.load import statute
from samsyn.period import format_date, parse
from samsyn.statutory import AssemblyFacts, Duty, FollowedAction, FollowedIndicator, FollowUpFacts, Kind
from samsyn_web.actions import queries as acting
from samsyn_web.actions.models import Action, ActionStatus, PlanState, PlanVersion
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies
from samsyn_web.governance.models import Paper
from samsyn_web.governance.queries.facts import facts
from samsyn_web.governance.queries.gathered import picture_facts
from samsyn_web.governance.queries.kept import latest_decided
from samsyn_web.outcomes import queries as outcomes
from samsyn_web.outcomes.models import Implementation

STANDS = {
    Status.DONE: "Uppfyllt",
    Status.UNDER_WAY: "Pågår",
    Status.ATTEMPTED: "Försökt",
    Status.NOT_STARTED: "Ej påbörjat",
    Status.OVERDUE: "Försenat",
}
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
        duties=tuple(_duties(scope, today)),
    )


def _decided(paper: Paper | None) -> str:
    if paper is None or paper.decision is None:
        return ""
    made = paper.decision
    return f"{paper.title}, beslutad av {made.body} {format_date(made.decided_on)} ({made.minute_reference})."


def _duties(scope: Scope, today: date) -> Iterable[Duty]:
    """Every duty as it stands; the report counts itself, since the assembly reads it when it has been given."""
    itself = Fact(paragraph="13", kind="report", day=today, reference="den här rapporten")
    for one in judge(statute(), [*facts(scope), itself], at=today):
        if one.status in STANDS:
            stands = f"{STANDS[one.status]}. {one.reason}"
            yield Duty(section=one.paragraph.sign, what=one.paragraph.heading, stands=stands)
