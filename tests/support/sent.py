"""Reports that reporters send, for tests of what becomes of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from samsyn_web.methods.incidents import services
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.methods.incidents.policies import Told
from samsyn_web.places.models import Area, AreaVersion
from tests.support.story import Person

NOW = datetime(2024, 10, 7, 20, 30, tzinfo=UTC)  # 22.30 in Sweden
SQUARE = '{"type": "Polygon", "coordinates": [[[18, 59], [18.1, 59], [18.1, 59.1], [18, 59.1], [18, 59]]]}'
HERE = (18.05, 59.05)


def told(**values: Any) -> Told:
    """Damage at a bus stop, just now."""
    return Told(**{"what": "SKA", "place": "busskuren vid Torgvägen", "made_at": NOW, **values})


def send(by: Person, at: datetime = NOW, **values: Any) -> Submission:
    """Send a report under a number of its own."""
    return services.submit(by=by.scope, at=at, device_id=uuid4(), told=told(**{"made_at": at, **values}))[0]


def fresh(one: Submission) -> Submission:
    """The report as the database has it."""
    return Submission.objects.get(pk=one.pk)


def make_areas(anna: Person) -> AreaVersion:
    """One area, a square."""
    version = AreaVersion.objects.create(
        organisation_id=anna.organisation.pk, version="2024", digest="a", created_at=NOW
    )
    Area.objects.create(version=version, position=0, key="A1", name="Åsen", geometry=SQUARE)
    return version
