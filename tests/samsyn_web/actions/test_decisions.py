"""A meeting decides, whoever carries it out tells how it goes, and what was told is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.actions import queries, services
from samsyn_web.actions.models import DecisionNote, DecisionStatus, MeetingDecision
from samsyn_web.base.models import AuditEvent, FrozenRecord
from samsyn_web.base.scope import Role
from samsyn_web.causes import services as causes
from tests.support.story import AT, Person, make_person

UNTIL = date(2024, 12, 3)


def decide(by: Person, **values: Any) -> MeetingDecision:
    """Decide to mend a light."""
    given = {"period": "2024-W40", "what": "Laga belysningen", "function": "Parkchefen", "until": UNTIL}
    return services.decide(by=by.scope, at=AT, **{**given, **values})


@pytest.fixture
def olle(anna: Person) -> Person:
    """Olle answers for what the park department does."""
    return make_person("Olle", Role.OWNER, anna.organisation)


def test_a_decision_and_how_it_went(anna: Person, olle: Person) -> None:
    made = decide(anna, owner=olle.membership)
    assert made.is_live
    services.tell(by=olle.scope, at=AT, decision=made, status="under_way", text="Lampor är beställda.")
    services.tell(by=olle.scope, at=AT + timedelta(days=1), decision=made, status="done")
    now = queries.decision(anna.scope, made.pk)
    assert now is not None
    assert (now.status, now.result, now.is_live) == ("done", "Lampor är beställda.", False)
    assert [note.status for note in queries.notes(olle.scope, made)] == ["done", "under_way"]
    verbs = AuditEvent.objects.filter(verb__startswith="decision.").values_list("verb", flat=True)
    assert list(verbs) == ["decision.made", "decision.told", "decision.told"]


def test_what_is_not_done_says_why(anna: Person) -> None:
    made = decide(anna)
    with pytest.raises(BadInput, match="varför"):
        services.tell(by=anna.scope, at=AT, decision=made, status="not_done", text=" ")
    with pytest.raises(BadInput):
        services.tell(by=anna.scope, at=AT, decision=made, status="maybe")
    services.tell(by=anna.scope, at=AT, decision=made, status="not_done", text="Inga pengar.")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingDecision.objects.update(result="")


def test_what_was_told_is_never_changed(anna: Person) -> None:
    services.tell(by=anna.scope, at=AT, decision=decide(anna), status="done", text="Klart.")
    with pytest.raises(FrozenRecord):
        DecisionNote.objects.update(text="Annat.")
    with pytest.raises(FrozenRecord):
        DecisionNote.objects.all().delete()


@pytest.mark.parametrize(
    "wrong", [{"what": " "}, {"function": ""}, {"what": "Ring 811218-9876"}, {"place": "a" * 201}]
)
def test_a_decision_says_what_and_who_and_names_nobody(anna: Person, wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        decide(anna, **wrong)
    assert not MeetingDecision.objects.exists()


def test_who_decides_and_who_tells(
    anna: Person, bo: Person, rut: Person, lars: Person, olle: Person, cecilia: Person
) -> None:
    made = decide(anna, owner=olle.membership)
    for by in (bo, rut, lars, olle):
        with pytest.raises(Refused):
            decide(by)
    other = make_person("Pia", Role.OWNER, anna.organisation)
    for by in (bo, rut, lars, other, cecilia):
        with pytest.raises(Refused), transaction.atomic():
            services.tell(by=by.scope, at=AT, decision=made, status="done")
    for by in (bo, olle, cecilia):
        with pytest.raises(Refused), transaction.atomic():
            services.withdraw(by=by.scope, at=AT, decision=made)


def test_nothing_of_another_organisation_is_drawn_in(anna: Person, cecilia: Person) -> None:
    theirs = causes.open_problem(by=cecilia.scope, at=AT, title="Deras")
    for values in ({"problem": theirs}, {"owner": cecilia.membership}):
        with pytest.raises(Refused):
            decide(anna, **values)


def test_who_reads_what(anna: Person, lars: Person, rut: Person, olle: Person, cecilia: Person) -> None:
    made, own = decide(anna), decide(anna, owner=olle.membership)
    assert set(queries.decisions(lars.scope)) == {made, own}
    assert list(queries.decisions(olle.scope)) == [own]
    for by in (rut, cecilia):
        assert not queries.decisions(by.scope)
        assert not queries.notes(by.scope, made)


def test_a_mistake_is_taken_back_and_brought_back(anna: Person) -> None:
    made = decide(anna)
    services.withdraw(by=anna.scope, at=AT, decision=made)
    assert not queries.decisions(anna.scope)
    services.restore(by=anna.scope, at=AT, decision=made)
    assert list(queries.decisions(anna.scope)) == [made]


def test_what_is_urgent_comes_first_and_what_is_done_is_not_there(anna: Person) -> None:
    late, soon = decide(anna, until=UNTIL), decide(anna, until=date(2024, 11, 1))
    services.tell(by=anna.scope, at=AT, decision=decide(anna), status=DecisionStatus.DONE)
    assert list(queries.open_decisions(anna.scope)) == [soon, late]
    assert queries.decisions_of(anna.scope, "2024-W40").count() == 3
    assert queries.decisions_of(anna.scope, "2024-W41").count() == 0


def test_what_was_told_about_in_a_week(anna: Person) -> None:
    made = decide(anna)  # Monday 7 October
    start = date(2024, 10, 14)
    assert not queries.decisions_between(anna.scope, start, start + timedelta(days=7))
    services.tell(by=anna.scope, at=AT + timedelta(days=9), decision=made, status="under_way")
    for begins in (date(2024, 10, 7), start):
        assert list(queries.decisions_between(anna.scope, begins, begins + timedelta(days=7))) == [made]
