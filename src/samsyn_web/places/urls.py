"""Addresses of areas, drafts of them, and map layers."""

from __future__ import annotations

from django.urls import path

from samsyn_web.places import views

app_name = "places"

urlpatterns = [
    path("omraden/", views.versions, name="versions"),
    path("omraden/over-tid/", views.over_time, name="over_time"),
    path("omraden/profil/", views.profile, name="profile"),
    path("omraden/namn.json", views.names, name="names"),
    path("omraden/ny/", views.begin, name="begin"),
    path("omraden/regso/", views.regso, name="regso"),
    path("omraden/rita/", views.draw, name="draw"),
    path("omraden/<int:version_id>/", views.version, name="version"),
    path("omraden/<int:version_id>/omraden.geojson", views.version_file, name="version_file"),
    path("omraden/<int:version_id>/andra/", views.change, name="change"),
    path("omraden/<int:version_id>/ta-bort/", views.remove, name="remove"),
    path("omraden/<int:version_id>/jamfor/<int:other_id>/", views.compare, name="compare"),
    path("omraden/utkast/<int:draft_id>/", views.draft, name="draft"),
    path("omraden/utkast/<int:draft_id>/omraden.geojson", views.draft_file, name="draft_file"),
    path("omraden/utkast/<int:draft_id>/omrade/", views.area, name="new_area"),
    path("omraden/utkast/<int:draft_id>/omrade/<int:position>/", views.area, name="area"),
    path(
        "omraden/utkast/<int:draft_id>/omrade/<int:position>/ta-bort/", views.remove_area, name="remove_area"
    ),
    path("omraden/utkast/<int:draft_id>/angra/", views.undo, name="undo"),
    path("omraden/utkast/<int:draft_id>/kasta/", views.discard, name="discard"),
    path("omraden/kartlager/", views.layers, name="layers"),
    path("omraden/kartlager/forst/", views.show_first, name="show_first"),
    path("omraden/kartlager/<int:layer_id>/ta-bort/", views.remove_layer, name="remove_layer"),
]
