"""A picture of the invented municipality with its areas, as a map needs it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.core.files.base import ContentFile

from samsyn import files
from samsyn_web.findings.models import Picture
from samsyn_web.methods.incidents import services
from samsyn_web.observations import services as observations
from tests.samsyn_web.conftest import Person
from tests.support.uploads import source_of

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "examples"


def example_picture(person: Person, period: str = "2026-W46") -> Picture:
    """Bring the example's reports into the register, placed in its areas, and compute a period."""
    reports = ContentFile((EXAMPLES / "exempelkoping.csv").read_bytes(), name="rapporter.csv")
    areas = files.read_areas(EXAMPLES / "exempelkoping_areas.geojson")
    (staged,) = observations.open_intakes(
        by=person.scope, at=AT, method="incidents", reports=[reports], areas=areas
    )
    source = source_of(services.commit(by=person.scope, at=AT, intake=staged))
    observed, _ = services.open_picture(
        by=person.scope, at=AT, sources=[source], period=period, area_version=source.area_version
    )
    name = person.organisation.name
    return services.compute(by=person.scope, at=AT, observed=observed, period=period, organisation=name)
