"""Figures of a closed survey are taken into a situational picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from samsyn.cycle import Edition, Round
from samsyn.errors import Refused
from samsyn.methods.picked_method import PICKED, PickedTold
from samsyn.methods.surveys.find import VERSION
from samsyn.methods.surveys.picked_find import KEYS
from samsyn.methods.surveys.picked_sections import PICKED_SURVEY
from samsyn.methods.surveys.picks import SurveyPick, picked_round
from samsyn.provenance import digest as digest_of
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Picture
from samsyn_web.findings.services import Made, MadeEdition, record_picture
from samsyn_web.methods.surveys import policies, queries
from samsyn_web.methods.surveys.models import Survey
from samsyn_web.observations import services as rounds


@transaction.atomic
def pick_figures(*, by: Scope, at: datetime, survey: Survey, picks: Sequence[SurveyPick]) -> Picture:
    """
    Make a situational picture of some figures of a closed survey, frozen with the answers counted and nobody's own.

    The same figures a second time give the picture that is there.
    """
    survey = Survey.objects.select_for_update(of=("self",)).select_related("previous").get(pk=survey.pk)
    policies.check_can_pick(by, survey)
    policies.check_is_picked(queries.why_not_picked(by, survey.pk))
    prepared = _prepared(by, survey, picks)
    made = _made(PICKED_SURVEY.told(prepared))
    digest = made.editions[Edition.INTERNAL].digest
    there = findings.kept_pictures(by).filter(method=policies.METHOD, digest=digest).first()
    if there is not None:
        return there
    names = {survey.digest: survey.title}
    if survey.previous is not None and survey.previous.digest in prepared.sources:
        names[survey.previous.digest] = survey.previous.title
    frozen = rounds.freeze_read(
        by=by,
        at=at,
        method=policies.METHOD,
        about=f"{survey.pk}:{digest_of(prepared.options[PICKED])[:12]}",
        prepared=prepared,
        files=names,
    )
    return record_picture(by=by, at=at, observed=frozen, made=made)


def _prepared(by: Scope, survey: Survey, picks: Sequence[SurveyPick]) -> Round:
    told, compared = queries.told(by, survey.pk), queries.compared(by, survey.pk)
    if told is None:
        raise Refused(queries.why_not_picked(by, survey.pk))
    made = picked_round(told, picks, compared, least=policies.FEW, is_invented=survey.is_invented)
    before = [survey.previous.digest] if compared is not None and survey.previous is not None else []
    return replace(made, sources=(survey.digest, *before), options={**made.options, "origin": survey.pk})


def _made(told: PickedTold) -> Made:
    editions = {}
    for edition in Edition:
        document = told.document(edition)
        editions[edition] = MadeEdition(
            sentence=told.sentence(edition),
            sections=told.sections(edition),
            document=json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
            digest=document["digest"],
        )
    return Made(
        method=policies.METHOD,
        version=VERSION,
        period=told.observed.period,
        title=told.observed.source.name,
        findings=told.found.findings,
        editions=editions,
        labels=KEYS,
        category_names=told.category_names,
    )
