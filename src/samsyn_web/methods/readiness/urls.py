"""Addresses of readiness."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.readiness import views

app_name = "readiness"

urlpatterns = [
    path("", views.measurements, name="measurements"),
    path("ny/", views.start, name="start"),
    path("texter/", views.text_packs, name="text_packs"),
    path("texter/beredskap.yaml", views.our_text_file, name="our_text_file"),
    path("texter/<int:text_pack_id>/", views.put_text_pack, name="put_text_pack"),
    path("<int:measurement_id>/", views.measurement, name="measurement"),
    path("<int:measurement_id>/intervju/", views.add_interview, name="add_interview"),
    path("<int:measurement_id>/giltighet/", views.validity, name="validity"),
    path("<int:measurement_id>/valj/", views.pick, name="pick"),
    path("omgang/<int:readiness_round_id>/", views.round_page, name="round"),
    path("<int:measurement_id>/avsluta/", views.close, name="close"),
    path("<int:measurement_id>/poang.csv", views.export, name="export"),
    path("<int:measurement_id>/utan-samsyn/", views.outside, name="outside"),
    path("<int:measurement_id>/intervju.docx", views.interview_file, name="interview_file"),
    path("<int:measurement_id>/las-in-intervju/", views.read_interview, name="read_interview"),
    path("<int:measurement_id>/las-in/", views.read_in, name="read_in"),
    path("<int:measurement_id>/bedomare/<int:seat>/poang.docx", views.sheet_file, name="sheet_file"),
    path("<int:measurement_id>/bedomare/<int:seat>/las-in/", views.read_sheet, name="read_sheet"),
    path("svara/<str:token>/", views.by_link, name="by_link"),
    path("svara/<str:token>/<int:interview_id>/", views.score_by_link, name="score_by_link"),
    path("intervju/<int:interview_id>/", views.notes, name="notes"),
    path("intervju/<int:interview_id>/intervju.docx", views.notes_file, name="notes_file"),
    path("intervju/<int:interview_id>/poang/", views.score, name="score"),
    path("intervju/<int:interview_id>/konsensus/", views.agree, name="agree"),
]
