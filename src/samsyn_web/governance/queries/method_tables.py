"""What pictures say whose rows a method has read itself: sentence and sections, with the limit that is decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from samsyn.cycle import DataTable, Edition, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods import METHODS
from samsyn.table import Table
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as finding
from samsyn_web.findings.models import Picture
from samsyn_web.observations import queries as observations


@dataclass(frozen=True, kw_only=True)
class PictureSaid:
    """What a picture says to each kind of reader."""

    sentences: Mapping[Edition, str]
    sections: Mapping[Edition, tuple[Section, ...]]

    @property
    def tables(self) -> dict[Edition, tuple[DataTable, ...]]:
        """The tables, by edition."""
        return {
            key: tuple(table for one in some for table in one.tables) for key, some in self.sections.items()
        }


def picture_said(scope: Scope, picture: Picture, smallest: int) -> PictureSaid:
    """
    Return what a picture says; nothing for strangers.

    The editions for others withhold what the public edition does. Where another limit than Samsyn's is decided, its
    figures are told anew from the frozen rows.
    """
    inside = Edition.INTERNAL
    kept = {one: finding.sections(scope, picture, one) for one in (inside, Edition.PUBLIC)}
    said = {one: finding.sentence(scope, picture, one) for one in kept}
    rows = picture.round.rows
    if smallest != THRESHOLD and kept[inside] and rows is not None:
        method = next(one for one in METHODS if one.name == picture.method)
        table = Table(frame=observations.table_rows(rows), rules=(), crs=picture.round.crs or None)
        told = method.tell(table, json.loads(finding.document(scope, picture, inside)), None)
        kept[Edition.PUBLIC] = tuple(told.sections(Edition.PUBLIC, smallest))
        said[Edition.PUBLIC] = told.sentence(Edition.PUBLIC, smallest)
    return PictureSaid(
        sentences={**said, Edition.PARTNER: said[Edition.PUBLIC]},
        sections={**kept, Edition.PARTNER: kept[Edition.PUBLIC]},
    )
