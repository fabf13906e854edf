"""A governance model is begun, its bodies are written and removed, and it is decided or thrown away."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.instruments.steering import steering_texts
from samsyn.provenance import digest
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import (
    SteeringBody,
    SteeringLine,
    SteeringMatter,
    SteeringMember,
    SteeringModel,
)

Members = Sequence[tuple[str, str]]
COPIED = ("place", "name", "level", "whose", "mandate", "reference", "cycle", "own_matters")


@transaction.atomic
def start_steering(*, by: Scope, at: datetime, with_usual: bool = False) -> SteeringModel:
    """
    Begin a version as a draft: a copy of the last, or the usual division where there is none and it is wanted.

    There is one draft at a time: the second asker is told to go on with it.
    """
    policies.check_can_steer(by)
    own = SteeringModel.objects.select_for_update().filter(organisation_id=by.organisation_id)
    last = own.order_by("-number").first()
    if last is not None and last.decided_on is None:
        raise Refused(_("Det finns redan ett utkast. Fortsätt på det."))
    made = SteeringModel.objects.create(
        organisation_id=by.organisation_id,
        number=last.number + 1 if last else 1,
        started_by_id=by.user_id,
        started_at=at,
    )
    if last is not None:
        _copy(by, at, last, made)
    elif with_usual:
        _usual(by, at, made)
    _record(by, at, "steering.started", made)
    return made


@transaction.atomic
def write_body(
    *,
    by: Scope,
    at: datetime,
    model: SteeringModel,
    body: SteeringBody | None = None,
    seen: int = 0,
    name: str,
    level: str,
    whose: str = "",
    mandate: str = "",
    reference: str = "",
    members: Members = (),
    cycle: str = "",
    reports_to: Collection[int] = (),
    matters: Collection[str] = (),
    own_matters: str = "",
) -> SteeringBody:
    """Add a body to a draft, or change one; `seen` is the version of the body that was read."""
    model = _locked(by, model)
    every = SteeringBody.objects.filter(model=model)
    texts = {"name": name, "whose": whose, "reference": reference, "cycle": cycle}
    words = {key: " ".join(text.split()) for key, text in texts.items()}
    words |= {"mandate": mandate.strip(), "own_matters": "\n".join(_lines(own_matters))}
    given = [(" ".join(party.split()), " ".join(function.split())) for party, function in members]
    others = every.filter(withdrawn_at=None).exclude(pk=body.pk if body else 0)
    policies.check_body_words(words, level)
    policies.check_body_name(words["name"], list(others.values_list("name", flat=True)))
    policies.check_body_members(given)
    policies.check_body_ties(body, reports_to, list(others.values_list("pk", flat=True)))
    policies.check_matters(matters)
    if body is None:
        last = every.order_by("-place").first()
        kept = SteeringBody(model=model, place=last.place + 1 if last else 1)
    else:
        kept = every.select_for_update().get(pk=body.pk)
        policies.check_body_seen(seen, kept.version)
        kept.version += 1
    for key, text in (*words.items(), ("level", level)):
        setattr(kept, key, text)
    kept.changed_by_id, kept.changed_at = by.user_id, at
    kept.save()
    _tie(kept, given, reports_to, matters)
    _record(
        by, at, "steering.body_added" if body is None else "steering.body_changed", model, place=kept.place
    )
    return kept


@transaction.atomic
def withdraw_body(*, by: Scope, at: datetime, body: SteeringBody) -> None:
    """Remove a body from a draft; it can be put back."""
    model = _locked(by, body.model)
    SteeringBody.objects.filter(pk=body.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by_id=by.user_id
    )
    _record(by, at, "steering.body_withdrawn", model, place=body.place)


@transaction.atomic
def restore_body(*, by: Scope, at: datetime, body: SteeringBody) -> None:
    """Put a removed body back, with all that it said."""
    model = _locked(by, body.model)
    others = SteeringBody.objects.filter(model=model, withdrawn_at=None).exclude(pk=body.pk)
    policies.check_body_name(body.name, list(others.values_list("name", flat=True)))
    SteeringBody.objects.filter(pk=body.pk).update(withdrawn_at=None, withdrawn_by=None)
    _record(by, at, "steering.body_restored", model, place=body.place)


@transaction.atomic
def decide_steering(
    *, by: Scope, at: datetime, model: SteeringModel, body: str, decided_on: date, minute_reference: str
) -> SteeringModel:
    """Record that a body decided the model as it stands; its gaps are kept with it."""
    model = _locked(by, model)
    body, minute_reference = " ".join(body.split()), " ".join(minute_reference.split())
    found = queries.steered(by, model.pk)
    bodies = found.bodies if found else ()
    policies.check_steering_decision(
        body, decided_on, minute_reference, localdate(at), has_bodies=bool(bodies)
    )
    content = {
        "bodies": [asdict(one) for one in bodies],
        "matters": dict(steering_texts().names),
        "gaps": [asdict(one) for one in found.gaps] if found else [],
    }
    model.decided_by, model.decided_on, model.minute_reference = body, decided_on, minute_reference
    model.content, model.digest = json.dumps(content, ensure_ascii=False), digest(content)
    model.recorded_by_id, model.recorded_at = by.user_id, at
    model.save()
    _record(by, at, "steering.decided", model, digest=model.digest)
    return model


@transaction.atomic
def remove_steering(*, by: Scope, at: datetime, model: SteeringModel) -> None:
    """Throw a draft away; decided versions stay."""
    model = _locked(by, model)
    _record(by, at, "steering.removed", model)
    model.delete()


def _locked(by: Scope, model: SteeringModel) -> SteeringModel:
    model = SteeringModel.objects.select_for_update().get(pk=model.pk)
    policies.check_can_steer(by, model)
    return model


def _tie(body: SteeringBody, members: Members, reports_to: Collection[int], matters: Collection[str]) -> None:
    """Keep who sits in a body, whom it reports to and what it decides, in the place of what was."""
    for table in (SteeringMember, SteeringLine, SteeringMatter):
        table.objects.filter(body=body).delete()
    SteeringMember.objects.bulk_create(
        SteeringMember(body=body, place=n, party=party, function=function)
        for n, (party, function) in enumerate(members, start=1)
    )
    SteeringLine.objects.bulk_create(SteeringLine(body=body, to_id=to) for to in {*reports_to})
    SteeringMatter.objects.bulk_create(SteeringMatter(body=body, code=code) for code in {*matters})


def _copy(by: Scope, at: datetime, last: SteeringModel, made: SteeringModel) -> None:
    """Copy the bodies of a version, and what ties them together."""
    new: dict[int, SteeringBody] = {}
    for one in SteeringBody.objects.filter(model=last, withdrawn_at=None):
        said = {key: getattr(one, key) for key in COPIED}
        new[one.pk] = SteeringBody.objects.create(model=made, **said, changed_by_id=by.user_id, changed_at=at)
    SteeringMember.objects.bulk_create(
        SteeringMember(body=new[one.body_id], place=one.place, party=one.party, function=one.function)
        for one in SteeringMember.objects.filter(body__in=new)
    )
    SteeringLine.objects.bulk_create(
        SteeringLine(body=new[one.body_id], to=new[one.to_id])
        for one in SteeringLine.objects.filter(body__in=new, to__in=new)
    )
    SteeringMatter.objects.bulk_create(
        SteeringMatter(body=new[one.body_id], code=one.code)
        for one in SteeringMatter.objects.filter(body__in=new)
    )


def _usual(by: Scope, at: datetime, made: SteeringModel) -> None:
    """Begin with the usual division; what only the municipality knows is left for it to write."""
    new: dict[str, SteeringBody] = {}
    for place, one in enumerate(steering_texts().usual, start=1):
        new[one.code] = SteeringBody.objects.create(
            model=made, place=place, name=one.name, level=one.level, changed_by_id=by.user_id, changed_at=at
        )
        _tie(new[one.code], (), [new[to].pk for to in one.reports_to], one.matters)


def _lines(text: str) -> list[str]:
    """Return the lines that say something, each once."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


def _record(by: Scope, at: datetime, verb: str, target: SteeringModel, **more: Any) -> None:
    detail = {"number": target.number, **more}
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
