"""Reads of pictures and their figures; each takes who asks first."""

from __future__ import annotations

import json

import polars as pl
from django.db.models import QuerySet

from samsyn.cycle import Edition, Section
from samsyn.provenance import Rows, restore
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import FindingRecord, PictureEdition, PictureState
from samsyn_web.findings.models import Picture as Picture
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Attachment, RoundFile


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


def picture(scope: Scope, picture_id: int) -> Picture | None:
    """One picture, thrown away or not."""
    return pictures(scope).filter(pk=picture_id).first()


def picture_of_round(scope: Scope, round_id: int) -> Picture | None:
    """The picture that was made of a round."""
    return pictures(scope).filter(round_id=round_id).first()


def pictures_of_file(scope: Scope, file: RoundFile) -> list[Picture]:
    """Pictures that were made of the same file before, in other rounds."""
    using = observations.rounds_with(scope, file.attachment).exclude(pk=file.round_id)
    return list(kept_pictures(scope).filter(round__in=using))


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


def files_behind(scope: Scope, figure: FindingRecord) -> list[Attachment]:
    """The files that a figure rests on."""
    return observations.files_behind(scope, figure.picture.round)


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
