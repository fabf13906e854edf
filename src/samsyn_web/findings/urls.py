"""Addresses of pictures and figures."""

from __future__ import annotations

from django.urls import path

from samsyn_web.findings import views

app_name = "findings"

urlpatterns = [
    path("lagesbilder/", views.pictures, name="pictures"),
    path("lagesbilder/avsnitt.css", views.style, name="style"),
    path("lagesbilder/<int:picture_id>/", views.picture, name="picture"),
    path("lagesbilder/<int:picture_id>/lagesbild.json", views.document, name="document"),
    path("lagesbilder/<int:picture_id>/ta-bort/", views.discard, name="discard"),
    path("lagesbilder/<int:picture_id>/angra/", views.restore, name="restore"),
    path("figurer/<slug:digest>/", views.figure, name="figure"),
    path("figurer/<slug:digest>/rader.csv", views.rows, name="rows"),
]
