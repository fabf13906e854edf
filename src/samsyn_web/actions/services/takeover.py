"""A plan that was read from a file becomes a plan, causes and actions in Samsyn, all as drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn import guard
from samsyn import plans as checker
from samsyn.errors import BadInput, Refused
from samsyn_web.actions import policies
from samsyn_web.actions.models import FUNCTION, LONG, TEXT, TITLE, Action, Plan, PlanState
from samsyn_web.actions.services.actions import ActionFields, draft_action, set_causes
from samsyn_web.actions.services.plans import write_plan
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import services as causes
from samsyn_web.causes.models import Cause, Problem, Side, Strength
from samsyn_web.causes.queries import open_problems

PROBLEM, STATEMENT, EVIDENCE, SOURCE = 120, 200, 500, 200


class AlreadyTaken(Refused):
    """The same file has been taken over and is still a draft; `plan` is that one."""

    def __init__(self, message: str, plan: Plan) -> None:
        super().__init__(message)
        self.plan = plan


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What was made: the plan, how many problems, causes and actions, and in how many texts something was masked."""

    plan: Plan
    problems: int
    causes: int
    actions: int
    masked: int


@transaction.atomic
def take_over(
    *, by: Scope, at: datetime, read: checker.ReadPlan, title: str, starts: date, ends: date
) -> Taken:
    """
    Make a plan of one that was read from a file: problems, causes and actions, without typing them again.

    All is a draft: nothing is decided. Problems that are open under the same name are used again. What surely points
    at a person is masked, and a person who is named as responsible is left out: a function is asked for instead.

    Raises `AlreadyTaken` where the same file is there as a draft.
    """
    policies.check_can_plan(by)
    if not read.plan.actions:
        raise BadInput(_("Filen har ingen åtgärd som kan tas över."))
    _check_new(by, read)
    taking = _Taking(by, at, read)
    text = taking.fitting("\n".join(read.plan.deprioritised), LONG)
    plan = write_plan(by=by, at=at, title=title, starts=starts, ends=ends, text=text)
    made = {one.key: taking.cause(one) for one in read.plan.causes}
    for one in read.plan.actions:
        taking.action(plan, one, [made[key] for key in one.causes])
    detail = {"problems": taking.new_problems, "causes": len(made), "actions": len(read.plan.actions)}
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="plan.taken_over", target=plan, detail=detail
    )
    return Taken(
        plan=plan,
        problems=taking.new_problems,
        causes=len(made),
        actions=len(read.plan.actions),
        masked=taking.masked,
    )


def _check_new(by: Scope, read: checker.ReadPlan) -> None:
    before = Action.objects.filter(
        organisation_id=by.organisation_id,
        source__startswith=_mark(read),
        plan__state=PlanState.DRAFT,
    ).select_related("plan")
    if (first := before.first()) is not None and first.plan is not None:
        raise AlreadyTaken(_("Filen är redan övertagen. Fortsätt på utkastet som finns."), first.plan)


def _mark(read: checker.ReadPlan) -> str:
    """Return how the source of each action begins: the file's digest tells one plan.docx from another."""
    return f"{guard.mask(read.name)[:90]} ({read.sha256[:8]})"


class _Taking:
    """What has been made so far, and how much was masked."""

    def __init__(self, by: Scope, at: datetime, read: checker.ReadPlan) -> None:
        self.by, self.at, self.read = by, at, read
        self.masked = self.new_problems = 0
        self.problems: dict[str, Problem] = {}
        self.known = {one.title.casefold(): one for one in open_problems(by)}

    def clean(self, text: str) -> str:
        """Return a text without what surely points at a person."""
        sure = [one for one in guard.find(text) if one.sure]
        self.masked += bool(sure)
        return guard.mask(text, sure) if sure else text

    def fitting(self, text: str, most: int) -> str:
        """Return a clean text that fits in a field."""
        clean = self.clean(text).strip()
        return clean if len(clean) <= most else f"{clean[: most - 1].rstrip()}…"

    def problem(self, key: str) -> Problem:
        """Return the problem of a key, opened when it is needed; without a key the plan's own."""
        if key not in self.problems:
            said = next((one for one in self.read.plan.problems if one.key == key), None)
            name = said.text if said else _("Utan problem i {plan}").format(plan=self.read.name)
            title = " ".join(self.fitting(name, PROBLEM).split())
            found = self.known.get(title.casefold())
            if found is None:
                text = said.basis or (said.text if len(said.text) > PROBLEM else "") if said else ""
                found = causes.open_problem(
                    by=self.by, at=self.at, title=title, text=self.fitting(text, TEXT)
                )
                self.new_problems += 1
            self.problems[key] = found
        return self.problems[key]

    def cause(self, one: checker.Cause) -> Cause:
        """State a cause; its perspective is not in a plan, and is left for somebody to judge."""
        made = causes.add_cause(
            by=self.by,
            at=self.at,
            problem=self.problem(one.problem),
            statement=self.fitting(one.text, STATEMENT),
        )
        said = one.evidence or (one.text if len(one.text) > STATEMENT else "")
        if said:
            causes.add_evidence(
                by=self.by,
                at=self.at,
                cause=made,
                side=Side.FOR,
                strength=Strength.WEAK,
                text=self.fitting(said, EVIDENCE),
                source=self.fitting(f"{self.read.name}, {one.origin.where}", SOURCE),
            )
        return made

    def action(self, plan: Plan, one: checker.Action, meets: list[Cause]) -> None:
        """Draft an action with all that the file says of it; what has no field of its own stands in its steps."""
        aim, when = checker.read_aim(one), one.when
        values: ActionFields = {
            "title": " ".join(self.fitting(one.text, TITLE).split()),
            "steps": self.fitting(_rest(one), LONG),
            "goal": self.fitting(one.goal, TEXT),
            "indicator": " ".join(self.fitting(one.indicator, TITLE).split()),
            "unit": _("procent") if "%" in one.baseline + one.target else "",
            "direction": {-1: "down", 1: "up"}.get(aim.direction, ""),
            "baseline": aim.before,
            "target": aim.after,
            "starts": when.start,
            "ends": when.end - timedelta(days=1) if when.end else None,
            "follow_up": self.fitting(one.follow_up, TEXT),
            "function": self._function(one.owner),
            "partners": self.fitting(one.partners, TEXT),
            "funding": " ".join(self.fitting(one.resources, TITLE).split()),
            "problem": self.problem(one.problem) if one.problem or not meets else meets[0].problem,
            "source": f"{_mark(self.read)}, {self.clean(one.origin.where)}"[:SOURCE],
        }
        made = draft_action(by=self.by, at=self.at, plan=plan, **values)
        if meets:
            set_causes(by=self.by, at=self.at, action=made, causes=meets)

    def _function(self, owner: str) -> str:
        if checker.is_person(owner):
            self.masked += 1
            return ""
        return " ".join(self.fitting(owner, FUNCTION).split())


def _rest(one: checker.Action) -> str:
    """Return what the file says of an action that has no field of its own, a line each."""
    said = [one.text] if len(one.text) > TITLE or "\n" in one.text else []
    said += [f"{_('När')}: {one.when.text}"] if one.when.text and not one.when.end else []
    said += [f"{_('Utgångsläge')}: {one.baseline}"] if one.baseline else []
    said += [f"{_('Målvärde')}: {one.target}"] if one.target else []
    said += [f"{_('Läge i filen')}: {one.status}"] if one.status else []
    return "\n".join([*said, *(f"{heading}: {text}" for heading, text in one.notes)])
