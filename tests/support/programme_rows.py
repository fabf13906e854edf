"""A programme with one quarterly report, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from samsyn.programme import read_programme, to_plain
from samsyn_web.programmes.models import (
    Activity,
    ActivityChange,
    FactsChange,
    FinalReport,
    FinalReportFile,
    Participant,
    Programme,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    QuarterRule,
    ReportText,
)
from tests.architecture.tree import ROOT
from tests.support.initiative_rows import initiative_rows
from tests.support.joint_rows import joint_rows
from tests.support.money_rows import money_rows
from tests.support.outside_rows import outside_rows
from tests.support.package_rows import package_rows
from tests.support.participation_rows import participation_rows
from tests.support.partner_rows import partner_rows
from tests.support.question_rows import question_rows
from tests.support.selection_rows import selection_rows
from tests.support.support_rows import support_rows

AT, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), "annas-eget"


def programme_rows(owned: dict[str, Any], user: Any) -> dict[str, Any]:
    """Return a programme that Anna's organisation runs and takes part in, and its report."""
    facts = {
        **to_plain(read_programme(ROOT / "examples/suo")),
        "name": MARK,
        "activities": [],
        "additions": [],
    }
    programme = Programme.objects.create(
        **owned, name=MARK, short_name=MARK, facts=facts, digest=MARK, loaded_by=user, loaded_at=AT
    )
    participant = Participant.objects.create(programme=programme, key="sigtuna", name=MARK, **owned)
    activity = Activity.objects.create(
        programme=programme,
        participant=participant,
        key=MARK,
        focus_area=1,
        title=MARK,
        formats=",1,",
        starts=date(2024, 9, 1),
        asks=MARK,
        status="done",
        written_by=user,
        written_at=AT,
    )
    ActivityChange.objects.create(activity=activity, kind="added", changed_by=user, changed_at=AT)
    report = QuarterlyReport.objects.create(
        participant=participant, quarter="2024-Q3", due=date(2024, 10, 15), staffing=MARK, opened_at=AT
    )
    QuarterlyPart.objects.create(
        report=report, focus_area=1, status="deviation", comment=MARK, obstacles=["vacancy"]
    )
    part = {"focus_area": 1, "status": "on_plan", "comment": MARK, "obstacles": []}
    QuarterlyVersion.objects.create(
        report=report, number=1, content={"parts": [part]}, digest=MARK, submitted_by=user, submitted_at=AT
    )
    QuarterRule.objects.create(programme=programme)
    handed_in = QuarterlyReport.objects.create(
        participant=participant, quarter="2024-Q2", due=date(2024, 7, 15), state="submitted", opened_at=AT
    )
    QuarterlyPart.objects.create(
        report=handed_in, focus_area=1, status="stopped", comment=MARK, obstacles=["vacancy"]
    )
    ReportText.objects.create(programme=programme, key="learnt", text=MARK, changed_by=user, changed_at=AT)
    FactsChange.objects.create(programme=programme, before={"name": MARK}, changed_by=user, changed_at=AT)
    made = FinalReport.objects.create(
        programme=programme,
        work=MARK,
        made_by=user,
        made_at=AT,
        activities=1,
        municipalities=1,
        texts=1,
        digest=MARK,
    )
    FinalReportFile.objects.create(report=made, form="docx", content=MARK.encode(), size=9, digest=MARK)
    return {
        "final_report": made,
        **participation_rows(participant, user, AT, MARK),
        "programme": programme,
        "quarterly": report,
        "participant": participant,
        "activity": activity,
        "joint_activity": joint_rows(programme, user, AT, MARK),
        "initiative": initiative_rows(participant, user, AT, MARK),
        "peer_question": question_rows(participant, user, AT, MARK),
        "money_row": money_rows(programme, user, AT, MARK),
        **selection_rows(programme, user, AT, MARK),
        **support_rows(participant, user, MARK),
        **partner_rows(participant, user, AT, MARK),
        **outside_rows(report, user, AT, MARK),
        **package_rows(owned, programme, user, AT, MARK),
    }
