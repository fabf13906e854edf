"""Addresses of problems."""

from __future__ import annotations

from django.urls import path

from samsyn_web.causes import views

app_name = "causes"

urlpatterns = [
    path("problem/", views.problems, name="problems"),
    path("problem/oppna/", views.open_problems, name="open_problems"),
    path("problem/nytt/", views.new_problem, name="new_problem"),
    path("problem/<int:problem_id>/", views.problem, name="problem"),
    path("problem/<int:problem_id>/andra/", views.change_problem, name="change_problem"),
    path("problem/<int:problem_id>/avsluta/", views.close_problem, name="close_problem"),
    path("problem/<int:problem_id>/oppna/", views.reopen_problem, name="reopen_problem"),
]
