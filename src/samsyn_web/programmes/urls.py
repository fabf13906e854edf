"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path

from samsyn_web.programmes import views

app_name = "programmes"

urlpatterns = [
    path("program/", views.programmes, name="programmes"),
    path("program/delat/", views.shares, name="shares"),
    path("program/delat/<int:share_id>/aterkalla/", views.revoke_share, name="revoke_share"),
    path("program/delat/<int:share_id>/rapport.<slug:kind>", views.shared_file, name="shared_file"),
    path("program/<int:programme_id>/delat/", views.shared, name="shared"),
    path("program/<int:programme_id>/", views.programme, name="programme"),
    path("program/<int:programme_id>/aktiviteter/", views.activities, name="activities"),
    path("program/aktivitet/<int:activity_id>/", views.activity, name="activity"),
    path("program/deltagare/<int:participant_id>/", views.participant, name="participant"),
    path("program/<int:programme_id>/kvartal/", views.quarters, name="quarters"),
    path("program/<int:programme_id>/slutrapport/", views.final_report, name="final_report"),
    path("program/<int:programme_id>/slutrapport/<slug:part>/", views.write_text, name="write_text"),
    path("program/<int:programme_id>/slutrapport.<slug:form>", views.report_file, name="report_file"),
    path("program/<int:programme_id>/deltagare/", views.participation, name="participation"),
    path("program/<int:programme_id>/kalender/", views.calendar, name="calendar"),
    path("program/kalender/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("program/deltagare/<int:participant_id>/vagen/", views.progress, name="progress"),
    path("program/<int:programme_id>/stod/", views.support, name="support"),
    path("program/stod/<int:request_id>/", views.support_request, name="support_request"),
    path("program/<int:programme_id>/belastning/", views.load, name="load"),
    path("program/<int:programme_id>/urval/", views.selection, name="selection"),
    path("program/<int:programme_id>/urval.<slug:form>", views.selection_export, name="selection_export"),
    path("program/urval/kandidat/<int:candidate_id>/", views.candidate, name="candidate"),
    path("program/kvartal/<int:report_id>/", views.report, name="report"),
    path("program/kvartal/<int:report_id>/tillbaka/", views.send_back, name="send_back"),
]
