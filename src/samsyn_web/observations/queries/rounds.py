"""Reads of rounds and their frozen rows; each takes who asks first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from samsyn.period import Period, parse
from samsyn.provenance import Rows
from samsyn.table import AreaSet, select
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.observations.models import Attachment, Intake, Round, RoundIntake, RoundState
from samsyn_web.observations.queries.contents import table_rows
from samsyn_web.places import queries as places


def rounds(scope: Scope) -> QuerySet[Round]:
    """Rounds of the asker's organisation, for those who work with data."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return Round.objects.none()
    return Round.objects.filter(organisation_id=scope.organisation_id).select_related("area_version")


def latest_rounds(scope: Scope) -> QuerySet[Round]:
    """Rounds, those that were frozen or opened last first."""
    touched = Coalesce("frozen_at", "opened_at").desc()
    return rounds(scope).select_related("opened_by").order_by(touched, "-pk")


def round_intakes(scope: Scope, observed: Round) -> list[Intake]:
    """The intakes that a round rests on, in their order."""
    used = RoundIntake.objects.filter(round=observed, round__in=rounds(scope)).order_by("position")
    return [
        one.intake
        for one in used.select_related("intake__attachment", "intake__source", "intake__area_version")
    ]


def with_sources(scope: Scope, some: Iterable[Round]) -> list[tuple[Round, list[str]]]:
    """Rounds with the names of their sources, in one more query."""
    found = list(some)
    names: dict[int, dict[str, None]] = {one.pk: {} for one in found}
    used = RoundIntake.objects.filter(round__in=rounds(scope), round_id__in=names).order_by("position")
    for round_id, name in used.values_list("round", "intake__source__name"):
        names[round_id][name or ""] = None
    for round_id, one in declared_sources(scope, names).items():
        names[round_id][one.name] = None
    return [(one, list(names[one.pk])) for one in found]


def source_names(scope: Scope, round_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Names of the sources of rounds, by the round's id, also for those who may read pictures but not open rows."""
    if not (scope.can(Permission.WORK_WITH_DATA) or scope.can(Permission.READ_PICTURE)):
        return {}
    own = RoundIntake.objects.filter(
        round_id__in=list(round_ids), round__organisation_id=scope.organisation_id
    )
    names: dict[int, dict[str, None]] = {}
    for round_id, name in own.order_by("position").values_list("round", "intake__source__name"):
        if name:
            names.setdefault(round_id, {})[name] = None
    told = {round_id: tuple(found) for round_id, found in names.items()}
    return {key: (one.name,) for key, one in declared_sources(scope, round_ids).items()} | told


@dataclass(frozen=True, kw_only=True)
class DeclaredSource:
    """What a round's source says about itself, where a method has read the rows itself."""

    key: str
    name: str
    caveats: tuple[str, ...]
    breaks: tuple[tuple[date, str], ...]


def declared_sources(scope: Scope, round_ids: Iterable[int]) -> dict[int, DeclaredSource]:
    """What the sources of rounds without intakes say about themselves, by the round's id; nothing for strangers."""
    if not (scope.can(Permission.WORK_WITH_DATA) or scope.can(Permission.READ_PICTURE)):
        return {}
    own = Round.objects.filter(
        pk__in=list(round_ids), organisation_id=scope.organisation_id, declared__isnull=False
    )
    return {
        key: DeclaredSource(
            key=said["key"],
            name=said["name"],
            caveats=tuple(said["caveats"]),
            breaks=tuple((date.fromisoformat(day), what) for day, what in said["breaks"]),
        )
        for key, said in own.values_list("pk", "declared")
        if said is not None
    }


def frozen_options(
    scope: Scope, round_ids: Iterable[int], method: str
) -> dict[int, tuple[Period, Mapping[str, Any]]]:
    """The period and options that a method's rounds were frozen with, also for those who may only read pictures."""
    if not (scope.can(Permission.WORK_WITH_DATA) or scope.can(Permission.READ_PICTURE)):
        return {}
    own = Round.objects.filter(
        pk__in=list(round_ids), organisation_id=scope.organisation_id, method=method, state=RoundState.FROZEN
    )
    return {
        key: (parse(period), options) for key, period, options in own.values_list("pk", "period", "options")
    }


def file_names(scope: Scope, observed: Round) -> dict[str, str]:
    """Names of the files that a round rests on, by their digests, also for those who may not open rows."""
    if observed.organisation_id != scope.organisation_id:
        return {}
    own = dict((observed.declared or {}).get("files", {}))
    return {one.sha256: one.name for one in files_behind(scope, observed)} | own


def areas(scope: Scope, observed: Round) -> AreaSet | None:
    """The areas that a round is placed in."""
    if observed.area_version_id is None or observed.organisation_id != scope.organisation_id:
        return None
    return places.area_set(scope, observed.area_version_id)


def selected_rows(scope: Scope, observed: Round, rows: Rows) -> pl.DataFrame | None:
    """The frozen rows that a selection picks, in the order of the files; none for those who may not open rows."""
    if not rounds(scope).filter(pk=observed.pk).exists():
        return None
    return select(table_rows(observed.rows), rows)


def files_behind(scope: Scope, observed: Round) -> list[Attachment]:
    """The files that a round rests on, also for those who may read pictures but not open rows."""
    own = RoundIntake.objects.filter(round=observed, round__organisation_id=scope.organisation_id)
    found = own.filter(intake__organisation_id=scope.organisation_id).select_related("intake__attachment")
    return [one.intake.attachment for one in found.order_by("position")]


def number_of_rows(scope: Scope, observed: Round) -> int | None:
    """How many rows the files of a round gave the register; none for strangers."""
    if observed.organisation_id != scope.organisation_id:
        return None
    if observed.declared:
        return int(observed.declared["rows"])
    receipts = RoundIntake.objects.filter(round=observed).values_list("intake__receipt", flat=True)
    return sum(int(one.get("new", 0)) + int(one.get("changed", 0)) for one in receipts)


def zone(scope: Scope, observed: Round) -> str | None:
    """The zone that times of a round are told in, where its sources agree on one."""
    read = RoundIntake.objects.filter(round=observed, round__in=rounds(scope))
    zones = set(read.values_list("intake__reading__source__zone", flat=True))
    return zones.pop() if len(zones) == 1 else None


def same_rounds(scope: Scope, observed: Round, period: str) -> list[Round]:
    """Frozen rounds of the same intakes, period and areas."""
    wanted = _intakes_of([observed])[observed.pk]
    same = rounds(scope).filter(
        state=RoundState.FROZEN,
        period=period,
        scope_key=observed.scope_key,
        area_version=observed.area_version_id,
    )
    found = {one.pk: one for one in same}
    held = _intakes_of(found.values())
    return [one for key, one in found.items() if held[key] == wanted]


def _intakes_of(some: Iterable[Round]) -> Mapping[int, list[int]]:
    held: dict[int, list[int]] = {one.pk: [] for one in some}
    for round_id, intake_id in (
        RoundIntake.objects.filter(round__in=held).order_by("position").values_list("round", "intake")
    ):
        held[round_id].append(intake_id)
    return held
