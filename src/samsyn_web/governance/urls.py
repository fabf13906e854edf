"""Addresses of governance."""

from __future__ import annotations

from django.urls import path

from samsyn.instruments.load import LEGAL_KIT
from samsyn_web.governance import views

app_name = "governance"
KIT = "styrning/handlingar/"

urlpatterns = [
    path(KIT, views.legal_kit, name="legal_kit"),
    *(path(f"{KIT}{code}.docx", views.legal_document, {"code": code}, name=code) for code in LEGAL_KIT),
    path(f"{KIT}informationshanteringsplan.xlsx", views.plan_workbook, name="plan_workbook"),
]
