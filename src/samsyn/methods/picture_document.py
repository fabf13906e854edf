"""The JSON document of a picture whose rows are no events: the same keys whatever the method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from samsyn.cycle import Edition, Finding, Found, Round
from samsyn.provenance import canonical, digest

Named = Callable[[str | None], str | None]


def picture_document(
    observed: Round,
    found: Found,
    edition: Edition,
    threshold: int,
    *,
    schema: str,
    sentence: str,
    method: Mapping[str, Any],
    area_name: Named,
    category_name: Named,
) -> dict[str, Any]:
    """
    Return an edition as plain JSON values; only the internal one holds every figure.

    Parameters
    ----------
    threshold : int
        Smallest count that the public edition shows.
    schema : str
        Name of the document, such as "samsyn.statistics/1".
    sentence : str
        What the edition says.
    method : mapping
        Name, version and parameters.
    area_name, category_name : callable
        Key → what people call it.
    """
    internal, public = edition is Edition.INTERNAL, edition is Edition.PUBLIC
    period, source = observed.period, observed.source
    body = {
        "schema": schema,
        "title": source.name,
        "organisation": "",
        "edition": edition.value,
        "threshold": threshold if public else None,
        "period": {
            "key": str(period),
            "label": period.label,
            "start": period.start,
            "end": period.end,
            "assumed": False,
        },
        "sentence": sentence,
        "method": dict(method),
        "source": {"key": source.key, "name": source.name, "credit": source.credit},
        "areas": [],
        "categories": [],
        "options": dict(observed.options),
        "sources": list(observed.sources),
        "findings": [_row(one, area_name, category_name) for one in found.findings] if internal else [],
        "refusals": [asdict(one) for one in found.refusals] if internal else [],
        "series": {},
    }
    plain: dict[str, Any] = canonical(body)
    return {**plain, "digest": digest(plain)}


def _row(one: Finding, area_name: Named, category_name: Named) -> dict[str, Any]:
    """Return a finding as the document states it; its keys are those of every method's documents."""
    numbers = one.estimate
    return {
        "method": one.method,
        "key": one.key,
        "area": one.area,
        "area_name": area_name(one.area),
        "category": one.category,
        "category_name": category_name(one.category),
        "period": str(one.period),
        "value": numbers.value,
        "low": numbers.low,
        "high": numbers.high,
        "level": numbers.level,
        "unit": numbers.unit,
        "n": numbers.n,
        "status": one.status.value,
        "reason": one.reason,
        "detail": dict(one.detail),
        "rows": asdict(one.provenance.rows),
        "function": one.provenance.function,
        "digest": one.digest,
    }
