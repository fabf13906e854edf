"""Activities per municipality, under their headings, as the sections of a document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from samsyn.cycle import Column, DataTable, Section
from samsyn.programme.facts import Activity, Programme

NOT_STATED = "ej angivet"
MOST_LISTED = 1000
"""Of more activities than these a document tells the numbers; each of them belongs in a data file."""
IN_DATA_FILE = "Varje aktivitet för sig finns i datafilen med programmets aktiviteter."


def appendix_sections(programme: Programme) -> tuple[Section, ...]:
    """
    Return one section for each municipality, in the order of the activities, with one table for each heading.

    Only what is done is listed. The entries keep the source's order and its headings, which vary. The formats are
    marked as our classification. Of more entries than a document can carry the numbers under each heading are told.
    """
    sections, is_large = [], len(programme.carried_out) > MOST_LISTED
    for key, listed in groupby(programme.carried_out, key=lambda one: one.municipality):
        own = tuple(listed)
        place = programme.municipality(key)
        headed = [(heading, tuple(part)) for heading, part in groupby(own, key=lambda one: one.heading)]
        sections.append(
            Section(
                key=f"activities-{key}",
                title=place.name,
                lead=f"{len(own)} aktiviteter.",
                tables=(_counted(key, headed),) if is_large else _listed(programme, key, headed),
                method=IN_DATA_FILE if is_large else "",
            )
        )
    return tuple(sections)


Headed = Sequence[tuple[str, Sequence[Activity]]]


def _listed(programme: Programme, key: str, headed: Headed) -> tuple[DataTable, ...]:
    columns = tuple(
        Column(label=label) for label in ("Aktivitet", "Format (vår klassning)", "Medverkande", "När")
    )
    return tuple(
        DataTable(
            key=f"{key}-{number}",
            caption=heading,
            columns=columns,
            rows=tuple(
                (
                    one.title,
                    ", ".join(programme.formats[n] for n in one.formats),
                    ", ".join(one.partners) or NOT_STATED,
                    when(one),
                )
                for one in entries
            ),
        )
        for number, (heading, entries) in enumerate(headed, start=1)
    )


def _counted(key: str, headed: Headed) -> DataTable:
    return DataTable(
        key=f"{key}-counts",
        caption="Aktiviteter under varje rubrik",
        columns=(Column(label="Rubrik"), Column(label="Antal", number=True)),
        rows=tuple((heading, len(entries)) for heading, entries in headed),
    )


def when(one: Activity) -> str:
    """Return when an activity was, as it is stated or by its days; said to be unknown where it is."""
    if one.when or one.starts is None:
        return one.when or NOT_STATED
    last = f" till {one.ends.isoformat()}" if one.ends and one.ends != one.starts else ""
    return f"{one.starts.isoformat()}{last}"
