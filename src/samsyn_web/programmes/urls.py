"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path

from samsyn_web.programmes import views

app_name = "programmes"

urlpatterns = [
    path("program/", views.programmes, name="programmes"),
    path("program/partner/", views.partnerships, name="partnerships"),
    path("program/partner/<int:partnership_id>/", views.partnership, name="partnership"),
    path("program/inspel/<int:contribution_id>/", views.contribution, name="contribution"),
    path("program/<int:programme_id>/partner/", views.partners, name="partners"),
    path("program/delat/", views.shares, name="shares"),
    path("program/delat/<int:share_id>/aterkalla/", views.revoke_share, name="revoke_share"),
    path("program/delat/<int:share_id>/rapport.<slug:kind>", views.shared_file, name="shared_file"),
    path("program/<int:programme_id>/delat/", views.shared, name="shared"),
    path("program/<int:programme_id>/", views.programme, name="programme"),
    path("program/<int:programme_id>/aktiviteter/", views.activities, name="activities"),
    path("program/<int:programme_id>/aktiviteter/ny/", views.add_activity, name="add_activity"),
    path(
        "program/<int:programme_id>/aktiviteter.csv",
        views.activities_file,
        {"form": "csv"},
        name="activities_csv",
    ),
    path(
        "program/<int:programme_id>/aktiviteter.xlsx",
        views.activities_file,
        {"form": "xlsx"},
        name="activities_xlsx",
    ),
    path("program/aktivitet/<int:activity_id>/", views.activity, name="activity"),
    path("program/aktivitet/<int:activity_id>/andra/", views.change_activity, name="change_activity"),
    path("program/aktivitet/<int:activity_id>/flytta/", views.move_activity, name="move_activity"),
    path("program/aktivitet/<int:activity_id>/stall-in/", views.cancel_activity, name="cancel_activity"),
    path("program/aktivitet/<int:activity_id>/ta-upp/", views.restore_activity, name="restore_activity"),
    path("program/<int:programme_id>/pengar/", views.money, name="money"),
    path("program/<int:programme_id>/pengar/ny/", views.add_money, name="add_money"),
    path("program/<int:programme_id>/pengar.csv", views.money_file, {"form": "csv"}, name="money_csv"),
    path("program/<int:programme_id>/pengar.xlsx", views.money_file, {"form": "xlsx"}, name="money_xlsx"),
    path("program/pengar/<int:money_id>/", views.money_row, name="money_row"),
    path("program/pengar/<int:money_id>/andra/", views.change_money, name="change_money"),
    path("program/pengar/<int:money_id>/ta-bort/", views.withdraw_money, name="withdraw_money"),
    path("program/pengar/<int:money_id>/ta-tillbaka/", views.restore_money, name="restore_money"),
    path("program/deltagare/<int:participant_id>/", views.participant, name="participant"),
    path("program/<int:programme_id>/kvartal/", views.quarters, name="quarters"),
    path("program/<int:programme_id>/kvartal/hinder/<slug:obstacle>/", views.obstacle, name="obstacle"),
    path("program/<int:programme_id>/slutrapport/", views.final_report, name="final_report"),
    path("program/<int:programme_id>/slutrapport/<slug:part>/", views.write_text, name="write_text"),
    path("program/<int:programme_id>/slutrapport.<slug:form>", views.report_file, name="report_file"),
    path("program/<int:programme_id>/deltagare/", views.participation, name="participation"),
    path("program/<int:programme_id>/kalender/", views.calendar, name="calendar"),
    path("program/kalender/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("program/deltagare/<int:participant_id>/utan-samsyn/", views.outside, name="outside"),
    path("program/svara/<str:token>/", views.outside_report, name="outside_report"),
    path("program/deltagare/<int:participant_id>/vagen/", views.progress, name="progress"),
    path("program/<int:programme_id>/stod/", views.support, name="support"),
    path("program/stod/<int:request_id>/", views.support_request, name="support_request"),
    path("program/<int:programme_id>/belastning/", views.load, name="load"),
    path("program/<int:programme_id>/urval/", views.selection, name="selection"),
    path("program/<int:programme_id>/urval.<slug:form>", views.selection_export, name="selection_export"),
    path("program/urval/kandidat/<int:candidate_id>/", views.candidate, name="candidate"),
    path("program/kvartal/<int:report_id>/", views.report, name="report"),
    path("program/kvartal/<int:report_id>/formular/", views.word_form, name="word_form"),
    path("program/kvartal/<int:report_id>/formular.docx", views.word_file, name="word_file"),
    path("program/kvartal/<int:report_id>/dag/", views.report_due, name="report_due"),
    path("program/kvartal/<int:report_id>/tillbaka/", views.send_back, name="send_back"),
]
