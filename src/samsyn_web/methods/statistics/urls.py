"""Addresses of official statistics."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.statistics import views

app_name = "statistics"

urlpatterns = [
    path("", views.files, name="files"),
    path("las-in/", views.read, name="read"),
    path("<int:file_id>/", views.file, name="file"),
    path("<int:file_id>/valj/", views.pick, name="pick"),
    path("<int:file_id>/andringar/", views.revisions, name="revisions"),
    path("omgang/<int:statistics_round_id>/", views.round_page, name="round"),
    path("<int:file_id>/behall/", views.keep, name="keep"),
    path("<int:file_id>/kasta/", views.throw_away, name="throw_away"),
    path("<int:file_id>/dra-tillbaka/", views.withdraw, name="withdraw"),
    path("<int:file_id>/angra/", views.restore, name="restore"),
    path("<int:file_id>/statistik.<str:form>", views.export, name="export"),
]
