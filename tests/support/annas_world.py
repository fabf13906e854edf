"""One row of each kind in Exempelköping, made directly, so that strangers can try to read them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from samsyn.instruments.load import categories
from samsyn.instruments.local import dump_categories
from samsyn_web.actions.models import DecisionNote, MeetingDecision, MeetingNote, Presence
from samsyn_web.base.models import SentMail
from samsyn_web.causes.models import Problem
from samsyn_web.findings.models import (
    AlarmAnswer,
    AreaPriority,
    FieldNote,
    FindingRecord,
    LevelJudgement,
    Picture,
    PictureEdition,
    PictureState,
    Prioritisation,
    Priority,
)
from samsyn_web.methods.incidents.models import (
    Annotation,
    CalendarLink,
    CategoryChange,
    CategoryComment,
    CategoryProposal,
    CategoryVersion,
    Disclosure,
    Disposal,
    Expectation,
    GatheredSubmission,
    Hold,
    Inbox,
    InboxFile,
    Pause,
    PoliceFeed,
    PoliceItem,
    ProblemReport,
    Report,
    ReportCount,
    ReporterCount,
    ReportingPeriod,
    Retention,
    ReviewSetting,
    ReviewStep,
    Rhythm,
    SavedView,
    Submission,
)
from samsyn_web.observations.models import (
    Attachment,
    AttachmentKind,
    Intake,
    Round,
    RoundIntake,
    RoundState,
    Source,
)
from samsyn_web.people.models import AccessLink, Deputy, Membership, User
from samsyn_web.places.models import Area, AreaDraft, AreaVersion, MapLayer, NamedPlace
from samsyn_web.reports.models import (
    Brand,
    FileKind,
    Partner,
    Publication,
    PublicDecision,
    PublishedFile,
    SecrecyDecision,
)
from tests.support import annas_plan
from tests.support.agreement_rows import agreement_rows
from tests.support.annas_causes import analyse
from tests.support.annas_outcomes import make_outcomes
from tests.support.annas_plan import AT, END, MARK, START
from tests.support.annex_rows import annex_rows
from tests.support.duty_rows import duty_rows
from tests.support.law_rows import law_rows
from tests.support.law_rows import tie as law_tie
from tests.support.lesson_rows import lesson_rows
from tests.support.programme_rows import programme_rows
from tests.support.proof_case import make_case
from tests.support.readiness_rows import readiness_rows
from tests.support.sharing_rows import sharing_rows
from tests.support.statistics_rows import statistics_rows
from tests.support.survey_rows import survey_rows

PERIOD = "2024-W40"
DEVICE_ID = UUID("5f0c3c5e-1111-4222-8333-444455556666")
CHAIN = f"incidents/{PERIOD}/internal"
SPAN: dict[str, Any] = {"period": PERIOD, "start": START, "end": END}


def make(organisation: Any, user: Any) -> SimpleNamespace:
    """Return the rows by the name of their table in lower case."""
    owned: dict[str, Any] = {"organisation": organisation}

    def attach(kind: AttachmentKind, number: int) -> Attachment:
        return Attachment.objects.create(
            **owned, kind=kind, name=MARK, sha256=f"{number:064x}", size=1, file=f"{MARK}/{number}",
            added_by=user, added_at=AT,
        )  # fmt: skip

    version = AreaVersion.objects.create(
        organisation_id=organisation.pk, version=MARK, digest=MARK, created_at=AT
    )
    border = '{"type": "Polygon", "coordinates": [[[18, 59], [18.1, 59], [18.1, 59.1], [18, 59]]]}'
    Area.objects.create(version=version, position=0, key=MARK, name=MARK, geometry=border)
    reports, rows = (attach(kind, number) for number, kind in enumerate(AttachmentKind))
    source = Source.objects.create(
        **owned, key=MARK, name=MARK, declaration=f"key: {MARK}\nname: {MARK}\n", declared_by=user, declared_at=AT,
        area_version=version,
    )  # fmt: skip
    read: dict[str, Any] = {
        "method": "incidents", "attachment": reports, "source": source, "area_version": version,
        "declaration": source.declaration, "first_day": START, "last_day": START, "opened_by": user, "opened_at": AT,
        "reading": {
            "rows_used": 7, "rows_read": 7, "left_out": [], "source": {"zone": MARK},
            "areas": {"keys": [MARK], "names": [MARK], "version": MARK},
        },
    }  # fmt: skip
    intake = Intake.objects.create(
        **owned, **read, state="committed", receipt={"new": 7}, committed_by=user, committed_at=AT, left_out=rows,
        cells=rows, rows=rows,
    )  # fmt: skip
    later = Intake.objects.create(
        **owned, **read, state="committed", committed_by=user, committed_at=AT + timedelta(days=1)
    )
    staged = Intake.objects.create(**owned, **read, cells=rows, rows=rows)
    observed = Round.objects.create(
        **owned, method="incidents", scope_key=MARK, area_version=version, state=RoundState.OPEN, **SPAN,
        opened_by=user, opened_at=AT,
    )  # fmt: skip
    RoundIntake.objects.create(round=observed, intake=intake, position=0)
    Round.objects.filter(pk=observed.pk).update(
        state=RoundState.FROZEN, rows=rows, digest=MARK, frozen_by=user, frozen_at=AT
    )
    observed.refresh_from_db()
    Report.objects.create(
        source=source, intake=intake, row=2, identity=b"i" * 16, digest=b"d" * 16, day=START, category=MARK, area=MARK,
        reporter=MARK, kind="incident",
    )  # fmt: skip
    ReportCount.objects.create(source=source, grain="month", part="all", start=START, kind="incident", n=1)
    ReportCount.objects.create(
        source=source, grain="month", part="cell", start=START, area=MARK, kind="incident", n=1
    )
    ReporterCount.objects.create(source=source, grain="week", start=START, n=1)
    ReportCount.objects.create(
        source=source, grain="month", part="area", start=START, area=MARK, kind="incident", n=1
    )
    note = Annotation.objects.create(
        **owned,
        source=source,
        area=MARK,
        first_day=START,
        kind="break",
        what=MARK,
        written_by=user,
        written_at=AT,
    )
    view = SavedView.objects.create(
        **owned,
        owner=user,
        name=MARK,
        is_shared=True,
        is_default=True,
        choices={"period": PERIOD},
        saved_at=AT,
    )
    PoliceFeed.objects.create(**owned, is_on=True, kinds={MARK: "SKA"}, set_by=user, set_at=AT)
    PoliceItem.objects.create(**owned, number=1, at=AT, kind=MARK, place=MARK, address="https://example.se/")
    lists = _categories(owned, user)
    inbox = Inbox.objects.create(**owned, source=source, folder=MARK, set_up_by=user, set_up_at=AT)
    seen: dict[str, Any] = {"inbox": inbox, "size": 1, "changed_ns": 1, "seen_at": AT, "sha256": "a" * 32}
    InboxFile.objects.create(**seen, name=MARK)
    InboxFile.objects.create(**seen, name=MARK, state="done", intake=later)
    picture = Picture.objects.create(
        **owned, round=observed, method="incidents", version="incidents/1", **SPAN, title=MARK, sentence=MARK,
        digest=MARK, created_by=user, created_at=AT,
    )  # fmt: skip
    section = '[{"key": "a", "title": "annas-eget"}]'
    PictureEdition.objects.create(
        picture=picture,
        edition="internal",
        sentence=MARK,
        sections=section,
        document=f'"{MARK}"',
        digest=MARK,
    )
    figure = FindingRecord.objects.create(
        picture=picture, digest="a" * 32, method="incidents", key="count", label=MARK, area=MARK,
        area_name=MARK, **SPAN, value=7.0, level=0.95, unit="rapporter", n=7, status="stated",
        provenance={"rows": {"kind": "incident"}},
    )  # fmt: skip
    _judge(picture, user)
    corrected = _publish(owned, user, picture, None)
    _publish(owned, user, picture, corrected)
    partner = Partner.objects.create(
        **owned, name=MARK, kind="company", areas={MARK: MARK}, added_by=user, added_at=AT
    )
    given = Publication.objects.create(
        **owned, picture=picture, edition="partner", partner=partner, partner_name=MARK, areas={MARK: MARK},
        period=PERIOD, title=MARK, version=1, document=f'"{MARK}"', digest=MARK, chain=f"{CHAIN}/{MARK}",
        published_by=user, published_at=AT,
    )  # fmt: skip
    _files(given)
    prioritisation = Prioritisation.objects.create(
        **owned, period=PERIOD, start=START, end=END, version=1, area_version=MARK, decided_by=user, decided_at=AT,
    )  # fmt: skip
    AreaPriority.objects.create(
        prioritisation=prioritisation, position=0, area=MARK, area_name=MARK, need=3, need_ground=MARK, influence=3,
        influence_ground=MARK, choice="prioritised", reason=MARK,
    )  # fmt: skip
    public_decision = PublicDecision.objects.create(
        **owned, decided_on=START, decided_by=MARK, reference=MARK, valid_from=START, recorded_by=user, recorded_at=AT,
    )  # fmt: skip
    secrecy = SecrecyDecision.objects.create(
        **owned, picture=picture, partner=partner, areas={MARK: MARK}, decided_by=MARK, ground=MARK, recorded_by=user,
        recorded_at=AT,
    )  # fmt: skip
    brands = [
        Brand.objects.create(**owned, footer=MARK, accent="#7A1F5C", is_used=used, saved_by=user, saved_at=AT)
        for used in (True, False)
    ]
    newer = AreaVersion.objects.create(
        organisation_id=organisation.pk, version=f"{MARK} 2", digest=MARK, created_at=AT, supersedes=version
    )
    draft = AreaDraft.objects.create(
        organisation_id=organisation.pk, created_by_id=user.pk, created_at=AT, changed_at=AT, name=MARK,
        content=f'[{{"key": "{MARK}", "name": "{MARK}", "population": 7, "geometry": null}}]',
        supersedes=version, previous="[]",
    )  # fmt: skip
    layer = MapLayer.objects.create(
        organisation_id=organisation.pk, name=MARK, kind="wms", address=f"https://{MARK}.example.se/wms",
        layers=MARK, attribution=MARK, created_at=AT,
    )  # fmt: skip
    membership = Membership.objects.get(user=user, organisation=organisation)
    link = AccessLink.objects.create(
        membership=membership, digest=sha256(MARK.encode()).hexdigest(), created_by=user, created_at=AT
    )
    place = NamedPlace.objects.create(organisation_id=organisation.pk, name=MARK, area=MARK, created_at=AT)
    problem = Problem.objects.create(**owned, title=MARK, category="SKA", opened_by=user, opened_at=AT)
    sent: dict[str, Any] = {
        **owned, "membership": membership, "entered_by": user, "channel": "form", "list_version": MARK,
        "kind": "incident", "category": "SKA", "named_place": place, "when": "now", "day": START, "made_at": AT,
        "received_at": AT,
    }  # fmt: skip
    submission = Submission.objects.create(**sent, device_id=DEVICE_ID)
    batch = _review(sent, user, submission)
    ProblemReport.objects.create(problem=problem, submission=submission, linked_by=user, linked_at=AT)
    other = Problem.objects.create(**owned, title=MARK, opened_by=user, opened_at=AT)  # of the same place
    analysis = analyse(problem, figure, user, MARK, AT)
    told = Submission.objects.exclude(pk=submission.pk).filter(**owned).first()
    ProblemReport.objects.create(problem=other, submission=told, linked_by=user, linked_at=AT)
    hold = _keep(owned, user, submission)
    decision = MeetingDecision.objects.create(
        **owned, period=PERIOD, what=MARK, function=MARK, owner=membership, until=END, problem=problem,
        decided_by=user, decided_at=AT, changed_at=AT,
    )  # fmt: skip
    DecisionNote.objects.create(decision=decision, status="decided", written_by=user, written_at=AT)
    left = Membership.objects.exclude(pk=membership.pk).filter(organisation=organisation).first()
    deputy = left and Deputy.objects.create(
        absent=left, deputy=membership, first_day=START, last_day=END, created_by=user, created_at=AT
    )
    Membership.objects.create(
        user=User.objects.create_user(email=None, name=MARK), organisation=organisation, role="reporter",
        function_title=MARK, is_active=False, created_at=AT,
    )  # fmt: skip
    week = _week(owned, user, membership, submission, intake, observed, picture)
    week |= duty_rows(owned, user, membership, MARK) | agreement_rows(owned, user, MARK)
    week |= readiness_rows(owned, user, membership, left or membership) | programme_rows(owned, user)
    week |= law_rows(owned, user) | statistics_rows(owned, user)
    week |= survey_rows(owned, user, membership, left or membership)
    week |= lesson_rows(owned, user, MARK, week["survey"])
    week |= annex_rows(owned, user, problem, week["paper"])
    week |= sharing_rows(owned, user, week["quarterly"].participant, given)
    planned = annas_plan.make(owned, user, membership, problem)
    return SimpleNamespace(
        place=place, problem=problem, submission=submission, decision=decision, batch=batch, hold=hold,
        **week, **analysis, **planned, **make_outcomes(owned, user, MARK, AT, PERIOD, planned["action"]),
        **make_case(organisation, user, membership, MARK, AT),
        link=link, plan_tie=law_tie(owned, user, week["decided_paper"]),
        deputy=deputy, given=given,
        round=observed, intake=intake, later=later, staged=staged, source=source, reports=reports, picture=picture,
        figure=figure, publication=corrected, area_version=version, partner=partner, brand=brands[0],
        newer=newer, draft=draft, layer=layer, note=note, view=view, inbox=inbox, **lists,
        public_decision=public_decision, secrecy=secrecy, prioritisation=prioritisation,
    )  # fmt: skip


def _categories(owned: dict[str, Any], user: Any) -> dict[str, Any]:
    """A proposal with a change and a comment, and a list that was decided."""
    content = dump_categories(replace(categories(), version=MARK))
    version = CategoryVersion.objects.create(
        **owned, number=1, version=MARK, content=content, valid_from=START, reason=MARK, decided_by=user,
        decided_at=AT,
    )  # fmt: skip
    proposal = CategoryProposal.objects.create(
        **owned,
        title=MARK,
        base=version,
        became=version,
        state="decided",
        content=content,
        opened_by=user,
        opened_at=AT,
    )
    said: dict[str, Any] = {"proposal": proposal, "code": "SKA"}
    CategoryChange.objects.create(**said, what=MARK, before=content, changed_by=user, changed_at=AT)
    comment = CategoryComment.objects.create(**said, text=MARK, written_by=user, written_at=AT)
    return {"category_version": version, "proposal": proposal, "comment": comment}


def _review(sent: dict[str, Any], user: Any, submission: Submission) -> UUID:
    """Reports in each state of the review, one that tells the same again, and how it is set up."""
    batch = UUID(int=1)
    for number, (state, more) in enumerate(
        (("accepted", {}), ("returned", {"answer": MARK}), ("received", {"same_as": submission}))
    ):
        one = Submission.objects.create(**sent, **more, device_id=UUID(int=number + 1), state=state)
        if state == "accepted":
            ReviewStep.objects.create(
                submission=one, before="received", after="accepted", batch=batch, taken_by=user, taken_at=AT
            )
    ReviewStep.objects.create(
        submission=submission, before="returned", after="received", taken_by=user, taken_at=AT
    )
    ReviewSetting.objects.create(
        organisation=sent["organisation"], accept_plain=True, changed_by=user, changed_at=AT
    )
    return batch


def _keep(owned: dict[str, Any], user: Any, submission: Submission) -> Hold:
    """How long things are kept, what was disposed of and disclosed, and what must wait."""
    Retention.objects.create(
        **owned, kind="text", months=24, decision=MARK, decided_on=START, changed_by=user, changed_at=AT
    )
    Disposal.objects.create(**owned, kind="text", cutoff=AT, count=7, decision=MARK, run_at=AT)
    Disclosure.objects.create(
        **owned, count=7, withheld=7, ground=MARK, form="pdf", disclosed_by=user, disclosed_at=AT
    )
    return Hold.objects.create(**owned, submission=submission, reason=MARK, placed_by=user, placed_at=AT)


def _week(
    owned: dict[str, Any],
    user: Any,
    membership: Membership,
    submission: Submission,
    intake: Intake,
    observed: Round,
    picture: Picture,
) -> dict[str, Any]:
    """Make a rhythm with three periods, of which the middle one is sent, and all that goes with them."""
    Rhythm.objects.create(
        **owned, every="week", anchor=date(2024, 1, 1), deadline_weekday=1, deadline_time=time(12), meeting_weekday=2,
        meeting_time=time(10), dispatch_weekday=3, dispatch_time=time(12), analysis="tertial", reminder_hours=24,
        reminds="silent", sources=[MARK], agenda=["decisions", "new"], set_by=user, set_at=AT,
    )  # fmt: skip
    made = []
    for weeks in (-1, 0, 1):
        start, end = START + timedelta(weeks=weeks), END + timedelta(weeks=weeks)
        deadline = AT + timedelta(weeks=weeks, days=1)
        frozen = {
            "state": "sent", "round": observed, "picture": picture, "frozen_at": deadline, "decided_at": deadline,
            "decided_by": user, "sent_at": deadline,
        }  # fmt: skip
        made.append(
            ReportingPeriod.objects.create(
                **owned, period=f"2024-W{40 + weeks}", start=start, end=end, deadline=deadline,
                meeting=deadline + timedelta(days=1), dispatch=deadline + timedelta(days=2),
                **(frozen if weeks == 0 else {}),
            )
        )  # fmt: skip
    expectation = Expectation.objects.create(membership=membership, first_day=START, set_by=user, set_at=AT)
    pause = Pause.objects.create(
        **owned, membership=membership, first_day=START, last_day=END, reason=MARK, set_by=user, set_at=AT
    )
    GatheredSubmission.objects.create(submission=submission, intake=intake, said="x")
    CalendarLink.objects.create(
        membership=membership, digest=sha256(MARK.encode()).hexdigest(), created_at=AT
    )
    Submission.objects.create(
        **owned, device_id=UUID(int=5), membership=membership, entered_by=user, channel="form", list_version=MARK,
        kind="forward", category="KOM", when="exact", day=END + timedelta(days=3), made_at=AT, received_at=AT,
        state="accepted", place=MARK,
    )  # fmt: skip
    mail = SentMail.objects.create(
        organisation_id=membership.organisation_id, key=MARK, kind="reminder", user_id=user.pk,
        address=f"{MARK}@example.org", subject=MARK, body=MARK, state="failed", due_at=AT, made_at=AT,
    )  # fmt: skip
    note = MeetingNote.objects.create(
        **owned, period=PERIOD, item="decisions", title=MARK, text=MARK, changed_by=user, changed_at=AT
    )
    presence = Presence.objects.create(
        **owned, function=MARK, area=MARK, weekday=0, starts=time(8), ends=time(12), set_by=user, set_at=AT
    )
    return {
        "period": made[1], "expectation": expectation, "pause": pause, "meeting_note": note, "presence": presence,
        "mail": mail,
    }  # fmt: skip


def _judge(picture: Picture, user: Any) -> None:
    """Say all that can be said about a picture while it is a draft, then publish it."""
    common: dict[str, Any] = {
        "picture": picture, "method": "incidents", "label": MARK, "area": MARK, "area_name": MARK, **SPAN,
        "level": 0.95, "n": 7, "unit": "nivå", "provenance": {"rows": {"kind": "incident"}},
    }  # fmt: skip
    level = FindingRecord.objects.create(**common, digest="b" * 32, key="area_level", status="green")
    alarm = FindingRecord.objects.create(
        **common, digest="c" * 32, key="change", status="above", detail={"q_above": 0.01, "q_below": 1.0}
    )
    said: dict[str, Any] = {"picture": picture}
    LevelJudgement.objects.create(
        **said, finding=level, proposed="green", decision="accepted", level="green",
        judged_by=user, judged_at=AT,
    )  # fmt: skip
    AlarmAnswer.objects.create(
        **said, finding=alarm, answer="real", text=MARK, answered_by=user, answered_at=AT
    )
    FieldNote.objects.create(**said, text=MARK, written_by=user, written_at=AT)
    Priority.objects.create(**said, position=1, problem=MARK, why=MARK, chosen_by=user, chosen_at=AT)
    Picture.objects.filter(pk=picture.pk).update(state=PictureState.PUBLISHED)
    picture.refresh_from_db()


def _publish(owned: dict[str, Any], user: Any, picture: Picture, before: Publication | None) -> Publication:
    made = Publication.objects.create(
        **owned, picture=picture, edition="internal", period=PERIOD, title=MARK, version=2 if before else 1,
        supersedes=before, document=f'"{MARK}"', digest=MARK, chain=CHAIN, published_by=user, published_at=AT,
    )  # fmt: skip
    _files(made)
    return made


def _files(publication: Publication) -> None:
    for kind in FileKind:
        PublishedFile.objects.create(
            publication=publication, kind=kind, content=MARK.encode(), size=1, digest=MARK
        )
