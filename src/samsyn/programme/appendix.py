"""Activities per municipality, under their headings, as the sections of a document."""

from __future__ import annotations

from itertools import groupby

from samsyn.cycle import Column, DataTable, Section
from samsyn.programme.facts import Programme

NOT_STATED = "ej angivet"


def appendix_sections(programme: Programme) -> tuple[Section, ...]:
    """
    Return one section for each municipality, in the order of the activities, with one table for each heading.

    The entries keep the source's order and its headings, which vary. The formats are marked as our classification.
    """
    sections = []
    for key, listed in groupby(programme.activities, key=lambda one: one.municipality):
        own = tuple(listed)
        place = programme.municipality(key)
        tables = tuple(
            DataTable(
                key=f"{key}-{number}",
                caption=heading,
                columns=(
                    Column(label="Aktivitet"),
                    Column(label="Format (vår klassning)"),
                    Column(label="Medverkande"),
                    Column(label="När"),
                ),
                rows=tuple(
                    (
                        one.title,
                        ", ".join(programme.formats[n] for n in one.formats),
                        ", ".join(one.partners) or NOT_STATED,
                        one.when or NOT_STATED,
                    )
                    for one in entries
                ),
            )
            for number, (heading, entries) in enumerate(
                ((heading, tuple(part)) for heading, part in groupby(own, key=lambda one: one.heading)),
                start=1,
            )
        )
        sections.append(
            Section(
                key=f"activities-{key}",
                title=place.name,
                lead=f"{len(own)} aktiviteter.",
                tables=tables,
            )
        )
    return tuple(sections)
