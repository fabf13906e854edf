"""Small files of reports as people would send them, and the walk from one to a picture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from samsyn_web.findings.models import Picture
from samsyn_web.methods.incidents import services
from samsyn_web.observations import services as rounds
from samsyn_web.observations.models import Intake, Round, Source
from tests.samsyn_web.conftest import Person

AT = datetime(2024, 10, 7, 8, 0, tzinfo=UTC)
FIRST = datetime(2023, 1, 2, 9, 30, tzinfo=UTC)  # a Monday
WEEKS = 92
PERIOD, EARLIER = "2024-W40", "2024-W39"
SECRET = "Kajsa Hemligsson 121212-1212"
HEADING = "Tidpunkt;Kategori;Område;Beskrivning"


def csv_bytes(*, weeks: int = WEEKS, heading: str = HEADING, text: str = SECRET, areas: int = 3) -> bytes:
    """Return reports of some weeks in three areas, with a column of free text that must never be kept."""
    lines = [heading]
    for week in range(weeks):
        for area in range(areas):
            for n in range(2 + (week * 7 + area * 3) % 4):
                at = FIRST + timedelta(weeks=week, days=(n * 2 + area) % 7, hours=(week + n) % 12)
                category = ("Skadegörelse", "Nedskräpning", "Buller")[(week + n) % 3]
                place = ("Åsen", "Norrby", "Söderängen")[area]
                lines.append(f"{at:%Y-%m-%d %H:%M};{category};{place};{text} såg något {week}-{n}")
    return ("\n".join(lines) + "\n").encode()


def upload(content: bytes | None = None, name: str = "rapporter.csv") -> ContentFile[bytes]:
    """Return a file as a form gives it."""
    return ContentFile(csv_bytes() if content is None else content, name=name)


def stage(person: Person, content: bytes | None = None, name: str = "rapporter.csv", **given: Any) -> Intake:
    """Stage one file, read."""
    (intake,) = rounds.open_intakes(
        by=person.scope, at=AT, method="incidents", reports=[upload(content, name)], **given
    )
    return intake


def bring_in(
    person: Person, content: bytes | None = None, name: str = "rapporter.csv", **given: Any
) -> Intake:
    """Bring one file into the register."""
    return services.commit(by=person.scope, at=AT, intake=stage(person, content, name, **given))


def open_round(person: Person, source: Source | None = None, period: str = PERIOD) -> Round:
    """Open a round on all that a source has in the register; a file is brought in where there is no source."""
    source = source or source_of(bring_in(person))
    return services.open_picture(
        by=person.scope, at=AT, sources=[source], period=period, area_version=source.area_version
    )[0]


def source_of(intake: Intake) -> Source:
    """Return the source of an intake that has one."""
    assert intake.source is not None
    return intake.source


def compute(person: Person, source: Source | None = None, period: str = PERIOD) -> Picture:
    """Compute a picture of a period."""
    return services.compute(
        by=person.scope,
        at=AT,
        observed=open_round(person, source, period),
        period=period,
        organisation=person.organisation.name,
    )
