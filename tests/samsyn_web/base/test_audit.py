"""The chain of events shows every change, on both databases."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent, AuditHead, FrozenRecord

triggers = import_module("samsyn_web.base.migrations.0002_append_only")


@pytest.fixture
def chain(exempelkoping, anna, at):
    for week in range(3):
        audit.record(
            organisation_id=exempelkoping.pk,
            by=anna.user,
            at=at + timedelta(days=week),
            verb="round.frozen",
            target=f"round:{week}",
            detail={"week": week, "share": 0.1 + 0.2, "word": "Åsen"},
        )
    return exempelkoping.pk


def test_each_event_holds_the_digest_of_the_one_before(chain):
    events = list(AuditEvent.objects.filter(organisation_id=chain))
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert [event.previous for event in events] == ["", *(event.digest for event in events[:-1])]
    assert len({event.digest for event in events}) == len(events)
    verdict = audit.verify(chain)
    assert (verdict.holds, verdict.events, verdict.head) == (True, len(events), events[-1].digest)


def test_what_was_recorded_is_read_back(chain, anna):
    last = AuditEvent.objects.filter(organisation_id=chain).order_by("-sequence").first()
    assert last.detail == {"week": 2, "share": 0.3, "word": "Åsen"}
    assert last.by_id == anna.user.pk


def test_the_actor_may_be_a_user_a_scope_a_key_or_nobody(anna, exempelkoping, at):
    for by, key in [(anna.user, anna.id), (anna.scope, anna.id), (anna.id, anna.id), (None, None)]:
        event = audit.record(organisation_id=exempelkoping.pk, by=by, at=at, verb="x.done", target=anna.user)
        assert event.by_id == key
        assert event.target == f"people.user:{anna.id}"


def test_organisations_have_chains_of_their_own(chain, annanstad, at):
    first = AuditEvent.objects.get(organisation_id=annanstad.pk)
    assert (first.sequence, first.previous) == (1, "")
    assert audit.verify(annanstad.pk).holds


def test_an_organisation_without_events_holds(db):
    assert audit.verify(4711) == audit.Verdict(holds=True, events=0, head="")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "x"),
        ("target", "y"),
        ("detail_json", "{}"),
        ("by_id", 99),
        ("at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_a_changed_event_is_found(chain, column, value):
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE base_auditevent SET {column} = %s WHERE organisation_id = %s AND sequence = 3",
            [value, chain],
        )
    verdict = audit.verify(chain)
    assert (verdict.holds, verdict.broken_at) == (False, 3)
    assert "ändrats" in verdict.reason


def test_a_removed_event_is_found(chain):
    _execute("DELETE FROM base_auditevent WHERE organisation_id = %s AND sequence = 2", chain)
    assert audit.verify(chain).broken_at == 2


def test_a_cut_tail_is_found(chain):
    last = AuditHead.objects.get(organisation_id=chain).sequence
    _execute("DELETE FROM base_auditevent WHERE organisation_id = %s AND sequence = %s", chain, last)
    verdict = audit.verify(chain)
    assert (verdict.holds, verdict.broken_at) == (False, last)


def test_an_event_that_was_sealed_anew_breaks_the_next(chain):
    event = AuditEvent.objects.get(organisation_id=chain, sequence=2)
    event.verb = "x"
    _execute(
        "UPDATE base_auditevent SET verb = 'x', digest = %s WHERE organisation_id = %s AND sequence = 2",
        audit.seal(event),
        chain,
    )
    assert audit.verify(chain).broken_at == 3


def test_python_refuses_to_change_or_remove(chain):
    event = AuditEvent.objects.filter(organisation_id=chain).first()
    for attempt in (
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(verb="x"),
        lambda: AuditEvent.objects.bulk_update([event], ["verb"]),
    ):
        with pytest.raises(FrozenRecord):
            attempt()


@pytest.mark.parametrize(
    "statement", ["UPDATE base_auditevent SET verb = 'x'", "DELETE FROM base_auditevent"]
)
def test_the_database_refuses_to_change_or_remove(chain, statement):
    triggers.install(connection)
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        _execute(statement)
    assert audit.verify(chain).holds


def test_one_place_holds_one_event(chain, at):
    event = AuditEvent.objects.filter(organisation_id=chain).first()
    event.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)


def _execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
