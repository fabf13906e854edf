"""Addresses of what came of actions."""

from __future__ import annotations

from django.urls import path

from samsyn_web.outcomes import views

app_name = "outcomes"

urlpatterns = [
    path("uppfoljning/", views.follow_ups, name="follow_ups"),
    path("uppfoljning/rakna/", views.compute, name="compute"),
    path("uppfoljning/<int:evaluation_id>/", views.evaluation, name="evaluation"),
    path("uppfoljning/<int:evaluation_id>/rakna/", views.compute_one, name="compute_one"),
    path("uppfoljning/<int:evaluation_id>/dokument/", views.document, name="document"),
    path("uppfoljning/atgard/<int:action_id>/", views.of_action, name="of_action"),
    path("uppfoljning/atgard/<int:action_id>/bestam/", views.decide, name="decide"),
    path("uppfoljning/atgard/<int:action_id>/genomforande/", views.process, name="process"),
    path("indikatorer/", views.indicators, name="indicators"),
    path("indikatorer/ny/", views.new_indicator, name="new_indicator"),
    path("indikatorer/<int:indicator_id>/", views.indicator, name="indicator"),
    path("indikatorer/<int:indicator_id>/avlas/", views.read, name="read"),
    path("indikatorer/<int:indicator_id>/las-in/", views.import_file, name="import_file"),
    path("indikatorer/<int:indicator_id>/mal/", views.target, name="target"),
    path("indikatorer/<int:indicator_id>/avsluta/", views.end_indicator, name="end_indicator"),
    path("indikatorer/<int:indicator_id>/folj-igen/", views.restore_indicator, name="restore_indicator"),
    path("indikatorer/avlasningar/<int:reading_id>/ratta/", views.correct, name="correct"),
]
