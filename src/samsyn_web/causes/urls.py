"""Addresses of problems and their causes."""

from __future__ import annotations

from django.urls import path

from samsyn_web.causes import views

app_name = "causes"
ONE, CAUSE, STEP = "problem/<int:problem_id>/", "problem/orsak/<int:cause_id>/", "problem/steg/<int:step_id>/"

urlpatterns = [
    path("problem/", views.problems, name="problems"),
    path("problem/oppna/", views.open_problems, name="open_problems"),
    path("problem/nytt/", views.new_problem, name="new_problem"),
    path("problem/prioritering/", views.priorities, name="priorities"),
    *(
        path(
            f"problem/prioritering/prioritering.{kind}",
            views.priorities_file,
            {"kind": kind},
            name=f"priorities_{kind}",
        )
        for kind in ("xlsx", "docx", "pdf")
    ),
    path("problem/resultat/<slug:digest>/", views.link_finding, name="link_finding"),
    path(ONE, views.problem, name="problem"),
    path(f"{ONE}andra/", views.change_problem, name="change_problem"),
    path(f"{ONE}avsluta/", views.close_problem, name="close_problem"),
    path(f"{ONE}oppna/", views.reopen_problem, name="reopen_problem"),
    path(f"{ONE}underlag/", views.add_basis, name="add_basis"),
    path(f"{ONE}underlag/resultat/", views.pick_figures, name="pick_figures"),
    path("problem/underlag/<int:basis_id>/ta-bort/", views.withdraw_basis, name="withdraw_basis"),
    path("problem/underlag/<int:basis_id>/tillbaka/", views.restore_basis, name="restore_basis"),
    path(f"{ONE}bedomning/", views.judge_problem, name="judge_problem"),
    path(f"{ONE}val/", views.choose_problem, name="choose_problem"),
    path(f"{ONE}orsaker/", views.analysis, name="analysis"),
    *(
        path(
            f"{ONE}orsaker/orsaksanalys.{kind}",
            views.analysis_file,
            {"kind": kind},
            name=f"analysis_{kind}",
        )
        for kind in ("docx", "pdf")
    ),
    path(f"{ONE}orsaker/ny/", views.add_cause, name="add_cause"),
    path(f"{ONE}orsaker/typiska/", views.typical, name="typical"),
    path(f"{ONE}orsaker/steg/", views.add_step, name="add_step"),
    path(CAUSE, views.cause, name="cause"),
    path(f"{CAUSE}andra/", views.change_cause, name="change_cause"),
    path(f"{CAUSE}bedom/", views.judge_cause, name="judge_cause"),
    path(f"{CAUSE}flytta/", views.move_cause, name="move_cause"),
    path(f"{CAUSE}ta-bort/", views.withdraw_cause, name="withdraw_cause"),
    path(f"{CAUSE}tillbaka/", views.restore_cause, name="restore_cause"),
    path(f"{CAUSE}belagg/", views.add_evidence, name="add_evidence"),
    path("problem/belagg/<int:evidence_id>/ta-bort/", views.withdraw_evidence, name="withdraw_evidence"),
    path("problem/belagg/<int:evidence_id>/tillbaka/", views.restore_evidence, name="restore_evidence"),
    path(STEP, views.change_step, name="change_step"),
    path(f"{STEP}flytta/", views.move_step, name="move_step"),
    path(f"{STEP}ta-bort/", views.withdraw_step, name="withdraw_step"),
    path(f"{STEP}tillbaka/", views.restore_step, name="restore_step"),
]
