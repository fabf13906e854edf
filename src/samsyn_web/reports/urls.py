"""Addresses of publications, partners and how documents look."""

from __future__ import annotations

from django.urls import path

from samsyn_web.reports import views

app_name = "reports"
ONE = "publiceringar/<int:publication_id>/"
FORMATS = ("pdf", "docx", "xlsx", "html", "json", "zip")
FOR_PARTNERS = ("pdf", "docx", "xlsx", "html")
DRAFTS = ("pdf", "docx")

urlpatterns = [
    path("publiceringar/", views.publications, name="reports"),
    path("publiceringar/upplagor/", views.editions, name="editions"),
    path(
        "publiceringar/upplagor/<int:decision_id>/aterkalla/",
        views.withdraw_decision,
        name="withdraw_decision",
    ),
    path(ONE, views.publication, name="publication"),
    *(path(f"{ONE}lagesbild.{kind}", views.file, {"kind": kind}, name=kind) for kind in FORMATS),
    path(f"{ONE}rader.parquet", views.rows, name="rows"),
    path(f"{ONE}skillnader/", views.differences, name="differences"),
    path("publiceringar/arbete/<uuid:job_id>/", views.work, name="work"),
    path("publiceringar/arbete/<uuid:job_id>/avbryt/", views.cancel, name="cancel"),
    path("lagesbilder/<int:picture_id>/publicera/", views.publish, name="publish"),
    path("lagesbilder/<int:picture_id>/publiceringar/", views.of_picture, name="of_picture"),
    *(
        path(f"lagesbilder/<int:picture_id>/utkast.{kind}", views.draft, {"kind": kind}, name=f"draft_{kind}")
        for kind in DRAFTS
    ),
    path("dokument/utseende/", views.brand, name="brand"),
    path("dokument/utseende/logotyp.png", views.logo, name="logo"),
    path("dokument/utseende/ta-bort/", views.remove_brand, name="remove_brand"),
    path("dokument/utseende/angra/", views.take_back_brand, name="take_back_brand"),
    path("partner/upplagor/", views.partner_editions, name="partner_editions"),
    *(
        path(
            f"partner/upplagor/<int:publication_id>/lagesbild.{kind}",
            views.partner_file,
            {"kind": kind},
            name=f"partner_{kind}",
        )
        for kind in FOR_PARTNERS
    ),
    path("partner/", views.partners, name="partners"),
    path("partner/ny/", views.add_partner, name="add_partner"),
    path("partner/<int:partner_id>/", views.change_partner, name="change_partner"),
    path("partner/<int:partner_id>/ta-bort/", views.remove_partner, name="remove_partner"),
    path("partner/<int:partner_id>/angra/", views.restore_partner, name="restore_partner"),
]
