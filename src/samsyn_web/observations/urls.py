"""Addresses of rounds and files."""

from __future__ import annotations

from django.urls import path

from samsyn_web.observations import views

app_name = "observations"

urlpatterns = [
    path("underlag/", views.rounds, name="rounds"),
]
