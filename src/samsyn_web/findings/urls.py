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
    path("lagesbilder/<int:picture_id>/karta/", views.picture_map, name="map"),
    path("lagesbilder/<int:picture_id>/karta/karta.json", views.map_features, name="map_features"),
    path("lagesbilder/<int:picture_id>/ta-bort/", views.discard, name="discard"),
    path("lagesbilder/<int:picture_id>/angra/", views.restore, name="restore"),
    path("lagesbilder/<int:picture_id>/bedom/", views.judge, name="judge"),
    path("lagesbilder/<int:picture_id>/bedom/spara/", views.judge_areas, name="judge_areas"),
    path("lagesbilder/<int:picture_id>/bedom/grona/", views.accept_green, name="accept_green"),
    path("lagesbilder/<int:picture_id>/bedom/omrade/<slug:digest>/", views.judge_area, name="judge_area"),
    path("lagesbilder/<int:picture_id>/bedom/larm/<slug:digest>/", views.answer, name="answer"),
    path("lagesbilder/<int:picture_id>/bedom/falt/", views.write_note, name="write_note"),
    path("lagesbilder/<int:picture_id>/bedom/falt/<int:note_id>/", views.remove_note, name="remove_note"),
    path("lagesbilder/<int:picture_id>/bedom/prioriteringar/", views.prioritise, name="prioritise"),
    path("lagesbilder/<int:picture_id>/bedom/klar/", views.mark_judged, name="mark_judged"),
    path("lagesbilder/<int:picture_id>/bedom/oppna/", views.reopen, name="reopen"),
    path("prioriteringar/", views.prioritisations, name="prioritisations"),
    path("prioriteringar/<slug:period>/", views.prioritisation, name="prioritisation"),
    path("prioriteringar/<slug:period>/besluta/", views.prioritise_areas, name="prioritise_areas"),
    path("figurer/<slug:digest>/", views.figure, name="figure"),
    path("figurer/<slug:digest>/rader.csv", views.rows, name="rows"),
]
