"""Addresses of what meetings have decided."""

from __future__ import annotations

from django.urls import path

from samsyn_web.actions import views

app_name = "actions"

urlpatterns = [
    path("beslut/", views.decisions, name="decisions"),
    path("beslut/<int:decision_id>/", views.decision, name="decision"),
    path("beslut/<int:decision_id>/ta-tillbaka/", views.withdraw, name="withdraw"),
    path("beslut/<int:decision_id>/angra/", views.restore, name="restore"),
]
