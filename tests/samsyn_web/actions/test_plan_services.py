"""An action is drafted freely and decided only when it can be followed up; a plan keeps what was decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.actions import policies, queries, services
from samsyn_web.actions.models import Action, ActionCause, ActionNote, Milestone
from samsyn_web.base.models import AuditEvent, FrozenRecord
from samsyn_web.base.scope import Role
from samsyn_web.causes.models import Cause
from samsyn_web.people.models import Membership
from tests.support.planned import DAY, WHOLE, decide_plan, decided, draft, make_cause, plan_of
from tests.support.story import AT, Person, make_person


@pytest.fixture
def cause(anna: Person) -> Cause:
    """A cause of Anna's."""
    return make_cause(anna)


@pytest.fixture
def olle(anna: Person) -> Person:
    """Olle answers for what the park department does."""
    made = make_person("Olle", Role.OWNER, anna.organisation)
    Membership.objects.filter(pk=made.membership.pk).update(function_title="Driftledare")
    made.membership.refresh_from_db()
    return made


def test_a_title_is_enough_for_a_draft_but_not_for_a_decision(anna: Person) -> None:
    made = services.draft_action(by=anna.scope, at=AT, title=" Bättre  ljus ")
    assert made.title == "Bättre ljus"
    with pytest.raises(policies.NotReady) as told:
        services.decide_action(by=anna.scope, at=AT, action=made, confirmed=True)
    fields = [lack.field for lack in told.value.lacks]
    assert fields == ["causes", "function", "starts", "ends", "goal", "indicator"]
    made.refresh_from_db()
    assert made.status == "draft"


@pytest.mark.parametrize("field", ["function", "starts", "ends", "goal", "indicator"])
def test_nothing_that_is_required_can_be_left_out(anna: Person, cause: Cause, field: str) -> None:
    nothing = None if field in ("starts", "ends") else ""
    with pytest.raises(policies.NotReady):
        decided(anna, cause, **{field: nothing})
    whole = decided(anna, cause)
    with pytest.raises(policies.NotReady):  # nor taken away afterwards
        services.change_action(
            by=anna.scope,
            at=AT,
            action=whole,
            version=whole.version,
            **{field: nothing},  # type: ignore[arg-type]
        )
    with pytest.raises(IntegrityError), transaction.atomic():  # nor past the services
        Action.objects.filter(pk=whole.pk).update(**{field: nothing})


def test_an_action_is_decided_with_a_cause_or_the_reason_why_there_is_none(
    anna: Person, cause: Cause
) -> None:
    assert decided(anna, cause).status == "decided"
    assert decided(anna, no_cause_reason="Lagkrav: gäller hela kommunen.").decided_by_id == anna.id
    withdrawn = make_cause(anna, withdrawn_at=AT)
    alone = draft(anna)
    ActionCause.objects.create(action=alone, cause=withdrawn)  # past the service, which refuses it
    with pytest.raises(policies.NotReady):
        services.decide_action(by=anna.scope, at=AT, action=alone, confirmed=True)


def test_the_database_refuses_a_decision_without_a_cause(anna: Person) -> None:
    one = draft(anna)
    with pytest.raises(DatabaseError), transaction.atomic():
        Action.objects.filter(pk=one.pk).update(status="decided", decided_at=AT)
    whole = {**WHOLE, "organisation": anna.organisation, "written_by": anna.user, "written_at": AT}
    with pytest.raises(DatabaseError), transaction.atomic():
        Action.objects.create(**whole, changed_at=AT, status="decided", decided_at=AT)


def test_the_last_cause_of_a_decided_action_stays(anna: Person, cause: Cause) -> None:
    made = decided(anna, cause)
    with pytest.raises(policies.NotReady), transaction.atomic():
        services.set_causes(by=anna.scope, at=AT, action=made, causes=[])
    assert queries.causes_of(anna.scope, made) == [cause]


def test_what_looks_wrong_is_confirmed(anna: Person) -> None:
    left = make_cause(anna, decision="leave", decision_reason="Staten", influence="no")
    one = draft(anna, left, goal="Bättre", follow_up_on=None)
    with pytest.raises(policies.Unsure) as told:
        services.decide_action(by=anna.scope, at=AT, action=one)
    left, influenced, *said = told.value.doubts
    assert ("lämna orsaken" in left, "går att påverka" in influenced) == (True, True)
    remarks = queries.remarks_on(anna.scope, one, WHOLE["starts"])
    assert said == [remark.text for remark in remarks if remark.severity != "anmärkning"], (
        "one source of what is wrong"
    )
    assert {"goal_not_countable", "follow_up_missing"} < {remark.code for remark in remarks}
    assert services.decide_action(by=anna.scope, at=AT, action=one, confirmed=True).status == "decided"


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "wrong"),
    [(10, 4, "down", False), (10, 12, "down", True), (10, 10, "up", True), (4, 10, "up", False)],
)
def test_a_target_lies_where_the_indicator_is_to_go(
    anna: Person, cause: Cause, baseline: float, target: float, direction: str, wrong: bool
) -> None:
    one = draft(anna, cause, baseline=baseline, target=target, direction=direction)
    said = [remark.code for remark in queries.remarks_on(anna.scope, one, WHOLE["starts"])]
    assert ("target_wrong_direction" in said) is wrong


def test_of_two_who_write_at_once_the_second_is_told_who_was_first(anna: Person, bo: Person) -> None:
    made = services.draft_action(by=anna.scope, at=AT, title="Ljus")
    services.change_action(by=bo.scope, at=AT, action=made, version=1, goal="Högst 4")
    with pytest.raises(policies.SomebodyElseChanged, match="Bo") as told:
        services.change_action(by=anna.scope, at=AT, action=made, version=1, goal="Högst 3")
    assert (told.value.there.goal, told.value.there.version) == ("Högst 4", 2)
    services.change_action(
        by=anna.scope, at=AT, action=made, version=1, goal="Högst 4"
    )  # the same is no change
    fields = [event.detail_json for event in queries.history(anna.scope, made)]
    assert fields == ['{"fields":"goal","version":2}', "{}"], "the trail has no words"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"goal": "Ring 811218-9876"},
        {"title": "a" * 201},
        {"kind": "magic"},
        {"cost": -1},
        {"starts": DAY, "ends": DAY - timedelta(days=1)},
    ],
)
def test_what_may_not_be_written(anna: Person, wrong: dict[str, Any]) -> None:
    made = services.draft_action(by=anna.scope, at=AT, title="Ljus")
    with pytest.raises(BadInput):
        services.change_action(by=anna.scope, at=AT, action=made, version=1, **wrong)


def test_who_may_what(
    anna: Person, bo: Person, lars: Person, rut: Person, olle: Person, cecilia: Person, cause: Cause
) -> None:
    for by in (lars, rut, olle):
        with pytest.raises(Refused):
            services.draft_action(by=by.scope, at=AT, title="Ljus")
    one = draft(bo, cause, owner=olle.membership)
    for by in (bo, olle, cecilia):  # Bo writes, and does not decide
        with pytest.raises(Refused), transaction.atomic():
            services.decide_action(by=by.scope, at=AT, action=one, confirmed=True)
    with pytest.raises(Refused), transaction.atomic():
        services.tell_action(by=olle.scope, at=AT, action=one, status="under_way")  # a draft
    services.decide_action(by=anna.scope, at=AT, action=one, confirmed=True)
    other = make_person("Pia", Role.OWNER, anna.organisation)
    for by in (lars, rut, other, cecilia):
        with pytest.raises(Refused), transaction.atomic():
            services.tell_action(by=by.scope, at=AT, action=one, status="done")
    with pytest.raises(Refused), transaction.atomic():
        services.set_causes(by=anna.scope, at=AT, action=one, causes=[make_cause(cecilia)])
    with pytest.raises(Refused), transaction.atomic():
        services.draft_action(by=anna.scope, at=AT, title="Ljus", owner=cecilia.membership)


def test_who_reads_what(
    anna: Person, lars: Person, olle: Person, rut: Person, cecilia: Person, cause: Cause
) -> None:
    sketch, own, others = (
        draft(anna, cause),
        decided(anna, cause, owner=olle.membership),
        decided(anna, cause),
    )
    assert set(queries.actions(anna.scope)) == {sketch, own, others}
    assert set(queries.actions(lars.scope)) == {own, others}
    assert set(queries.actions(olle.scope)) == set(queries.own_actions(olle.scope)) == {own}
    assert queries.causes_by_action(olle.scope, [own, others]) == {own.pk: [cause]}
    for by in (rut, cecilia):
        assert not queries.actions(by.scope)
        assert not queries.problem_actions(by.scope, cause.problem)


def test_telling_and_milestones(anna: Person, olle: Person, cause: Cause) -> None:
    made = decided(anna, cause, owner=olle.membership)
    assert made.function == "Driftledare"
    step = services.add_milestone(by=olle.scope, at=AT, action=made, title="Beställ lampor", due=DAY)
    with pytest.raises(BadInput):
        services.finish_milestone(by=olle.scope, at=AT, milestone=step, done_on=DAY + timedelta(days=1))
    services.finish_milestone(by=olle.scope, at=AT, milestone=step)
    with pytest.raises(Refused):
        services.remove_milestone(by=olle.scope, at=AT, milestone=Milestone.objects.get())
    services.reopen_milestone(by=olle.scope, at=AT, milestone=step)
    assert list(queries.own_milestones(olle.scope)) == [step]
    services.tell_action(by=olle.scope, at=AT, action=made, status="under_way", hours=3, cost=1000)
    services.tell_action(by=olle.scope, at=AT, action=made, status="done", text="Ljuset lyser.")
    made.refresh_from_db()
    assert (made.status, made.result) == ("done", "Ljuset lyser.")
    assert [note.hours for note in queries.action_notes(olle.scope, made)] == [None, 3]


def test_what_was_told_is_kept_by_the_database(anna: Person, cause: Cause) -> None:
    note = services.tell_action(
        by=anna.scope, at=AT, action=decided(anna, cause), status="done", text="Klart"
    )
    with pytest.raises(FrozenRecord):
        ActionNote.objects.update(text="Annat")
    note.text = "Annat"
    with pytest.raises(DatabaseError), transaction.atomic():
        note.save()


def test_stopping_and_removing(anna: Person, cause: Cause) -> None:
    sketch, made = draft(anna, cause), decided(anna, cause)
    with pytest.raises(Refused):
        services.stop_action(by=anna.scope, at=AT, action=sketch, reason="Nej")
    with pytest.raises(Refused):
        services.remove_draft(by=anna.scope, at=AT, action=made)
    services.remove_draft(by=anna.scope, at=AT, action=sketch)
    with pytest.raises(BadInput):
        services.stop_action(by=anna.scope, at=AT, action=made, reason=" ")
    services.stop_action(by=anna.scope, at=AT, action=made, reason="Pengarna räckte inte.")
    with pytest.raises(Refused):
        services.tell_action(by=anna.scope, at=AT, action=made, status="done")
    assert list(queries.actions(anna.scope).values_list("status", "result")) == [
        ("stopped", "Pengarna räckte inte.")
    ]
    verbs = set(AuditEvent.objects.filter(verb__startswith="action.").values_list("verb", flat=True))
    assert verbs == {
        "action.drafted",
        "action.causes_set",
        "action.decided",
        "action.removed",
        "action.stopped",
    }


def test_a_decided_version_is_kept_and_a_correction_is_a_new_one(anna: Person, cause: Cause) -> None:
    plan = plan_of(anna)
    with pytest.raises(BadInput, match="ingen beslutad åtgärd"):
        decide_plan(anna, plan)
    made = decided(anna, cause, plan=plan)
    draft(anna, cause, plan=plan, title="Ett utkast")
    first = decide_plan(anna, plan)
    assert [one["title"] for one in first.content["actions"]] == [WHOLE["title"]]
    assert first.content["actions"][0]["causes"][0]["statement"] == "Det är mörkt"
    with pytest.raises(BadInput, match="Inget har ändrats"):
        decide_plan(anna, plan)
    made.refresh_from_db()
    services.change_action(by=anna.scope, at=AT, action=made, version=made.version, goal="Högst 3")
    second = decide_plan(anna, plan, minute_reference="KS § 13")
    assert (second.number, second.digest != first.digest) == (2, True)
    kept = queries.plan_version(anna.scope, plan, 1)
    assert kept is not None
    assert kept.content["actions"][0]["goal"] == WHOLE["goal"]
    kept.body = "Nämnden"
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.save()


@pytest.mark.parametrize(
    "wrong", [{"body": " "}, {"minute_reference": ""}, {"decided_on": DAY + timedelta(days=2)}]
)
def test_a_decision_says_who_when_and_where(anna: Person, cause: Cause, wrong: dict[str, Any]) -> None:
    plan = plan_of(anna)
    decided(anna, cause, plan=plan)
    with pytest.raises(BadInput):
        decide_plan(anna, plan, **wrong)


def test_a_new_plan_takes_over_what_is_not_finished(anna: Person, bo: Person, cause: Cause) -> None:
    old = plan_of(anna)
    goes_on, done = decided(anna, cause, plan=old), decided(anna, cause, plan=old)
    services.tell_action(by=anna.scope, at=AT, action=done, status="done")
    dates = {"starts": DAY, "ends": DAY + timedelta(days=365)}
    with pytest.raises(Refused):  # a draft is changed, not replaced
        services.new_plan_from(by=anna.scope, at=AT, plan=old, title="Plan 2026", **dates)
    decide_plan(anna, old)
    old.refresh_from_db()
    new = services.new_plan_from(by=anna.scope, at=AT, plan=old, title="Plan 2026", **dates)
    assert queries.plan_in_force(anna.scope) == old  # until the new one is decided
    assert list(queries.carried_over(anna.scope, new)) == [goes_on]
    with pytest.raises(Refused):
        services.decide_plan(by=bo.scope, at=AT, plan=new, body="KS", decided_on=DAY, minute_reference="§ 1")
    decide_plan(anna, new)
    old.refresh_from_db()
    assert (old.state, queries.plan_in_force(anna.scope)) == ("replaced", new)
    assert list(queries.actions_of(anna.scope, new)) == [goes_on]
    assert list(queries.actions_of(anna.scope, old)) == [done]
