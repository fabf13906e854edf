"""Addresses of knowledge."""

from __future__ import annotations

from django.urls import path

from samsyn_web.knowledge import views

app_name = "knowledge"
ONE = "kunskap/<int:lesson_id>/"
COURSES = "kunskap/kurser/"
COURSE = f"{COURSES}<int:course_id>/"
PACKS = "kunskap/paket/"
PACK, MADE = f"{PACKS}<int:pack_id>/", f"{PACKS}gjorda/<int:made_id>/"
DAY, GROUP = f"{COURSES}tillfalle/<int:session_id>/", f"{COURSES}grupp/<int:group_id>/"

urlpatterns = [
    path("kunskap/", views.lessons, name="lessons"),
    path("kunskap/ny/", views.write, name="write"),
    path(ONE, views.lesson, name="lesson"),
    path(f"{ONE}andra/", views.change, name="change"),
    path(f"{ONE}dela/", views.share, name="share"),
    path(f"{ONE}aterkalla/", views.revoke, name="revoke"),
    path(f"{ONE}ta-bort/", views.withdraw, name="withdraw"),
    path(f"{ONE}lagg-tillbaka/", views.restore, name="restore"),
    path(f"{ONE}godkann/", views.approve, name="approve"),
    path(PACKS, views.packs, name="packs"),
    path(f"{PACKS}aterkallade.json", views.revoked_packs, name="revoked_packs"),
    path(f"{PACKS}gor/<slug:pack_kind>/<str:pack_key>/", views.make_pack, name="make_pack"),
    path(f"{MADE}paket.json", views.made_pack, name="made_pack"),
    path(f"{MADE}aterkalla/", views.revoke_pack, name="revoke_pack"),
    path(f"{PACKS}nyckel/<int:trusted_id>/avsluta/", views.end_sender, name="end_sender"),
    path(PACK, views.received_pack, name="received_pack"),
    path(f"{PACK}nyckel/", views.trust_sender, name="trust_sender"),
    path(f"{PACK}ta-in/", views.take_in_pack, name="take_in_pack"),
    path(f"{PACK}ta-bort/", views.drop_pack, name="drop_pack"),
    path(COURSES, views.courses, name="courses"),
    path(f"{COURSES}ny/", views.hold_course, name="hold_course"),
    path(COURSE, views.course, name="course"),
    path(f"{COURSES}<int:course_id>.csv", views.course_file, {"form": "csv"}, name="course_csv"),
    path(f"{COURSES}<int:course_id>.xlsx", views.course_file, {"form": "xlsx"}, name="course_xlsx"),
    path(f"{COURSE}andra/", views.change_course, name="change_course"),
    path(f"{COURSE}slutfort/", views.completion, name="completion"),
    path(f"{COURSE}enkater/", views.tie_surveys, name="tie_surveys"),
    path(f"{COURSE}ta-bort/", views.withdraw_course, name="withdraw_course"),
    path(f"{COURSE}lagg-tillbaka/", views.restore_course, name="restore_course"),
    path(f"{COURSE}tillfalle/", views.add_session, name="add_session"),
    path(f"{COURSE}grupp/", views.add_group, name="add_group"),
    path(DAY, views.course_session, name="course_session"),
    path(f"{DAY}ta-bort/", views.remove_session, name="remove_session"),
    path(GROUP, views.course_group, name="course_group"),
    path(f"{GROUP}ta-bort/", views.remove_group, name="remove_group"),
]
