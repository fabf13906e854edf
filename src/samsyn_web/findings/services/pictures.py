"""Writes of pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction

from samsyn.cycle import Edition, Finding, Section
from samsyn.period import Period
from samsyn.provenance import canonical
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings import policies
from samsyn_web.findings.models import FindingRecord, Picture, PictureEdition, PictureState
from samsyn_web.observations.models import Round
from samsyn_web.observations.policies import check_can_work_with_data


@dataclass(frozen=True, kw_only=True)
class MadeEdition:
    """What a method shows one kind of reader; `document` is JSON text and `digest` the name that it gives itself."""

    sentence: str
    sections: Sequence[Section]
    document: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a method made of a round, with the words for its figures."""

    method: str
    version: str
    period: Period
    title: str
    findings: Sequence[Finding]
    editions: Mapping[Edition, MadeEdition]
    labels: Mapping[str, str] = field(default_factory=dict)
    area_names: Mapping[str, str] = field(default_factory=dict)
    category_names: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def record_picture(*, by: Scope, at: datetime, observed: Round, made: Made) -> Picture:
    """Keep a picture of a frozen round with all its figures; the second time gives the one that is there."""
    check_can_work_with_data(by)
    picture, new = Picture.objects.get_or_create(
        round=observed,
        defaults={
            "organisation_id": by.organisation_id,
            "method": made.method,
            "version": made.version,
            "period": str(made.period),
            "start": made.period.start,
            "end": made.period.end,
            "title": made.title,
            "sentence": made.editions[Edition.INTERNAL].sentence,
            "digest": made.editions[Edition.INTERNAL].digest,
            "created_by_id": by.user_id,
            "created_at": at,
        },
    )
    if not new:
        return picture
    PictureEdition.objects.bulk_create(
        PictureEdition(
            picture=picture,
            edition=edition.value,
            sentence=one.sentence,
            # Text, not a JSON column: the order of keys is part of how a chart is drawn, and databases sort them.
            sections=json.dumps([asdict(section) for section in one.sections], ensure_ascii=False),
            document=one.document,
            digest=one.digest,
        )
        for edition, one in made.editions.items()
    )
    figures = {finding.digest: finding for finding in made.findings}
    FindingRecord.objects.bulk_create(
        [_record_of(picture, made, name, finding) for name, finding in figures.items()], batch_size=1000
    )
    detail = {"digest": picture.digest, "period": picture.period, "figures": len(figures)}
    _note(by, at, "picture.made", picture, detail)
    return picture


def _record_of(picture: Picture, made: Made, name: str, finding: Finding) -> FindingRecord:
    estimate = finding.estimate
    return FindingRecord(
        picture=picture,
        digest=name,
        method=finding.method,
        key=finding.key,
        label=made.labels.get(finding.key, finding.key),
        area=finding.area,
        area_name=made.area_names.get(finding.area or "", finding.area or ""),
        category=finding.category,
        category_name=made.category_names.get(finding.category or "", finding.category or ""),
        start=finding.period.start,
        end=finding.period.end,
        period=str(finding.period),
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        level=estimate.level,
        unit=estimate.unit,
        n=estimate.n,
        status=finding.status.value,
        reason=finding.reason,
        detail=canonical(finding.detail),
        provenance=canonical(asdict(finding.provenance)),
    )


@transaction.atomic
def discard_picture(*, by: Scope, at: datetime, picture: Picture) -> Picture:
    """Throw away a draft; it can be taken back."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    policies.check_can_discard(by, picture)
    if picture.discarded_at is None:
        picture.discarded_by_id, picture.discarded_at = by.user_id, at
        picture.save(update_fields=["discarded_by", "discarded_at"])
        _note(by, at, "picture.discarded", picture, {})
    return picture


@transaction.atomic
def restore_picture(*, by: Scope, at: datetime, picture: Picture) -> Picture:
    """Take back a draft that was thrown away."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    policies.check_own(by, picture)
    if picture.discarded_at is not None:
        picture.discarded_by, picture.discarded_at = None, None
        picture.save(update_fields=["discarded_by", "discarded_at"])
        _note(by, at, "picture.restored", picture, {})
    return picture


@transaction.atomic
def mark_published(*, by: Scope, at: datetime, picture: Picture) -> Picture:
    """Note that an edition of the picture has been published; from then on it stays."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    policies.check_can_publish(by, picture)
    if picture.state != PictureState.PUBLISHED:
        picture.state = PictureState.PUBLISHED
        picture.save(update_fields=["state"])
        _note(by, at, "picture.published", picture, {})
    return picture


def _note(by: Scope, at: datetime, verb: str, picture: Picture, detail: Mapping[str, object]) -> None:
    audit.record(
        organisation_id=picture.organisation_id, by=by, at=at, verb=verb, target=picture, detail=detail
    )
