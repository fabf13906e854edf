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
    path("inkorg/", views.inboxes, name="inboxes"),
    path("inkorg/<int:inbox_id>/las/", views.read_inbox, name="read_inbox"),
    path("inkorg/<int:inbox_id>/pausa/", views.pause_inbox, name="pause_inbox"),
    path("inkorg/<int:inbox_id>/sla-pa/", views.turn_on_inbox, name="turn_on_inbox"),
    path("inkorg/<int:inbox_id>/adress/", views.give_inbox_address, name="give_inbox_address"),
    path(
        "inkorg/<int:inbox_id>/adress/aterkalla/",
        views.revoke_inbox_address,
        name="revoke_inbox_address",
    ),
    path("inkorg/lamna/<str:token>/", views.leave_file, name="leave_file"),
    path("polisen/", views.police, name="police"),
    path("polisen/fil/", views.read_police_file, name="read_police_file"),
    path("polisen/hamta/", views.set_police_feed, name="set_police_feed"),
    path("polisen/slag/", views.police_kinds, name="police_kinds"),
    path("kategorier/", views.category_lists, name="category_lists"),
    path("kategorier/lista.yaml", views.category_list_yaml, name="category_list_yaml"),
    path("kategorier/version/<int:version_id>/", views.category_version, name="category_version"),
    path(
        "kategorier/version/<int:version_id>/lista.yaml",
        views.category_version_yaml,
        name="category_version_yaml",
    ),
    path("kategorier/nytt/", views.new_category_proposal, name="new_category_proposal"),
    path("kategorier/forslag/<int:proposal_id>/", views.category_proposal, name="category_proposal"),
    path(
        "kategorier/forslag/<int:proposal_id>/forslag.yaml",
        views.category_proposal_yaml,
        name="category_proposal_yaml",
    ),
    path("kategorier/forslag/<int:proposal_id>/ny/", views.add_category, name="add_category"),
    path(
        "kategorier/forslag/<int:proposal_id>/kategori/<slug:code>/",
        views.edit_category,
        name="edit_category",
    ),
    path("kategorier/forslag/<int:proposal_id>/indikator/", views.edit_indicator, name="add_indicator"),
    path(
        "kategorier/forslag/<int:proposal_id>/indikator/<slug:code>/",
        views.edit_indicator,
        name="edit_indicator",
    ),
    path("kategorier/forslag/<int:proposal_id>/flytta/", views.move_category, name="move_category"),
    path(
        "kategorier/forslag/<int:proposal_id>/angra/", views.undo_category_change, name="undo_category_change"
    ),
    path("kategorier/forslag/<int:proposal_id>/prova/", views.try_categories, name="try_categories"),
    path(
        "kategorier/forslag/<int:proposal_id>/kommentera/",
        views.comment_on_categories,
        name="comment_on_categories",
    ),
    path(
        "kategorier/kommentar/<int:comment_id>/ta-bort/",
        views.remove_category_comment,
        name="remove_category_comment",
    ),
    path("kategorier/forslag/<int:proposal_id>/besluta/", views.decide_categories, name="decide_categories"),
    path(
        "kategorier/forslag/<int:proposal_id>/lagg-undan/",
        views.withdraw_category_proposal,
        name="withdraw_category_proposal",
    ),
    path(
        "kategorier/forslag/<int:proposal_id>/ta-upp/",
        views.reopen_category_proposal,
        name="reopen_category_proposal",
    ),
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

reporting = [
    path("", views.report, name="report"),
    path("vantande/", views.waiting, name="waiting"),
    path("kvitto/<uuid:number>/", views.report_receipt, name="report_receipt"),
    path("kvitto/<uuid:number>/andra/", views.change_report, name="change_report"),
    path("kvitto/<uuid:number>/ta-tillbaka/", views.withdraw_report, name="withdraw_report"),
    path("karta.json", views.report_map, name="report_map"),
    path("sw.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]

urlpatterns = [
    path("rapporter/", include(register)),
    path("rapportera/", include(reporting)),
    path("api/", api.urls),
    path("api/<path:rest>", unknown, name="api_unknown"),
]

reviewing = [
    path("", views.review_queue, name="review_queue"),
    path("godta/", views.review_plain, name="review_plain"),
    path("godta/<uuid:batch_id>/angra/", views.undo_batch, name="undo_batch"),
    path("installning/", views.review_settings, name="review_settings"),
    path("<int:submission_id>/", views.review_report, name="review_report"),
    path("<int:submission_id>/angra/", views.undo_review, name="undo_review"),
    path("<int:submission_id>/samma/", views.link_same, name="link_same"),
    path("<int:submission_id>/samma/ta-bort/", views.unlink_same, name="unlink_same"),
    path("<int:submission_id>/problem/", views.link_problem, name="link_problem"),
    path("<int:submission_id>/problem/ta-bort/", views.unlink_problem, name="unlink_problem"),
]

urlpatterns += [
    path("rapporter/granska/", include(reviewing)),
    path("rapporter/problem/<int:problem_id>/", views.problem_reports, name="problem_reports"),
    path("rapportera/mina/", views.own_reports, name="own_reports"),
    path("rapportera/mina/<uuid:device_id>/", views.own_report, name="own_report"),
    path("gallring/", views.retention, name="retention"),
    path("gallring/andra/", views.change_retention, name="change_retention"),
    path("gallringsstopp/", views.place_hold, name="place_hold"),
    path("gallringsstopp/<int:hold_id>/hav/", views.lift_hold, name="lift_hold"),
    path("dataskydd/", views.protection, name="protection"),
    path("dataskydd/vakten/", views.inspect, name="inspect"),
    path("utlamnande/", views.disclosing, name="disclosing"),
    path("utlamnande/lamna-ut/", views.disclose, name="disclose"),
]
