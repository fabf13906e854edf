"""Every address of the site, with what stands in it for Anna's things; and how an answer is written in the table."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from samsyn_web.base.scope import Scope
from samsyn_web.people import queries
from tests.support.annas_world import MARK

# What stands in an address, by the name that the address gives it.
EXAMPLES: dict[str, Callable[[SimpleNamespace], Any]] = {
    "publication_id": lambda world: world.publication.pk,
    "job_id": lambda world: world.job.pk,
    "picture_id": lambda world: world.picture.pk,
    "partner_id": lambda world: world.partner.pk,
    "digest": lambda world: world.figure.digest,
    "note_id": lambda world: world.field_note.pk,
    "deputy_id": lambda world: world.deputy.pk,
    "membership_id": lambda world: world.bo.membership.pk,
    "token": lambda world: MARK,
    "key": lambda world: "ek",
    "version_id": lambda world: world.area_version.pk,
    "other_id": lambda world: world.newer.pk,
    "draft_id": lambda world: world.draft.pk,
    "position": lambda world: 0,
    "layer_id": lambda world: world.layer.pk,
    "intake_id": lambda world: world.intake.pk,
    "source_id": lambda world: world.source.pk,
    "view_id": lambda world: world.view.pk,
    "annotation_id": lambda world: world.note.pk,
    "problem_id": lambda world: world.problem.pk,
    "basis_id": lambda world: world.basis.pk,
    "cause_id": lambda world: world.cause.pk,
    "evidence_id": lambda world: world.evidence.pk,
    "step_id": lambda world: world.step.pk,
    "submission_id": lambda world: world.submission.pk,
    "device_id": lambda world: world.submission.device_id,
    "hold_id": lambda world: world.hold.pk,
    "batch_id": lambda world: world.batch,
    "rest": lambda world: "no-such",
    "inbox_id": lambda world: world.inbox.pk,
    "proposal_id": lambda world: world.proposal.pk,
    "comment_id": lambda world: world.comment.pk,
    "code": lambda world: "SKA",
    "round_id": lambda world: world.round.pk,
    "period": lambda world: world.period.period,
    "number": lambda world: 1,
    "decision_id": lambda world: world.decision.pk,
    "expectation_id": lambda world: world.expectation.pk,
    "pause_id": lambda world: world.pause.pk,
    "presence_id": lambda world: world.presence.pk,
    "mail_id": lambda world: world.mail.pk,
    "measurement_id": lambda world: world.measurement.pk,
    "text_pack_id": lambda world: world.text_pack.pk,
    "seat": lambda world: 1,
    "statistics_round_id": lambda world: world.statistics_round.pk,
    "file_id": lambda world: world.statistics_file.pk,
    "survey_id": lambda world: world.survey.pk,
    "survey_round_id": lambda world: world.survey_round.pk,
    "readiness_round_id": lambda world: world.readiness_round.pk,
    "codebook_id": lambda world: world.codebook.pk,
    "quotation_id": lambda world: world.quotation.pk,
    "item": lambda world: "best",
    "interview_id": lambda world: world.interview.pk,
    "programme_id": lambda world: world.programme.pk,
    "request_id": lambda world: world.request_for.pk,
    "participant_id": lambda world: world.participant.pk,
    "partnership_id": lambda world: world.partner_place.pk,
    "contribution_id": lambda world: world.contribution.pk,
    "candidate_id": lambda world: world.candidate.pk,
    "final_report_id": lambda world: world.final_report.pk,
    "met_id": lambda world: world.programme_meeting.pk,
    "obstacle": lambda world: "vacancy",
    "report_id": lambda world: world.quarterly.pk,
    "activity_id": lambda world: world.activity.pk,
    "joint_id": lambda world: world.joint_activity.pk,
    "initiative_id": lambda world: world.initiative.pk,
    "peer_question_id": lambda world: world.peer_question.pk,
    "money_id": lambda world: world.money_row.pk,
    "share_id": lambda world: world.shared_report.pk,
    "package_id": lambda world: world.package.pk,
    "name": lambda world: MARK,
    "course_id": lambda world: world.course.pk,
    "session_id": lambda world: world.course_session.pk,
    "group_id": lambda world: world.course_group.pk,
    "lesson_id": lambda world: world.lesson.pk,
    "pack_id": lambda world: world.pack.pk,
    "pack_kind": lambda world: "lesson",
    "pack_key": lambda world: str(world.lesson.pk),
    "made_id": lambda world: world.made_pack.pk,
    "trusted_id": lambda world: world.trusted.pk,
    "kind": lambda world: "html",
    "part": lambda world: "learnt",
    "form": lambda world: "docx",
    "evaluation_id": lambda world: world.evaluation.pk,
    "indicator_id": lambda world: world.indicator.pk,
    "reading_id": lambda world: world.reading.pk,
    "plan_id": lambda world: world.plan.pk,
    "action_id": lambda world: world.action.pk,
    "milestone_id": lambda world: world.milestone.pk,
    "question_id": lambda world: world.question.pk,
    "paragraph": lambda world: "7",
    "agreement_id": lambda world: world.agreement.pk,
    "neighbour_id": lambda world: world.neighbour.pk,
    "handover_id": lambda world: world.handover.pk,
    "check_id": lambda world: world.handover_check.pk,
    "model_id": lambda world: world.steering_model.pk,
    "body_id": lambda world: world.steering_body.pk,
    "seat_id": lambda world: world.seat.pk,
    "meeting_id": lambda world: world.meeting.pk,
    "point_id": lambda world: world.point.pk,
    "address": lambda world: "annas",
    "record_id": lambda world: world.duty_record.pk,
    "case_id": lambda world: world.proof_case.pk,
    "member_id": lambda world: world.proof_member.pk,
    "flow_id": lambda world: world.proof_step.pk,
    "way": lambda world: "upp",
    "rule_id": lambda world: world.rule.pk,
    "mark_id": lambda world: world.language_mark.pk,
    "what": lambda world: "angra",
    "turn": lambda world: "las-upp",
    "risk_id": lambda world: world.risk.pk,
    "protection_id": lambda world: world.protection.pk,
    "change_id": lambda world: world.change.pk,
    "paper_id": lambda world: world.paper.pk,
    "tie_id": lambda world: world.plan_tie.pk,
    "slot": lambda world: "analysis",
    "assessor_id": lambda world: world.assessor.pk,
}
# Where an address means another thing by the same name.
OTHERWISE: dict[str, Callable[[SimpleNamespace], Any]] = {
    "partner/upplagor/": lambda world: world.given.pk,
    "styrning/samordning/": lambda world: "function",
    "styrning/radet/beslut/": lambda world: world.council_decision.pk,
    "styrning/lagen/<paper_id>/urval/": lambda world: world.annex.pk,
    "prioriteringar/": lambda world: "2024-T3",
    "publiceringar/upplagor/": lambda world: world.public_decision.pk,
    "rapportera/kvitto/": lambda world: world.submission.device_id,
}
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
# The sign-in package's pages are everybody's own: they take no number that is somebody else's. Its pages about keys
# do, and look them up among the person's own.
OWN_PAGES = "konto/"
OURS = "konto/katalog/"


def addresses() -> list[str]:
    """Return the address patterns of the site, as `medlemmar/<membership_id>/`."""
    found = {HOLE.sub(r"<\1>", route) for route in _routes(get_resolver())}
    return sorted(one for one in found if not one.startswith(OWN_PAGES) or one.startswith(OURS))


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def filled(address: str, world: SimpleNamespace) -> str:
    """Return an address with Anna's things in it."""

    def example(hole: re.Match[str]) -> str:
        assert hole[1] in EXAMPLES, f"{address}: say in EXAMPLES what stands for {hole[1]}"
        for begins, its in OTHERWISE.items():
            if address.startswith(begins):
                return str(its(world))
        return str(EXAMPLES[hole[1]](world))

    return "/" + re.sub(r"<(\w+)>", example, address)


@contextmanager
def unwritten() -> Iterator[None]:
    """Leave the pages empty: whether one opens is settled before it is written, which takes most of the time."""
    with patch("django.template.backends.django.Template.render", lambda *_given, **_named: ""):
        yield


@contextmanager
def remembered() -> Iterator[None]:
    """Look each person's membership up once, and log no refusal: nothing that is sent is kept, so neither changes."""
    found: dict[tuple[int, int | None], Scope | None] = {}

    def scope_of(user_id: int, chosen: int | None = None, *, at: datetime | None = None) -> Scope | None:
        if (user_id, chosen) not in found:
            found[user_id, chosen] = queries.scope_of(user_id, chosen, at=at)
        return found[user_id, chosen]

    asked = SimpleNamespace(**{**vars(queries), "scope_of": scope_of})
    logging.disable(logging.WARNING)
    try:
        with patch("samsyn_web.config.middleware.people", asked):
            yield
    finally:
        logging.disable(logging.NOTSET)


def answer(client: Client, path: str, method: str = "get") -> str:
    """
    Return how an address answers, as one sign, and leave nothing changed.

    o opens (also with an error of its own, after the check of who asks), - asks to sign in, x refuses, 0 is not there.
    An address that takes forms only is sent an empty one.
    """
    cookies = deepcopy(client.cookies)  # a page may hand out a personal link
    with transaction.atomic():
        response = getattr(client, method)(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == 405 and method == "get":
        return answer(client, path, "post")
    if response.status_code == 302 and response.headers["Location"].startswith("/konto/login/"):
        return "-"
    return {401: "-", 403: "x", 404: "0", 405: "0"}.get(response.status_code, "o")
