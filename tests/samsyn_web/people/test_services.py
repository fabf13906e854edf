"""Members come, change and go; each step is in the chain, and somebody can always administer."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.people import presenters, queries, services
from samsyn_web.people.models import Membership, User
from tests.support.story import PASSWORD


def last(organisation):
    return AuditEvent.objects.filter(organisation_id=organisation.pk).order_by("-sequence").first()


def test_an_organisation_begins_its_chain(exempelkoping):
    first = last(exempelkoping)
    assert (first.sequence, first.verb) == (1, "organisation.created")
    assert first.detail["is_demo"] is True


@pytest.mark.parametrize("name", ["Exempelköping", " EXEMPELKÖPING ", "exempelköping"])
def test_names_of_organisations_are_unique_in_any_case(exempelkoping, at, name):
    with pytest.raises(Refused, match="redan en organisation"):
        services.create_organisation(name=name, by=None, at=at)


def test_an_organisation_needs_a_name_and_a_right_code(db, at):
    with pytest.raises(BadInput, match="behöver ett namn"):
        services.create_organisation(name="  ", by=None, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        services.create_organisation(name="X", municipality_code="148", by=None, at=at)


def test_a_member_is_recorded_without_their_name(anna, at):
    services.add_member(
        organisation=anna.organisation, email=" Eva@Example.org", name="Eva", role=Role.READER, by=anna.user, at=at
    )  # fmt: skip
    event = last(anna.organisation)
    assert (event.verb, event.by_id, event.detail["role"]) == ("member.added", anna.id, "reader")
    assert "Eva" not in event.detail_json
    assert "example" not in event.detail_json + event.target
    assert User.objects.get(email="eva@example.org").created_at == at


def test_one_address_is_one_user_in_any_case(anna, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=anna.user.email.upper())


@pytest.mark.parametrize("who", ["bo", "cecilia"])
def test_those_who_may_not_administer_here_change_nothing(request, anna, bo, who, at):
    by = request.getfixturevalue(who).user
    for attempt in (
        lambda: services.add_member(
            organisation=anna.organisation, email="x@example.org", role=Role.READER, by=by, at=at
        ),
        lambda: services.change_role(membership=anna.membership, role=Role.READER, by=by, at=at),
        lambda: services.deactivate(membership=anna.membership, by=by, at=at),
        lambda: services.reactivate(membership=anna.membership, by=by, at=at),
        lambda: services.password_link(membership=anna.membership, by=by, at=at),
    ):
        with pytest.raises(Refused, match="Bara den som sköter"):
            attempt()
    assert not User.objects.filter(email="x@example.org").exists()


def test_the_last_who_can_administer_stays(anna, bo, at):
    for attempt in (
        lambda: services.deactivate(membership=anna.membership, by=anna.user, at=at),
        lambda: services.change_role(membership=anna.membership, role=Role.READER, by=anna.user, at=at),
    ):
        with pytest.raises(Refused, match="den enda"):
            attempt()
    services.change_role(membership=anna.membership, role=Role.ADMINISTRATOR, by=anna.user, at=at)
    services.change_role(membership=bo.membership, role=Role.COORDINATOR, by=anna.user, at=at)
    services.deactivate(membership=anna.membership, by=bo.user, at=at)
    assert queries.scope_of(anna.id) is None
    assert last(anna.organisation).verb == "member.deactivated"


def test_an_administrator_whose_account_is_closed_does_not_count(anna, ada, at):
    User.objects.filter(pk=ada.id).update(is_active=False)
    with pytest.raises(Refused, match="den enda"):
        services.deactivate(membership=anna.membership, by=anna.user, at=at)


def test_doing_it_twice_is_one_event(anna, bo, at):
    services.deactivate(membership=bo.membership, by=anna.user, at=at)
    count = audit.verify(anna.organisation.pk).events
    services.deactivate(membership=bo.membership, by=anna.user, at=at)
    services.change_role(membership=bo.membership, role=Role.ANALYST, by=anna.user, at=at)
    assert audit.verify(anna.organisation.pk).events == count


def test_nobody_is_a_member_twice(anna, bo, at):
    with pytest.raises(Refused, match="redan medlem"):
        services.add_member(
            organisation=anna.organisation, email=bo.user.email, role=Role.READER, by=anna.user, at=at
        )


def test_a_link_is_not_given_to_somebody_who_works_elsewhere(anna, bo, cecilia, at):
    services.add_member(
        organisation=cecilia.organisation, email=bo.user.email, role=Role.READER, by=None, at=at
    )
    his = Membership.objects.get(user=bo.user, organisation=cecilia.organisation)
    with pytest.raises(Refused, match="en annan organisation"):
        services.password_link(membership=his, by=cecilia.user, at=at)
    with pytest.raises(Refused, match="en annan organisation"):
        services.password_link(membership=bo.membership, by=anna.user, at=at)
    assert services.password_link(membership=bo.membership, by=None, at=at).startswith("/konto/"), (
        "the operator may"
    )


def test_a_link_is_not_given_to_a_former_member(anna, bo, at):
    services.deactivate(membership=bo.membership, by=anna.user, at=at)
    with pytest.raises(Refused, match="avslutad"):
        services.password_link(membership=bo.membership, by=anna.user, at=at)


def test_a_user_without_a_password_cannot_sign_in(anna, rf, at):
    made = services.add_member(
        organisation=anna.organisation, email="eva@example.org", role=Role.READER, by=anna.user, at=at
    )
    assert not made.user.has_usable_password()
    assert authenticate(rf.post("/"), email="eva@example.org", password="") is None
    assert authenticate(rf.post("/"), email=anna.user.email, password=PASSWORD) == anna.user


def test_a_sign_in_is_in_each_organisations_chain(anna, annanstad, at):
    services.add_member(organisation=annanstad, email=anna.user.email, role=Role.READER, by=None, at=at)
    services.record_sign_in(by=anna.user, at=at)
    assert [last(one).verb for one in (anna.organisation, annanstad)] == ["user.signed_in"] * 2


def test_a_scope_follows_the_choice(anna, annanstad, at):
    assert queries.scope_of(anna.id) == anna.scope
    services.add_member(organisation=annanstad, email=anna.user.email, role=Role.READER, by=None, at=at)
    assert queries.scope_of(anna.id) is None, "two: choose"
    assert queries.scope_of(anna.id, annanstad.pk).role is Role.READER
    assert queries.scope_of(anna.id, 4711) is None


def test_the_log_names_people_and_things(anna, bo, cecilia, at):
    services.change_role(membership=bo.membership, role=Role.READER, by=anna.user, at=at)
    found = queries.events(anna.scope)
    rows = presenters.event_rows(found, queries.names(anna.scope, presenters.people_in(found)))
    assert (rows[0].who, rows[0].what) == ("Anna", "ändrade en roll")
    assert rows[0].target == f"medlemskap {bo.membership.pk}"
    assert rows[0].detail == "från analytiker, till läsare, användare Bo"
    assert rows[-1].who == "Driften"
    assert queries.names(anna.scope, [cecilia.id]) == {}
    signed_in = AuditEvent(verb="user.signed_in", target=f"people.user:{bo.id}", by_id=bo.id)
    assert presenters.event_rows([signed_in], {bo.id: "Bo"})[0].target == "användare Bo"
    assert presenters.event_rows([signed_in], {})[0].target == f"användare {bo.id}"
    assert len(queries.events(anna.scope, before=found[0].sequence)) == len(found) - 1


def test_an_account_of_another_organisation_is_not_let_in_by_its_address(anna, cecilia, at):
    """Who made the account there may know its password."""
    made = services.add_member(
        organisation=cecilia.organisation, email="ny@example.org", role=Role.READER, by=cecilia.user, at=at
    )
    with pytest.raises(Refused, match="annan organisation"):
        services.add_member(
            organisation=anna.organisation, email="NY@example.org", role=Role.COORDINATOR, by=anna.user, at=at
        )
    assert queries.scope_of(made.user_id).organisation_id == cecilia.organisation.pk
    services.add_member(
        organisation=anna.organisation, email="ny@example.org", role=Role.READER, by=None, at=at
    )
    assert Membership.objects.filter(user=made.user).count() == 2
