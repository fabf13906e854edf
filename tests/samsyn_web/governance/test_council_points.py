"""The council's agenda and decisions: each decision goes to where it is followed, and is open until it is done."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.actions import services as actions
from samsyn_web.actions.models import Action, ActionStatus, SteeringQuestion
from samsyn_web.base import clock
from samsyn_web.base.registry import days_for
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import CouncilDecision, CouncilMeeting, CouncilPoint
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.governance.test_council import OWN, POLICE, council, meet, seat
from tests.support.planned import decided, make_cause

DAY = timedelta(days=1)


def held(by: Person, at: datetime) -> CouncilMeeting:
    """Return a meeting that was held today."""
    today = localdate(at)
    council(by, at, today - 30 * DAY)
    chair, police = (seat(by, at, today - 30 * DAY, **one) for one in (OWN, POLICE))
    return meet(by, at, today, chair, police)


def point(by: Person, at: datetime, meeting: CouncilMeeting, title: str = "Ekbacken", **said) -> CouncilPoint:
    return services.write_point(by=by.scope, at=at, meeting=meeting, title=title, purpose="decision", **said)


def stands(by: Person, at: datetime, days: int = 0) -> dict[str, str]:
    """Return how each decision stands, by its text."""
    found = queries.council_decisions(by.scope, localdate(at) + days * DAY)
    return {one.decision.text: one.state for one in found}


def test_each_decision_goes_to_where_it_is_followed(anna: Person, at: datetime) -> None:
    today = localdate(at)
    meeting, cause = held(anna, at), make_cause(anna)
    old = decided(anna, cause)
    about = point(anna, at, meeting, about=f"problem:{cause.problem_id}")

    def decide(becomes: str, text: str, **more) -> CouncilDecision:
        due = today + 60 * DAY
        return services.decide_in_council(
            by=anna.scope,
            at=at,
            point=about,
            becomes=becomes,
            text=text,
            function="Driftchef",
            due=due,
            **more,
        )

    task = decide("task", "Bjud in skolan")
    made = decide("action", "Laga ljuset på torget").action
    assert (made.title, made.function, made.ends, made.status, made.problem_id) == (
        "Laga ljuset på torget", "Driftchef", today + 60 * DAY, ActionStatus.DRAFT, cause.problem_id,
    )  # fmt: skip
    decide("change", "Flytta fram åtgärden", action=old)
    old.refresh_from_db()
    assert (old.function, old.ends) == ("Driftchef", today + 60 * DAY)
    asked = decide("question", "Får vi pengar?", need="money", wanted="50 000 kronor").question
    assert stands(anna, at) == {
        "Bjud in skolan": "open", "Laga ljuset på torget": "open", "Flytta fram åtgärden": "done",
        "Får vi pengar?": "open",
    }  # fmt: skip
    assert set(stands(anna, at, 61).values()) == {"late", "done"}
    days = [one.said for one in days_for(anna.scope, today) if one.key.startswith("council-decision")]
    assert len(days) == 3
    services.finish_task(by=anna.scope, at=at, decision=task, how="De kommer")
    actions.answer_question(by=anna.scope, at=at, question=asked, answer="yes")
    actions.change_action(
        by=anna.scope, at=at, action=made, version=made.version, no_cause_reason="Känt", goal="Ljust",
        indicator="Lampor", starts=today,
    )  # fmt: skip
    actions.decide_action(by=anna.scope, at=at, action=made, confirmed=True)
    assert stands(anna, at, 61)["Laga ljuset på torget"] == "late", "decided is not done"
    actions.stop_action(by=anna.scope, at=at, action=made, reason="Lagat av andra")
    assert set(stands(anna, at, 61).values()) == {"done"}
    services.reopen_task(by=anna.scope, at=at, decision=task)
    assert stands(anna, at, 61)["Bjud in skolan"] == "late"
    services.withdraw_council_decision(by=anna.scope, at=at, decision=task)
    assert stands(anna, at, 61)["Bjud in skolan"] == "withdrawn"
    with pytest.raises(Refused):
        services.finish_task(by=anna.scope, at=at, decision=task)
    services.restore_council_decision(by=anna.scope, at=at, decision=task)
    assert stands(anna, at)["Bjud in skolan"] == "open"
    with pytest.raises(Refused, match="beslut under punkten"):
        services.remove_point(by=anna.scope, at=at, point=about)
    made.refresh_from_db()
    with pytest.raises(BadInput, match="avslutad"):
        decide("change", "Ändra", action=made)


def test_a_long_decision_stands_whole_in_the_action_and_a_removed_draft_is_told(
    anna: Person, at: datetime
) -> None:
    about = point(anna, at, held(anna, at))
    long = "Se över ljuset " * 25
    made = services.decide_in_council(
        by=anna.scope,
        at=at,
        point=about,
        becomes="action",
        text=long,
        function="Driftchef",
        due=localdate(at),
    ).action
    assert (len(made.title) <= 200, made.steps) == (True, long.strip())
    actions.remove_draft(by=anna.scope, at=at, action=made)
    assert list(stands(anna, at).values()) == ["open"]
    page = anna.client().get(f"/styrning/radet/moten/{about.meeting_id}/").content.decode()
    assert "Utkastet till åtgärd är borttaget." in page


def test_the_agenda_keeps_its_order_and_says_when_two_write_at_once(
    anna: Person, bo: Person, at: datetime
) -> None:
    meeting = held(anna, at)
    first, second, third = (point(anna, at, meeting, title) for title in ("A", "B", "C"))
    point(anna, at, meeting, "C", point=third, seen=1, place=1, said="Alla var eniga.")
    assert [one.title for one in queries.council_points(bo.scope, meeting)] == ["C", "A", "B"]
    services.remove_point(by=anna.scope, at=at, point=first)
    assert [one.place for one in queries.council_points(bo.scope, meeting)] == [1, 2]
    with pytest.raises(Refused, match="Någon annan"):
        point(anna, at, meeting, "C", point=third, seen=1)
    for wrong in ({"said": "Ring 070-123 45 67"}, {"about": "problem:999"}, {"text": "x" * 1001}):
        with pytest.raises(BadInput):
            point(anna, at, meeting, "D", **wrong)
    with pytest.raises(Refused):
        point(bo, at, meeting, "D")
    later = services.plan_meeting(
        by=anna.scope,
        at=at,
        council=meeting.council,
        day=localdate(at) + DAY,
        begins=None,
        form="remote",
        place="",
    )
    with pytest.raises(Refused, match="vilka som var med"):
        services.decide_in_council(
            by=anna.scope, at=at, point=point(anna, at, later), becomes="task", text="x", function="y",
            due=localdate(at) + DAY,
        )  # fmt: skip
    assert second.title == "B"


def test_a_decision_is_recorded_and_done_on_the_pages(anna: Person, lars: Person) -> None:
    at = clock.now()
    meeting, client = held(anna, at), anna.client()
    there = f"/styrning/radet/moten/{meeting.pk}/"
    sent = {
        "title": "Ljuset vid stationen",
        "purpose": "decision",
        "about": "",
        "text": "Mörkt sedan i höstas.",
    }
    assert (
        client.post(f"{there}punkter/ny/", {**sent, "said": "Alla var eniga."}).headers["Location"] == there
    )
    one = CouncilPoint.objects.get()
    due = (localdate(at) + 30 * DAY).isoformat()
    decision = {"text": "Laga ljuset", "function": "Driftchef", "due": due, "becomes": "question"}
    wrong = client.post(f"/styrning/radet/punkter/{one.pk}/beslut/", decision)
    assert (wrong.status_code, "Välj vad som saknas" in wrong.content.decode()) == (422, True)
    assert not SteeringQuestion.objects.exists()
    client.post(f"/styrning/radet/punkter/{one.pk}/beslut/", {**decision, "becomes": "action"})
    client.post(f"/styrning/radet/punkter/{one.pk}/beslut/", {**decision, "becomes": "task"})
    made = Action.objects.get()
    for person, opens in ((anna, True), (lars, False)):
        page = person.client().get(there).content.decode()
        assert "Alla var eniga." in page
        assert (f'/plan/atgarder/{made.pk}/"' in page) is opens, "a draft is a link for those who may open it"
    assert "Laga ljuset" in client.get("/styrning/radet/").content.decode()
    task = CouncilDecision.objects.get(becomes="task")
    client.post(f"/styrning/radet/beslut/{task.pk}/klart/", {"how": "Lagat"})
    assert "Lagat" in client.get(there).content.decode()
    client.post(f"/styrning/radet/beslut/{task.pk}/oppna/")
    client.post(f"/styrning/radet/beslut/{task.pk}/ta-tillbaka/")
    task.refresh_from_db()
    assert (task.done_at, task.withdrawn_at is None) == (None, False)
    client.post(f"/styrning/radet/beslut/{task.pk}/angra/")
    assert lars.client().get(f"/styrning/radet/punkter/{one.pk}/").status_code == 403
