"""Addresses of knowledge."""

from __future__ import annotations

from django.urls import path

from samsyn_web.knowledge import views

app_name = "knowledge"
ONE = "kunskap/<int:lesson_id>/"

urlpatterns = [
    path("kunskap/", views.lessons, name="lessons"),
    path("kunskap/ny/", views.write, name="write"),
    path(ONE, views.lesson, name="lesson"),
    path(f"{ONE}andra/", views.change, name="change"),
    path(f"{ONE}dela/", views.share, name="share"),
    path(f"{ONE}aterkalla/", views.revoke, name="revoke"),
    path(f"{ONE}ta-bort/", views.withdraw, name="withdraw"),
    path(f"{ONE}lagg-tillbaka/", views.restore, name="restore"),
]
