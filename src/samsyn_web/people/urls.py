"""Addresses of sign-in, members and events."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from samsyn_web.people import views

pages = [
    path("organisation/", views.choose_organisation, name="choose_organisation"),
    path("medlemmar/", views.members, name="members"),
    path("medlemmar/ny/", views.add_member, name="add_member"),
    path("medlemmar/flera/", views.add_several, name="add_several"),
    path("medlemmar/tva-steg/", views.require_two_steps, name="require_two_steps"),
    path("medlemmar/lankar/", views.links, name="links"),
    path("medlemmar/lankar/ark/", views.make_links, name="make_links"),
    path("medlemmar/lankar/aterkalla/", views.revoke_unit, name="revoke_unit"),
    path("medlemmar/ersattare/<int:deputy_id>/avsluta/", views.end_deputy, name="end_deputy"),
    path("medlemmar/<int:membership_id>/", views.member, name="member"),
    path("medlemmar/<int:membership_id>/roll/", views.change_role, name="change_role"),
    path("medlemmar/<int:membership_id>/avsluta/", views.deactivate, name="deactivate"),
    path("medlemmar/<int:membership_id>/aterta/", views.reactivate, name="reactivate"),
    path("medlemmar/<int:membership_id>/lank/", views.make_link, name="make_link"),
    path("medlemmar/<int:membership_id>/personlig-lank/aterkalla/", views.revoke_link, name="revoke_link"),
    path("medlemmar/<int:membership_id>/ersattare/", views.appoint_deputy, name="appoint_deputy"),
    path("medlemmar/<int:membership_id>/funktion/avsluta/", views.close_function, name="close_function"),
    path("medlemmar/<int:membership_id>/steg/ta-bort/", views.remove_steps, name="remove_steps"),
    path("omraden/kommunens/", views.take_in_areas, name="take_in_areas"),
    path("r/<str:token>/", views.open_link, name="open_link"),
    path("konto/katalog/<slug:key>/", views.ask_directory, name="ask_directory"),
    path("konto/katalog/<slug:key>/svar/", views.directory_answer, name="directory_answer"),
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
    path("konto/steg/", include("allauth.mfa.urls")),
]
