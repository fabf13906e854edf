"""Reads of official statistics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samsyn.methods.statistics import TEMPLATES, Pick, Revision, revisions
from samsyn.methods.statistics.figures import KEY
from samsyn.methods.statistics.find import find
from samsyn.methods.statistics.method import Figures
from samsyn.methods.statistics.picking import picks_of
from samsyn.sweden import municipality
from samsyn_web.base.registry import OwnSource
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Picture
from samsyn_web.methods.statistics import policies
from samsyn_web.methods.statistics.models import StatisticsFile
from samsyn_web.observations import queries as observations
from samsyn_web.people import queries as people

MOST_FILES = 10


def files(scope: Scope) -> QuerySet[StatisticsFile]:
    """Return the organisation's files, the newest first: those kept, and to who reads them in also the others."""
    if not scope.can(Permission.READ_PICTURE):
        return StatisticsFile.objects.none()
    own = StatisticsFile.objects.filter(organisation_id=scope.organisation_id).select_related("read_by")
    if not policies.can_read_in(scope):
        own = own.filter(kept_at__isnull=False, withdrawn_at__isnull=True)
    return own.order_by("-read_at", "-pk")


def file(scope: Scope, file_id: int) -> StatisticsFile | None:
    """Return one file, or none where it is not theirs."""
    return files(scope).filter(pk=file_id).first()


def told(scope: Scope, file_id: int) -> Figures | None:
    """Return what a file says, computed from its frozen rows."""
    found = file(scope, file_id)
    if found is None:
        return None
    observed = policies.observed(found)
    return Figures(observed=observed, found=find(observed))


def own_names(scope: Scope) -> tuple[str, ...]:
    """Return what the own municipality is called in files: its name, and its code where that is known."""
    own = people.organisation(scope)
    code = own.municipality_code
    return tuple(dict.fromkeys((own.name, *((municipality(code).name, code) if code else ()))))


@dataclass(frozen=True, kw_only=True)
class Revised:
    """A figure that two files of a series give differently, and the other file."""

    revision: Revision
    other: StatisticsFile


def others(scope: Scope, kept_file: StatisticsFile, *, newer: bool = False) -> list[StatisticsFile]:
    """Return the kept files of the same series that were read before one, or after it, the nearest first."""
    if file(scope, kept_file.pk) is None:
        return []
    same = files(scope).filter(template=kept_file.template, kept_at__isnull=False, withdrawn_at__isnull=True)
    at, key = kept_file.read_at, kept_file.pk
    if newer:
        after = same.filter(Q(read_at__gt=at) | Q(read_at=at, pk__gt=key))
        return list(after.order_by("read_at", "pk")[:MOST_FILES])
    before = same.filter(Q(read_at__lt=at) | Q(read_at=at, pk__lt=key))
    return list(before.order_by("-read_at", "-pk")[:MOST_FILES])


def revised(scope: Scope, kept_file: StatisticsFile) -> tuple[Revised, ...]:
    """Return the figures of a file that an earlier file gave another value, each against the nearest that has it."""
    return _revised(kept_file, others(scope, kept_file), newer=False)


def replaced(scope: Scope, kept_file: StatisticsFile) -> tuple[Revised, ...]:
    """Return the figures of a file that newer files give another value; the newest that has one decides."""
    return _revised(kept_file, others(scope, kept_file, newer=True)[::-1], newer=True)


def _revised(one: StatisticsFile, some: Sequence[StatisticsFile], *, newer: bool) -> tuple[Revised, ...]:
    """Return what differs; the first of the other files that has a figure decides."""
    if not some:
        return ()
    own, decided, found = policies.observed(one).table, set(), {}
    for other in some:
        theirs = policies.observed(other).table
        changed = {
            (each.area, each.category, each.kind, each.day): each
            for each in (revisions(own, theirs) if newer else revisions(theirs, own))
        }
        for key in theirs.frame.select(KEY).iter_rows():
            if key not in decided and key in changed:
                found[key] = Revised(revision=changed[key], other=other)
            decided.add(key)
    return tuple(found[key] for key in sorted(found))


def pictures_of(scope: Scope, kept_file: StatisticsFile) -> list[Picture]:
    """Return the pictures that hold figures of a file, the newest first."""
    return list(
        findings.kept_pictures(scope).filter(round__options__origin=kept_file.digest).order_by("-created_at")
    )


def file_of_round(scope: Scope, statistics_round_id: int) -> StatisticsFile | None:
    """Return the file that a round was frozen from."""
    found = observations.rounds(scope).filter(pk=statistics_round_id, method=policies.METHOD).first()
    return files(scope).filter(digest=found.options.get("origin", "")).first() if found else None


def sources(scope: Scope) -> tuple[OwnSource, ...]:
    """Return the series that there are kept files of, with what each cannot show."""
    kept = files(scope).filter(kept_at__isnull=False, withdrawn_at__isnull=True)
    names = kept.order_by("template").values_list("template", flat=True).distinct()
    found = [TEMPLATES[name].source for name in names]
    return tuple(OwnSource(key=one.key, name=one.name, limits=one.caveats) for one in found)


def changed_since(scope: Scope, round_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return, in sentences, which picked figures newer files give other values, by the round's key."""
    told: dict[int, tuple[str, ...]] = {}
    own = observations.frozen_options(scope, round_ids, policies.METHOD)
    for key, (period, options) in own.items():
        one = files(scope).filter(digest=options.get("origin", "")).first()
        picks = picks_of(options)
        if one is None or picks is None:
            continue
        gone = [policies.REMOVED] if one.withdrawn_at is not None else []
        changed = [
            each
            for each in replaced(scope, one)
            if each.revision.day < period.end
            and Pick(area=each.revision.area, category=each.revision.category, kind=each.revision.kind)
            in picks
        ]
        said = [policies.changed_words(each.revision, each.other.name) for each in changed]
        if gone or said:
            told[key] = (*gone, *said)
    return told
