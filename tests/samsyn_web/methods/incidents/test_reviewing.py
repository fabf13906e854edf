"""A report goes only where the rules let it, each step leaves one event, and what is masked is nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.models import (
    STEPS,
    ReviewStep,
    Submission,
    SubmissionState,
)
from samsyn_web.methods.incidents.policies import MASK, StepNotAllowed, masked_text
from tests.support.sent import NOW, fresh, make_areas, send
from tests.support.story import Person, make_person

Step = Callable[..., Any]
S = SubmissionState
AFTER = {
    "accept": S.ACCEPTED,
    "send_back": S.RETURNED,
    "reject": S.REJECTED,
    "take_up": S.RECEIVED,
    "mask": S.MASKED,
}


def step(name: str, by: Person, one: Submission) -> Submission:
    """Take a step of the review with what it needs."""
    more: dict[str, Any] = {"answer": "Var var det?"} if name in ("send_back", "reject") else {}
    if name == "mask":
        more = {"spans": {"place": [[0, 8]]}}
    return getattr(services, name)(by=by.scope, at=NOW, submission=one, **more)


@pytest.mark.parametrize("before", [state for state, _afters in STEPS])
@pytest.mark.parametrize("name", sorted(AFTER))
def test_a_step_is_taken_where_it_is_allowed_and_nowhere_else(
    anna: Person, rut: Person, before: SubmissionState, name: str
) -> None:
    """Every pair of state and step, against the table that people read."""
    one = send(rut)
    emptied = {"membership": None, "entered_by": None, "works_as": "", "place": "", "area": ""}
    values = emptied if before == S.DISPOSED else {"answer": "Varför?"}
    Submission.objects.filter(pk=one.pk).update(state=before, **values)
    events = AuditEvent.objects.count()
    if name == "mask" and before in (S.MASKED, S.IN_PICTURE, S.REJECTED, S.WITHDRAWN):
        assert step(name, anna, one).state == before, "a text can be masked late, without a step"
        assert AuditEvent.objects.count() == events + 1
    elif AFTER[name] in dict(STEPS)[before]:
        assert step(name, anna, one).state == fresh(one).state == AFTER[name]
        assert AuditEvent.objects.count() == events + 1
    else:
        with pytest.raises(StepNotAllowed), transaction.atomic():
            step(name, anna, one)
        assert (fresh(one).state, AuditEvent.objects.count()) == (before, events)


def test_the_database_refuses_a_step_that_is_not_in_the_table(rut: Person) -> None:
    one = send(rut)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewStep.objects.create(submission=one, before=S.REJECTED, after=S.IN_PICTURE, taken_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=one.pk).update(state=S.DISPOSED)  # with its text still there


def test_a_question_and_a_reason_are_said(anna: Person, rut: Person) -> None:
    one = send(rut)
    for name in ("send_back", "reject"):
        with pytest.raises(BadInput):
            getattr(services, name)(by=anna.scope, at=NOW, submission=one, answer=" ")
        with pytest.raises(BadInput, match="personnummer"):
            getattr(services, name)(by=anna.scope, at=NOW, submission=one, answer="Var det 811218-9876?")
    assert fresh(one).state == S.RECEIVED


def test_who_may_review(anna: Person, bo: Person, rut: Person, lars: Person, cecilia: Person) -> None:
    one = send(rut)
    for by in (bo, rut, lars, cecilia):
        for name in AFTER:
            with pytest.raises(Refused), transaction.atomic():
                step(name, by, one)
        with pytest.raises(Refused):
            services.undo_review(by=by.scope, at=NOW, submission=one)
        with pytest.raises(Refused):
            services.accept_many(by=by.scope, at=NOW, submissions=[one])
    assert fresh(one).state == S.RECEIVED
    assert fresh(one).place == "busskuren vid Torgvägen"
    reviewer = make_person("Greta", Role.REVIEWER, anna.organisation)
    assert step("accept", reviewer, one).state == S.ACCEPTED


def test_what_is_plain_is_accepted_as_it_comes_and_only_that(anna: Person, rut: Person) -> None:
    make_areas(anna)
    assert send(rut, place="", area="A1").state == S.ACCEPTED
    assert send(rut, place="", area="A1", description="Två krossade rutor.").state == S.RECEIVED
    assert send(rut, place="", area="A1", description="Ring 811218-9876").state == S.RECEIVED
    assert send(rut).state == S.RECEIVED, "a place in words is a text"
    services.set_review(by=anna.scope, at=NOW, accept_plain=False)
    assert send(rut, place="", area="A1").state == S.RECEIVED
    with pytest.raises(Refused):
        services.set_review(by=rut.scope, at=NOW, accept_plain=True)


def test_the_last_step_is_taken_back(anna: Person, rut: Person) -> None:
    one = send(rut)
    step("send_back", anna, one)
    step("accept", anna, one)
    services.undo_review(by=anna.scope, at=NOW, submission=one)
    assert (fresh(one).state, fresh(one).answer) == (S.RETURNED, "Var var det?")
    services.undo_review(by=anna.scope, at=NOW, submission=one)
    assert (fresh(one).state, fresh(one).answer) == (S.RECEIVED, "")
    with pytest.raises(StepNotAllowed):
        services.undo_review(by=anna.scope, at=NOW, submission=one)
    assert AuditEvent.objects.filter(verb="report.review_undone").count() == 2


def test_what_is_in_a_picture_is_not_taken_back(anna: Person, rut: Person) -> None:
    one = step("accept", anna, send(rut))
    Submission.objects.filter(pk=one.pk).update(state=S.IN_PICTURE)
    with pytest.raises(StepNotAllowed, match="lägesbild"):
        services.undo_review(by=anna.scope, at=NOW, submission=one)


def test_what_is_masked_is_nowhere_and_stays_masked(anna: Person, rut: Person) -> None:
    """No table of the database holds the word afterwards, the trail included."""
    one = send(rut, description="Kalle Kulas moped körde på bänken.", place="hos Kalle Kula")
    spans = {"description": [[0, 5], [6, 11]], "place": [[4, 14]]}
    assert services.mask(by=anna.scope, at=NOW, submission=one, spans=spans).state == S.MASKED
    now = fresh(one)
    assert now.description == f"{MASK} moped körde på bänken."
    assert now.place == f"hos {MASK}"
    for model in apps.get_models():
        assert "Kula" not in str(list(model._default_manager.values())), model
    with pytest.raises(StepNotAllowed, match="inte ångras"):
        services.undo_review(by=anna.scope, at=NOW, submission=one)
    event = AuditEvent.objects.get(verb="report.masked")
    assert event.detail == {"from": "received", "masked": 2, "to": "masked"}


def test_a_span_outside_the_text_is_refused(anna: Person, rut: Person) -> None:
    one = send(rut)
    for span in ([0, 99], [-1, 3], [4, 4], [6, 2]):
        with pytest.raises(BadInput, match="ändrats"):
            services.mask(by=anna.scope, at=NOW, submission=one, spans={"place": [span]})
    assert fresh(one).state == S.RECEIVED


@given(st.text(min_size=1, max_size=60), st.data())
def test_masking_takes_away_what_is_marked_and_nothing_else(text: str, data: st.DataObject) -> None:
    """Slow and obvious: letter by letter, white space between two marked spans goes with them."""
    places = st.integers(0, len(text) - 1)
    spans = [sorted(pair) for pair in data.draw(st.lists(st.tuples(places, places), max_size=5))]
    spans = [[start, end + 1] for start, end in spans]
    marked = [any(start <= n < end for start, end in spans) for n in range(len(text))]
    for n in range(len(text)):
        before = next((m for m in range(n, -1, -1) if not text[m].isspace() or marked[m]), -1)
        after = next((m for m in range(n, len(text)) if not text[m].isspace() or marked[m]), -1)
        if text[n].isspace() and before >= 0 and after >= 0 and marked[before] and marked[after]:
            marked[n] = True
    expected, count = "", 0
    for n, letter in enumerate(text):
        if not marked[n]:
            expected += letter
        elif n == 0 or not marked[n - 1]:
            expected, count = expected + MASK, count + 1
    assert masked_text(text, spans) == (expected, count)


def test_many_plain_ones_are_accepted_together_and_taken_back_together(anna: Person, rut: Person) -> None:
    ones = [send(rut) for _ in range(3)]
    doubtful = send(rut, description="Ring 811218-9876")
    taken = step("reject", anna, ones[2])
    batch = services.accept_many(by=anna.scope, at=NOW, submissions=[*ones, doubtful])
    assert [fresh(one).state for one in ones] == [S.ACCEPTED, S.ACCEPTED, S.REJECTED]
    assert fresh(doubtful).state == S.RECEIVED
    assert {one.pk for one in queries.batch(anna.scope, batch)} == {ones[0].pk, ones[1].pk}
    assert AuditEvent.objects.filter(verb="report.accepted").count() == 2
    step("send_back", anna, ones[1])  # somebody goes on with one of them
    assert services.undo_batch(by=anna.scope, at=NOW, batch=batch) == 1
    assert [fresh(one).state for one in ones] == [S.RECEIVED, S.RETURNED, S.REJECTED]
    assert taken.pk == ones[2].pk


def test_what_the_guard_doubts_comes_first(anna: Person, rut: Person) -> None:
    first, second, third = (send(rut, at=NOW + timedelta(minutes=n)) for n in range(3))
    Submission.objects.filter(pk=third.pk).update(doubts=[["place", "namn", 0, 4]])
    assert list(queries.to_review(anna.scope)) == [third, first, second]


def test_a_reporter_answers_and_it_is_reviewed_anew(anna: Person, rut: Person, bo: Person) -> None:
    one = send(rut, description="Det var Kalle.")
    with pytest.raises(StepNotAllowed):
        services.correct(by=rut.scope, at=NOW, submission=one, description="Någon.", place="Torget")
    step("send_back", anna, one)
    for by in (bo, anna):
        with pytest.raises(Refused):
            services.correct(by=by.scope, at=NOW, submission=one, description="x", place="y")
    with pytest.raises(BadInput, match="var det var"):
        services.correct(by=rut.scope, at=NOW, submission=one, description="Någon.")
    services.correct(
        by=rut.scope, at=NOW, submission=one, description="Ring 811218-9876. Två personer.", place="Torget"
    )
    now = fresh(one)
    assert (now.state, now.place, now.revision) == (S.RECEIVED, "Torget", 2)
    assert "9876" not in now.description
    assert now.masked
    assert [one.after for one in queries.steps(anna.scope, now)] == [S.RECEIVED, S.RETURNED]
