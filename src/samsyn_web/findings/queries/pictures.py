"""Reads of pictures and their figures; each takes who asks first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import polars as pl
from django.db.models import QuerySet

from samsyn.cycle import Edition, Section, Status
from samsyn.documents import judged
from samsyn.provenance import Rows, restore
from samsyn.table import AreaSet
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import (
    AlarmAnswer,
    FieldNote,
    FindingRecord,
    LevelJudgement,
    PictureEdition,
    PictureState,
)
from samsyn_web.findings.models import Picture as Picture
from samsyn_web.findings.models import Priority as Priority
from samsyn_web.findings.models.judgements import LEVELS, Alarm
from samsyn_web.findings.models.judgements import ProposedLevel as ProposedLevel
from samsyn_web.observations import queries as observations
from samsyn_web.places import queries as places

MOST_CITED, MOST_OF_EACH = 20, 5


def pictures(scope: Scope) -> QuerySet[Picture]:
    """Pictures that the asker may read, newest period first: all for those who work with data, else the published."""
    own = Picture.objects.filter(organisation_id=scope.organisation_id).order_by("-start", "-created_at")
    own = own.select_related("round", "created_by")
    if scope.can(Permission.WORK_WITH_DATA):
        return own
    if scope.can(Permission.READ_PICTURE):
        return own.filter(state=PictureState.PUBLISHED)
    return own.none()


def kept_pictures(scope: Scope) -> QuerySet[Picture]:
    """Pictures that are not thrown away."""
    return pictures(scope).filter(discarded_at__isnull=True)


def pictures_to_cite(scope: Scope) -> list[Picture]:
    """The newest pictures, and of each method the newest few: a year is older than the weeks that follow it."""
    found = list(kept_pictures(scope)[:MOST_CITED])
    for method in kept_pictures(scope).order_by("method").values_list("method", flat=True).distinct():
        found += (
            kept_pictures(scope)
            .filter(method=method)
            .exclude(pk__in=[one.pk for one in found])[:MOST_OF_EACH]
        )
    return found


def picture(scope: Scope, picture_id: int) -> Picture | None:
    """One picture, thrown away or not."""
    return pictures(scope).filter(pk=picture_id).first()


def picture_of_round(scope: Scope, round_id: int) -> Picture | None:
    """The picture that was made of a round."""
    return pictures(scope).filter(round_id=round_id).first()


def source_names(scope: Scope, listed: Iterable[Picture]) -> dict[int, str]:
    """What pictures rest on, by the picture's id: two of the same period may rest on different sources."""
    rounds = {one.pk: one.round_id for one in listed}
    names = observations.source_names(scope, rounds.values())
    return {key: ", ".join(names[round_id]) for key, round_id in rounds.items() if round_id in names}


def editions(scope: Scope, picture: Picture) -> QuerySet[PictureEdition]:
    """The editions of a picture."""
    return PictureEdition.objects.filter(picture=picture, picture__in=pictures(scope))


def sections(scope: Scope, picture: Picture, edition: Edition) -> tuple[Section, ...]:
    """The sections of an edition, as value objects; nothing for strangers."""
    plain = editions(scope, picture).filter(edition=edition.value).values_list("sections", flat=True).first()
    return tuple(restore(Section, one) for one in json.loads(plain or "[]"))


def sentence(scope: Scope, picture: Picture, edition: Edition) -> str:
    """What an edition says; empty for strangers."""
    return (
        editions(scope, picture).filter(edition=edition.value).values_list("sentence", flat=True).first()
        or ""
    )


def document(scope: Scope, picture: Picture, edition: Edition) -> str:
    """The document of an edition as JSON text, byte for byte what the library wrote; empty for strangers."""
    return (
        editions(scope, picture).filter(edition=edition.value).values_list("document", flat=True).first()
        or ""
    )


def figure(scope: Scope, digest: str) -> FindingRecord | None:
    """The figure with a digest; where several pictures hold it, that of the newest kept."""
    found = FindingRecord.objects.filter(digest=digest, picture__in=pictures(scope))
    return (
        found.select_related("picture__round__rows", "picture__created_by")
        .order_by("picture__discarded_at", "-picture__created_at")
        .first()
    )


def rows_behind(scope: Scope, figure: FindingRecord) -> pl.DataFrame | None:
    """The frozen rows that a figure rests on; none for those who may read the figure but not open rows."""
    selection = restore(Rows, figure.provenance["rows"])
    return observations.selected_rows(scope, figure.picture.round, selection)


def file_names(scope: Scope, figure: FindingRecord) -> dict[str, str]:
    """Names of the files that a figure rests on, by their digests."""
    return observations.file_names(scope, figure.picture.round)


def zone(scope: Scope, figure: FindingRecord) -> str | None:
    """The zone that the times behind a figure are told in, if there is one."""
    return observations.zone(scope, figure.picture.round)


def names_of(scope: Scope, picture: Picture) -> dict[str, str]:
    """Names of areas and categories that the picture's figures use, by key."""
    own = FindingRecord.objects.filter(picture=picture, picture__in=pictures(scope))
    areas = dict(own.exclude(area=None).values_list("area", "area_name").distinct())
    categories = dict(own.exclude(category=None).values_list("category", "category_name").distinct())
    return {str(key): name for key, name in (areas | categories).items()}


def number_of_rows(scope: Scope, picture: Picture) -> int | None:
    """How many rows the picture's files gave; none for strangers."""
    return observations.number_of_rows(scope, picture.round)


def areas_to_judge(scope: Scope, picture: Picture) -> list[ProposedLevel]:
    """The proposed levels of a picture, the most serious first."""
    rank = {level: n for n, (level, _) in enumerate(LEVELS)} | {Status.GREEN.value: -1}
    found = FindingRecord.objects.filter(picture=picture, picture__in=pictures(scope), status__in=rank)
    said = _newest(LevelJudgement.objects.select_related("judged_by"), scope, picture)
    proposals = [ProposedLevel(finding=one, history=tuple(said.get(one.pk, ()))) for one in found]
    return sorted(proposals, key=lambda one: (-rank[one.finding.status], one.finding.area_name))


def alarms(scope: Scope, picture: Picture) -> list[Alarm]:
    """
    The figures of a picture that deviate with false alarms controlled (they have a q value), the surest first.

    One that only sums up others that deviate is left out.
    """
    outside = (Status.ABOVE.value, Status.BELOW.value)
    found = list(
        FindingRecord.objects.filter(picture=picture, picture__in=pictures(scope), status__in=outside)
    )
    named = {(one.area, one.category, one.status) for one in found}
    said = _newest(AlarmAnswer.objects.select_related("answered_by"), scope, picture)
    kept = [
        Alarm(finding=one, history=tuple(said.get(one.pk, ())))
        for one in found
        if {"q_above", "q_below"} & set(one.detail)
        and not any((one.area, part, one.status) in named for part in one.detail.get("categories", ()))
    ]
    return sorted(kept, key=lambda one: (_surest(one.finding), -one.finding.n))


def _surest(finding: FindingRecord) -> float:
    return min(float(finding.detail[name]) for name in ("q_above", "q_below") if name in finding.detail)


def _newest(rows: QuerySet[Any], scope: Scope, picture: Picture) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows.filter(picture=picture, picture__in=pictures(scope)).order_by("-pk"):
        found.setdefault(row.finding_id, []).append(row)
    return found


def notes(scope: Scope, picture: Picture) -> QuerySet[FieldNote]:
    """What is known from the field, in the order that it was written."""
    own = FieldNote.objects.filter(picture=picture, picture__in=pictures(scope))
    return own.select_related("written_by").order_by("pk")


def priorities(scope: Scope, picture: Picture) -> QuerySet[Priority]:
    """What comes first, in order."""
    own = Priority.objects.filter(picture=picture, picture__in=pictures(scope))
    return own.order_by("position")


def area_names(scope: Scope, picture: Picture) -> dict[str, str]:
    """Names of the picture's areas by key, in the order of the alphabet."""
    own = FindingRecord.objects.filter(picture=picture, picture__in=pictures(scope)).exclude(area=None)
    found = own.order_by("area_name").values_list("area", "area_name").distinct()
    return {str(area): name for area, name in found}


def labels(scope: Scope, picture: Picture) -> dict[str, str]:
    """What each kind of figure is, by key."""
    own = FindingRecord.objects.filter(picture=picture, picture__in=pictures(scope))
    return dict(own.values_list("key", "label").distinct())


def answer_to(scope: Scope, figure: FindingRecord) -> Alarm | None:
    """Why a figure deviates; none where it does not."""
    return next((one for one in alarms(scope, figure.picture) if one.finding == figure), None)


def judgement_of(scope: Scope, figure: FindingRecord) -> ProposedLevel | None:
    """What was decided about a proposed level; none where the figure is no level."""
    levels = areas_to_judge(scope, figure.picture)
    return next((one for one in levels if one.finding == figure), None)


def judgements(scope: Scope, picture: Picture, edition: Edition) -> judged.Judgements:
    """All that people have said about a picture, as an edition tells it; nothing for strangers."""
    if not pictures(scope).filter(pk=picture.pk).exists():
        return judged.Judgements()
    made = judged.Judgements(
        judged=picture.judged_at is not None,
        judged_by=str(picture.judged_by or ""),
        judged_at=picture.judged_at.isoformat() if picture.judged_at else "",
        levels=tuple(one.value for one in areas_to_judge(scope, picture)),
        answers=tuple(one.value for one in alarms(scope, picture) if one.value is not None),
        notes=tuple(
            judged.JudgedNote(text=one.text, by=str(one.written_by), at=one.written_at.isoformat())
            for one in notes(scope, picture)
        ),
        priorities=tuple(
            judged.JudgedPriority(problem=one.problem, why=one.why, area=one.area, area_name=one.area_name)
            for one in priorities(scope, picture)
        ),
    )
    return judged.for_edition(made, edition)


def judged_sections(scope: Scope, picture: Picture, edition: Edition) -> tuple[Section, ...]:
    """The sections of an edition with what people decided; nothing for strangers."""
    return judged.judged_sections(sections(scope, picture, edition), judgements(scope, picture, edition))


def judged_document(scope: Scope, picture: Picture, edition: Edition) -> str:
    """The document of an edition with what people decided, as JSON text; empty for strangers."""
    text = document(scope, picture, edition)
    if not text:
        return ""
    whole = judged.judged_document(json.loads(text), judgements(scope, picture, edition))
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def borders(scope: Scope, picture: Picture) -> AreaSet | None:
    """The areas that a picture was counted by, with their borders; none for strangers, or where they are not known."""
    if not pictures(scope).filter(pk=picture.pk).exists():
        return None
    given = observations.areas(scope, picture.round)
    if given is not None:
        return given
    named = FindingRecord.objects.filter(picture=picture).exclude(area=None).values_list("area", flat=True)
    for version in places.area_versions(
        scope
    ):  # files that only name areas: a version that knows each of them
        kept = places.area_set(scope, version.pk)
        if kept is not None and set(named) and set(named) <= set(kept.keys):
            return kept
    return None


def points(scope: Scope, picture: Picture) -> pl.DataFrame | None:
    """Where the picture's incidents were (x_m, y_m, category, area); none for those who may not open rows."""
    if not pictures(scope).filter(pk=picture.pk).exists():
        return None
    rows = observations.selected_rows(scope, picture.round, Rows(start=picture.start, end=picture.end))
    if rows is None or "x_m" not in rows.columns:  # a method whose rows are no events has no points
        return None
    return rows.select("x_m", "y_m", "category", "area").drop_nulls(["x_m", "y_m"])
