"""Addresses of surveys; the last three are opened without signing in."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.surveys import views

app_name = "surveys"

urlpatterns = [
    path("", views.surveys, name="surveys"),
    path("ny/", views.make, name="make"),
    path("<int:survey_id>/", views.survey, name="survey"),
    path("<int:survey_id>/fragor/", views.questions, name="questions"),
    path("<int:survey_id>/formular.xlsx", views.form_file, name="form_file"),
    path("<int:survey_id>/bjud-in/", views.invite, name="invite"),
    path("<int:survey_id>/paminn/", views.remind, name="remind"),
    path("<int:survey_id>/lankar.csv", views.links, name="links"),
    path("<int:survey_id>/stang/", views.close, name="close"),
    path("<int:survey_id>/resultat.<str:form>", views.results_file, name="results_file"),
    path("svara/<str:token>/", views.answer, name="answer"),
    path("oppen/<str:key>/", views.answer_open, name="answer_open"),
    path("tack/", views.thanks, name="thanks"),
]
