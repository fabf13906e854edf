"""What the pages of pictures show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

import samsyn
from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.provenance import digest as digest_of
from samsyn_web.base import words
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings import policies
from samsyn_web.findings.models import EDITIONS, Picture
from samsyn_web.findings.presenters.judging import state_words

DRAWN_S = 30 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class PictureRow:
    """One line in the list of pictures."""

    id: int
    period: str
    sentence: str
    sources: str
    state: str
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class PicturePage:
    """A picture, ready to be read."""

    id: int
    title: str
    period: str
    sentence: str
    lead: str
    points: tuple[str, ...]
    state: str
    is_draft: bool
    is_discarded: bool
    is_internal: bool
    edition: str
    sections: tuple[tuple[str, str, SafeString], ...]
    rows: str
    has_map: bool
    round_href: str
    can_judge: bool
    judging: str
    can_publish: bool
    can_discard: bool
    at: datetime
    by: str
    version: str
    digest: str


def picture_rows(pictures: Iterable[Picture], sources: Mapping[int, str]) -> list[PictureRow]:
    """Pictures as lines, with what each rests on by its id."""
    return [
        PictureRow(
            id=one.pk,
            period=words.period(one.period),
            sentence=one.sentence,
            sources=sources.get(one.pk, ""),
            state=state_words(one),
            at=one.created_at,
            by=str(one.created_by),
        )
        for one in pictures
    ]


def picture_page(
    scope: Scope,
    picture: Picture,
    edition: Edition,
    sentence: str,
    sections: Sequence[Section],
    n_rows: int | None,
    judging: str,
) -> PicturePage:
    """A picture with its sections as HTML, every figure linked to its own page."""
    composed = documents.document(title=picture.title, subtitle=sentence, edition=edition, sections=sections)
    first, lead = answer(sentence)
    works = scope.can(Permission.WORK_WITH_DATA)
    return PicturePage(
        id=picture.pk,
        title=picture.title,
        period=words.period(picture.period),
        sentence=first,
        lead=lead,
        points=composed.highlights if composed.body != composed.sections else (),
        state=state_words(picture),
        is_draft=picture.is_draft,
        is_discarded=picture.discarded_at is not None,
        is_internal=edition is Edition.INTERNAL,
        edition=edition.value,
        sections=_parts(edition, composed.body),
        rows="" if picture.round.declared else words.number(n_rows),  # rows that are no reports
        has_map=not picture.round.declared,
        round_href=reverse(f"{picture.method}:round", args=[picture.round_id]) if works else "",
        can_judge=policies.can_judge(scope, picture),
        judging=judging,
        can_publish=policies.can_publish(scope, picture),
        can_discard=policies.can_discard(scope, picture),
        at=picture.created_at,
        by=str(picture.created_by),
        version=picture.version,
        digest=picture.digest,
    )


def answer(text: str) -> tuple[str, str]:
    """The sentence that answers, and the others: how many comes first in the text, what deviates comes second."""
    first, *rest = re.split(r"(?<=\.) (?=[A-ZÅÄÖ0-9])", text)
    if not rest:
        return first, ""
    return rest[0], " ".join([first, *rest[1:]])


def _parts(edition: Edition, sections: Sequence[Section]) -> tuple[tuple[str, str, SafeString], ...]:
    """The sections as HTML; charts take a while to draw, and the same sections give the same drawing."""
    keys = [f"section:{samsyn.__version__}:{edition.value}:{digest_of(one)}" for one in sections]
    drawn = cache.get_many(keys)
    new = {key: _html(one, edition) for key, one in zip(keys, sections, strict=True) if key not in drawn}
    cache.set_many(new, DRAWN_S)
    html = drawn | new
    return tuple((one.key, one.title, mark_safe(html[key])) for key, one in zip(keys, sections, strict=True))


def _html(section: Section, edition: Edition) -> str:
    # The figures' own pages show what the partner and public editions withhold, so only the internal one links.
    return documents.section_html(section, link=_figure_href if edition is Edition.INTERNAL else None)


def _figure_href(digest: str) -> str:
    return reverse("findings:figure", args=[digest])


def edition_tabs(picture: Picture, chosen: Edition) -> list[tuple[str, str, bool]]:
    """The editions as links: address, name, whether it is shown now."""
    page = reverse("findings:picture", args=[picture.pk])
    return [(f"{page}?upplaga={value}", str(name), value == chosen.value) for value, name in EDITIONS]


def map_tabs(picture: Picture, chosen: Edition) -> list[tuple[str, str, bool]]:
    """The editions of the map as links."""
    page = reverse("findings:map", args=[picture.pk])
    return [(f"{page}?upplaga={value}", str(name), value == chosen.value) for value, name in EDITIONS]


@dataclass(frozen=True, kw_only=True)
class MapHead:
    """Which picture a map is of."""

    id: int
    title: str
    period: str


def map_head(picture: Picture) -> MapHead:
    """The head of a picture's map."""
    return MapHead(id=picture.pk, title=picture.title, period=words.period(picture.period))


def file_name(picture: Picture, ending: str, edition: Edition = Edition.INTERNAL) -> str:
    """What a downloaded picture is called."""
    return f"lagesbild_{picture.period.replace('..', '_')}_{edition.value}.{ending}".lower()
