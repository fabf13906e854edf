"""A finished measurement is taken into a situational picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from samsyn.cycle import Edition
from samsyn.methods.picked_method import PICKED, PickedTold
from samsyn.methods.readiness.find import VERSION
from samsyn.methods.readiness.picked_find import KEYS
from samsyn.methods.readiness.picked_sections import PICKED_READINESS
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Picture
from samsyn_web.findings.services import Made, MadeEdition, record_picture
from samsyn_web.methods.readiness import policies, queries
from samsyn_web.methods.readiness.models import Measurement
from samsyn_web.observations import services as rounds


@transaction.atomic
def pick_figures(*, by: Scope, at: datetime, measurement: Measurement, picks: Sequence[str]) -> Picture:
    """
    Make a situational picture of a finished measurement, frozen with what was agreed on, counted.

    The same a second time gives the picture that is there.
    """
    one = (
        Measurement.objects.select_for_update(of=("self",)).select_related("previous").get(pk=measurement.pk)
    )
    policies.check_can_pick(by, one)
    policies.check_is_finished(one)
    policies.check_is_compared(one, picks)
    prepared = queries.picked(by, one, picks)
    prepared = replace(prepared, options={**prepared.options, "origin": one.pk})
    made = _made(PICKED_READINESS.told(prepared))
    digest = made.editions[Edition.INTERNAL].digest
    there = findings.kept_pictures(by).filter(method=policies.METHOD, digest=digest).first()
    if there is not None:
        return there
    names = [one, *([one.previous] if one.previous and len(prepared.sources) > 1 else [])]
    frozen = rounds.freeze_read(
        by=by,
        at=at,
        method=policies.METHOD,
        about=f"{one.pk}:{'+'.join(prepared.options[PICKED])}",
        prepared=prepared,
        files=dict(zip(prepared.sources, map(str, names), strict=True)),
    )
    return record_picture(by=by, at=at, observed=frozen, made=made)


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
