"""Municipalities are considered against the criteria, decided on one by one, and the whole is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from json import dumps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.areas import scheme
from samsyn.errors import BadInput, Refused
from samsyn.programme import prioritised
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import NAME, TEXT, Programme
from samsyn_web.programmes.models.selection import (
    Candidate,
    CandidateDecision,
    CandidateJudgement,
    Consultation,
    Criterion,
    Selection,
)
from samsyn_web.programmes.services.recording import record


@transaction.atomic
def open_selection(
    *, by: Scope, at: datetime, programme: Programme, list_year: int, corrects: Selection | None = None
) -> Selection:
    """Begin to choose by the police's list of a year; where one is decided the new one says that it replaces it."""
    policies.check_works_on(by, programme)
    scheme(list_year)  # raises where there is no such list
    if Selection.objects.filter(programme=programme, decided_at=None).exists():
        raise Refused(_("Ett urval är redan påbörjat."))
    made = Selection.objects.create(
        programme=programme, list_year=list_year, corrects=corrects, opened_by_id=by.user_id, opened_at=at
    )
    record(by=by, at=at, verb="programme.selection_opened", programme=programme)
    return made


@transaction.atomic
def add_candidate(*, by: Scope, at: datetime, selection: Selection, municipality: str) -> Candidate:
    """Add a municipality, on the list or not; one that is there already stays."""
    selection = _open(by, selection)
    name = " ".join(municipality.split())
    if not name or len(name) > NAME:
        raise BadInput(_("Skriv kommunens namn."))
    policies.check_words({_("Kommunens namn"): name})
    made, is_new = Candidate.objects.get_or_create(selection=selection, municipality=name)
    if is_new:
        record(by=by, at=at, verb="programme.candidate_added", programme=selection.programme)
    return made


@transaction.atomic
def add_prioritised(*, by: Scope, at: datetime, selection: Selection) -> int:
    """Add every municipality with an area of a prioritised class on the list; returns how many were new."""
    selection = _open(by, selection)
    there = set(Candidate.objects.filter(selection=selection).values_list("municipality", flat=True))
    new = [one.municipality for one in prioritised(selection.list_year) if one.municipality not in there]
    Candidate.objects.bulk_create(Candidate(selection=selection, municipality=name) for name in new)
    if new:
        record(by=by, at=at, verb="programme.candidate_added", programme=selection.programme)
    return len(new)


@transaction.atomic
def judge_candidate(
    *, by: Scope, at: datetime, candidate: Candidate, answers: Mapping[str, tuple[str, str]]
) -> int:
    """Keep what is said of a candidate, criterion by criterion: answer and ground. What is unchanged adds nothing."""
    selection = _open(by, candidate.selection)
    stands = _newest(candidate)
    new = []
    for criterion, (answer, ground) in answers.items():
        ground = ground.strip()
        policies.check_judgement(criterion, answer, ground)
        if stands.get(criterion) != (answer, ground):
            new.append((criterion, answer, ground))
    for criterion, answer, ground in new:
        CandidateJudgement.objects.create(
            candidate=candidate,
            criterion=criterion,
            answer=answer,
            ground=ground,
            judged_by_id=by.user_id,
            judged_at=at,
        )
    if new:
        record(by=by, at=at, verb="programme.candidate_judged", programme=selection.programme)
    return len(new)


@transaction.atomic
def decide_candidate(
    *, by: Scope, at: datetime, candidate: Candidate, choice: str, reason: str
) -> CandidateDecision:
    """Decide what becomes of a candidate, with a reason; an earlier decision stays as history."""
    selection = _open(by, candidate.selection)
    voluntary = _newest(candidate).get(Criterion.VOLUNTARY, ("", ""))[0]
    policies.check_choice(choice, reason.strip(), voluntary)
    made = CandidateDecision.objects.create(
        candidate=candidate, choice=choice, reason=reason.strip(), decided_by_id=by.user_id, decided_at=at
    )
    record(by=by, at=at, verb="programme.candidate_decided", programme=selection.programme)
    return made


@transaction.atomic
def consult(
    *, by: Scope, at: datetime, selection: Selection, party: str, name: str, held_on: date, said: str = ""
) -> Consultation:
    """Note that the selection was discussed with somebody."""
    selection = _open(by, selection)
    policies.check_words({_("Namnet"): name, _("Texten"): said})
    made = Consultation.objects.create(
        selection=selection,
        party=party,
        name=name.strip(),
        held_on=held_on,
        said=said.strip(),
        noted_by_id=by.user_id,
        noted_at=at,
    )
    record(by=by, at=at, verb="programme.consulted", programme=selection.programme)
    return made


@transaction.atomic
def decide_selection(*, by: Scope, at: datetime, selection: Selection, reason: str) -> Selection:
    """Decide the whole selection: everything that was known is frozen with it."""
    selection = _open(by, selection)
    content = _content(selection)
    choices = {one["municipality"]: one["choice"] for one in content["candidates"]}
    missing = policies.what_is_missing(choices, [one["party"] for one in content["consultations"]])
    if missing:
        raise Refused(_("Urvalet kan inte beslutas än. %(what)s") % {"what": " ".join(missing)})
    if not reason.strip():
        raise BadInput(_("Skriv varför."))
    check_text(reason, _("Motiveringen"), TEXT)
    selection.content = content
    selection.digest = sha256(dumps(content, sort_keys=True).encode()).hexdigest()
    selection.reason, selection.decided_by_id, selection.decided_at = reason.strip(), by.user_id, at
    selection.save(update_fields=["content", "digest", "reason", "decided_by", "decided_at"])
    record(by=by, at=at, verb="programme.selection_decided", programme=selection.programme)
    return selection


def _open(by: Scope, selection: Selection) -> Selection:
    locked = Selection.objects.select_for_update(of=("self",)).select_related("programme")
    found = locked.get(pk=selection.pk)
    policies.check_open(by, found)
    return found


def _newest(candidate: Candidate) -> dict[str, tuple[str, str]]:
    rows = CandidateJudgement.objects.filter(candidate=candidate).order_by("judged_at", "pk")
    return {one.criterion: (one.answer, one.ground) for one in rows}


def _content(selection: Selection) -> dict[str, Any]:
    found = []
    for one in Candidate.objects.filter(selection=selection).order_by("municipality"):
        last = CandidateDecision.objects.filter(candidate=one).order_by("decided_at", "pk").last()
        judged = {key: {"answer": answer, "ground": ground} for key, (answer, ground) in _newest(one).items()}
        found.append(
            {
                "municipality": one.municipality,
                "judgements": judged,
                "choice": last.choice if last else "",
                "reason": last.reason if last else "",
            }
        )
    held = Consultation.objects.filter(selection=selection).order_by("held_on", "pk")
    return {
        "list_year": selection.list_year,
        "candidates": found,
        "consultations": [
            {"party": one.party, "name": one.name, "held_on": one.held_on.isoformat(), "said": one.said}
            for one in held
        ],
    }
