"""Addresses of publications."""

from __future__ import annotations

from django.urls import path

from samsyn_web.reports import views

app_name = "reports"

urlpatterns = [
    path("publiceringar/", views.publications, name="reports"),
    path("publiceringar/<int:publication_id>/", views.publication, name="publication"),
    path("publiceringar/<int:publication_id>/lagesbild.html", views.html, name="html"),
    path("publiceringar/<int:publication_id>/lagesbild.pdf", views.pdf, name="pdf"),
    path("publiceringar/<int:publication_id>/lagesbild.json", views.document, name="document"),
    path("publiceringar/<int:publication_id>/skillnader/", views.differences, name="differences"),
    path("lagesbilder/<int:picture_id>/publicera/", views.publish, name="publish"),
    path("lagesbilder/<int:picture_id>/publiceringar/", views.of_picture, name="of_picture"),
]
