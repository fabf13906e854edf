"""Writes of publications."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import timezone as FixedZone

from django.db import transaction
from django.utils import timezone

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.period import parse
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import Picture
from samsyn_web.findings.services import mark_published
from samsyn_web.reports import policies, queries
from samsyn_web.reports.models import Publication


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Who publishes, in words that stand in the document."""

    organisation: str
    person: str
    notice: str = ""


@transaction.atomic
def publish(
    *,
    by: Scope,
    at: datetime,
    picture: Picture,
    edition: Edition,
    imprint: Imprint,
    note: str = "",
    as_proposals: bool = False,
) -> Publication:
    """
    Freeze an edition of a picture as a document; what is published never changes.

    Where the period's edition was published before, the new one is a correction that names it, and `note` says what it
    corrects. A picture that is not judged is published only `as_proposals`, and says so.
    """
    picture = mark_published(by=by, at=at, picture=picture)
    policies.check_is_judged(by, picture, as_proposals=as_proposals)
    before = queries.latest(by, period=picture.period, edition=edition.value)
    policies.check_may_publish(by, picture, before, note)
    version = before.version + 1 if before else 1
    document = pictures.judged_document(by, picture, edition)
    made = _composed(by, at, picture, edition, imprint, _version_text(version, before, note), document)
    html, pdf = documents.html(made), documents.pdf(made)
    publication = Publication.objects.create(
        organisation_id=picture.organisation_id,
        picture=picture,
        edition=edition.value,
        period=picture.period,
        title=picture.title,
        version=version,
        supersedes=before,
        note=note,
        document=document,
        html=html,
        pdf=pdf,
        digest=_sha256(document.encode()),
        html_digest=_sha256(html.encode()),
        pdf_digest=_sha256(pdf),
        published_by_id=by.user_id,
        published_at=at,
    )
    audit.record(
        organisation_id=picture.organisation_id,
        by=by,
        at=at,
        verb="publication.made",
        target=publication,
        detail={"digest": publication.digest, "edition": edition.value, "version": version},
    )
    return publication


def _composed(
    by: Scope,
    at: datetime,
    picture: Picture,
    edition: Edition,
    imprint: Imprint,
    version: str,
    document: str,
) -> documents.Document:
    local = timezone.localtime(at).replace(microsecond=0)
    meta = {
        "organisation": imprint.organisation,
        "period": parse(picture.period).label,
        "version": version,
        "published": f"{local:%Y-%m-%d %H:%M}, {imprint.person}",
        "generated_at": local.astimezone(FixedZone(local.utcoffset() or timedelta())),
        "digest": _sha256(document.encode()),
    }
    sections = pictures.judged_sections(by, picture, edition)
    return documents.document(
        title=picture.title,
        subtitle=pictures.sentence(by, picture, edition),
        edition=edition,
        sections=sections,
        meta={**meta, "notice": _notices(by, picture, imprint, sections)},
    )


def _notices(by: Scope, picture: Picture, imprint: Imprint, sections: Sequence[Section]) -> tuple[str, ...]:
    """What a reader must know first; that levels are proposals, where an edition shows any."""
    unjudged = picture.judged_at is None and any(section.levels for section in sections)
    proposals = "Lägesbilden är inte bedömd: nivåerna är systemets förslag." if unjudged else ""
    return tuple(notice for notice in (imprint.notice, proposals) if notice)


def _version_text(version: int, before: Publication | None, note: str) -> str:
    if before is None:
        return str(version)
    return f"{version}; ersätter version {before.version} ({before.digest[:12]}). {note}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
