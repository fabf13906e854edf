"""Addresses of what meetings have decided, of the plan and its actions, and of the steering group."""

from __future__ import annotations

from django.urls import path

from samsyn_web.actions.views import actions, checking, deciding, exports, meetings, own, plans, steering

app_name = "actions"
ACTION = "plan/atgarder/<int:action_id>/"

urlpatterns = [
    path("beslut/", meetings.decisions, name="decisions"),
    path("beslut/<int:decision_id>/", meetings.decision, name="decision"),
    path("beslut/<int:decision_id>/ta-tillbaka/", meetings.withdraw, name="withdraw"),
    path("beslut/<int:decision_id>/angra/", meetings.restore, name="restore"),
    path("plan/", plans.plan, name="plan"),
    path("plan/ny/", plans.new_plan, name="new_plan"),
    path("plan/belastning/", plans.load, name="load"),
    path("plan/mina/", own.own_actions, name="own"),
    path("plan/kalender/", own.calendar, name="calendar"),
    path("plan/kalender/ta-bort/", own.revoke_calendar, name="revoke_calendar"),
    path("plan/kalender/<str:token>/plan.ics", own.calendar_feed, name="calendar_feed"),
    path("plan/problem/<int:problem_id>/", steering.of_problem, name="of_problem"),
    path("plan/delsteg/<int:milestone_id>/klart/", own.finish_milestone, name="finish_milestone"),
    path("plan/delsteg/<int:milestone_id>/oppna/", own.reopen_milestone, name="reopen_milestone"),
    path("plan/delsteg/<int:milestone_id>/ta-bort/", own.remove_milestone, name="remove_milestone"),
    path("plan/atgarder/ny/", actions.new_action, name="new_action"),
    path(ACTION, actions.action, name="action"),
    path(f"{ACTION}andra/", actions.change_action, name="change_action"),
    path(f"{ACTION}besluta/", deciding.decide_action, name="decide_action"),
    path(f"{ACTION}beratta/", actions.tell, name="tell_action"),
    path(f"{ACTION}flytta/", actions.move, name="move_action"),
    path(f"{ACTION}avbryt/", deciding.stop_action, name="stop_action"),
    path(f"{ACTION}ta-bort/", deciding.remove_draft, name="remove_draft"),
    path(f"{ACTION}delsteg/", actions.add_milestone, name="add_milestone"),
    path(f"{ACTION}rontgen/", checking.action_remarks, name="action_remarks"),
    path("plan/rontga/", checking.xray, name="xray"),
    path("plan/rontga/fil/", checking.xray_file, name="xray_file"),
    path("plan/rontga/ta-over/", checking.take_over, name="take_over"),
    path("plan/rontgen/", checking.own_remarks, name="own_remarks"),
    path("plan/<int:plan_id>/", plans.plan, name="one_plan"),
    path("plan/<int:plan_id>/andra/", plans.change_plan, name="change_plan"),
    path("plan/<int:plan_id>/besluta/", plans.decide_plan, name="decide_plan"),
    path("plan/<int:plan_id>/ersatt/", plans.replace_plan, name="replace_plan"),
    path("plan/<int:plan_id>/versioner/<int:number>/", plans.plan_version, name="plan_version"),
    *(
        path(f"plan/<int:plan_id>/plan.{kind}", exports.plan_file, {"kind": kind}, name=f"plan_{kind}")
        for kind in exports.KINDS
    ),
    path("styrgrupp/", steering.steering, name="steering"),
    path("styrgrupp/fraga/", steering.ask, name="ask"),
    path("styrgrupp/<int:question_id>/", steering.question, name="question"),
    path("styrgrupp/<int:question_id>/ta-tillbaka/", steering.withdraw_question, name="withdraw_question"),
]
