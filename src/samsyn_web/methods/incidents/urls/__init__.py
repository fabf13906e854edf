"""Addresses of the register and on the way to a picture, and of reports from people on the move."""

from __future__ import annotations

from django.urls import include, path

from samsyn_web.methods.incidents import views
from samsyn_web.methods.incidents.api import api, unknown
from samsyn_web.methods.incidents.views import rhythm

app_name = "incidents"

register = [
    path("", views.register, name="register"),
    path("las-in/", views.upload, name="upload"),
    path("las-in/alla/", views.commit_waiting, name="commit_waiting"),
    path("inlasning/<int:intake_id>/", views.intake, name="intake"),
    path("inlasning/<int:intake_id>/kolumner/", views.columns, name="columns"),
    path("inlasning/<int:intake_id>/kategorier/", views.categories, name="categories"),
    path("inlasning/<int:intake_id>/granska/", views.review, name="review"),
    path("inlasning/<int:intake_id>/utelamnade.csv", views.left_out, name="left_out"),
    path("inlasning/<int:intake_id>/kalla.yaml", views.declaration, name="declaration"),
    path("inlasning/<int:intake_id>/ta-bort/", views.discard, name="discard"),
    path("inlasning/<int:intake_id>/angra/", views.undo, name="undo"),
    path("kalla/<int:source_id>/", views.source, name="source"),
    path("kalla/<int:source_id>/kategorier/", views.source_categories, name="source_categories"),
    path("kalla/<int:source_id>/kalla.yaml", views.source_yaml, name="source_yaml"),
    path("utforska/", views.explore, name="explore"),
    path("utforska/tabeller.csv", views.explore_csv, name="explore_csv"),
    path("utforska/tabeller.xlsx", views.explore_xlsx, name="explore_xlsx"),
    path("utforska/vyer/", views.saved_views, name="saved_views"),
    path("utforska/vyer/spara/", views.save_view, name="save_view"),
    path("utforska/vyer/<int:view_id>/", views.saved_view, name="saved_view"),
    path("utforska/vyer/<int:view_id>/ta-bort/", views.remove_view, name="remove_view"),
    path("utforska/vyer/<int:view_id>/angra/", views.restore_view, name="restore_view"),
    path("anteckningar/", views.annotation_list, name="annotations"),
    path("anteckningar/<int:annotation_id>/", views.annotation, name="annotation"),
    path("anteckningar/<int:annotation_id>/ta-bort/", views.remove_annotation, name="remove_annotation"),
    path("anteckningar/<int:annotation_id>/angra/", views.restore_annotation, name="restore_annotation"),
    path("rytm/", rhythm.rhythm, name="rhythm"),
    path("rytm/vantade/", rhythm.expect, name="expect"),
    path("rytm/vantade/<int:expectation_id>/sluta/", rhythm.stop_expecting, name="stop_expecting"),
    path("rytm/uppehall/", rhythm.add_pause, name="add_pause"),
    path("rytm/uppehall/<int:pause_id>/ta-bort/", rhythm.remove_pause, name="remove_pause"),
    path("rytm/uppehall/<int:pause_id>/angra/", rhythm.restore_pause, name="restore_pause"),
    path("lagesbild/", views.new_picture, name="new_picture"),
    path("omgang/<int:round_id>/", views.round_page, name="round"),
    path("arbete/<uuid:job_id>/", views.work, name="work"),
    path("arbete/<uuid:job_id>/avbryt/", views.cancel, name="cancel"),
]

urlpatterns = [
    path("rapporter/", include(register)),
    path("api/", api.urls),
    path("api/<path:rest>", unknown, name="api_unknown"),
]
