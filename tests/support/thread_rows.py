"""The invented municipality's reports as they come: those until a day, and later the rest."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile

from samsyn import files
from samsyn_web.findings.models import Picture
from samsyn_web.methods.incidents import services
from samsyn_web.observations import queries
from samsyn_web.observations import services as observations
from samsyn_web.observations.models import Source
from tests.support.mapped import EXAMPLES
from tests.support.story import Person
from tests.support.uploads import source_of


def written(*, since: str = "", until: str = "9") -> ContentFile[bytes]:
    """Return the example's file with the rows of some days; days are written as the file writes them."""
    heading, *rows = (EXAMPLES / "exempelkoping.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if since <= row.split(",")[1] < until]
    return ContentFile("\n".join([heading, *kept, ""]).encode(), name=f"rapporter{since}.csv")


def first_picture(person: Person, at: datetime, period: str) -> Picture:
    """Bring in what had come by then, and compute a period."""
    areas = files.read_areas(EXAMPLES / "exempelkoping_areas.geojson")
    (staged,) = observations.open_intakes(
        by=person.scope, at=at, method="incidents", reports=[written(until=f"{at:%Y-%m-%d}")], areas=areas
    )
    source = source_of(services.commit(by=person.scope, at=at, intake=staged))
    observed, _ = services.open_picture(
        by=person.scope, at=at, sources=[source], period=period, area_version=source.area_version
    )
    name = person.organisation.name
    return services.compute(by=person.scope, at=at, observed=observed, period=period, organisation=name)


def the_rest(person: Person, at: datetime, since: datetime) -> None:
    """Bring in what has come since, to the same source."""
    source = Source.objects.get(organisation=person.organisation)
    rest = written(since=f"{since:%Y-%m-%d}", until=f"{at:%Y-%m-%d}")
    (staged,) = observations.open_intakes(
        by=person.scope,
        at=at,
        method="incidents",
        reports=[rest],
        declared=queries.declared(source),
        areas=source.area_version,
    )
    assert source_of(services.commit(by=person.scope, at=at, intake=staged)) == source
