"""Addresses of readiness."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.readiness import views

app_name = "readiness"

urlpatterns = [
    path("", views.measurements, name="measurements"),
    path("ny/", views.start, name="start"),
    path("<int:measurement_id>/", views.measurement, name="measurement"),
    path("<int:measurement_id>/intervju/", views.add_interview, name="add_interview"),
    path("<int:measurement_id>/giltighet/", views.validity, name="validity"),
    path("<int:measurement_id>/valj/", views.pick, name="pick"),
    path("omgang/<int:readiness_round_id>/", views.round_page, name="round"),
    path("<int:measurement_id>/avsluta/", views.close, name="close"),
    path("<int:measurement_id>/poang.csv", views.export, name="export"),
    path("intervju/<int:interview_id>/", views.notes, name="notes"),
    path("intervju/<int:interview_id>/poang/", views.score, name="score"),
    path("intervju/<int:interview_id>/konsensus/", views.agree, name="agree"),
]
