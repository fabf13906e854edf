"""
A stranger reads nothing: every function in every `queries.py` is called by somebody from another municipality.

The arguments come from `EXAMPLES` by the name of the parameter, else by its type. A new query whose parameters are not
known here fails until somebody says what to try it with.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from samsyn.cycle import Edition
from samsyn.documents import Brand
from samsyn.documents.judged import Judgements
from samsyn.errors import BadInput, Refused
from samsyn.methods.incidents.comparable import Reach
from samsyn.period import parse
from samsyn.provenance import Rows
from samsyn_web.actions.queries import Wanted
from samsyn_web.base.registry import EventCounts
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge.queries import Sought
from samsyn_web.methods.incidents.policies.rhythm import USUAL
from samsyn_web.methods.incidents.queries import Choices
from samsyn_web.methods.incidents.queries.dispatching import Recipients
from samsyn_web.methods.incidents.queries.rhythm import Answering
from samsyn_web.methods.incidents.queries.week import Come
from tests.architecture.tree import WEB
from tests.support import annas_world, evaluated
from tests.support.annas_world import CHAIN, END, MARK, PERIOD, START
from tests.support.evaluated import a_choice
from tests.support.story import told

# Queries that ask about no organisation: open data, sign-in itself, or a row that the caller has already been given.
UNSCOPED = {
    "people.scope_of", "people.scope_of_link", "people.live_link",
    "people.memberships_of", "people.user_by_email", "people.member_by_directory", "people.organisation_by_name",
    "places.municipalities", "places.municipality", "places.area_borders",
    "observations.declared", "observations.draft", "observations.on_disk", "observations.table_rows",
    "incidents.listed", "incidents.base_list", "incidents.inboxes_to_read", "incidents.inbox_of_token",
    "incidents.police_source", "incidents.police_address", "incidents.police_feeds_to_fetch",
    "incidents.folder_of", "incidents.open_file",
    "incidents.about", "observations.packed", "observations.sha256_of", "reports.look",
    "incidents.organisations_with_rhythm", "incidents.member_of", "incidents.is_reminded",
    "incidents.scope_of_calendar", "outcomes.organisations_with_due",
    "actions.scope_of_plan_calendar", "actions.actions_due", "actions.milestones_due",
    "programmes.scope_of_programme_calendar",  # the secret address says who asks
    "readiness.scorer_link_of_token", "readiness.interviews_of_link", "readiness.locks_of_link",
    "readiness.scores_of_link", "readiness.agreed_of_link",  # the same
    "programmes.link_of_token", "programmes.parts_of_link", "programmes.handed_in_by_link",  # the same
    "programmes.reminded", "programmes.writers",  # for mails, by the clock
    "programmes.peers_told", "programmes.askers_told", "programmes.asking_organisation",  # for mails
    "governance.parts_of", "governance.keepers", "crimeproofing.judgement", "crimeproofing.for_change",
    "governance.public_contact",  # what is published for anybody
    "knowledge.reported",  # a published report
    "knowledge.ready_courses", "knowledge.ready_course", "knowledge.parts_of",  # what Samsyn comes with
    "surveys.counted", "surveys.frozen_digest", "surveys.survey_of_token", "surveys.survey_of_link",
    "surveys.differing", "surveys.coded", "surveys.finished_books", "surveys.coding_digest",
}  # fmt: skip

EXAMPLES: dict[str, Callable[[SimpleNamespace], Any]] = {
    "causes": lambda world: [],
    "membership_id": lambda world: world.bo.membership.pk,
    "deputy_id": lambda world: world.deputy.pk,
    "emails": lambda world: [world.bo.user.email],
    "user_id": lambda world: world.anna.id,
    "user_ids": lambda world: [world.anna.id, world.bo.id],
    "version": lambda world: world.area_version.pk,
    "draft_id": lambda world: world.draft.pk,
    "layer_id": lambda world: world.layer.pk,
    "observed": lambda world: world.round,
    "some": lambda world: [world.round],
    "round_ids": lambda world: [
        world.round.pk,
        world.statistics_round.pk,
        world.readiness_round.pk,
    ],  # fmt: skip
    "statistics_round_id": lambda world: world.statistics_round.pk,
    "method": lambda world: "statistics",
    "smallest": lambda world: 5,
    "kept_file": lambda world: world.statistics_file,
    "listed": lambda world: [world.picture],
    "brought": lambda world: [world.intake],
    "attachment": lambda world: world.reports,
    "intake": lambda world: world.intake,
    "intake_id": lambda world: world.intake.pk,
    "source": lambda world: world.source,
    "of": lambda world: [world.source],
    "key": lambda world: world.source.key,
    "name": lambda world: MARK,
    "rows": lambda world: Rows(),
    "span": lambda world: (START, END),
    "picture": lambda world: world.picture,
    "picture_id": lambda world: world.picture.pk,
    "round_id": lambda world: world.round.pk,
    "figure": lambda world: world.figure,
    "digest": lambda world: world.figure.digest,
    "publication": lambda world: world.publication,
    "publication_id": lambda world: world.publication.pk,
    "given": lambda world: world.given,
    "edition_id": lambda world: world.given.pk,
    "part": lambda world: "html",
    "chain": lambda world: CHAIN,
    "partner": lambda world: world.partner,
    "partner_id": lambda world: world.partner.pk,
    "brand_id": lambda world: world.brand.pk,
    "one": lambda world: world.brand,
    "period": lambda world: PERIOD,
    "edition": lambda world: "internal",
    "spans": lambda world: [(date(2024, 9, 1), END)],
    "reach": lambda world: Reach(first=START, last=START, rows=1),
    "choices": lambda world: Choices(now=parse(PERIOD), then=None),
    "notes": lambda world: [world.note],
    "today": lambda world: END,
    "place_id": lambda world: world.place.pk,
    "problem_id": lambda world: world.problem.pk,
    "problem": lambda world: world.problem,
    "basis_id": lambda world: world.basis.pk,
    "cause_id": lambda world: world.cause.pk,
    "evidence_id": lambda world: world.evidence.pk,
    "step_id": lambda world: world.step.pk,
    "submission": lambda world: world.submission,
    "submission_id": lambda world: world.submission.pk,
    "device_id": lambda world: world.submission.device_id,
    "batch_id": lambda world: world.batch,
    "keys": lambda world: [world.submission.pk],
    "hold_id": lambda world: world.hold.pk,
    "table": lambda world: "causes.Problem",
    "row": lambda world: str(world.problem.pk),
    "field": lambda world: "title",
    "decision_id": lambda world: world.decision.pk,
    "decision": lambda world: world.decision,
    "lon": lambda world: 18.05,
    "lat": lambda world: 59.02,
    "at": lambda world: annas_world.AT,
    "x_m": lambda world: 674_000.0,
    "y_m": lambda world: 6_580_000.0,
    "start": lambda world: START,
    "end": lambda world: date(2024, 11, 1),
    "annotation_id": lambda world: world.note.pk,
    "prioritisation": lambda world: world.prioritisation,
    "analysed": lambda world: parse(PERIOD),
    "public_decision_id": lambda world: world.public_decision.pk,
    "secrecy_id": lambda world: world.secrecy.pk,
    "held": lambda world: world.period,
    "expectation_id": lambda world: world.expectation.pk,
    "pause_id": lambda world: world.pause.pk,
    "presence_id": lambda world: world.presence.pk,
    "paper": lambda world: world.paper,
    "paper_id": lambda world: world.paper.pk,
    "paper_kind": lambda world: "picture",
    "decided": lambda world: world.decided_paper,
    "tie_id": lambda world: world.plan_tie.pk,
    "measurement_id": lambda world: world.measurement.pk,
    "text_pack_id": lambda world: world.text_pack.pk,
    "measured": lambda world: world.measurement,
    "interview_id": lambda world: world.interview.pk,
    "survey_id": lambda world: world.survey.pk,
    "survey_round_id": lambda world: world.survey_round.pk,
    "readiness_round_id": lambda world: world.readiness_round.pk,
    "picks": lambda world: ["profile"],
    "codebook_id": lambda world: world.codebook.pk,
    "file_id": lambda world: world.statistics_file.pk,
    "open_survey_id": lambda world: world.open_survey.pk,
    "programme_id": lambda world: world.programme.pk,
    "subject": lambda world: "programme/",
    "request_id": lambda world: world.request_for.pk,
    "participant_id": lambda world: world.participant.pk,
    "selection_id": lambda world: world.selection.pk,
    "partnership_id": lambda world: world.partner_place.pk,
    "contribution_id": lambda world: world.contribution.pk,
    "candidate_id": lambda world: world.candidate.pk,
    "report_id": lambda world: world.quarterly.pk,
    "final_report_id": lambda world: world.final_report.pk,
    "made_ids": lambda world: [world.final_report.pk],
    "form": lambda world: "docx",
    "written_after": lambda world: annas_world.AT - timedelta(days=1),
    "report_ids": lambda world: [world.quarterly.pk],
    "met_id": lambda world: world.programme_meeting.pk,
    "quarterly": lambda world: world.quarterly,
    "obstacle": lambda world: "vacancy",
    "activity_id": lambda world: world.activity.pk,
    "joint_id": lambda world: world.joint_activity.pk,
    "initiative_id": lambda world: world.initiative.pk,
    "peer_question_id": lambda world: world.peer_question.pk,
    "money_id": lambda world: world.money_row.pk,
    "share_id": lambda world: world.shared_report.pk,
    "package_id": lambda world: world.package.pk,
    "package": lambda world: world.package,
    "publication_ids": lambda world: [world.shared_report.publication_id],
    "view_id": lambda world: world.view.pk,
    "proposal": lambda world: world.proposal,
    "inbox": lambda world: world.inbox,
    "comment_id": lambda world: world.comment.pk,
    "listed_version": lambda world: world.category_version,
    "on": lambda world: END,
    "evaluation_id": lambda world: world.evaluation.pk,
    "of_evaluations": lambda world: [world.evaluation],
    "indicator_id": lambda world: world.indicator.pk,
    "of_indicators": lambda world: [world.indicator],
    "reading_id": lambda world: world.reading.pk,
    "source_pk": lambda world: str(world.source.pk),
    "source_key": lambda world: f"incidents:{world.source.pk}",
    "events": lambda world: EventCounts(name=MARK, counts=evaluated.counts(), names={}, labels={}),
    "choice": lambda world: {"treated": ["a"], "categories": [], "before": a_choice().plan.before},
    "plan": lambda world: world.plan,
    "plan_id": lambda world: world.plan.pk,
    "number": lambda world: 1,
    "sharer": lambda world: "en annan",
    "signed_key": lambda world: "ab" * 32,
    "identity": lambda world: "2" * 64,
    "newest": lambda world: 1,
    "action": lambda world: world.action,
    "action_id": lambda world: world.action.pk,
    "several": lambda world: [world.action],
    "wanted": lambda world: Wanted(),
    "milestone_id": lambda world: world.milestone.pk,
    "question_id": lambda world: world.question.pk,
    "paragraph": lambda world: "7",
    "agreement_id": lambda world: world.agreement.pk,
    "whose": lambda world: None,
    "from_day": lambda world: date(2020, 1, 1),  # all that is hers has its day between these two
    "to_day": lambda world: date(2029, 12, 31),
    "neighbour_id": lambda world: world.neighbour.pk,
    "within": lambda world: timedelta(days=5000),
    "handover_id": lambda world: world.handover.pk,
    "model_id": lambda world: world.steering_model.pk,
    "seat_id": lambda world: world.seat.pk,
    "meeting": lambda world: world.meeting,
    "meeting_id": lambda world: world.meeting.pk,
    "point_id": lambda world: world.point.pk,
    "record_id": lambda world: world.duty_record.pk,
    "case": lambda world: world.proof_case,
    "case_id": lambda world: world.proof_case.pk,
    "course_id": lambda world: world.course.pk,
    "session_id": lambda world: world.course_session.pk,
    "group_id": lambda world: world.course_group.pk,
    "lesson_id": lambda world: world.lesson.pk,
    "pack_id": lambda world: world.pack.pk,
    "pack_kind": lambda world: "lesson",
    "pack_key": lambda world: str(world.lesson.pk),
    "sought": lambda world: Sought(),
    "proofs": lambda world: [{"kind": "verdict", "key": "1", "said": MARK, "change": "decreased"}],
    "member_id": lambda world: world.proof_member.pk,
    "rule_id": lambda world: world.rule.pk,
    "paragraph_id": lambda world: world.paragraph.pk,
    "mark_id": lambda world: world.language_mark.pk,
    "risk_id": lambda world: world.risk.pk,
    "protection_id": lambda world: world.protection.pk,
    "change_id": lambda world: world.change.pk,
    "sitting": lambda world: world.sitting,
    "assessor_id": lambda world: world.assessor.pk,
}

# What a stranger may get that is not nothing, because it holds nothing of Anna's.
HARMLESS: dict[str, Callable[[Any], bool]] = {
    "governance.picture_said": lambda found: not any(found.sections.values()) and MARK not in repr(found),
    "governance.picture_facts": lambda found: MARK not in repr(found),  # of her own, empty
    "governance.follow_up_facts": lambda found: MARK not in repr(found),
    "governance.assembly_facts": lambda found: MARK not in repr(found),
    "governance.grant_facts": lambda found: MARK not in repr(found),  # the same
    "governance.survey_standings": lambda found: {one.evidence for one in found} == {()},  # the law itself
    "governance.composed": lambda found: MARK not in repr(found),
    "knowledge.reach": lambda found: found >= 0,  # a number of organisations
    "knowledge.outward": lambda found: MARK not in repr(found),  # of what she gave herself
    "statistics.own_names": lambda found: found == ("Annanstad",),
    "programmes.load_of": lambda found: MARK not in repr(found) and not found.demands,
    "people.signed_doubts": lambda found: found == ("unknown", "older"),  # she trusts no key
    "people.own_fingerprint": lambda found: MARK not in found,  # the public key of the installation
    "people.organisation": lambda found: found.name == "Annanstad",
    "people.members": lambda found: {one.user.name for one in found} == {"Cecilia"},
    "people.taken_addresses": lambda found: (
        set(found.values()) == {False}
    ),  # an account, and not in her organisation
    "readiness.scorers": lambda found: {one.user.name for one in found} == {"Cecilia"},
    "surveys.coders": lambda found: {one.user.name for one in found} == {"Cecilia"},
    "people.reporters": lambda found: {one.user.name for one in found} == {"Cecilia"},
    "people.events": lambda found: len({event.organisation_id for event in found}) == 1,
    "people.chain": lambda found: found.events == 2,
    "places.background": lambda found: (found.layers, found.origins) == ((), ()),
    "findings.judgements": lambda found: found == Judgements(),
    "observations.with_sources": lambda found: all(names == [] for _, names in found),
    "reports.look_of": lambda found: found == Brand(),  # Samsyn's own look
    "observations.known_sources": lambda found: all(source.key != MARK for source in found),
    "incidents.needs_person": lambda found: found == "Filens källa är inte känd.",
    "incidents.kinds_of": lambda found: MARK not in found,
    "incidents.category_list": lambda found: found.version.startswith(
        "samsyn-kategorier"
    ),  # the national one
    "incidents.plan": lambda found: found.new.is_empty() and found.changed.is_empty() and not found.same,
    "governance.own_days": lambda found: {one.evidence for one in found} == {()},  # the same
    "governance.takers": lambda found: {one.user.name for one in found} == {"Cecilia"},
    "governance.givers": lambda found: MARK not in repr(found),  # of her own organisation
    "governance.standing": lambda found: {one.evidence for one in found} == {()},  # the law itself
    "governance.may_read": lambda found: found is True,  # she answers for accounts in her own municipality
    "governance.role_counts": lambda found: sum(found.values()) == 1,  # her own account
    "governance.smallest_count": lambda found: found == 5,  # Samsyn's own
    "governance.retention": lambda found: (
        [one.code for one in found][:1] == ["reporter_link"]
    ),  # Samsyn's own
    "incidents.labels_counted": lambda found: found == ([], []),
    "incidents.number_in_last_minute": lambda found: found == 0,
    "incidents.number_of_questions": lambda found: found == 0,
    "incidents.review_setting": lambda found: found is True,  # the default
    "incidents.terms": lambda found: not any(one.decision or one.due for one in found),
    "incidents.about_users": lambda found: {one.rows for one in found} <= {1, 2},  # her own account
    "incidents.stored_texts": lambda found: found == [],
    "incidents.what_became": lambda found: not found.is_anything,
    "incidents.late": lambda found: found == 0,
    "incidents.rules": lambda found: found == USUAL,
    "incidents.answering": lambda found: found == Answering(),
    "incidents.come": lambda found: found == Come(),
    "incidents.recipients": lambda found: found == Recipients(),
    "incidents.declaration": lambda found: found.area_version is None,
    "incidents.reporters": lambda found: {one.user.name for one in found} == {"Cecilia"},
    "observations.free_key": lambda found: found == "annas_eget",  # made of the name alone
}
# What Anna herself gets nothing of here, each for a reason of its own.
NOTHING_FOR_ANNA = {
    "incidents.event_sources",  # her source does not say how exact its times are
    "incidents.own_municipality",  # her organisation has not said which
    "incidents.was_undone",  # nothing of hers was
    "incidents.sources_without_inbox",  # her only source has one
    "people.is_programme",
    "programmes.stated_support",  # no document tells of her activity
    "programmes.authorities",  # her organisation is a municipality
    "programmes.final_work",  # nothing is being made
    "knowledge.reach",  # no other organisation is invented
    "knowledge.shared_by_others",  # nobody shares anything
    "readiness.scorer_links",  # she scores, so the other's link is not hers to see
    "programmes.entered",  # her participant has a place here
    "readiness.shareable",  # one interview is too few to share
    "surveys.shareable",  # and so is one answer
    "programmes.citable_lessons",  # no lesson is shared any more
    "actions.changed_since",  # nothing of hers was changed after the instant
    "findings.answer_to",  # the figure is a count, which deviates from nothing
    "findings.judgement_of",  # and is no level
    "incidents.told_by_function",  # her report waits to be reviewed
    "incidents.late",  # nothing about the week came after it was frozen
    "incidents.is_published",  # of the partner that she has; nothing was given to it
    "statistics.pictures_of",  # no figure of her file has been picked
    "surveys.pictures_of",  # no figure of her survey has been picked
    "readiness.figures_of",  # her measurement stands in no picture
    "readiness.pictures_of",
    "surveys.why_not_picked",  # figures of her survey may be picked
    "places.newest_areas",  # the newest version of all, a later one, has none
    "crimeproofing.common_types",  # one organisation is too few to tell of
    "people.area_names",  # the same
    "people.lacks_second_step",  # the demonstration asks for none
    "people.with_two_steps",  # and nobody has one
    "reports.documents_compared",  # her first version replaces none
    "reports.done_in",  # nobody has told of what was decided
}


def queries() -> dict[str, Callable[..., Any]]:
    """Return every query of every app by "app.name"."""
    found = {}
    for path in sorted([*WEB.rglob("queries.py"), *WEB.rglob("queries/*.py")]):
        parts = path.relative_to(WEB.parent).with_suffix("").parts
        module = import_module(".".join(parts))
        app = parts[parts.index("queries") - 1]
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                found[f"{app}.{name}"] = function
    return found


QUERIES = queries()
SCOPED = {name: function for name, function in QUERIES.items() if name not in UNSCOPED}


def call(function: Callable[..., Any], scope: Scope, world: SimpleNamespace) -> Any:
    """Call a query with what is Anna's."""
    given = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if parameter.annotation == "Edition":
            given[name] = Edition.INTERNAL
        elif name in EXAMPLES:
            given[name] = EXAMPLES[name](world)
        else:
            assert parameter.default is not parameter.empty, f"{function}: what is an example of {name}?"
    found = function(scope, **given)
    return list(found) if isinstance(found, QuerySet) else found


def is_nothing(found: Any) -> bool:
    """Whether a result says nothing at all."""
    if hasattr(found, "height"):  # a table
        return bool(found.height == 0)
    return found is None or found is False or found == 0 or (hasattr(found, "__len__") and len(found) == 0)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """Everything that is Anna's, and the people: made once, since a query only reads."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = told()
        hers = annas_world.make(people.anna.organisation, people.anna.user)
        yield SimpleNamespace(**vars(people), **vars(hers))
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_first_argument_says_who_asks(name: str) -> None:
    first = next(iter(inspect.signature(QUERIES[name]).parameters.values()), None)
    scoped = first is not None and (first.name, first.annotation) == ("scope", "Scope")
    assert scoped or name in UNSCOPED, f"{name} does not take who asks first"


@pytest.mark.django_db  # what a test does is undone; what all of them read is not
@pytest.mark.parametrize("name", sorted(SCOPED))
def test_a_stranger_reads_nothing(name: str, world: SimpleNamespace) -> None:
    try:
        found = call(SCOPED[name], world.cecilia.scope, world)
    except (Refused, Http404):
        return
    except (ValueError, IndexError):  # nothing to compute from
        assert name == "incidents.proposed_period"
        return
    assert is_nothing(found) or HARMLESS.get(name, lambda _: False)(found), (
        f"{name} gave a stranger {found!r}"
    )


@pytest.mark.django_db  # what a test does is undone; what all of them read is not
@pytest.mark.parametrize("name", sorted(SCOPED))
def test_anna_reads_what_is_hers(name: str, world: SimpleNamespace) -> None:
    """Without this, the test above could pass because there is nothing to read."""
    try:
        found = call(SCOPED[name], world.anna.scope, world)
    except (BadInput, OSError, KeyError, TypeError, ValueError, AttributeError):
        return  # came past the check of who asks, to a file or a reading that is not a real one
    assert not is_nothing(found) or name in NOTHING_FOR_ANNA, f"{name} gave Anna nothing"


def test_no_exception_is_out_of_date() -> None:
    for name in UNSCOPED | set(HARMLESS) | NOTHING_FOR_ANNA:
        assert name in QUERIES, f"{name} is gone"
