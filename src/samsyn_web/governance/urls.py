"""Addresses of governance."""

from __future__ import annotations

from django.urls import path

from samsyn.instruments.load import LEGAL_KIT
from samsyn.statutory import Kind
from samsyn_web.governance import views

app_name = "governance"
KIT = "styrning/handlingar/"
LAW = "styrning/lagen/"
COUNCIL = "styrning/radet/"
MEETINGS = f"{COUNCIL}moten/"
MEETING = f"{MEETINGS}<int:meeting_id>/"
DECIDED = f"{COUNCIL}beslut/<int:decision_id>/"
DUTIES = "styrning/skyldigheter/"
AGREEMENTS = "styrning/overenskommelser/"

urlpatterns = [
    path(KIT, views.legal_kit, name="legal_kit"),
    *(path(f"{KIT}{code}.docx", views.legal_document, {"code": code}, name=code) for code in LEGAL_KIT),
    path(f"{KIT}informationshanteringsplan.xlsx", views.plan_workbook, name="plan_workbook"),
    path(LAW, views.papers, name="papers"),
    *(
        path(f"{LAW}ny/{kind.value}/", views.start_paper, {"kind": kind.value}, name=f"start_{kind.value}")
        for kind in Kind
    ),
    path(f"{LAW}<int:paper_id>/", views.paper, name="paper"),
    path(f"{LAW}<int:paper_id>/avsnitt/<slug:slot>/", views.write_paper, name="write_paper"),
    path(f"{LAW}<int:paper_id>/beslut/", views.decide_paper, name="decide_paper"),
    path(f"{LAW}<int:paper_id>/ta-bort/", views.remove_paper, name="remove_paper"),
    path(f"{LAW}<int:paper_id>/handling.<slug:form>", views.paper_file, name="paper_file"),
    path(f"{LAW}<int:paper_id>/urval/", views.choose_for_annex, name="choose_for_annex"),
    path(AGREEMENTS, views.agreements, name="agreements"),
    path(f"{AGREEMENTS}ny/", views.add_agreement, name="add_agreement"),
    path(f"{AGREEMENTS}<int:agreement_id>/", views.agreement, name="agreement"),
    path(f"{AGREEMENTS}<int:agreement_id>/andra/", views.change_agreement, name="change_agreement"),
    path(f"{AGREEMENTS}<int:agreement_id>/avsluta/", views.end_agreement, name="end_agreement"),
    path(f"{AGREEMENTS}<int:agreement_id>/angra/", views.reopen_agreement, name="reopen_agreement"),
    path(COUNCIL, views.council, name="council"),
    path(f"{COUNCIL}andra/", views.set_council, name="set_council"),
    path(f"{COUNCIL}platser/ny/", views.add_seat, name="add_seat"),
    path(f"{COUNCIL}platser/<int:seat_id>/", views.change_seat, name="change_seat"),
    path(f"{COUNCIL}platser/<int:seat_id>/ta-bort/", views.remove_seat, name="remove_seat"),
    path(f"{MEETINGS}ny/", views.plan_meeting, name="plan_meeting"),
    path(MEETING, views.council_meeting, name="council_meeting"),
    path(f"{MEETING}andra/", views.move_meeting, name="move_meeting"),
    path(f"{MEETING}narvaro/", views.hold_meeting, name="hold_meeting"),
    path(f"{MEETING}stall-in/", views.cancel_meeting, name="cancel_meeting"),
    path(f"{MEETING}angra/", views.reopen_meeting, name="reopen_meeting"),
    path(f"{MEETING}punkter/ny/", views.add_point, name="add_point"),
    path(f"{COUNCIL}punkter/<int:point_id>/", views.change_point, name="change_point"),
    path(f"{COUNCIL}punkter/<int:point_id>/ta-bort/", views.remove_point, name="remove_point"),
    path(f"{COUNCIL}punkter/<int:point_id>/beslut/", views.decide_in_council, name="decide_in_council"),
    path(f"{DECIDED}klart/", views.finish_task, name="finish_task"),
    path(f"{DECIDED}oppna/", views.reopen_task, name="reopen_task"),
    path(f"{DECIDED}ta-tillbaka/", views.withdraw_council_decision, name="withdraw_council_decision"),
    path(f"{DECIDED}angra/", views.restore_council_decision, name="restore_council_decision"),
    path(DUTIES, views.duties, name="duties"),
    path(f"{DUTIES}organ/", views.leading_body, name="leading_body"),
    path(f"{DUTIES}anteckningar/<int:record_id>/ta-tillbaka/", views.withdraw_record, name="withdraw_record"),
    path(f"{DUTIES}anteckningar/<int:record_id>/angra/", views.restore_record, name="restore_record"),
    path(f"{DUTIES}5/lagesbild/", views.plan_basis, name="plan_basis"),
    path(f"{DUTIES}5/lagesbild/<int:tie_id>/ta-bort/", views.untie_plan, name="untie_plan"),
    path(f"{DUTIES}<slug:paragraph>/", views.duty, name="duty"),
    path(f"{DUTIES}<slug:paragraph>/anteckna/", views.record_duty, name="record_duty"),
    path(f"{DUTIES}<slug:paragraph>/ansvarig/", views.duty_owner, name="duty_owner"),
]
