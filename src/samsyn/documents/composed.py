"""What a document is before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from samsyn.charts.tokens import DISMISSED, level
from samsyn.cycle import Column, DataTable, Edition, Level, Section
from samsyn.documents.brand import Brand

EDITIONS: Mapping[Edition, str] = {
    Edition.INTERNAL: "Intern upplaga",
    Edition.PARTNER: "Upplaga för samverkan",
    Edition.PUBLIC: "Öppen upplaga",
}
READERS: Mapping[Edition, str] = {
    Edition.INTERNAL: "Bara för organisationens eget arbete.",
    Edition.PARTNER: "För dem som deltar i samverkan. Sprid inte vidare.",
    Edition.PUBLIC: "Får spridas fritt. Små antal visas inte.",
}
TRENDS: Mapping[str, str] = {"up": "stigande", "down": "sjunkande", "flat": "oförändrad", "none": "", "": ""}
FACTS: Mapping[str, str] = {  # key in meta → label in the imprint
    "organisation": "Organisation",
    "period": "Period",
    "version": "Version",
    "established": "Fastställd",
    "published": "Publicerad",
    "generated_at": "Framställd",
    "credit": "Källor",
    "digest": "Kontrollsumma",
}


@dataclass(frozen=True, kw_only=True)
class Document:
    """
    A document, ready to be rendered.

    Parameters
    ----------
    title : str
    subtitle : str
        What the document says, in a sentence; stands large on the first page.
    edition : Edition
    sections : tuple of Section
        Disclosure control already applied.
    facts : tuple of (label, text)
        The imprint: period, version, who decided, digest, credits.
    notices : tuple of str
        What the reader must know before anything else, e.g. that the figures are made up.
    organisation, period : str
    generated_at : datetime, optional
        Stored in the PDF as its date; a fixed day stands there without it, since PDF/A asks for one.
    brand : Brand
        The organisation's logo, colour and footer line, in every format that is read.
    kind : tuple of str, optional
        Name of the document's kind and what its readers must know, where it is no edition of a picture.
    wide : bool
        Whether the pages lie down (landscape), for tables with many columns of words.
    """

    title: str
    subtitle: str
    edition: Edition
    sections: tuple[Section, ...]
    facts: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    organisation: str = ""
    period: str = ""
    generated_at: datetime | None = None
    brand: Brand = Brand()
    kind: tuple[str, str] | None = None
    wide: bool = False

    @property
    def kind_name(self) -> str:
        """What the document is: an edition, or what it says itself."""
        return self.kind[0] if self.kind else EDITIONS[self.edition]

    @property
    def readers(self) -> str:
        """What its readers must know first."""
        return self.kind[1] if self.kind else READERS[self.edition]

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the first section that has any."""
        return next((section.levels for section in self.sections if section.levels), ())

    @property
    def highlights(self) -> tuple[str, ...]:
        """What changed, for the first page: the first section's paragraphs, else what the next sections say."""
        if not self.sections or self.kind:
            return ()
        first, *rest = self.sections
        said = tuple(section.lead for section in rest if section.lead and not section.levels)
        return first.paragraphs[:6] or said[:4]

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections without what the first page has said already."""
        if not self.sections or self.sections[0].lead != self.subtitle:
            return self.sections
        first = replace(self.sections[0], lead="", paragraphs=())
        empty = not (first.levels or first.charts or first.tables or first.method)
        return self.sections[1:] if empty else (first, *self.sections[1:])


def document(
    *,
    title: str,
    subtitle: str,
    edition: Edition,
    sections: Sequence[Section],
    meta: Mapping[str, Any] | None = None,
    brand: Brand | None = None,
    kind: tuple[str, str] | None = None,
    wide: bool = False,
) -> Document:
    """
    Gather sections into a document.

    Parameters
    ----------
    title, subtitle : str
        The heading, and what the document says in a sentence.
    edition : Edition
    sections : sequence of Section
        Disclosure control already applied.
    meta : mapping
        `organisation`, `period`, `version`, `established` or `published`, `digest`, `credit` and `notice` (text, or
        several of it), `generated_at` (datetime or text). Other keys stand in the imprint under their own name.
    brand : Brand, optional
    kind : tuple of str, optional
        Name of the document's kind and what its readers must know, where it is no edition of a picture.
    wide : bool
        Whether the pages lie down (landscape).
    """
    given = dict(meta or {})
    at = given.get("generated_at")
    notices = _several(given.pop("notice", ())) + _several(given.pop("notices", ()))
    ordered = [*(key for key in FACTS if key in given), *(key for key in given if key not in FACTS)]
    facts = tuple((FACTS.get(key, key), "; ".join(_several(given[key]))) for key in ordered)
    return Document(
        title=title,
        subtitle=subtitle,
        edition=edition,
        sections=tuple(sections),
        facts=tuple(fact for fact in facts if fact[1]),
        notices=notices,
        organisation=str(given.get("organisation", "")),
        period=str(given.get("period", "")),
        generated_at=at if isinstance(at, datetime) else None,
        brand=brand or Brand(),
        kind=kind,
        wide=wide,
    )


def _several(value: Any) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, datetime):
        return (f"{value:%Y-%m-%d %H:%M}",)
    return (str(value),) if isinstance(value, str | int | float) else tuple(str(one) for one in value)


def headings(section: Section) -> tuple[str, ...]:
    """Return what a section's headings say, so that a table below need not say it again."""
    return (section.title, *(chart.title for chart in section.charts))


def look_of(one: Level) -> str:
    """Return which look a level has: its status, or "dismissed"."""
    return DISMISSED.status if one.dismissed else one.status.value


def level_table(section: Section) -> DataTable | None:
    """Return the table that states a section's levels: its own, or one made of the levels."""
    if not section.levels:
        return None
    links = tuple(one.link for one in section.levels)
    own = next((table for table in section.tables if table.links == links and table.rows), None)
    if own is not None:
        return own
    columns = (Column(label="Område"), Column(label="Nivå"), Column(label="Riktning"), Column(label="Varför"))
    rows = tuple(
        (one.name, level(look_of(one)).word, TRENDS.get(one.trend, one.trend), one.reason)
        for one in section.levels
    )
    return DataTable(
        key=f"{section.key}-levels", caption=section.title, columns=columns, rows=rows, links=links
    )


def level_column(section: Section, table: DataTable) -> int:
    """Return which column of a level table holds the level's word, −1 where none does."""
    words = [level(look_of(one)).word for one in section.levels]
    for n in range(len(table.columns)):
        if [str(row[n]) for row in table.rows] == words:
            return n
    return -1
