"""The path from the register to a picture."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.files import Reading
from samsyn.methods import incidents
from samsyn.methods.incidents.keys import KEYS
from samsyn_web.base import words
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Picture
from samsyn_web.findings.services import Made, MadeEdition, record_picture
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.services.register import ask
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.observations.models import Intake, Round, Source
from samsyn_web.observations.services import Told
from samsyn_web.places.models import AreaVersion

METHOD = incidents.INCIDENTS.name
MOST_CATEGORIES = 1000


def open_picture(
    *,
    by: Scope,
    at: datetime,
    sources: Sequence[Source],
    period: str,
    area_version: AreaVersion | None,
    stated: Mapping[str, str] | None = None,
) -> tuple[Round, Picture | None]:
    """
    Return a round to compute the picture of a period from, on all that some sources have in the register.

    Where nothing has come since the last picture of the same, that picture is given too. `stated` is what the
    organisation knows of who was expected in the period, see `samsyn.methods.incidents.options`.
    """
    intakes = list(observations.committed(by, sources))
    _check_alike(sources)
    with transaction.atomic():
        opened = rounds.open_round(by=by, at=at, method=METHOD, intakes=intakes, area_version=area_version)
        for same in observations.same_rounds(by, opened, period):
            there = findings.picture_of_round(by, same.pk)
            alike = dict(same.options.get("stated", {})) == dict(stated or {})
            kept = there is not None and there.discarded_at is None
            if kept and alike and _says_the_same(same, sources):
                rounds.discard_round(by=by, at=at, observed=opened)
                return same, there
    return opened, None


def _check_alike(sources: Sequence[Source]) -> None:
    """Refuse sources whose rows are not the same thing: their sum is no number of anything."""
    words = {source.name: observations.declared(source).counts for source in sources}
    if len(set(words.values())) > 1:
        said = ", ".join(f"{name} ({word})" for name, word in words.items())
        raise Refused(
            _(
                "Källorna räknar olika saker och kan inte räknas ihop: %(said)s. Gör en lägesbild för varje källa, "
                "eller rätta vad en rad är på källans sida."
            )
            % {"said": said}
        )


def _says_the_same(observed: Round, sources: Sequence[Source]) -> bool:
    """Whether no source has been declared anew since a round was frozen."""
    return all(observed.frozen_at and source.declared_at <= observed.frozen_at for source in sources)


def compute(
    *,
    by: Scope,
    at: datetime,
    observed: Round,
    period: str,
    organisation: str,
    told: Told | None = None,
    stated: Mapping[str, str] | None = None,
) -> Picture:
    """Compute the picture of a round for a period, freeze the round and keep every figure."""
    if (there := findings.picture_of_round(by, observed.pk)) is not None:
        return there
    told = told or _tell_nobody
    told(0.05, "Läser registret")
    readings = queries.readings(by, observed)
    told(0.2, "Räknar")
    _check_categories(readings)
    mapped = any(reading.source.categories or reading.source.not_incidents for reading in readings)
    picture = incidents.picture(
        readings,
        period=period,
        areas=observations.areas(by, observed),
        chosen={
            **({"map_categories": True} if mapped else {}),
            **({"stated": dict(stated)} if stated else {}),
        },
        organisation=organisation,
    )
    told(0.7, "Skriver avsnitten")
    made = _made(picture)
    told(0.9, "Sparar varje siffra")
    with transaction.atomic():
        frozen = rounds.freeze(by=by, at=at, observed=observed, prepared=picture.observed)
        return record_picture(by=by, at=at, observed=frozen, made=made)


def _check_categories(readings: Sequence[Reading]) -> None:
    """Refuse more categories than a picture can be about: each is judged for itself, and nobody reads them all."""
    found: set[str] = set()
    for reading in readings:
        labels = reading.table.frame["category"].drop_nulls().unique().to_list()
        out = set(reading.source.not_incidents)
        found |= {reading.source.categories.get(label, label) for label in labels if label not in out}
    if len(found) > MOST_CATEGORIES:
        raise Refused(
            _(
                "Rapporterna har %(n)s olika kategorier. En lägesbild kan ha högst %(most)s: välj kategorier för "
                "källans ord, eller läs in filen igen med en annan kolumn som kategori."
            )
            % {"n": words.number(len(found)), "most": MOST_CATEGORIES}
        )


def _tell_nobody(share: float, what: str) -> None:
    """Nobody waits."""


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


def ask_to_read(*, by: Scope, at: datetime, intakes: Sequence[Intake]) -> Job:
    """Ask the worker to read files that have been staged."""
    keys = [intake.pk for intake in intakes]
    return ask(by=by, at=at, work="read", key=",".join(map(str, keys)), arguments={"intake_ids": keys})


def ask_to_compute(*, by: Scope, at: datetime, observed: Round, period: str, organisation: str) -> Job:
    """Ask the worker to compute the picture of a round."""
    arguments = {"round_id": observed.pk, "period": period, "organisation": organisation}
    return ask(by=by, at=at, work="compute", key=str(observed.pk), arguments=arguments)
