"""Addresses of sign-in, members and events."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from samsyn_web.people import views

pages = [
    path("organisation/", views.choose_organisation, name="choose_organisation"),
    path("medlemmar/", views.members, name="members"),
    path("medlemmar/ny/", views.add_member, name="add_member"),
    path("medlemmar/<int:membership_id>/roll/", views.change_role, name="change_role"),
    path("medlemmar/<int:membership_id>/avsluta/", views.deactivate, name="deactivate"),
    path("medlemmar/<int:membership_id>/aterta/", views.reactivate, name="reactivate"),
    path("medlemmar/<int:membership_id>/lank/", views.make_link, name="make_link"),
    path("r/<str:token>/", views.open_link, name="open_link"),
    path("handelser/", views.events, name="events"),
]
# Of the sign-in package's pages, those for managing addresses are closed: an administrator decides who is who.
own = [
    path("email/", views.closed),
    path("confirm-email/", views.closed),
    *([] if settings.EMAIL_HOST else [path("password/reset/", views.forgotten_password)]),
]

urlpatterns = [
    path("", include((pages, "people"))),
    path("konto/", include(own)),
    path("konto/", include("allauth.account.urls")),
]
