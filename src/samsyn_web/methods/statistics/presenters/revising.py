"""What the page about figures that the source has changed is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from samsyn.methods.statistics.withheld import area_name
from samsyn_web.methods.statistics.models import StatisticsFile
from samsyn_web.methods.statistics.presenters.picking import figure_words
from samsyn_web.methods.statistics.queries import Revised

MOST_SHOWN = 500


@dataclass(frozen=True, kw_only=True)
class RevisedLine:
    """A figure as two files give it; the other file is dated, and opens."""

    area: str
    what: str
    year: int
    before: str
    after: str
    name: str
    href: str
    read_at: datetime


@dataclass(frozen=True, kw_only=True)
class RevisionPage:
    """What a file changed of earlier ones, and what newer ones have changed of it."""

    key: int
    changed: tuple[RevisedLine, ...]
    replaced: tuple[RevisedLine, ...]
    more: int


def revision_page(
    one: StatisticsFile, changed: Iterable[Revised], replaced: Iterable[Revised]
) -> RevisionPage:
    """Return both lists, with the number of those that are too many to show."""
    lists = [tuple(_line(each) for each in some) for some in (changed, replaced)]
    return RevisionPage(
        key=one.pk,
        changed=lists[0][:MOST_SHOWN],
        replaced=lists[1][:MOST_SHOWN],
        more=sum(max(len(some) - MOST_SHOWN, 0) for some in lists),
    )


def _line(one: Revised) -> RevisedLine:
    each = one.revision
    return RevisedLine(
        area=area_name(each.area),
        what=each.category,
        year=each.day.year,
        before=figure_words(each.kind, each.before),
        after=figure_words(each.kind, each.after),
        name=one.other.name,
        href=reverse("statistics:file", args=[one.other.pk]),
        read_at=one.other.read_at,
    )
