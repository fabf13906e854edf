"""The data protection officer looks through everything that people have written: with the guard, or for words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit, jobs
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.policies.screening import remarks

KIND = "incidents.inspect"
MOST_PLACES, MOST_FOUND, SHORTEST = 500, 200, 3


@transaction.atomic
def ask_to_inspect(*, by: Scope, at: datetime) -> Job:
    """Let the guard look through all that is stored, as work with progress."""
    _check(by)
    job = jobs.enqueue(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        function="samsyn_web.methods.incidents.tasks.inspect",
        kind=KIND,
        arguments={"role": by.role.value},
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="texts.inspected", target=f"job:{job.pk}"
    )
    return job


def inspect(*, by: Scope, at: datetime, told: Callable[[float, str], None] | None = None) -> dict[str, Any]:
    """
    Return what the guard finds in everything that is stored: counts, and places without what stands there.

    Nothing of the texts is in the answer, so that it can be kept as the job's result.
    """
    _check(by)
    texts = queries.stored_texts(by)
    counts: Counter[tuple[str, bool]] = Counter()
    places: list[dict[str, Any]] = []
    for number, one in enumerate(texts):
        if told is not None and number % 500 == 0:
            told(number / len(texts), _("Läser %(table)s") % {"table": one.table_name})
        for found in remarks(one.text):
            counts[found.name, found.sure] += 1
            if len(places) < MOST_PLACES:
                places.append({"table": one.table, "key": one.key, "field": one.field, "sure": found.sure})
    return {
        "at": at.isoformat(),
        "texts": len(texts),
        "counts": [[name, sure, n] for (name, sure), n in sorted(counts.items())],
        "places": [dict(pairs) for pairs in dict.fromkeys(tuple(one.items()) for one in places)],
    }


@transaction.atomic
def find_words(*, by: Scope, at: datetime, words: str) -> list[queries.StoredText]:
    """
    Return the texts that hold some words, for instance when somebody asks what is stored about them.

    The trail says that a search was made and how much it found, not what was sought.
    """
    _check(by)
    sought = " ".join(words.casefold().split())
    if len(sought) < SHORTEST:
        raise BadInput(_("Skriv minst %(n)s tecken att söka efter.") % {"n": SHORTEST})
    found = [one for one in queries.stored_texts(by) if sought in " ".join(one.text.casefold().split())]
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="texts.searched",
        target=f"people.organisation:{by.organisation_id}", detail={"found": len(found)},
    )  # fmt: skip
    return found[:MOST_FOUND]


def _check(by: Scope) -> None:
    if not by.can(Permission.INSPECT):
        raise Refused(_("Din roll ger inte rätt att söka i fritext."))
