"""A deputy has somebody's role for some days, counted in Swedish time, and then no longer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Permission, Role
from samsyn_web.people import queries, services
from samsyn_web.people.models import Deputy
from samsyn_web.reports.policies import partner_areas
from tests.support.story import AT, Person, make_person

FIRST, LAST = date(2024, 10, 14), date(2024, 10, 18)


def appoint(absent: Person, deputy: Person, by: Person, first: date = FIRST, last: date = LAST) -> Deputy:
    return services.appoint_deputy(
        absent=absent.membership, deputy=deputy.membership, first_day=first, last_day=last, by=by.user, at=AT
    )


@pytest.mark.parametrize(
    ("instant", "stands_in"),
    [
        (datetime(2024, 10, 13, 21, 59, tzinfo=UTC), False),  # 23.59 the day before, in Stockholm
        (datetime(2024, 10, 13, 22, 0, tzinfo=UTC), True),  # midnight
        (datetime(2024, 10, 18, 21, 59, tzinfo=UTC), True),  # the last minute of the last day
        (datetime(2024, 10, 18, 22, 0, tzinfo=UTC), False),
    ],
)
def test_the_days_are_swedish(anna: Person, lars: Person, instant: datetime, stands_in: bool) -> None:
    appoint(anna, lars, anna)
    scope = queries.scope_of(lars.id, at=instant)
    assert scope is not None
    assert (scope.stands_in == (Role.COORDINATOR,)) is stands_in
    assert scope.can(Permission.ADMINISTER) is stands_in
    assert scope.role is Role.READER


def test_a_deputy_may_administer_for_real(anna: Person, lars: Person, bo: Person) -> None:
    appoint(anna, lars, anna)
    during = datetime(2024, 10, 15, 8, tzinfo=UTC)
    with pytest.raises(Refused, match="Bara den som sköter"):
        services.change_role(membership=bo.membership, role=Role.READER, by=lars.user, at=AT)
    services.change_role(membership=bo.membership, role=Role.READER, by=lars.user, at=during)


def test_appointing_and_ending_are_one_event_each(anna: Person, lars: Person) -> None:
    held = appoint(anna, lars, anna)
    services.end_deputy(deputy=held, by=anna.user, at=AT)
    services.end_deputy(deputy=held, by=anna.user, at=AT)
    verbs = AuditEvent.objects.filter(verb__startswith="deputy.").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == ["deputy.appointed", "deputy.ended"]
    scope = queries.scope_of(lars.id, at=datetime(2024, 10, 15, tzinfo=UTC))
    assert scope is not None
    assert scope.stands_in == ()


def test_who_cannot_be_a_deputy(anna: Person, lars: Person, bo: Person, cecilia: Person) -> None:
    for deputy, why in ((anna, "sin egen"), (cecilia, "samma organisation")):
        with pytest.raises(Refused, match=why):
            appoint(anna, deputy, anna)
    with pytest.raises(BadInput, match="före den första"):
        appoint(anna, lars, anna, LAST, FIRST)
    appoint(anna, lars, anna)
    with pytest.raises(Refused, match="redan ersättare"):
        appoint(anna, lars, anna, LAST, date(2024, 11, 1))
    with pytest.raises(Refused, match="Bara den som sköter"):
        appoint(anna, bo, bo)
    services.deactivate(membership=bo.membership, by=anna.user, at=AT)
    bo.membership.refresh_from_db()
    with pytest.raises(Refused, match="avslutad"):
        appoint(anna, bo, anna)


def test_the_database_keeps_the_days_in_order(anna: Person, lars: Person) -> None:
    rows = {"absent": anna.membership, "deputy": lars.membership, "created_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.create(first_day=LAST, last_day=FIRST, **rows)


def test_areas_follow_the_one_stood_in_for(anna: Person, rut: Person) -> None:
    owner = make_person("Per", Role.PROPERTY, anna.organisation)
    for person, areas in ((owner, ["torget"]), (rut, ["skolan"])):
        person.membership.areas = areas
        person.membership.save()
    appoint(owner, rut, anna)
    during = queries.scope_of(rut.id, at=datetime(2024, 10, 15, tzinfo=UTC))
    assert during is not None
    assert partner_areas(during) == {"torget"}, "her own areas as a reporter open nothing"
    before = queries.scope_of(rut.id, at=AT)
    assert before is not None
    assert partner_areas(before) == frozenset()


def test_leaving_ends_deputies_both_ways_and_links(
    anna: Person, rut: Person, lars: Person, bo: Person
) -> None:
    appoint(rut, lars, anna)
    appoint(bo, lars, anna)
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=AT)
    services.deactivate(membership=rut.membership, by=anna.user, at=AT)
    assert queries.live_link(token) is None
    assert [one.absent_id for one in queries.deputies(anna.scope, today=FIRST)] == [bo.membership.pk]
    event = AuditEvent.objects.get(verb="member.deactivated")
    assert (event.detail["links"], event.detail["deputies"]) == (1, 1)
    services.reactivate(membership=rut.membership, by=anna.user, at=AT)
    assert queries.live_link(token) is None, "a link that was closed stays closed"


def test_a_vacant_function_is_seen_until_somebody_holds_or_covers_it(anna: Person, lars: Person) -> None:
    made = services.add_member(
        organisation=anna.organisation, email="", name="Fia", role=Role.REPORTER, function_title="Fältsekreterare",
        unit="Åsen", by=anna.user, at=AT,
    )  # fmt: skip

    def titles(day: date) -> list[str]:
        return [one.function_title for one in queries.vacant(anna.scope, today=day)]

    assert titles(FIRST) == []
    services.deactivate(membership=made, by=anna.user, at=AT)
    assert titles(FIRST) == ["Fältsekreterare"]
    services.appoint_deputy(
        absent=made, deputy=lars.membership, first_day=FIRST, last_day=FIRST, by=anna.user, at=AT
    )
    assert titles(FIRST) == []
    assert titles(LAST) == ["Fältsekreterare"]
    services.add_member(
        organisation=anna.organisation, email="", name="Nora", role=Role.REPORTER, function_title="fältsekreterare",
        by=anna.user, at=AT,
    )  # fmt: skip
    assert titles(LAST) == []


def test_a_function_that_is_not_needed_is_closed(anna: Person, bo: Person) -> None:
    bo.membership.function_title = "Analytiker"
    bo.membership.save()
    services.deactivate(membership=bo.membership, by=anna.user, at=AT)
    assert queries.vacant(anna.scope, today=FIRST)
    services.close_function(membership=bo.membership, by=anna.user, at=AT)
    assert not queries.vacant(anna.scope, today=FIRST)
