"""Reads of sources."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.db.models import QuerySet

from samsyn import files
from samsyn.files.names import plain
from samsyn.table import Source as DeclaredSource
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.observations.models import Intake, Source


def sources(scope: Scope) -> QuerySet[Source]:
    """What the organisation has declared about its sources, for those who work with data."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return Source.objects.none()
    own = Source.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("area_version").order_by("name", "pk")


def source_of_key(scope: Scope, key: str) -> Source | None:
    """The organisation's source of a key."""
    return sources(scope).filter(key=key).first()


def free_key(scope: Scope, name: str) -> str:
    """A key for a new source, made of its name, that no source of the organisation has."""
    base = plain(name)[:60] or "kalla"
    taken = set(sources(scope).filter(key__startswith=base).values_list("key", flat=True))
    return next(
        key for n in range(1, len(taken) + 2) if (key := base if n == 1 else f"{base}_{n}") not in taken
    )


def known_sources(scope: Scope) -> tuple[DeclaredSource, ...]:
    """What the organisation has declared about its sources, beside what Samsyn knows."""
    from samsyn.instruments import load

    return (*(declared(source) for source in sources(scope)), *load.sources())


def declared(source: Source) -> DeclaredSource:
    """The declaration of a stored source as the library's value."""
    return _declaration(source.declaration)


def draft(intake: Intake) -> DeclaredSource | None:
    """What a staged file's source says, as the library's value; none where nothing is said yet."""
    return _declaration(intake.declaration) if intake.declaration else None


def _declaration(text: str) -> DeclaredSource:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.yaml"
        path.write_text(text, encoding="utf-8")
        return files.load_source(path)
