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
COORDINATION = "styrning/samordning/"
POST = f"{COORDINATION}<slug:kind>/"
DUTIES = "styrning/skyldigheter/"
AGREEMENTS = "styrning/overenskommelser/"
MODEL = "styrning/modell/"
NEIGHBOURS = "styrning/andra-planer/"
HANDOVERS = "styrning/overlamning/"
HANDOVER = f"{HANDOVERS}<int:handover_id>/"

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
    path(HANDOVERS, views.handovers, name="handovers"),
    path(f"{HANDOVERS}ny/", views.start_handover, name="start_handover"),
    path(HANDOVER, views.handover, name="handover"),
    path(f"{HANDOVER}checklista/", views.add_points, name="add_points"),
    path(f"{HANDOVER}vilka/", views.name_handover, name="name_handover"),
    path(f"{HANDOVER}text/", views.write_handover, name="write_handover"),
    path(f"{HANDOVER}punkter/<int:check_id>/", views.tick_point, name="tick_point"),
    path(f"{HANDOVER}lamna/", views.hand_over, name="hand_over"),
    path(f"{HANDOVER}kvitto/", views.receive_handover, name="receive_handover"),
    path(f"{HANDOVER}ta-bort/", views.remove_handover, name="remove_handover"),
    path(f"{HANDOVER}overlamning.<slug:form>", views.handover_file, name="handover_file"),
    path(NEIGHBOURS, views.neighbours, name="neighbours"),
    path(f"{NEIGHBOURS}ny/", views.add_neighbour, name="add_neighbour"),
    path(f"{NEIGHBOURS}<int:neighbour_id>/", views.neighbour, name="neighbour"),
    path(f"{NEIGHBOURS}<int:neighbour_id>/andra/", views.change_neighbour, name="change_neighbour"),
    path(
        f"{NEIGHBOURS}<int:neighbour_id>/dra-tillbaka/", views.withdraw_neighbour, name="withdraw_neighbour"
    ),
    path(f"{NEIGHBOURS}<int:neighbour_id>/angra/", views.restore_neighbour, name="restore_neighbour"),
    path(MODEL, views.steering, name="steering"),
    path(f"{MODEL}ny/", views.start_steering, name="start_steering"),
    path(f"{MODEL}<int:model_id>/", views.steering_version, name="steering_version"),
    path(f"{MODEL}<int:model_id>/beslut/", views.decide_steering, name="decide_steering"),
    path(f"{MODEL}<int:model_id>/ta-bort/", views.remove_steering, name="remove_steering"),
    path(f"{MODEL}<int:model_id>/styrmodell.<slug:form>", views.steering_file, name="steering_file"),
    path(f"{MODEL}<int:model_id>/organ/nytt/", views.add_body, name="add_body"),
    path(f"{MODEL}<int:model_id>/organ/<int:body_id>/", views.change_body, name="change_body"),
    path(f"{MODEL}<int:model_id>/organ/<int:body_id>/ta-bort/", views.withdraw_body, name="withdraw_body"),
    path(f"{MODEL}<int:model_id>/organ/<int:body_id>/angra/", views.restore_body, name="restore_body"),
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
    path(COORDINATION, views.coordination, name="coordination"),
    path(f"{COORDINATION}kontaktpunkt/", views.write_contact, name="write_contact"),
    path(f"{COORDINATION}kontaktpunkt/publicera/", views.publish_contact, name="publish_contact"),
    path(f"{COORDINATION}kontaktpunkt/ta-bort/", views.unpublish_contact, name="unpublish_contact"),
    path(f"{POST}andra/", views.set_post, name="set_post"),
    path(f"{POST}besatt/", views.fill_post, name="fill_post"),
    path(f"{POST}vakant/", views.leave_post, name="leave_post"),
    path("kontaktpunkt/<slug:address>/", views.public_contact, name="public_contact"),
    path("kontaktpunkt/<slug:address>.json", views.public_contact_json, name="public_contact_json"),
    path(f"{MEETING}justera/", views.adjust_minutes, name="adjust_minutes"),
    path(f"{MEETING}kallelse.<slug:form>", views.agenda_file, name="agenda_file"),
    path(f"{MEETING}protokoll-<int:number>.<slug:form>", views.minutes_file, name="minutes_file"),
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
