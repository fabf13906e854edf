"""Addresses from files to a picture."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.incidents import views

app_name = "incidents"

urlpatterns = [
    path("", views.upload, name="upload"),
    path("<int:round_id>/", views.understood, name="round"),
    path("<int:round_id>/fil/<int:position>/", views.correct, name="correct"),
    path("<int:round_id>/berakna/", views.compute, name="compute"),
    path("<int:round_id>/ta-bort/", views.discard, name="discard"),
    path("arbete/<uuid:job_id>/", views.work, name="work"),
    path("arbete/<uuid:job_id>/avbryt/", views.cancel, name="cancel"),
]
