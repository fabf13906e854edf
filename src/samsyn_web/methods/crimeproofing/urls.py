"""Addresses of crime proofing."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.crimeproofing import views

app_name = "crimeproofing"

ONE = "<int:case_id>/"
RISK = f"{ONE}risker/<int:risk_id>/"

urlpatterns = [
    path("", views.cases, name="cases"),
    path("lage/", views.standing, name="standing"),
    path("nytt/", views.new_case, name="new_case"),
    path("programmet/", views.load_stated, name="load_stated"),
    path("jamfor/", views.compare, name="compare"),
    path(ONE, views.case, name="case"),
    path(f"{ONE}andra/", views.change_case, name="change_case"),
    path(f"{ONE}avsluta/", views.close_case, name="close_case"),
    path(f"{ONE}oppna/", views.reopen_case, name="reopen_case"),
    path(f"{ONE}deltagare/", views.add_member, name="add_member"),
    path(f"{ONE}deltagare/<int:member_id>/ta-bort/", views.remove_member, name="remove_member"),
    path(f"{ONE}dela/", views.share, name="share"),
    path(f"{ONE}prova/", views.screening, name="screening"),
    path(f"{ONE}flode/", views.flow, name="flow"),
    path(f"{ONE}flode/<int:flow_id>/<str:way>/", views.change_step, name="change_step"),
    path(f"{ONE}texter/", views.rules, name="rules"),
    path(f"{ONE}texter/<int:rule_id>/", views.rule, name="rule"),
    path(f"{ONE}texter/<int:rule_id>/ta-bort/", views.remove_rule, name="remove_rule"),
    path(f"{ONE}markering/<int:mark_id>/", views.mark, name="mark"),
    path(f"{ONE}markering/<int:mark_id>/<str:what>/", views.settle_mark, name="settle_mark"),
    path(f"{ONE}risker/", views.risks, name="risks"),
    path(f"{ONE}risker/ny/", views.new_risk, name="new_risk"),
    path(RISK, views.risk, name="risk"),
    path(f"{RISK}andra/", views.change_risk, name="change_risk"),
    path(f"{RISK}ta-bort/", views.withdraw_risk, name="withdraw_risk"),
    path(f"{RISK}problem/", views.open_problem, name="open_problem"),
    path(f"{RISK}forslag/", views.new_change, name="new_change"),
    path(f"{ONE}skydd/<int:protection_id>/ta-bort/", views.remove_protection, name="remove_protection"),
    path(f"{ONE}forslag/<int:change_id>/", views.change, name="change"),
    path(f"{ONE}forslag/<int:change_id>/ta-bort/", views.withdraw_change, name="withdraw_change"),
    path(f"{ONE}bedomning/", views.sitting, name="sitting"),
    path(f"{ONE}bedomning/<str:turn>/", views.settle_sitting, name="settle_sitting"),
    path(f"{ONE}bedomning/risk/<int:risk_id>/", views.assess, name="assess"),
    path(f"{ONE}bedomning/avstar/<int:assessor_id>/", views.excuse, name="excuse"),
    path(f"{ONE}promemoria/", views.memo, name="memo"),
]
