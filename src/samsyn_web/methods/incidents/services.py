"""The path from files to a picture."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samsyn.cycle import Edition
from samsyn.errors import BadInput
from samsyn.files import Reading
from samsyn.methods import incidents
from samsyn.methods.incidents.keys import KEYS
from samsyn_web.base import jobs
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.findings.services import Made, MadeEdition, record_picture
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.observations.models import Round
from samsyn_web.observations.services import Told

METHOD = incidents.INCIDENTS.name


def compute(
    *, by: Scope, at: datetime, observed: Round, period: str, organisation: str, told: Told | None = None
) -> Picture:
    """Compute the picture of a round for a period, freeze the round and keep every figure."""
    if (there := findings.picture_of_round(by, observed.pk)) is not None:
        return there
    told = told or _tell_nobody
    told(0.05, "Läser det som är sparat")
    readings = observations.readings(by, observed)
    _check_labels(readings)
    told(0.2, "Räknar")
    mapped = observed.source is not None and any(reading.source.categories for reading in readings)
    picture = incidents.picture(
        readings,
        period=period,
        areas=observations.areas(by, observed),
        chosen={"map_categories": True} if mapped else None,
        organisation=organisation,
    )
    told(0.7, "Skriver avsnitten")
    made = _made(picture)
    told(0.9, "Sparar varje siffra")
    with transaction.atomic():
        frozen = rounds.freeze(by=by, at=at, observed=observed, prepared=picture.observed)
        return record_picture(by=by, at=at, observed=frozen, made=made)


def _tell_nobody(share: float, what: str) -> None:
    """Nobody waits."""


def _check_labels(readings: Iterable[Reading]) -> None:
    """Refuse categories and areas that are too long to be labels: then another column was probably meant."""
    for reading in readings:
        for column, what in (("category", "kategori"), ("area", "område")):
            field = FindingRecord._meta.get_field(column)
            most = int(getattr(field, "max_length", 0))
            labels = reading.table.frame[column].drop_nulls()
            longest = labels.filter(labels.str.len_chars() > most).head(1)
            if not longest.is_empty():
                raise BadInput(
                    f"I {reading.name} är en text för {what} längre än {most} tecken: ”{longest[0][:40]}…”. "
                    f"Peka ut en annan kolumn för {what}."
                )


def _made(picture: incidents.Picture) -> Made:
    internal = picture.document()
    return Made(
        method=METHOD,
        version=incidents.VERSION,
        period=picture.observed.period,
        title=picture.title,
        findings=picture.found.findings,
        editions={edition: _edition(picture, edition) for edition in Edition},
        labels=KEYS,
        area_names=_names(internal, "area"),
        category_names=_names(internal, "category"),
    )


def _edition(picture: incidents.Picture, edition: Edition) -> MadeEdition:
    document = picture.document(edition)
    return MadeEdition(
        sentence=picture.sentence(edition),
        sections=picture.sections(edition),
        document=_json_text(document),
        digest=document["digest"],
    )


def _names(document: Mapping[str, Any], what: str) -> dict[str, str]:
    return {row[what]: row[f"{what}_name"] for row in document["findings"] if row[what] is not None}


def _json_text(document: Mapping[str, Any]) -> str:
    """The text of a document, as the command line writes it."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@transaction.atomic
def round_for(*, by: Scope, at: datetime, observed: Round, period: str) -> tuple[Round, Picture | None]:
    """
    Return the round to compute a period of, and its picture where there is one already.

    A frozen round holds one period, so that another period gets a round of its own with the same readings.
    """
    if not observed.is_frozen:
        return observed, None
    for same in observations.rounds_of_same_readings(by, observed):
        there = findings.picture_of_round(by, same.pk)
        if same.period == period and there is not None and there.discarded_at is None:
            return same, there
    return rounds.copy_round(by=by, at=at, observed=observed), None


def ask_to_read(*, by: Scope, at: datetime, observed: Round) -> Job:
    """Ask the worker to read the files of a round."""
    return _ask(by, at, observed, "read", {})


def ask_to_compute(*, by: Scope, at: datetime, observed: Round, period: str, organisation: str) -> Job:
    """Ask the worker to compute the picture of a round."""
    return _ask(by, at, observed, "compute", {"period": period, "organisation": organisation})


def _ask(by: Scope, at: datetime, observed: Round, work: str, arguments: Mapping[str, Any]) -> Job:
    return jobs.enqueue(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        function=f"samsyn_web.methods.incidents.tasks.{work}",
        kind=f"{METHOD}.{work}",
        key=f"{METHOD}.{work}:{observed.pk}",
        arguments={"round_id": observed.pk, "role": by.role.value, **arguments},
    )
