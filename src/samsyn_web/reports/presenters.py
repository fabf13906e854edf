"""What the pages of publications show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samsyn.period import parse
from samsyn_web.reports.models import Publication


@dataclass(frozen=True, kw_only=True)
class PublicationRow:
    """One publication, with what it replaces and what has replaced it."""

    id: int
    picture_id: int
    title: str
    period: str
    edition: str
    version: int
    at: datetime
    by: str
    note: str
    digest: str
    html_digest: str
    pdf_digest: str
    replaces: int | None
    replaced_by: int | None


def publication_row(one: Publication, replaced_by: Publication | None = None) -> PublicationRow:
    """A publication in words."""
    return PublicationRow(
        id=one.pk,
        picture_id=one.picture_id,
        title=one.title,
        period=parse(one.period).label,
        edition=one.get_edition_display(),
        version=one.version,
        at=one.published_at,
        by=str(one.published_by),
        note=one.note,
        digest=one.digest,
        html_digest=one.html_digest,
        pdf_digest=one.pdf_digest,
        replaces=one.supersedes_id,
        replaced_by=replaced_by.pk if replaced_by else None,
    )


def publication_rows(publications: Iterable[Publication]) -> list[PublicationRow]:
    """Publications as lines."""
    return [publication_row(one) for one in publications]


def file_name(one: Publication, ending: str) -> str:
    """What a downloaded publication is called."""
    return f"lagesbild_{one.period.replace('..', '_')}_{one.edition}_v{one.version}.{ending}".lower()
