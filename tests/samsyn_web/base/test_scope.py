"""What each role may do, and what the decorator lets through."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from samsyn_web.base.scope import Permission, Role, Scope, allowed, requires


def scope(role):
    return Scope(user_id=1, organisation_id=2, role=role)


@pytest.mark.parametrize("role", Role)
def test_every_role_is_explained(role):
    assert role.label[0].isupper()
    assert role.description.endswith(".")
    assert role.permissions
    assert all(permission.label[0].islower() for permission in role.permissions)


# The table that a lawyer signs: who may do what.
REPORTING = {"reporter", "reviewer", "member", "owner", "analyst", "coordinator", "police", "property"}
MAY = {
    Permission.REPORT: REPORTING,
    Permission.REVIEW: {"reviewer", "coordinator"},
    Permission.READ_WEEK: {"reviewer", "member", "analyst", "coordinator"},
    Permission.READ_PICTURE: {"project_leader", "member", "reader", "steering", "analyst", "coordinator"},
    Permission.READ_PARTNER: {"police", "property", "coordinator"},
    Permission.CARRY_OUT: {"project_leader", "member", "owner", "police", "property", "coordinator"},
    Permission.WORK_WITH_DATA: {"analyst", "coordinator"},
    Permission.JUDGE: {"analyst", "coordinator"},
    Permission.DECIDE: {"coordinator"},
    Permission.PUBLISH: {"coordinator"},
    Permission.SET_UP: {"coordinator"},
    Permission.ADMINISTER: {"administrator", "coordinator"},
    Permission.READ_AUDIT: {"administrator", "coordinator", "protection"},
    Permission.DISCLOSE: {"registrar", "coordinator"},
    Permission.INSPECT: {"protection", "coordinator"},
    Permission.ANSWER: {"steering", "coordinator"},
    Permission.TAKE_PART: {"project_leader", "coordinator"},
    Permission.FOLLOW_PROGRAMME: {"programme_partner", "coordinator"},
}


@pytest.mark.parametrize("permission", Permission)
def test_who_may(permission):
    assert {role.value for role in Role if scope(role).can(permission)} == MAY[permission]


def test_a_deputy_may_do_both():
    deputy = Scope(user_id=1, organisation_id=2, role=Role.READER, stands_in=(Role.REVIEWER,))
    assert deputy.permissions == Role.READER.permissions | Role.REVIEWER.permissions


def test_a_link_opens_nothing_but_reporting():
    by_link = Scope(user_id=1, organisation_id=2, role=Role.COORDINATOR, by_link=True)
    assert by_link.permissions == {Permission.REPORT}
    assert not allowed(by_link)
    assert not allowed(by_link, Role.COORDINATOR)
    assert allowed(by_link, Permission.REPORT, Permission.JUDGE)


def test_roles_and_permissions_may_be_mixed():
    assert allowed(scope(Role.READER))
    assert allowed(scope(Role.READER), Role.READER)
    assert allowed(scope(Role.ANALYST), Role.READER, Permission.JUDGE)
    assert not allowed(scope(Role.READER), Role.ANALYST, Permission.JUDGE)


@pytest.fixture
def view():
    return requires(Permission.JUDGE)(lambda request: HttpResponse("in"))


def ask(rf, view, user, its):
    request = rf.get("/sida/?a=1")
    request.user, request.scope = user, its
    return view(request)


def test_the_decorator(rf, view, django_user_model):
    known = django_user_model(pk=1, email="a@example.org")
    assert ask(rf, view, AnonymousUser(), None).url == "/konto/login/?next=%2Fsida%2F%3Fa%3D1"
    assert ask(rf, view, known, None).url == "/organisation/"
    assert ask(rf, view, known, scope(Role.ANALYST)).content == b"in"
    with pytest.raises(PermissionDenied):
        ask(rf, view, known, scope(Role.READER))


def test_a_scope_cannot_be_changed():
    with pytest.raises(AttributeError):
        scope(Role.READER).role = Role.COORDINATOR
