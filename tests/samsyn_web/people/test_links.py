"""A personal link lets its holder report, and nothing else, until it is revoked."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from samsyn.errors import Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import LINK_COOKIE, Permission, Role
from samsyn_web.people import queries, services
from samsyn_web.people.models import AccessLink
from tests.support.story import Person


def test_a_link_gives_only_the_right_to_report(anna: Person, at: datetime) -> None:
    token = services.make_access_link(membership=anna.membership, by=anna.user, at=at)
    scope = queries.scope_of_link(token)
    assert scope is not None
    assert scope.role is Role.COORDINATOR
    assert scope.permissions == {Permission.REPORT}
    assert scope.membership_id == anna.membership.pk


def test_only_the_digest_of_a_token_is_kept(anna: Person, rut: Person, at: datetime) -> None:
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    assert token not in str(AccessLink.objects.values_list().get())
    assert token not in str(list(AuditEvent.objects.values_list("detail_json", "target")))


def test_a_new_link_stops_the_old_one(anna: Person, rut: Person, at: datetime) -> None:
    old, new = (services.make_access_link(membership=rut.membership, by=anna.user, at=at) for _ in "12")
    assert queries.scope_of_link(old) is None
    assert queries.scope_of_link(new) is not None


def test_revoking_and_leaving_stop_a_link_at_once(anna: Person, rut: Person, at: datetime) -> None:
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    assert services.revoke_access_link(membership=rut.membership, by=anna.user, at=at) == 1
    assert queries.scope_of_link(token) is None
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    services.deactivate(membership=rut.membership, by=anna.user, at=at)
    assert queries.scope_of_link(token) is None


def test_links_are_made_by_those_who_administer_for_those_who_report(
    anna: Person, ada: Person, rut: Person, lars: Person, cecilia: Person, at: datetime
) -> None:
    for by in (rut, lars, cecilia):
        with pytest.raises(Refused):
            services.make_access_link(membership=rut.membership, by=by.user, at=at)
    with pytest.raises(Refused, match="lämnar inga"):
        services.make_access_link(membership=lars.membership, by=ada.user, at=at)


def test_opening_a_link_remembers_it_on_the_device(anna: Person, rut: Person, at: datetime) -> None:
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    phone = Client()
    assert phone.get(f"/r/{token}/").status_code == 302
    assert phone.cookies[LINK_COOKIE]["httponly"]
    assert phone.get(f"/r/{token}/").status_code == 302
    assert AuditEvent.objects.filter(verb="link.used").count() == 1
    assert phone.get("/medlemmar/").status_code == 302  # to sign in: a link opens no other page
    services.revoke_access_link(membership=rut.membership, by=anna.user, at=at)
    assert phone.get(f"/r/{token}/").status_code == 404


def test_an_unknown_link_says_what_to_do(db: None) -> None:
    page = Client().get("/r/nothing/")
    assert page.status_code == 404
    assert "Be samordnaren" in page.content.decode()
