"""What the annexes are composed from: chosen problems and actions, and how the municipality stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from samsyn.duties import Judged, Outcome
from samsyn.period import format_date
from samsyn.statutory import DecidedEvaluation, GrantAction, GrantFacts, Standing
from samsyn_web.actions import queries as acting
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.base.scope import Scope
from samsyn_web.causes import queries as causing
from samsyn_web.causes.models import Problem
from samsyn_web.governance import policies
from samsyn_web.governance.models import AnnexChoice, Paper, PaperText
from samsyn_web.governance.queries.duties import standing
from samsyn_web.governance.queries.gathered import picture_facts
from samsyn_web.governance.queries.kept import papers
from samsyn_web.governance.queries.reported import assembly_facts
from samsyn_web.outcomes import queries as outcomes
from samsyn_web.outcomes.models import Evaluation

ASKED = ("4", "5", "6", "7", "8", "9", "10", "11", "12", "13")


def annex_choices(scope: Scope, paper: Paper) -> QuerySet[AnnexChoice]:
    """Return what is chosen for an annex; nothing for those who compose nothing."""
    if not policies.can_compose(scope):
        return AnnexChoice.objects.none()
    return AnnexChoice.objects.filter(paper=paper, paper__in=papers(scope).order_by()).order_by("pk")


def choosable_problems(scope: Scope) -> list[Problem]:
    """Return the problems that can be chosen: those that are worked on."""
    return list(causing.open_problems(scope)) if policies.can_compose(scope) else []


def choosable_actions(scope: Scope) -> list[Action]:
    """Return the actions that can be chosen: those that are not stopped or done, drafts too."""
    if not policies.can_compose(scope):
        return []
    return list(acting.actions(scope).exclude(status__in=[ActionStatus.STOPPED, ActionStatus.DONE]))


def grant_facts(scope: Scope, paper: Paper, today: date) -> GrantFacts | None:
    """Return what is applied for, as it is entered now; none for those who compose nothing."""
    seen, told = picture_facts(scope, today), assembly_facts(scope, today)
    if seen is None or told is None:
        return None
    chosen = list(annex_choices(scope, paper))
    problems = {str(one.problem_id) for one in chosen if one.problem_id}
    actions = acting.actions(scope).filter(pk__in=[one.action_id for one in chosen if one.action_id])
    return GrantFacts(
        problems=tuple(one for one in seen.problems if one.key in problems),
        actions=tuple(_grant_actions(scope, list(actions))),
        picture=told.picture,
        plan=told.follow_up.plan,
    )


def written_parts(scope: Scope, paper: Paper) -> frozenset[str]:
    """Return the keys of the parts that somebody has written in."""
    rows = PaperText.objects.filter(paper=paper, paper__in=papers(scope).order_by()).exclude(text="")
    return frozenset(rows.values_list("key", flat=True))


def _grant_actions(scope: Scope, found: Sequence[Action]) -> Iterable[GrantAction]:
    causes, steps = acting.causes_by_action(scope, found), acting.milestones_by_action(scope, found)
    held = {one.action_id: one for one in outcomes.evaluations(scope)}
    for one in found:
        yield GrantAction(
            key=str(one.pk),
            title=one.title,
            steps=one.steps,
            mechanism=one.mechanism,
            kind=str(one.get_kind_display()) if one.kind else "",
            function=one.function,
            partners=one.partners,
            funding=one.funding,
            goal=one.goal,
            indicator=one.indicator,
            unit=one.unit,
            direction=one.direction,
            follow_up=one.follow_up,
            causes=tuple(each.statement for each in causes.get(one.pk, ())),
            is_ordinary=one.is_ordinary,
            is_decided=one.decided_at is not None,
            baseline=one.baseline,
            target=one.target,
            cost=one.cost,
            hours=one.hours,
            starts=one.starts,
            ends=one.ends,
            milestones=tuple((each.due, each.title) for each in steps.get(one.pk, ())),
            evaluation=_evaluation(held[one.pk]) if one.pk in held else None,
        )


def _evaluation(one: Evaluation) -> DecidedEvaluation:
    def named(keys: Iterable[str]) -> str:
        return ", ".join(str(one.names.get(key, key)) for key in keys)

    return DecidedEvaluation(
        design=str(one.get_design_display()),
        source=one.source_name,
        counts=named(one.categories) or "alla händelser",
        treated=named(one.treated),
        comparison=named(one.comparison),
        before=(one.before_start, one.before_end),
        after=(one.after_start, one.after_end),
        due=one.due,
        decided_on=localdate(one.decided_at),
        is_afterwards=one.decided_afterwards,
        can_show=one.detectable_text,
    )


def survey_standings(scope: Scope, today: date) -> tuple[Standing, ...] | None:
    """Return how each paragraph that the survey asks about stands; none for those who compose nothing."""
    if not policies.can_compose(scope):
        return None
    return tuple(_standing(one, today) for one in standing(scope, today) if one.paragraph.code in ASKED)


def _standing(one: Judged, today: date) -> Standing:
    told = {fact: None for state in one.slots for fact in state.facts if fact.day <= today}
    why = [fact for fact in told if fact.outcome is Outcome.NOTHING and fact.reference]
    tries = [fact for fact in told if fact.outcome is Outcome.ATTEMPT]
    return Standing(
        paragraph=one.paragraph.code,
        heading=one.paragraph.heading,
        status=one.status.value,
        reason=one.reason,
        has_told_why=bool(why),
        lacks=tuple(slot.name for slot in one.lacking),
        evidence=tuple(
            (format_date(fact.day), fact.reference, fact.body, format_date(fact.until) if fact.until else "")
            for fact in one.evidence
        ),
        attempts=tuple((format_date(fact.day), fact.reference) for fact in tries),
    )
